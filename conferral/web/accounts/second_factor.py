"""Setting up the second factor, which at once counts for the session it was set up in."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from django.http import HttpResponse

from conferral.accounts.models import User


class SetUpTotp(ActivateTOTPView):
    """Sets up an authenticator app. The code just typed proves that the phone is hers."""

    def form_valid(self, form: ActivateTOTPForm) -> HttpResponse:
        """Set it up, note the factor in the session, and give the session a fresh key."""
        answer: HttpResponse = super().form_valid(form)
        user = self.request.user
        assert isinstance(user, User)
        factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(
            self.request, user, method="mfa", id=factor.pk, type=factor.type, reauthenticated=False
        )
        self.request.session.cycle_key()
        return answer
