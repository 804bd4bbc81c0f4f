"""The dates about a meeting, and a whole year of meetings with theirs, each with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from conferral.protocol.days.cadence import FreeMonth, LeftOut, MeetingYear, PlannedMeeting
from conferral.protocol.days.calendar import Nation, WorkingCalendar, bank_holidays
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition
from conferral.protocol.wording import counted, day_year, sentence

DECEMBER, JANUARY = 12, 1
DECEMBER_TO_JANUARY = 14
"""A meeting of January may move into December, and one of December into January."""


@dataclass(frozen=True, slots=True)
class MeetingDates:
    """A meeting day with all that is due about it, by id, in the order of the days.

    The `note` is a sentence where nobody works on the meeting day itself.
    """

    meeting: date
    due: dict[str, Due]
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """`note` only where there is one."""
        found = {
            "meeting": self.meeting.isoformat(),
            "due": {name: due.day.isoformat() for name, due in self.due.items()},
            "why": {name: due.why for name, due in self.due.items()},
        }
        return found | ({"note": self.note} if self.note else {})


@dataclass(frozen=True, slots=True)
class YearDates:
    """A calendar year: its meetings with their dates, and the months without one."""

    year: int
    nation: Nation
    planned: tuple[PlannedMeeting, ...]
    meetings: tuple[MeetingDates, ...]
    free: tuple[FreeMonth, ...]
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """`moved_from` only where a meeting moved; `held` says why it is on its day."""
        return {
            "year": self.year,
            "nation": self.nation.slug,
            "meetings": [
                dates.as_json() | {"held": planned.why} | moved_from(planned)
                for planned, dates in zip(self.planned, self.meetings, strict=True)
            ],
            "free": [
                {"month": f"{each.year:04}-{each.month:02}", "why": each.why} for each in self.free
            ],
            "note": self.note,
        }


def moved_from(planned: PlannedMeeting) -> dict[str, str]:
    return {"moved_from": planned.moved_from.isoformat()} if planned.moved_from else {}


def dates_about(edition: Edition, meeting: date, nation: Nation | str | None) -> MeetingDates:
    """Everything that is due about a meeting. Without a nation, in the edition's own.

    Raises CalendarProblem for a year whose bank holidays are not on record.
    """
    return dates_in(edition, meeting, edition.calendar_of(nation))


def dates_in(edition: Edition, meeting: date, calendar: WorkingCalendar) -> MeetingDates:
    """The same, over a panel's own working days."""
    bank_holidays(calendar.nation, meeting.year)
    found = [edition.due(each.id, meeting, calendar) for each in edition.deadlines_about("meeting")]
    ordered = sorted(found, key=lambda due: (due.day, due.time or time.max))
    return MeetingDates(meeting, {due.id: due for due in ordered}, off_day(meeting, calendar))


def off_day(meeting: date, calendar: WorkingCalendar) -> str:
    """The sentence for a meeting on a day when nobody works, else nothing."""
    if not (reason := calendar.why_not_working(meeting)):
        return ""
    return (
        f"The meeting itself is on {day_year(meeting)}, {reason}: that is not a working day in "
        f"{calendar.nation.label}. Its dates are counted from it all the same."
    )


def year_of(edition: Edition, year: int, nation: Nation | str | None) -> YearDates:
    """A calendar year of meetings, by the day on which they are held.

    Raises CalendarProblem for a year whose bank holidays are not on record.
    """
    calendar = edition.calendar_of(nation)
    bank_holidays(calendar.nation, year)
    around = edition.meeting_days(date(year - 1, DECEMBER, 1), DECEMBER_TO_JANUARY, calendar)
    planned = tuple(each for each in around.meetings if each.day.year == year)
    left_out = tuple(each for each in around.left_out if each.day.year == year)
    return YearDates(
        year,
        calendar.nation,
        planned,
        tuple(dates_in(edition, each.day, calendar) for each in planned),
        tuple(without_meeting(around, year)),
        " ".join(notes(edition, len(planned), left_out)),
    )


def without_meeting(around: MeetingYear, year: int) -> Iterator[FreeMonth]:
    """The free months of a year, and those whose only meeting is left out or moves away."""
    held = {(each.day.year, each.day.month) for each in around.meetings}
    named = {(each.year, each.month): each for each in around.free}
    lost = {(each.day.year, each.day.month): each for each in around.left_out}
    for month in range(JANUARY, DECEMBER + 1):
        if (year, month) in held:
            continue
        if free := named.get((year, month)):
            yield free
        elif gone := lost.get((year, month)):
            yield FreeMonth(year, month, gone.why, gone.clauses)


def notes(edition: Edition, meetings: int, left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """What else there is to say of a year, each a sentence."""
    cadence = edition.cadence
    if cadence is None:
        yield "The protocol does not say when the panel meets."
        return
    least = cadence.minimum_per_year or 0
    if cadence.on_demand:
        yield f"Meetings are called when needed: {sentence(cadence.on_demand.words)}"
        if least:
            yield f"There are {counted(least, 'meeting')} a year at least."
        return
    yield from (each.why for each in left_out)
    if meetings < least:
        is_are = "There is" if meetings == 1 else "There are"
        yield (
            f"{is_are} {counted(meetings, 'meeting')} this year, and the protocol wants "
            f"{counted(least, 'meeting')} at least."
        )
