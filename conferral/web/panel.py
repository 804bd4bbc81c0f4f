"""Every page of a panel: who asks, in which seat, at what time, and what a refusal looks like."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from conferral.access.actor import Actor, Denied, NotVisible
from conferral.access.localtime import local_day
from conferral.access.within import within
from conferral.accounts.models import User
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import AdoptedEdition, Membership, Panel, Partnership
from conferral.protocol.edition import Edition
from conferral.web import clock


class PanelRequest(HttpRequest):
    """A request inside a panel."""

    partnership: Partnership
    panel: Panel
    adopted: AdoptedEdition
    edition: Edition
    membership: Membership
    actor: Actor
    now: datetime
    today: date


PanelView = Callable[..., HttpResponse]
NUL = "%00"


def panel_path(route: str, view: PanelView, name: str) -> URLPattern:
    """A page of a panel. Its view gets a PanelRequest and the rest of the route's arguments."""
    return path(route, in_panel(view), name=name)


def in_panel(view: PanelView) -> PanelView:
    """Find the seat, act within the partnership, and turn refusals into pages.

    Whoever has no seat here learns nothing: the answer is the same as for an address that is not.
    Nor is there one with a NUL in it, for which PostgreSQL would not even look.
    """

    @wraps(view)
    def page(
        request: HttpRequest, partnership_slug: str, panel_slug: str, **rest: Any
    ) -> HttpResponse:
        asked = cast(PanelRequest, request)
        if NUL in asked.get_full_path():
            raise Http404
        asked.now = clock.now()
        asked.today = local_day(asked.now)
        membership = _seat(asked, partnership_slug, panel_slug)
        with within(membership.partnership_id):
            asked.membership, asked.panel = membership, membership.panel
            asked.partnership = membership.partnership
            asked.adopted = membership.panel.adopted_on(asked.today)
            asked.edition = asked.adopted.protocol
            asked.actor = actor_of(membership, asked.today, edition=asked.edition)
            try:
                return view(asked, **rest)
            except NotVisible as denied:
                unseen = denied
            except Denied as denied:
                return refused(asked, denied)
        # Raised inside, it would take the entry about this refusal out of the record again.
        raise Http404 from unseen

    page.is_panel_page = True  # type: ignore[attr-defined]
    return page


def refused(request: PanelRequest, denied: Denied) -> HttpResponse:
    """A refusal, with its reason and clause."""
    context = {"decision": denied.decision, "decides": denied.edition}
    return render(request, "errors/denied.html", context, status=403)


def _seat(request: PanelRequest, partnership_slug: str, panel_slug: str) -> Membership:
    seats = Membership.objects.filter(
        user_id=request.user.pk or 0, panel__slug=panel_slug, partnership__slug=partnership_slug
    ).select_related("partnership", "panel", "agency")
    seats = seats.prefetch_related("agency__signatures")
    held = [seat for seat in seats.order_by("pk") if seat.holds_on(request.today)]
    if not held:
        raise Http404
    seat = held[0]
    seat.user = cast(User, request.user)  # read already, as the partnership is
    seat.panel.partnership = seat.partnership
    return seat
