"""When the panel meets: the rule that gives a year's meetings, and the months that have none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.calendar import ONE_DAY, WorkingCalendar
from conferral.protocol.deadlines import Clock, months_from
from conferral.protocol.part import Sourced
from conferral.protocol.wording import day, number

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLACES: Final = ("first", "second", "third", "fourth", "last")


class MeetingDay(Sourced):
    """Which weekday of the month, and at what time on the local clock."""

    nth: Literal["first", "second", "third", "fourth", "last"]
    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday"]
    at: Clock

    @property
    def in_words(self) -> str:
        return f"the {self.nth} {self.weekday.capitalize()} of the month"

    def within(self, first_of_month: date) -> date:
        """The weekday's day in the month that begins on this day."""
        ahead = (WEEKDAYS.index(self.weekday) - first_of_month.weekday()) % 7
        weeks = PLACES.index(self.nth)
        if self.nth != "last":
            return first_of_month + ONE_DAY * (ahead + 7 * weeks)
        found = first_of_month + ONE_DAY * (ahead + 28)
        return found if found.month == first_of_month.month else found - ONE_DAY * 7


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

    move: Literal["earlier", "later"]


class Horizon(Sourced):
    """How many months of dates are published ahead."""

    months: int = Field(gt=0, le=36)


class Cadence(Sourced):
    count_per_year: int = Field(gt=0, le=12)
    day: MeetingDay
    free: FreeMonths
    collision: Collision
    horizon: Horizon

    @model_validator(mode="after")
    def meetings_and_free_months_make_a_year(self) -> Self:
        free = len(set(self.free.months))
        if self.count_per_year + free != 12:
            raise ValueError(
                f"{self.count_per_year} meetings a year and {free} free months do not make twelve; "
                "name the months without a meeting"
            )
        return self

    def plan(self, start: date, months: int, calendar: WorkingCalendar) -> "MeetingYear":
        """The meetings of so many months, from the start's month on; none before the start."""
        firsts = [months_from(start.replace(day=1), ahead) for ahead in range(months)]
        free = tuple(
            FreeMonth(first.year, first.month, self.why_free, self.free.clause)
            for first in firsts
            if first.month in self.free.months
        )
        return MeetingYear(tuple(self.meetings(start, firsts, calendar)), free)

    def meetings(
        self, start: date, firsts: list[date], calendar: WorkingCalendar
    ) -> Iterator["PlannedMeeting"]:
        for first in firsts:
            if first.month in self.free.months:
                continue
            meeting = self.meeting_in(first, calendar)
            if meeting.day >= start:
                yield meeting

    def meeting_in(self, first: date, calendar: WorkingCalendar) -> "PlannedMeeting":
        wanted, at, clauses = self.day.within(first), self.day.at, self.clause
        why = f"The {self.day.nth} {self.day.weekday.capitalize()} of {first:%B}."
        if not (reason := calendar.why_not_working(wanted)):
            return PlannedMeeting(wanted, at, why, None, clauses)
        earlier = self.collision.move == "earlier"
        held = calendar.on_or_before(wanted) if earlier else calendar.on_or_after(wanted)
        side = "before" if earlier else "after"
        why += f" That is {day(wanted)}, {reason}, so it moves to the working day {side} it."
        return PlannedMeeting(held, at, why, wanted, clauses)

    @property
    def why_free(self) -> str:
        said = self.free.reason or "The panel does not meet in this month."
        return f"{said} There are {number(self.count_per_year)} meetings a year."


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A day the rule gives, at a local time; `moved_from` when it was not a working day."""

    day: date
    at: time
    why: str
    moved_from: date | None
    clauses: tuple[str, ...]

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""


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
