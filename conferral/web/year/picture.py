"""The year as a picture: where every mark stands. The page draws it with classes alone."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.meetings.queries import PAPERS, REFERRAL
from conferral.protocol.cadence import FreeMonth
from conferral.protocol.calendar import SATURDAY, WorkingCalendar
from conferral.web.year.dates import MeetingDates, Span, days_off

WIDTH, LEFT, DAY, TOP, ROW, BAND = 1120, 138.0, 27.4, 48, 44, 36
LABELLED = (1, 5, 10, 15, 20, 25, 31)
LEFTMOST_TODAY = 5
"""Before this day of the month, the word "Today" stands to the right of its line."""
RIGHTMOST_NOTE = 18
"""After this day of the month, a note about a meeting stands to its left."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at one place of the picture."""

    x: float
    y: float
    text: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One month: its name, its shaded days, and why it is empty if it is."""

    y: int
    name: str
    year: str
    off: list[Mark]
    free: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    numbers: list[Mark]
    rows: list[Row]
    closes: list[Mark]
    papers: list[Mark]
    meetings: list[Mark]
    notes: list[Mark]
    today: Mark | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the days of a span lie."""

    span: Span

    def top(self, day: date) -> int:
        months = (day.year - self.span.first.year) * 12 + day.month - self.span.first.month
        return TOP + ROW * months

    def mark(self, day: date, *, text: str = "", kind: str = "") -> Mark:
        """The middle of a day."""
        x = LEFT + DAY * (day.day - 0.5)
        return Mark(round(x, 1), self.top(day) + BAND / 2, text, kind)


def picture_of(
    span: Span,
    dates: list[MeetingDates],
    free: list[FreeMonth],
    calendar: WorkingCalendar,
    today: date,
) -> Picture:
    """Lay out a year."""
    place = Place(span)
    held = [each for each in dates if not each.meeting.cancelled_at]
    return Picture(
        width=WIDTH,
        height=TOP + ROW * 12 + 2,
        numbers=[Mark(round(LEFT + DAY * (n - 0.5), 1), 28, str(n)) for n in LABELLED],
        rows=[_row(month, place, free, calendar) for month in span.months],
        closes=_due_marks(held, REFERRAL, place),
        papers=_due_marks(held, PAPERS, place),
        meetings=[
            place.mark(each.meeting.held_on, text=str(each.meeting.held_on.day))
            for each in held
            if span.holds(each.meeting.held_on)
        ],
        notes=[_moved(each, place) for each in held if each.meeting.moved_from],
        today=_today(today, place) if span.holds(today) else None,
    )


def _row(month: date, place: Place, free: list[FreeMonth], calendar: WorkingCalendar) -> Row:
    nothing = next((each for each in free if each.first == month), None)
    starts_a_year = month == place.span.first or month.month == 1
    return Row(
        y=place.top(month),
        name=date_format(month, "F"),
        year=str(month.year) if starts_a_year else "",
        off=[]
        if nothing
        else [
            Mark(
                round(LEFT + DAY * (day.day - 1), 1), place.top(month), f"{day:%-d %B}: {why}",
                "we" if day.weekday() >= SATURDAY else "bh",
            )
            for day, why in days_off(calendar, month)
        ],
        free=_("No meeting: %(why)s") % {"why": nothing.why} if nothing else "",
    )  # fmt: skip


def _due_marks(dates: list[MeetingDates], name: str, place: Place) -> list[Mark]:
    dues = [each.dues[name] for each in dates if name in each.dues]
    return [place.mark(due.day) for due in dues if place.span.holds(due.day)]


def _moved(each: MeetingDates, place: Place) -> Mark:
    """`moved from 25 August`, on the side of the meeting where there is room."""
    at = place.mark(each.meeting.held_on)
    text = _("moved from %(day)s") % {"day": date_format(each.meeting.moved_from or "", "j F")}
    left = each.meeting.held_on.day > RIGHTMOST_NOTE
    return Mark(at.x + (-DAY * 6.2 if left else 23), at.y + 5, text, "end" if left else "")


def _today(today: date, place: Place) -> Mark:
    at = place.mark(today)
    return Mark(at.x, place.top(today), "", "" if today.day < LEFTMOST_TODAY else "end")
