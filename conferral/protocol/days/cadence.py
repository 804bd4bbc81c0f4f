"""When the panel meets: the rule that gives a year's meetings, and the months that have none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any, Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.days.durations import months_from
from conferral.protocol.days.patterns import ONE_WEEK, MeetingDay, OnDemand, Weeks
from conferral.protocol.part import Sourced
from conferral.protocol.wording import counted, day, listing

PATTERNS: Final = ("day", "weeks", "on_demand")
OF_DATES: Final = ("count_per_year", "free", "collision", "horizon")
A_CYCLE: Final = 28
"""In so many years every weekday falls on every day of the year."""


class FreeMonths(Sourced):
    months: tuple[int, ...]
    reason: str = ""

    @model_validator(mode="after")
    def months_have_numbers(self) -> Self:
        if wrong := [month for month in self.months if not 1 <= month <= 12]:
            raise ValueError(f"{wrong[0]} is not a month; use 1 to 12")
        return self


class Collision(Sourced):
    """Where a meeting goes whose day is not a working day."""

    move: Literal["earlier", "later", "skip", "next_week"]


class Horizon(Sourced):
    """How many months of dates are published ahead."""

    months: int = Field(gt=0, le=36)


class Cadence(Sourced):
    """Exactly one of `day`, `weeks` and `on_demand`, and what goes with it.

    Where no `collision` says what happens, a meeting stays on its day, and says that nobody works.
    """

    count_per_year: int | None = Field(default=None, gt=0, le=366)
    minimum_per_year: int | None = Field(default=None, gt=0, le=366)
    day: MeetingDay | None = None
    weeks: Weeks | None = None
    on_demand: OnDemand | None = None
    free: FreeMonths = FreeMonths(months=())
    collision: Collision | None = None
    horizon: Horizon | None = None

    @model_validator(mode="after")
    def one_pattern(self) -> Self:
        named = [name for name in PATTERNS if getattr(self, name) is not None]
        if not named:
            raise ValueError(f"needs one of {', '.join(PATTERNS)}, to say when the panel meets")
        if len(named) > 1:
            raise ValueError(f"{listing(named)} each say when the panel meets; keep one of them")
        return self

    @model_validator(mode="after")
    def no_dates_on_demand(self) -> Self:
        if self.on_demand and (named := [key for key in OF_DATES if key in self.model_fields_set]):
            raise ValueError(
                f"a panel that is called when needed plans no dates, so it takes no {named[0]}"
            )
        return self

    @model_validator(mode="after")
    def next_week_has_no_meeting_of_its_own(self) -> Self:
        weekly = self.weeks is not None and self.weeks.every == 1
        if weekly and self.collision and self.collision.move == "next_week":
            raise ValueError("next week has a meeting of its own; use skip, earlier or later")
        return self

    @model_validator(mode="after")
    def meetings_and_free_months_make_a_year(self) -> Self:
        free = len(set(self.free.months))
        if self.day and self.count_per_year and self.count_per_year + free != 12:
            raise ValueError(
                f"{self.count_per_year} meetings a year and {free} free months do not make twelve; "
                "name the months without a meeting"
            )
        if free == 12:
            raise ValueError("every month is free, so the panel never meets")
        return self

    @model_validator(mode="after")
    def the_pattern_gives_what_is_promised(self) -> Self:
        if self.on_demand or not (self.count_per_year or self.minimum_per_year):
            return self
        fewest, most = self.per_year
        some = str(most) if fewest == most else f"{fewest} to {most}"
        gives = f"its days give {some} meetings a year"
        if self.count_per_year and not fewest <= self.count_per_year <= most:
            raise ValueError(f"{gives}, not {self.count_per_year}; name the months without one")
        if (self.minimum_per_year or 0) > fewest:
            raise ValueError(f"{gives}, and {self.minimum_per_year} are wanted at least")
        return self

    @property
    def pattern(self) -> MeetingDay | Weeks | OnDemand:
        return next(each for each in (self.day, self.weeks, self.on_demand) if each)

    @property
    def dates(self) -> MeetingDay | Weeks | None:
        """The pattern that gives dates; none where meetings are called when needed."""
        return self.day or self.weeks

    @property
    def when(self) -> str:
        """`on the last Tuesday of the month`, `every Monday` or `when needed`."""
        return self.pattern.when

    @cached_property
    def per_year(self) -> tuple[int, int]:
        """The fewest and the most meetings of a whole year, before any bank holiday."""
        if self.dates is None:
            return (0, 0)
        if self.weeks is None:
            return (12 - len(set(self.free.months)),) * 2
        first = self.weeks.since.year + 1 if self.weeks.since else 2001
        years = [
            [each.month for each in self.dates.days(date(year, 1, 1), date(year + 1, 1, 1))]
            for year in range(first, first + A_CYCLE)
        ]
        held = [sum(month not in self.free.months for month in months) for months in years]
        return min(held), max(held)

    def plan(self, start: date, months: int, calendar: WorkingCalendar) -> "MeetingYear":
        """The meetings of so many months, from the start's month on; none before the start."""
        firsts = [months_from(start.replace(day=1), ahead) for ahead in range(months)]
        if self.dates is None or not firsts:
            return MeetingYear((), ())
        planned = [
            each
            for each in self.meetings(firsts[0], months_from(firsts[-1], 1), calendar)
            if each.day >= start
        ]
        free = [first for first in firsts if first.month in self.free.months]
        return MeetingYear(
            tuple(each for each in planned if isinstance(each, PlannedMeeting)),
            tuple(
                FreeMonth(each.year, each.month, self.why_free, self.free.clause) for each in free
            ),
            tuple(each for each in planned if isinstance(each, LeftOut)),
        )

    def meetings(
        self, first: date, end: date, calendar: WorkingCalendar
    ) -> Iterator["PlannedMeeting | LeftOut"]:
        """Each day's meeting where it is held; never two on one day, even past the end."""
        taken = set(self.wanted(months_from(first, -1), months_from(end, 1)))
        for each in self.wanted(first, end):
            meeting = self.meeting_on(each, calendar)
            if isinstance(meeting, PlannedMeeting) and meeting.moved_from:
                if meeting.day in taken:
                    meeting = meeting.left_out()
                taken.add(meeting.day)
            yield meeting

    def wanted(self, first: date, end: date) -> Iterator[date]:
        """The days that the pattern gives, outside of the free months."""
        for each in self.dates.days(first, end) if self.dates else ():
            if each.month not in self.free.months:
                yield each

    def meeting_on(self, wanted: date, calendar: WorkingCalendar) -> "PlannedMeeting | LeftOut":
        dates: Any = self.day or self.weeks
        why, clauses = dates.why(wanted), self.clause
        if not (reason := calendar.why_not_working(wanted)):
            return PlannedMeeting(wanted, dates.at, why, None, clauses)
        why += f" {dates.about(wanted)} {reason}"
        if self.collision is None:
            why += ". The protocol does not say what happens then, so the day stands."
            return PlannedMeeting(wanted, dates.at, why, None, clauses, reason)
        if self.collision.move == "skip":
            return LeftOut(wanted, f"{why}, so there is no meeting.", clauses)
        held, where = moved(wanted, self.collision.move, calendar)
        return PlannedMeeting(held, dates.at, f"{why}, so it moves to {where}.", wanted, clauses)

    def published_until(self, today: date) -> date | None:
        """The day up to which dates are published; none where the protocol does not say."""
        return months_from(today, self.horizon.months) if self.horizon else None

    @property
    def why_free(self) -> str:
        said = self.free.reason or "The panel does not meet in this month."
        count = self.count_per_year or (self.per_year[0] if self.day else 0)
        return f"{said} There are {counted(count, 'meeting')} a year." if count else said


def moved(wanted: date, move: str, calendar: WorkingCalendar) -> tuple[date, str]:
    """The day that a meeting moves to, and its words."""
    if move == "earlier":
        return calendar.on_or_before(wanted), "the working day before it"
    if move == "later":
        return calendar.on_or_after(wanted), "the working day after it"
    held = wanted + ONE_WEEK
    while not calendar.is_working_day(held):
        held += ONE_WEEK
    return held, day(held)


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A day the rule gives, at a local time; `moved_from` when it was not a working day.

    `not_worked` is why nobody works on the day where nothing says that the meeting moves.
    """

    day: date
    at: time
    why: str
    moved_from: date | None
    clauses: tuple[str, ...]
    not_worked: str = ""

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    def left_out(self) -> "LeftOut":
        """The meeting as one that is not held, for there is another on the day it moves to."""
        why = f"{self.why} The panel meets on that day already, so it is one meeting."
        return LeftOut(self.moved_from or self.day, why, self.clauses)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day the rule gives on which there is no meeting, and why."""

    day: date
    why: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreeMonth:
    year: int
    month: int
    why: str
    clauses: tuple[str, ...]

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)


@dataclass(frozen=True, slots=True)
class MeetingYear:
    meetings: tuple[PlannedMeeting, ...]
    free: tuple[FreeMonth, ...]
    left_out: tuple[LeftOut, ...] = ()
