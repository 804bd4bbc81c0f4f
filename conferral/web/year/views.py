"""The year, and planning the next."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferral.access.actor import insist
from conferral.meetings.models import Meeting
from conferral.meetings.operations import plan_year
from conferral.protocol.days.calendar import CalendarProblem
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import clock
from conferral.web.going import go_to
from conferral.web.panel import PanelRequest
from conferral.web.year.dates import (
    clashes,
    dates_of,
    free_months,
    lead_clauses,
    rule_in_words,
    shown,
)
from conferral.web.year.forms import LONGEST, PlanYearForm
from conferral.web.year.months import months_of
from conferral.web.year.picture import picture_of
from conferral.web.year.span import span_of

A_FULL_YEAR = 12


@require_safe
def year(request: PanelRequest) -> HttpResponse:
    """Twelve months of meetings and deadlines, as a picture and as a list."""
    insist(request.actor.may(Permission.YEAR_READ))
    return render(request, "year/year.html", _shown(request))


@require_POST
def plan(request: PanelRequest) -> HttpResponse:
    """Plan the meetings that the protocol gives, from a day on."""
    form = PlanYearForm(request.POST, today=request.today)
    if not form.is_valid():
        return render(request, "year/year.html", _shown(request, form), status=422)
    try:
        plan_year(request.panel, actor=request.actor, now=request.now, **form.cleaned_data)
    except CalendarProblem as problem:
        form.add_error("months", str(problem))
        return render(request, "year/year.html", _shown(request, form), status=422)
    messages.success(request, _("The meetings are planned, with every deadline."))
    return go_to(request, "year")


def _shown(request: PanelRequest, form: PlanYearForm | None = None) -> dict[str, Any]:
    span = span_of(request.today, request.GET.get("from", ""))
    calendar = request.panel.calendar(request.edition)
    published = Meeting.objects.published_to(request.actor).select_related("edition", "panel")
    published = published.defer("edition__files")
    meetings = list(published.filter(held_on__gte=span.first, held_on__lt=span.end))
    dates = dates_of(meetings, request.today)
    free = free_months(request.edition, span, meetings)
    return {
        "span": span,
        "dates": dates,
        "free": free,
        "moved": [each for each in dates if each.meeting.moved_from],
        "clashes": list(clashes(request.edition)),
        "picture": picture_of(span, shown(dates), free, calendar, request.today),
        "months": months_of(span, shown(dates), free, calendar, request.today),
        "rule": rule_in_words(request.edition),
        "on_demand": request.edition.cadence and request.edition.cadence.on_demand,
        "lead_clauses": lead_clauses(request.edition),
        "time_of_day": clock,
        "plan_form": form or _plan_form(request),
    }


def _plan_form(request: PanelRequest) -> PlanYearForm | None:
    """The form, for whoever plans, while less than a year of meetings lies ahead."""
    cadence = request.edition.cadence
    may_plan = request.actor.may(Permission.MEETING_PLAN)
    if not may_plan or cadence is None or cadence.dates is None:
        return None
    rows = Meeting.objects.visible_to(request.actor).filter(
        kind=Meeting.Kind.SCHEDULED, cancelled_at=None, held_on__gte=request.today
    )
    if rows.count() >= cadence.per_year[0]:
        return None
    last = rows.order_by("-held_on").first()
    start = last.held_on + timedelta(days=1) if last else request.today
    months = cadence.horizon.months if cadence.horizon else A_FULL_YEAR
    initial = {"start": start, "months": min(months, LONGEST)}
    return PlanYearForm(today=request.today, initial=initial)
