"""Working days: weekdays that are neither bank holidays of the nation nor closures of the panel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from conferral.protocol.part import Part, Text

SATURDAY = 5
WEEKEND = ("a Saturday", "a Sunday")
ONE_DAY = timedelta(days=1)


class Nation(StrEnum):
    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"

    @classmethod
    def _missing_(cls, value: object) -> "Nation | None":
        """`england` and `northern-ireland` are known as well."""
        return next((each for each in cls if each.slug == str(value).lower()), None)

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").title()

    @property
    def slug(self) -> str:
        """`northern-ireland`, as it is written on a command line."""
        return self.name.replace("_", "-").lower()


class CalendarProblem(ValueError):
    """Working days cannot be counted; the message says why."""


@cache
def bank_holidays(nation: Nation, year: int) -> Mapping[date, str]:
    """The nation's bank holidays of one year. Raises CalendarProblem where there is no data."""
    import holidays  # noqa: PLC0415  (it takes half a second, and only this needs it)

    days = holidays.country_holidays("GB", subdiv=nation.value, years=year, language="en_GB")
    if not days:
        raise CalendarProblem(
            f"There are no bank holidays on record for {nation.label} in {year}, so working days "
            f"in {year} cannot be counted. The record runs from {days.start_year} "
            f"to {days.end_year}."
        )
    return MappingProxyType(
        {day: name.replace(" (observed)", ", substitute day") for day, name in days.items()}
    )


class ExtraDay(Part):
    """A day that the published bank holidays do not know, or get wrong for this panel."""

    day: date
    name: Text
    nations: tuple[Annotated[Nation, Field(strict=False)], ...] = ()


class CalendarRules(Part):
    """Days that the published bank holidays do not know, in the edition's own words.

    With a `nation`, the document says whose bank holidays count, wherever the panel is.
    """

    nation: Annotated[Nation, Field(strict=False)] | None = None
    holidays: tuple[ExtraDay, ...] = Field(default=(), alias="holiday")
    closures: tuple[ExtraDay, ...] = Field(default=(), alias="closure")
    working_days: tuple[ExtraDay, ...] = Field(default=(), alias="working_day")

    def for_nation(self, nation: Nation) -> "WorkingCalendar":
        return WorkingCalendar(
            nation,
            extra_holidays=named(self.holidays, nation),
            closures=named(self.closures, nation),
            extra_working_days=named(self.working_days, nation),
        )

    def moved_to(self, nation: Nation, calendar: "WorkingCalendar") -> "WorkingCalendar":
        """The days of another nation, with the closures that the panel itself added."""
        here, there = self.for_nation(calendar.nation), self.for_nation(nation)
        added = {day: why for day, why in calendar.closures.items() if day not in here.closures}
        return replace(there, closures={**there.closures, **added})


def named(days: tuple[ExtraDay, ...], nation: Nation) -> dict[date, str]:
    return {each.day: each.name for each in days if not each.nations or nation in each.nations}


@dataclass(frozen=True)
class WorkingCalendar:
    """Counts working days. A holiday proclaimed tomorrow is added here, without a new release."""

    nation: Nation
    extra_holidays: Mapping[date, str] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    extra_working_days: Mapping[date, str] = field(default_factory=dict)

    def holiday(self, day: date) -> str:
        """The bank holiday's name, or nothing. Raises CalendarProblem for a year without data."""
        if day in self.extra_holidays:
            return self.extra_holidays[day]
        return bank_holidays(self.nation, day.year).get(day, "")

    def why_not_working(self, day: date) -> str:
        """`a bank holiday (Good Friday)`, or nothing when it is a working day."""
        if day in self.extra_working_days:
            return ""
        if day.weekday() >= SATURDAY:
            return WEEKEND[day.weekday() - SATURDAY]
        if name := self.holiday(day):
            return f"a bank holiday ({name})"
        return f"a closure ({self.closures[day]})" if day in self.closures else ""

    def is_working_day(self, day: date) -> bool:
        return not self.why_not_working(day)

    def walk(self, start: date, working_days: int) -> Iterator[date]:
        """Each day after (or, with a negative count, before) the start until that many counted."""
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        day, left = start, abs(working_days)
        while left:
            day += step
            left -= self.is_working_day(day)
            yield day

    def add(self, start: date, working_days: int) -> date:
        """That many working days after the start; the start itself does not count."""
        return [start, *self.walk(start, working_days)][-1]

    def subtract(self, start: date, working_days: int) -> date:
        """That many working days before the start; the start itself does not count."""
        return self.add(start, -working_days)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after the start, up to and with the end."""
        days = (end - start).days
        return sum(self.is_working_day(start + ONE_DAY * n) for n in range(1, days + 1))

    def on_or_before(self, day: date) -> date:
        return day if self.is_working_day(day) else self.subtract(day, 1)

    def on_or_after(self, day: date) -> date:
        return day if self.is_working_day(day) else self.add(day, 1)
