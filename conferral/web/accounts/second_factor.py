"""Setting up the second factor, which at once counts for the session it was set up in."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    reauthenticate_by_password,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from conferral.accounts.models import User


class SetUpTotp(ActivateTOTPView):
    """Sets up an authenticator app. The code just typed proves that the phone is hers."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the password again only if it was not typed in the last minutes."""
        if typed_her_password_just_now(request) and not did_recently_reauthenticate(request):
            reauthenticate_by_password(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: ActivateTOTPForm) -> HttpResponse:
        """Set it up, note the factor in the session, and give the session a fresh key."""
        answer: HttpResponse = super().form_valid(form)
        user = self.request.user
        factor = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        record_authentication(
            self.request, user, method="mfa", id=factor.pk, type=factor.type, reauthenticated=True
        )
        self.request.session.cycle_key()
        return answer


def typed_her_password_just_now(request: HttpRequest) -> bool:
    """Whether somebody without a second factor signed in by password in the last minutes."""
    if not isinstance(request.user, User) or is_mfa_enabled(request.user):
        return False
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "password" and record["at"] > since for record in records)
