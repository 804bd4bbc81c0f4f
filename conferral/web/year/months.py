"""The year as twelve small months, one below the other: the picture for a narrow screen."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.protocol.days.cadence import FreeMonth
from conferral.protocol.days.calendar import SATURDAY, WorkingCalendar
from conferral.protocol.days.durations import months_from
from conferral.web.year.picture import Key, Shown, marks_by_day
from conferral.web.year.span import Span, days_off


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month; `column` is its weekday, from 1 for Monday."""

    number: int
    column: int
    kind: str
    meeting: bool
    due: tuple[Key, ...]
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its days. `said` tells the same in words, to whoever cannot see it."""

    name: str
    days: tuple[Day, ...]
    free: str
    said: str


def months_of(
    span: Span, held: list[Shown], free: list[FreeMonth], calendar: WorkingCalendar, today: date
) -> list[Month]:
    """The twelve months of a span."""
    due = marks_by_day(held)
    meetings = {each.held_on for each in held}
    return [_month(first, meetings, due, free, calendar, today) for first in span.months]


def _month(
    first: date, meetings: set[date], due: dict[date, list[Key]], free: list[FreeMonth],
    calendar: WorkingCalendar, today: date,
) -> Month:  # fmt: skip
    off = {day: _kind(day) for day, _why in days_off(calendar, first)}
    days = tuple(
        Day(
            day.day, day.isoweekday(), off.get(day, ""), day in meetings,
            tuple(dict.fromkeys(due.get(day, ()))), day == today,
        )
        for day in _days(first)
    )  # fmt: skip
    nothing = next((each.why for each in free if each.first == first), "")
    return Month(date_format(first, "F Y"), days, nothing, _said(days, nothing))


def _days(first: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((months_from(first, 1) - first).days)]


def _kind(day: date) -> str:
    return "we" if day.weekday() >= SATURDAY else "bh"


def _said(days: tuple[Day, ...], nothing: str) -> str:
    """`Meeting on 24. Referrals close on 19.`"""
    told = [_("Meeting on %(day)s.") % {"day": each.number} for each in days if each.meeting]
    told += [
        _("%(what)s on %(day)s.") % {"what": key.text, "day": each.number}
        for each in days
        for key in each.due
    ]
    return " ".join(told) or nothing or _("Nothing is due.")
