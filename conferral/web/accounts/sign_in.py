"""The sign-in page; in a demonstration it also offers the invented people."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.utils import timezone

from conferral.ui.moments import local
from conferral.web.accounts import people


class SignIn(LoginView):
    """Asks for an address and a password."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Add the invented people where somebody may choose one of them."""
        if people.may_choose_a_person(self.request):
            context["invented"] = people.invented(local(timezone.now()).date())
        return dict(super().get_context_data(**context))
