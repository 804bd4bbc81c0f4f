"""How long: the durations that a protocol may write, and the walk from a moment to its end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from conferral.protocol.days.calendar import ONE_DAY, WorkingCalendar
from conferral.protocol.part import Part
from conferral.protocol.wording import counted, day

MONTHS_IN: Final = {"month": 1, "quarter": 3}
NO_WORK_LEFT: Final = "no working day is left before it"
Period = Literal["meeting", "day", "week", "month", "quarter"]


def read_clock(written: Any) -> Any:
    """TOML's own times pass; `"17:00"` is read."""
    if not isinstance(written, str):
        return written
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise ValueError(f'{written!r} is not a time of day; write it like "17:00"') from None


Clock = Annotated[time, BeforeValidator(read_clock)]


class Within(Part):
    """How long: exactly one of these. Neither end of clear days counts; hours pass at night too.

    The end of a week, a month or a quarter is its last working day.
    """

    working_days: Annotated[int, Field(gt=0, le=1000)] | None = None
    days: Annotated[int, Field(gt=0, le=4000)] | None = None
    clear_days: Annotated[int, Field(gt=0, le=4000)] | None = None
    hours: Annotated[int, Field(gt=0, le=10000)] | None = None
    calendar_months: Annotated[int, Field(gt=0, le=240)] | None = None
    week_before: Literal[True] | None = None
    same_day: Literal[True] | None = None
    at_once: Literal[True] | None = None
    end_of: Period | None = None

    @model_validator(mode="before")
    @classmethod
    def a_length_and_not_a_day(cls, written: Any) -> Any:
        """A day, a number or words alone are not a duration, and their author is told so."""
        if isinstance(written, date | time | str | int | float):
            said = "a date" if isinstance(written, date) else repr(written)
            raise ValueError(f"{said} is no duration; write how long, like {{ working_days = 3 }}")
        for key, value in written.items() if isinstance(written, Mapping) else ():
            if isinstance(value, date):
                raise ValueError(f"{key} takes a number, and a date is written; say how long")
        return written

    @model_validator(mode="after")
    def exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"needs exactly one of {', '.join(type(self).model_fields)}")
        return self

    @property
    def kind(self) -> str:
        """Which of them it is: `working_days`."""
        return next(iter(self.model_fields_set))

    @property
    def count(self) -> int:
        """How many; one for what is not counted."""
        return int(getattr(self, self.kind)) if self.end_of is None else 1

    @property
    def in_words(self) -> str:
        """`three working days`, for what is counted."""
        return counted(self.count, self.kind.removesuffix("s").replace("_", " "))


@dataclass(frozen=True, slots=True)
class Step:
    """One day on the way to a deadline: counted, or why not."""

    day: date
    counted: bool
    why: str


@dataclass(frozen=True)
class Counting:
    """The walk from a moment, or a local day, to the day that is due."""

    within: Within
    start: date
    calendar: WorkingCalendar
    backwards: bool

    @property
    def begins(self) -> date:
        """The local day from which days are counted."""
        return local_day(self.start)

    def steps(self) -> Iterator[Step]:
        """Every day looked at, the day that is due last; none where it is the day it begins."""
        walks = {
            "working_days": self.working_days,
            "days": self.days,
            "clear_days": self.clear_days,
            "hours": self.hours,
            "calendar_months": self.calendar_months,
            "week_before": self.week_before,
            "end_of": self.end_of,
        }
        if self.within.kind in walks:
            yield from walks[self.within.kind]()

    def away(self, count: int) -> int:
        return -count if self.backwards else count

    def working_days(self) -> Iterator[Step]:
        number = 0
        for each in self.calendar.walk(self.begins, self.away(self.within.count)):
            reason = self.calendar.why_not_working(each)
            number += not reason
            yield Step(each, not reason, reason or f"working day {number}")

    def days(self) -> Iterator[Step]:
        yield Step(self.begins + ONE_DAY * self.away(self.within.count), True, "counted")

    def clear_days(self) -> Iterator[Step]:
        for number in range(1, self.within.count + 1):
            yield Step(self.begins + ONE_DAY * self.away(number), True, f"clear day {number}")
        due = self.begins + ONE_DAY * self.away(self.within.count + 1)
        yield Step(due, False, "the day that it is due")

    def hours(self) -> Iterator[Step]:
        yield Step(self.moment.date(), True, "the day on which the hours end")

    @property
    def moment(self) -> datetime:
        """When so many hours are over; they pass alike in summer and in winter time."""
        start = start_of(self.start)
        passing = timedelta(hours=self.away(self.within.count))
        if start.tzinfo is None:
            return start + passing
        return (start.astimezone(UTC) + passing).astimezone(start.tzinfo)

    def ends(self, due_on: date, by: time | None) -> datetime | None:
        """The last moment in time, to the minute; none where the whole day is."""
        if self.within.hours:
            return self.moment.replace(second=0, microsecond=0)
        zone = self.start.tzinfo if isinstance(self.start, datetime) else None
        return datetime.combine(due_on, by, zone) if by else None

    def calendar_months(self) -> Iterator[Step]:
        months = self.away(self.within.count)
        yield Step(months_from(self.begins, months), True, "the same day of the month")

    def week_before(self) -> Iterator[Step]:
        """Back from the Sunday before the day's Monday-to-Sunday week to a working day."""
        yield from self.back_to_work(monday_of(self.begins) - ONE_DAY, "that week")

    def end_of(self) -> Iterator[Step]:
        """Back from the last day to a working day, but never to before the walk begins."""
        if self.within.end_of in ("meeting", "day"):
            return
        last = last_of(self.begins, self.within.end_of or "week")
        found = list(self.back_to_work(last, f"that {self.within.end_of}"))
        yield from found if found[-1].day >= self.begins else [Step(last, True, NO_WORK_LEFT)]

    def back_to_work(self, last: date, period: str) -> Iterator[Step]:
        each = last
        while reason := self.calendar.why_not_working(each):
            yield Step(each, False, reason)
            each -= ONE_DAY
        yield Step(each, True, f"the last working day of {period}")


def local_day(moment: date) -> date:
    """The day of a moment; a day is its own."""
    return moment.date() if isinstance(moment, datetime) else moment


def start_of(moment: date) -> datetime:
    """The moment itself; of a day, its first minute."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def monday_of(each: date) -> date:
    """The Monday of the day's week."""
    return each - ONE_DAY * each.weekday()


def last_of(each: date, period: str) -> date:
    """The last day of the week, month or quarter of the calendar that a day lies in."""
    if period == "week":
        return monday_of(each) + ONE_DAY * 6
    months = MONTHS_IN[period]
    first = date(each.year, (each.month - 1) // months * months + 1, 1)
    return months_from(first, months) - ONE_DAY


def months_from(start: date, months: int) -> date:
    """The same day of a later or earlier month, or that month's last day where it is shorter."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + ONE_DAY * (start.day - 1), first_of_next - ONE_DAY)


def clocks_change(start: date, end: datetime) -> str:
    """The sentence for hours in which summer time begins or ends, else nothing."""
    begun = start_of(start)
    if begun.utcoffset() == end.utcoffset():
        return ""
    return f" The clocks change between {day(begun)} and {day(end)}."
