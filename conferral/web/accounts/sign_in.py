"""The sign-in page; in a demonstration it also offers the invented people."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django.utils.translation import gettext as _

from conferral.access.localtime import local_day
from conferral.web import clock
from conferral.web.accounts import people


class SignIn(LoginView):
    """Asks for an address and a password."""

    def get_form(self, form_class: type[LoginForm] | None = None) -> LoginForm:
        """Say what is missing in our words."""
        form = super().get_form(form_class)
        form.fields["login"].error_messages["required"] = _("Write your email address")
        form.fields["password"].error_messages["required"] = _("Write your password")
        return form

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Add the invented people where somebody may choose one of them."""
        if people.may_choose_a_person(self.request):
            context["invented"] = people.invented(local_day(clock.now()))
        return dict(super().get_context_data(**context))
