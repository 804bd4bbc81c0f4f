"""How django-allauth is told our rules: nobody signs herself up, and factors are kept sealed."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferral.vault.keys import installation_key
from conferral.vault.sealing import seal, unseal

PLACE = "mfa_authenticator|data"


class ClosedAccounts(DefaultAccountAdapter):
    """Accounts are made by a panel's coordinator, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "That address and password do not belong together. Check both, and try again"
        ),
        "incorrect_password": gettext_lazy("That is not your password"),
        "too_many_login_attempts": gettext_lazy("Too many tries. Wait five minutes, and try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs herself up."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account meets the words that a wrong password meets."""
        messages.error(request, _("That did not sign you in. Ask your coordinator."))
        return redirect("account_login")


class SealedFactors(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes under the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That code is not right. Type the one that your phone shows now"
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        sealed = seal(text.encode(), key=_key(), number=1, place=PLACE)
        return urlsafe_b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed, or raise TamperedWith."""
        sealed = urlsafe_b64decode(encrypted_text)
        return unseal(sealed, key=_key(), place=PLACE).decode()


def _key() -> bytes:
    return installation_key().derive("mfa")
