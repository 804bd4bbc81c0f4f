"""What the year of an edition would be: its meetings and deadlines, before anybody plans them."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from conferral.protocol.days.cadence import FreeMonth, PlannedMeeting
from conferral.protocol.days.calendar import CalendarProblem, WorkingCalendar
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition
from conferral.protocol.wording import clock
from conferral.protocol.year import dates_in
from conferral.web.panel import PanelRequest
from conferral.web.protocol.area import area_of, told
from conferral.web.year.dates import lead_clauses, rule_in_words
from conferral.web.year.months import months_of
from conferral.web.year.picture import Shown, picture_of
from conferral.web.year.span import Span, span_of

TWELVE = 12


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A meeting that the rule gives, with all that is due about it."""

    planned: PlannedMeeting
    dues: dict[str, Due]


@require_safe
def year(request: PanelRequest) -> HttpResponse:
    """Twelve months by an edition’s own rules, as a picture and as a list."""
    area = area_of(request, "protocol-year")
    edition = area.reading.edition
    begins = max(area.reading.row.in_force_from, request.today)
    span = span_of(begins, request.GET.get("from", ""))
    calendar = request.panel.calendar(edition)
    problem = ""
    try:
        foreseen, free = foreseen_in(edition, span, calendar)
    except CalendarProblem as unknown:
        foreseen, free, problem = [], [], str(unknown)
    shown = [Shown(each.planned.day, each.dues, each.planned.moved_from) for each in foreseen]
    context = told(
        area, span=span, foreseen=foreseen, free=free, problem=problem, time_of_day=clock,
        rule=rule_in_words(edition), lead_clauses=lead_clauses(edition),
        titles={name: due.title for each in foreseen for name, due in each.dues.items()},
        picture=picture_of(span, shown, free, calendar, request.today),
        months=months_of(span, shown, free, calendar, request.today),
    )  # fmt: skip
    return render(request, "protocol/year.html", context)


def foreseen_in(
    edition: Edition, span: Span, calendar: WorkingCalendar
) -> tuple[list[Foreseen], list[FreeMonth]]:
    """The meetings of twelve months and the months without one.

    Raises CalendarProblem for a year whose bank holidays are not on record.
    """
    planned = edition.meeting_days(span.first, TWELVE, calendar)
    meetings = [
        Foreseen(each, dates_in(edition, each.day, calendar).due)
        for each in planned.meetings
        if span.holds(each.day)
    ]
    return meetings, [each for each in planned.free if span.holds(each.first)]
