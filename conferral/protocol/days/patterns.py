"""On which days a panel meets: a weekday of the month, every so many weeks, or when needed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.days.calendar import ONE_DAY
from conferral.protocol.days.durations import Clock, monday_of, months_from
from conferral.protocol.part import Sourced, Text
from conferral.protocol.wording import day, day_year, listing, number

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PLACES: Final = ("first", "second", "third", "fourth", "last")
ONE_WEEK: Final = timedelta(days=7)
YEARS: Final = range(2000, 2101)
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]


class MeetingDay(Sourced):
    """Which weekday of the month, and at what time on the local clock."""

    nth: Literal["first", "second", "third", "fourth", "last"]
    weekday: Weekday
    at: Clock

    @property
    def in_words(self) -> str:
        return f"the {self.nth} {self.weekday.capitalize()} of the month"

    @property
    def when(self) -> str:
        """`on the last Tuesday of the month`."""
        return f"on {self.in_words}"

    def within(self, first_of_month: date) -> date:
        """The weekday's day in the month that begins on this day."""
        ahead = (WEEKDAYS.index(self.weekday) - first_of_month.weekday()) % 7
        weeks = PLACES.index(self.nth)
        if self.nth != "last":
            return first_of_month + ONE_DAY * (ahead + 7 * weeks)
        found = first_of_month + ONE_DAY * (ahead + 28)
        return found if found.month == first_of_month.month else found - ONE_DAY * 7

    def days(self, first: date, end: date) -> Iterator[date]:
        """Its days from the first of some month up to, and without, the end."""
        month = first.replace(day=1)
        while month < end:
            yield self.within(month)
            month = months_from(month, 1)

    def why(self, wanted: date) -> str:
        return f"The {self.nth} {self.weekday.capitalize()} of {wanted:%B}."

    def about(self, wanted: date) -> str:
        """How the day is taken up where it cannot be kept."""
        return f"That is {day(wanted)},"


class Weeks(Sourced):
    """Every so many weeks, on one weekday or several, at one time on the local clock.

    The week of `from` is the first; there is no meeting before that day.
    """

    every: int = Field(default=1, ge=1, le=26)
    weekdays: tuple[Weekday, ...]
    at: Clock
    since: date | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def each_weekday_once_and_a_first_week(self) -> Self:
        if not self.weekdays:
            raise ValueError("needs at least one of its weekdays")
        if repeated := [each for each in self.weekdays if self.weekdays.count(each) > 1]:
            raise ValueError(f"{repeated[0]} is there twice")
        if self.every > 1 and self.since is None:
            raise ValueError("needs from, a day in the first of its weeks")
        if self.since and self.since.year not in YEARS:
            raise ValueError(f"from is in {self.since.year}; write a year from 2000 to 2100")
        return self

    @property
    def in_words(self) -> str:
        ordered = sorted(self.weekdays, key=WEEKDAYS.index)
        names = listing([each.capitalize() for each in ordered])
        weeks = f"{number(self.every)} weeks on " if self.every > 1 else ""
        return f"every {weeks}{names}"

    @property
    def when(self) -> str:
        return self.in_words

    def days(self, first: date, end: date) -> Iterator[date]:
        week = monday_of(self.since or first)
        behind = (monday_of(first) - week).days // 7
        week += ONE_WEEK * (max(0, behind) // self.every * self.every)
        first = max(first, self.since or first)
        while week < end:
            for weekday in sorted(WEEKDAYS.index(each) for each in self.weekdays):
                if first <= (each := week + ONE_DAY * weekday) < end:
                    yield each
            week += ONE_WEEK * self.every

    def why(self, wanted: date) -> str:
        since = f", from {day_year(self.since)}" if self.since and self.every > 1 else ""
        return f"The panel meets {self.in_words}{since}."

    def about(self, wanted: date) -> str:
        return f"{day(wanted)} is"


class OnDemand(Sourced):
    """A meeting is called for a case, and gives the date of the next; no dates are planned."""

    words: Text

    @property
    def when(self) -> str:
        return "when needed"
