"""Today, and the demonstration's clock at its foot."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferral.access.localtime import local, local_day
from conferral.notices.outbox import mark_seen
from conferral.protocol.permissions import Permission
from conferral.ui.moments import moment
from conferral.web.accounts.people import may_choose_a_person
from conferral.web.clock import set_demo_clock
from conferral.web.going import go_to
from conferral.web.panel import PanelRequest
from conferral.web.today.forms import DemoClockForm
from conferral.web.today.needs import needs_of
from conferral.web.today.readiness import next_meeting_of
from conferral.web.today.since import happened_since
from conferral.web.today.visit import Visit, visit_of

NOON, EVENING = 12, 18
TWO_YEARS = timedelta(days=730)


@require_safe
def today(request: PanelRequest) -> HttpResponse:
    """What needs this person, in order of date."""
    mark_seen(request.actor.user_id, partnership_id=request.partnership.pk, at=request.now)
    visit = visit_of(request)
    if _agreement_is_missing(visit):
        return render(request, "today/no_agreement.html", _without_agreement(visit))
    return render(request, "today/today.html", _shown(request, visit))


@require_POST
def demo_clock(request: PanelRequest) -> HttpResponse:
    """Set the demonstration's clock; only in a demonstration, and only from this machine."""
    if not may_choose_a_person(request):
        raise Http404
    if "real" in request.POST:
        set_demo_clock(timezone.now())
        messages.success(request, _("The demonstration is back at the real time."))
        return go_to(request, "today")
    form = _clock_form(request, request.POST)
    if not form.is_valid():
        visit = visit_of(request)
        return render(request, "today/today.html", _shown(request, visit, form), status=422)
    set_demo_clock(form.moment)
    messages.success(
        request, _("In this demonstration it is now %(moment)s.") % {"moment": moment(form.moment)}
    )
    return go_to(request, "today")


def _shown(
    request: PanelRequest, visit: Visit, clock: DemoClockForm | None = None
) -> dict[str, Any]:
    demo = settings.DEMO and may_choose_a_person(request)
    return {
        "greeting": _greeting(visit),
        "needs": needs_of(visit),
        "meeting": next_meeting_of(visit),
        "since": visit.since,
        "events": happened_since(visit),
        "clock_form": clock or (_clock_form(request) if demo else None),
    }


def _greeting(visit: Visit) -> str:
    hour = visit.local.hour
    words = _("Good evening, %(name)s.")
    if hour < EVENING:
        words = _("Good morning, %(name)s.") if hour < NOON else _("Good afternoon, %(name)s.")
    return words % {"name": visit.actor.name.split()[0]}


def _agreement_is_missing(visit: Visit) -> bool:
    """A floor rule; a guest, invited to one case, needs none."""
    return not visit.actor.is_guest and not visit.membership.agency.agreement_holds(visit.today)


def _without_agreement(visit: Visit) -> dict[str, Any]:
    """Whether it lapsed or was never signed, and the coordinators to ask."""
    agency = visit.membership.agency
    lapsed = agency.signatures.filter(lapses_on__lte=visit.today).order_by("-lapses_on").first()
    seats = visit.panel.memberships.select_related("user", "agency").order_by("user__name")
    return {
        "greeting": _greeting(visit),
        "agency": agency,
        "lapsed": lapsed,
        "coordinators": [
            seat
            for seat in seats
            if seat.holds_on(visit.today)
            and Permission.MEMBER_MANAGE in visit.edition.granted_to(seat.roles)
        ],
    }


def _clock_form(request: PanelRequest, typed: Any = None) -> DemoClockForm:
    here = local(request.now)
    real: date = local_day(timezone.now())
    first = request.panel.editions.order_by("in_force_from").values_list("in_force_from", flat=True)
    return DemoClockForm(
        typed,
        initial={"day": here.date(), "time": f"{here:%H:%M}"},
        earliest=max([request.membership.from_on, *first[:1]]),
        latest=real + TWO_YEARS,
    )
