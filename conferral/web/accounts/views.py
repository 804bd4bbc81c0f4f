"""The choice of panel after sign-in, the neutral page, and the demonstration's sign-in."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import get_backends, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from conferral.access.localtime import local_day
from conferral.accounts.factors import DEMO_FACTOR
from conferral.accounts.models import User
from conferral.web import clock
from conferral.web.accounts import people


@require_safe
def panels(request: HttpRequest) -> HttpResponse:
    """List the panels that she sits on; with only one, go straight there."""
    seats = people.seats_of(cast(User, request.user), local_day(clock.now()))
    if len(seats) == 1:
        return redirect("today", seats[0].partnership_slug, seats[0].panel_slug)
    return render(request, "accounts/panels.html", {"seats": seats})


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """A page that shows nothing of Conferral, for whoever must hide her screen."""
    return render(request, "accounts/away.html")


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person; only in a demonstration, and only from this machine."""
    if not people.may_choose_a_person(request):
        raise Http404
    uid = request.POST.get("person", "").replace("\0", "")  # which PostgreSQL would not look for
    user = get_object_or_404(User, uid=uid, is_active=True)
    backend = get_backends()[0]
    login(request, user, backend=f"{type(backend).__module__}.{type(backend).__qualname__}")
    record_authentication(request, user, method=DEMO_FACTOR)
    return redirect(get_next_redirect_url(request) or settings.LOGIN_REDIRECT_URL)
