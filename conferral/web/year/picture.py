"""The year as a picture: where every mark stands. The page draws it with classes alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.protocol.days.cadence import FreeMonth
from conferral.protocol.days.calendar import SATURDAY, WorkingCalendar
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import REFERRAL
from conferral.web.year.span import Span, days_off

WIDTH, LEFT, DAY, TOP, ROW, BAND = 1120, 138.0, 27.4, 48, 44, 36
LABELLED = (1, 5, 10, 15, 20, 25, 31)
LEFTMOST_TODAY = 5
"""Before this day of the month, the word "Today" stands to the right of its line."""
RIGHTMOST_NOTE = 18
"""After this day of the month, a note about a meeting stands to its left."""
PAPERS = "papers"
CONCENTRIC = {REFERRAL: "ring", PAPERS: "square"}
"""A ring and a square fit into each other: these two often fall on one day."""
OTHERS = ("diamond", "triangle", "cross", "dot")
ASIDE = ((9.5, 11.5), (-9.5, 11.5), (9.5, -11.5), (-9.5, -11.5))
"""How far from the middle marks stand whose day has another already, one after the other."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting day, and what is due about it by id."""

    held_on: date
    dues: dict[str, Due] = field(default_factory=dict)
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at one place of the picture."""

    x: float
    y: float
    text: str = ""
    kind: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One month: its name, its shaded days, and why it is empty if it is."""

    y: int
    name: str
    year: str
    off: list[Mark]
    free: str


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    numbers: list[Mark]
    rows: list[Row]
    dues: list[Mark]
    meetings: list[Mark]
    notes: list[Mark]
    today: Mark | None
    key: list[Key]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the days of a span lie."""

    span: Span

    def top(self, day: date) -> int:
        months = (day.year - self.span.first.year) * 12 + day.month - self.span.first.month
        return TOP + ROW * months

    def mark(self, day: date, *, text: str = "", kind: str = "", aside: int = 0) -> Mark:
        """The middle of a day, or one of the places beside it, counted from 1."""
        x, y = LEFT + DAY * (day.day - 0.5), self.top(day) + BAND / 2
        if aside:
            right, down = ASIDE[min(aside, len(ASIDE)) - 1]
            x, y = x + right, y + down
        return Mark(round(x, 1), round(y, 1), text, kind, bool(aside))


def picture_of(
    span: Span, held: list[Shown], free: list[FreeMonth], calendar: WorkingCalendar, today: date
) -> Picture:
    """Lay out a year."""
    place = Place(span)
    return Picture(
        width=WIDTH,
        height=TOP + ROW * 12 + 2,
        numbers=[Mark(round(LEFT + DAY * (n - 0.5), 1), 28, str(n)) for n in LABELLED],
        rows=[_row(month, place, free, calendar) for month in span.months],
        dues=_due_marks(held, place),
        meetings=[
            place.mark(each.held_on, text=str(each.held_on.day))
            for each in held
            if span.holds(each.held_on)
        ],
        notes=[_moved(each, place) for each in held if each.moved_from],
        today=_today(today, place) if span.holds(today) else None,
        key=key_of(held),
    )


def shapes_of(held: Iterable[Shown]) -> dict[str, str]:
    """The shape of each deadline, by its id: no two alike until the shapes run out."""
    shapes: dict[str, str] = {}
    for name in sorted({name for each in held for name in each.dues} - set(CONCENTRIC)):
        shapes[name] = OTHERS[min(len(shapes), len(OTHERS) - 1)]
    return CONCENTRIC | shapes


def key_of(held: Iterable[Shown]) -> list[Key]:
    """The legend: each shape beside what is due on its day."""
    held = list(held)
    titles = {name: due.title for each in held for name, due in each.dues.items()}
    shapes = shapes_of(held)
    return [Key(shapes[name], titles[name]) for name in shapes if name in titles]


def marks_by_day(held: list[Shown]) -> dict[date, list[Key]]:
    """What is due on each day, in the order of the legend."""
    shapes, found = shapes_of(held), defaultdict(list)
    for name, shape in shapes.items():
        for each in held:
            if name in each.dues:
                found[each.dues[name].day].append(Key(shape, each.dues[name].title))
    return found


def _due_marks(held: list[Shown], place: Place) -> list[Mark]:
    """A ring and a square share the middle of a day; whatever else falls there stands aside."""
    taken = {each.held_on for each in held}
    marks = []
    for day, due in marks_by_day(held).items():
        if not place.span.holds(day):
            continue
        beside = 0
        for number, key in enumerate(dict.fromkeys(due)):
            fits = day not in taken and (number == 0 or key.kind == CONCENTRIC[PAPERS])
            beside += not fits
            marks.append(place.mark(day, kind=key.kind, text=key.text, aside=0 if fits else beside))
    return marks


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


def _moved(each: Shown, place: Place) -> Mark:
    """`moved from 25 August`, on the side of the meeting where there is room."""
    at = place.mark(each.held_on)
    text = _("moved from %(day)s") % {"day": date_format(each.moved_from or "", "j F")}
    left = each.held_on.day > RIGHTMOST_NOTE
    return Mark(at.x + (-DAY * 6.2 if left else 23), at.y + 5, text, "end" if left else "")


def _today(today: date, place: Place) -> Mark:
    at = place.mark(today)
    return Mark(at.x, place.top(today), "", "" if today.day < LEFTMOST_TODAY else "end")
