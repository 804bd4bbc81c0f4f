"""Deadlines: by when something is due, and why that day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.days.calendar import Nation, WorkingCalendar
from conferral.protocol.days.durations import (
    NO_WORK_LEFT,
    Clock,
    Counting,
    Step,
    Within,
    clocks_change,
    last_of,
    local_day,
)
from conferral.protocol.part import Clauses, Id, Part, Source, Sourced, Text
from conferral.protocol.wording import clock, day, listing, sentence

Anchor = Literal[
    "meeting",
    "submitted",
    "returned",
    "accepted",
    "declined",
    "heard",
    "agreed",
    "issued",
    "raised",
    "disputed",
    "asked",
    "notice",
    "noticed",
    "opened",
    "closed",
]
HAPPENED: Final[dict[str, str]] = {
    "submitted": "the referral was sent",
    "returned": "the referral was returned",
    "accepted": "the referral was accepted",
    "declined": "the referral was declined",
    "heard": "the case was heard",
    "agreed": "it was agreed",
    "issued": "the minutes were issued",
    "raised": "the duty arose",
    "disputed": "the dispute was raised",
    "asked": "the meeting was asked for",
    "notice": "notice was given",
    "noticed": "it was noticed",
    "opened": "the case was opened",
    "closed": "the case was closed",
}
MOMENTS: Final = ("before", "after", "before_deadline", "after_deadline")
ONLY_AFTER: Final = ("at_once", "end_of")


class Waiver(Part):
    """The exception to a deadline: on what grounds, and who must approve it."""

    clause: Clauses
    reason: Text
    approved_by: tuple[Id, ...] = Field(min_length=1)


class Deadline(Sourced):
    """By when something is due: before or after what happens, or another deadline.

    `by` is the last minute of that day, on the local clock. With a `nation`, working days are
    counted there, wherever the panel is.
    """

    id: Id
    title: Text
    before: Anchor | None = None
    after: Anchor | None = None
    before_deadline: Id | None = None
    after_deadline: Id | None = None
    within: Within
    by: Clock | None = None
    nation: Annotated[Nation, Field(strict=False)] | None = None
    exception: Waiver | None = None

    @model_validator(mode="after")
    def counts_from_one_moment(self) -> Self:
        if sum(getattr(self, name) is not None for name in MOMENTS) != 1:
            raise ValueError(f"needs exactly one of {', '.join(MOMENTS)}")
        return self

    @model_validator(mode="after")
    def its_duration_fits(self) -> Self:
        within, kind = self.within, self.within.kind
        if kind == "week_before" and not self.backwards:
            raise ValueError("week_before only goes with before")
        if kind in ONLY_AFTER and self.backwards:
            raise ValueError(f"{kind} only goes with after")
        if within.end_of == "meeting" and self.after != "meeting":
            raise ValueError('the end of the meeting only goes with after = "meeting"')
        if self.by and kind in ("hours", "at_once"):
            raise ValueError(f"{kind} settles the time of day, so it takes no by")
        return self

    @property
    def backwards(self) -> bool:
        return bool(self.before or self.before_deadline)

    @property
    def counts_from(self) -> str:
        """The id of the deadline that it counts from, or nothing."""
        return self.before_deadline or self.after_deadline or ""

    @property
    def anchor(self) -> Anchor | None:
        """What it counts from; none where that is another deadline, which the edition knows."""
        return self.before or self.after

    def due(self, anchor: date, calendar: WorkingCalendar) -> "Due":
        """When it is due, counted from a local day or moment, with every day's reason.

        Raises ValueError for one that counts from another deadline: the edition resolves it.
        """
        if self.counts_from:
            raise ValueError(f"'{self.id}' counts from '{self.counts_from}': ask the edition")
        return self.counted(anchor, calendar, Moment(self.anchor or "", anchor))

    def due_beside(self, other: "Due", calendar: WorkingCalendar) -> "Due":
        """When it is due, counted from another deadline; `why` says the whole chain."""
        found = self.counted(other.moment, calendar, Moment(other.title, other.moment, named=True))
        chained = f"“{other.title}” is due {other.why[:1].lower()}{other.why[1:]}"
        return found.because(f"{found.why} {chained}")

    def counted(self, start: date, calendar: WorkingCalendar, moment: "Moment") -> "Due":
        counting = Counting(self.within, start, calendar, self.backwards)
        steps = tuple(counting.steps())
        due_on = steps[-1].day if steps else counting.begins
        ends = counting.ends(due_on, self.by)
        why = sentence(self.in_words(moment)) + passed_over(self.within, steps, start, ends)
        return Due(
            self.id,
            self.title,
            due_on,
            ends.time() if ends else None,
            why,
            self.clause,
            steps,
            self.source,
            self.exception,
            ends,
        )

    def in_words(self, moment: "Moment") -> str:
        within, side = self.within, "before" if self.backwards else "after"
        match within.kind:
            case "week_before":
                return f"by the last working day of the week before {moment}"
            case "same_day":
                return moment.same_day
            case "at_once":
                return f"at once: {moment.happened}"
            case "end_of":
                return moment.end_of(within.end_of or "")
            case "hours":
                return f"{within.in_words} {side} {moment.to_the_minute}"
            case "clear_days":
                return f"{within.in_words} {side} {moment}, neither of the two days counted"
            case _:
                return f"{within.in_words} {side} {moment}"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a deadline counts from, in words: something that happened, or another's title."""

    what: str
    at: date
    named: bool = False

    @property
    def day(self) -> str:
        return day(local_day(self.at))

    @property
    def happened(self) -> str:
        """`the referral was sent on Tuesday 24 November`."""
        if self.named:
            return f"“{self.what}” is due on {self.day}"
        return f"{HAPPENED.get(self.what, 'the meeting is held')} on {self.day}"

    @property
    def same_day(self) -> str:
        if self.what == "meeting" and not self.named:
            return f"on the day of the meeting, {self.day}"
        return f"the same day: {self.happened}"

    @property
    def to_the_minute(self) -> str:
        """`9.30am on Tuesday 24 November, when it was noticed`, for what is counted in hours."""
        hour = f"{clock(self.at.time())} on" if isinstance(self.at, datetime) else "the start of"
        if self.named and isinstance(self.at, datetime):
            return f"“{self.what}”, due at {hour} {self.day}"
        if self.named:
            return f"{hour} {self.day}, when “{self.what}” is due"
        happened = HAPPENED.get(self.what)
        return f"{hour} {self.day}, {f'when {happened}' if happened else 'the day of the meeting'}"

    def end_of(self, period: str) -> str:
        if period == "meeting":
            return f"at the end of the meeting on {self.day}"
        if period == "day":
            return f"by the end of the day: {self.happened}"
        last = day(last_of(local_day(self.at), period))
        return f"by the end of the {period}, which is {last}: {self.happened}"

    def __str__(self) -> str:
        if self.named:
            return f"“{self.what}” on {self.day}"
        if self.what == "meeting":
            return f"the meeting on {self.day}"
        return f"{self.day}, when {HAPPENED[self.what]}"


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due. `why` is a sentence for the screen; `time` is on the local clock.

    `ends` is the moment itself where there is a time, in the zone of what it was counted from.
    """

    id: str
    title: str
    day: date
    time: time | None
    why: str
    clauses: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    source: Source = "given"
    exception: Waiver | None = None
    ends: datetime | None = None

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    @property
    def moment(self) -> date:
        """What another deadline counts from: the moment where there is a time, else the day."""
        return self.ends or self.day

    def because(self, why: str) -> "Due":
        return replace(self, why=why)

    def has_passed(self, local: datetime) -> bool:
        """Whether a moment, in the panel's own time zone, is too late. Its minute is in time."""
        if self.time is None or local.date() != self.day:
            return local.date() > self.day
        return local.time().replace(second=0, microsecond=0, tzinfo=None) > self.time


def passed_over(within: Within, steps: Sequence[Step], start: date, ends: datetime | None) -> str:
    """What else there is to know of the way: days that did not count, a change of the clocks."""
    said = ""
    if within.hours and ends:
        said = clocks_change(start, ends)
    if within.end_of and steps and not steps[0].counted:
        said = f" Its last working day is {day(steps[-1].day)}."
    if steps and steps[-1].why == NO_WORK_LEFT:
        said = " No working day is left in it."
    return said + not_counted(steps)


def not_counted(steps: Sequence[Step]) -> str:
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
