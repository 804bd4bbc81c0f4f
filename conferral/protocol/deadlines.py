"""Deadlines: by when something is due, and why that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from conferral.protocol.calendar import ONE_DAY, WorkingCalendar
from conferral.protocol.part import Clauses, Id, Part, Source, Sourced, Text
from conferral.protocol.wording import counted, day, listing, sentence

Anchor = Literal[
    "meeting", "submitted", "returned", "accepted", "raised", "asked", "notice", "noticed", "opened"
]
HAPPENED: Final[dict[str, str]] = {
    "submitted": "the referral was sent",
    "returned": "the referral was returned",
    "accepted": "the referral was accepted",
    "raised": "the duty arose",
    "asked": "the meeting was asked for",
    "notice": "notice was given",
    "noticed": "it was noticed",
    "opened": "the case was opened",
}


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
    """How long: exactly one of these."""

    working_days: Annotated[int, Field(gt=0)] | None = None
    days: Annotated[int, Field(gt=0)] | None = None
    calendar_months: Annotated[int, Field(gt=0)] | None = None
    week_before: Literal[True] | None = None
    same_day: Literal[True] | None = None
    at_once: Literal[True] | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"needs exactly one of {', '.join(type(self).model_fields)}")
        return self


class Waiver(Part):
    """The exception to a deadline: on what grounds, and who must approve it."""

    clause: Clauses
    reason: Text
    approved_by: tuple[Id, ...] = Field(min_length=1)


class Deadline(Sourced):
    id: Id
    title: Text
    before: Anchor | None = None
    after: Anchor | None = None
    within: Within
    by: Clock | None = None
    exception: Waiver | None = None

    @model_validator(mode="after")
    def counts_from_one_moment(self) -> Self:
        if (self.before is None) == (self.after is None):
            raise ValueError("needs either before or after, and not both")
        if self.within.week_before and self.before is None:
            raise ValueError("week_before only goes with before")
        return self

    @property
    def anchor(self) -> Anchor:
        return self.before or self.after or "meeting"

    def due(self, anchor: date, calendar: WorkingCalendar) -> "Due":
        """The day it is due, counted from the anchor's local day, with every day's reason."""
        counting = Counting(self.within, anchor, calendar, backwards=self.before is not None)
        steps = tuple(counting.steps())
        due_on = steps[-1].day if steps else anchor
        why = f"{sentence(self.in_words(anchor))}{not_counted(steps)}"
        return Due(
            self.id,
            self.title,
            due_on,
            self.by,
            why,
            self.clause,
            steps,
            self.source,
            self.exception,
        )

    def in_words(self, anchor: date) -> str:
        within, side = self.within, "before" if self.before else "after"
        if within.week_before:
            return f"by the last working day of the week before {self.moment(anchor)}"
        if within.same_day:
            happened = HAPPENED.get(self.anchor, "")
            return (
                f"the same day: {happened} on {day(anchor)}"
                if happened
                else (f"on the day of the meeting, {day(anchor)}")
            )
        if within.at_once:
            return f"at once: {HAPPENED.get(self.anchor, 'it happened')} on {day(anchor)}"
        return f"{how_long(within)} {side} {self.moment(anchor)}"

    def moment(self, anchor: date) -> str:
        if self.anchor == "meeting":
            return f"the meeting on {day(anchor)}"
        return f"{day(anchor)}, when {HAPPENED[self.anchor]}"


def how_long(within: Within) -> str:
    if within.working_days:
        return counted(within.working_days, "working day")
    if within.calendar_months:
        return counted(within.calendar_months, "calendar month")
    return counted(within.days or 0, "day")


@dataclass(frozen=True, slots=True)
class Step:
    """One day on the way to a deadline: counted, or why not."""

    day: date
    counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due. `why` is a sentence for the screen; `time` is on the local clock."""

    id: str
    title: str
    day: date
    time: time | None
    why: str
    clauses: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    source: Source = "given"
    exception: Waiver | None = None

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    def has_passed(self, local: datetime) -> bool:
        """Whether a moment, in the panel's own time zone, is too late. Its minute is in time."""
        if self.time is None or local.date() != self.day:
            return local.date() > self.day
        return local.time().replace(second=0, microsecond=0, tzinfo=None) > self.time

    def has_passed_on(self, today: date) -> bool:
        return today > self.day


@dataclass(frozen=True)
class Counting:
    """The walk from an anchor to the day that is due."""

    within: Within
    anchor: date
    calendar: WorkingCalendar
    backwards: bool

    def steps(self) -> Iterator[Step]:
        if self.within.working_days:
            yield from self.working_days(self.within.working_days)
        elif self.within.week_before:
            yield from self.week_before()
        elif self.within.calendar_months:
            months = self.within.calendar_months * (-1 if self.backwards else 1)
            yield Step(months_from(self.anchor, months), True, "the same day of the month")
        elif self.within.days:
            away = ONE_DAY * self.within.days
            yield Step(
                self.anchor - away if self.backwards else self.anchor + away, True, "counted"
            )

    def working_days(self, count: int) -> Iterator[Step]:
        number = 0
        for each in self.calendar.walk(self.anchor, -count if self.backwards else count):
            reason = self.calendar.why_not_working(each)
            number += not reason
            yield Step(each, not reason, reason or f"working day {number}")

    def week_before(self) -> Iterator[Step]:
        """Back from the Sunday before the anchor's Monday-to-Sunday week to a working day."""
        each = self.anchor - ONE_DAY * (self.anchor.weekday() + 1)
        while reason := self.calendar.why_not_working(each):
            yield Step(each, False, reason)
            each -= ONE_DAY
        yield Step(each, True, "the last working day of that week")


def not_counted(steps: tuple[Step, ...]) -> str:
    """The sentences on bank holidays and closures that were passed over; weekends go unsaid."""
    passed = sorted((step for step in steps if not step.counted), key=lambda step: step.day)
    holidays = [step for step in passed if step.why.startswith("a bank holiday")]
    others = [step for step in passed if step.why.startswith("a closure")]
    if len(holidays) > 1:
        named = listing(
            [f"{day(step.day)} {step.why[len('a bank holiday ') :]}" for step in holidays]
        )
        said = f" {named} are bank holidays, so they are not counted."
    else:
        said, others = "", [*holidays, *others]
    return said + "".join(
        f" {day(step.day)} is {step.why}, so it is not counted." for step in others
    )


def months_from(start: date, months: int) -> date:
    """The same day of a later or earlier month, or that month's last day where it is shorter."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + ONE_DAY * (start.day - 1), first_of_next - ONE_DAY)
