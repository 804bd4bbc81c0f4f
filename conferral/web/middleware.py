"""What every answer carries, and the wall that lets nobody past without a second factor."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from conferral.accounts.factors import has_second_factor

Answer = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Under no-referrer a browser posts our own forms with `Origin: null`, and Django's check
    # against forged posts refuses them. This sends no other site anything either.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": (
        "camera=(), display-capture=(), fullscreen=(self), geolocation=(), microphone=(), "
        "payment=(), publickey-credentials-get=(self), usb=()"
    ),
}
TWO_YEARS = "max-age=63072000; includeSubDomains"

# Every page that opens without a second factor, by URL name. Static files never reach the wall.
OPEN_TO_ALL = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_activate_totp",
        "mfa_authenticate",
        "demo_sign_in",
        "away",
        "health",
    }
)


class Headers:
    """Sets one constant set of headers on every answer, refusals and errors included."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if not settings.PLAIN_HTTP:
            response.headers["Strict-Transport-Security"] = TWO_YEARS
        is_static = request.path.startswith(settings.STATIC_URL) and response.status_code < 400
        if not is_static:
            response.headers["Cache-Control"] = "no-store"
        return response


class SecondFactorWall:
    """Every page beyond `OPEN_TO_ALL` needs a session in which a second factor was used."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Send whoever is not yet signed in with two factors to the step that is missing."""
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_TO_ALL:
            return None
        if not request.user.is_authenticated:
            return _send(request, "account_login")
        if has_second_factor(request.session, demo=settings.DEMO):
            return None
        if is_mfa_enabled(request.user):
            logout(request)
            return _send(request, "account_login")
        return _send(request, "mfa_activate_totp")


def _send(request: HttpRequest, name: str) -> HttpResponse:
    here = {"next": request.get_full_path()} if request.method == "GET" else {}
    target = reverse(name) + (f"?{urlencode(here)}" if here and here["next"] != "/" else "")
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(reverse(name))
    return redirect(target)
