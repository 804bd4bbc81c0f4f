"""What agencies may dispute, and the ladder on which it is settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.days.deadlines import Deadline, Due
from conferral.protocol.days.durations import Within
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Part, Sourced, Text
from conferral.protocol.wording import listing


class Named(Part):
    """One of a closed list: its id, and its words on the screen."""

    id: Id
    title: Text


class Rung(Sourced):
    """One rung: who settles it there, and within what time of coming to them."""

    id: Id
    title: Text
    who: Text
    within: Within | None = None

    @model_validator(mode="after")
    def has_a_time_or_asks_for_one(self) -> Self:
        if self.within is None and self.source != "query":
            raise ValueError('needs within, or source = "query" and a note that asks how long')
        return self


@dataclass(frozen=True, slots=True)
class Climb:
    """A rung with the day by which it is settled there; None once no time is known."""

    rung: Rung
    due: Due | None


class Dispute(Sourced):
    """What may be disputed (anything, where no trigger is named), and the rungs in order."""

    triggers: tuple[Named, ...] = ()
    rungs: tuple[Rung, ...] = Field(default=(), alias="rung")

    def may_raise(self, about: str) -> Decision:
        """Whether agencies may dispute such a thing by this protocol."""
        if self.triggers and about not in {trigger.id for trigger in self.triggers}:
            titles = listing([trigger.title for trigger in self.triggers], "or")
            return no(f"What may be disputed here: {titles}.", clause=self.principal_clause)
        return yes("This may be disputed.", clause=self.principal_clause)

    def ladder(self, raised_on: date, calendar: WorkingCalendar) -> Iterator[Climb]:
        """Each rung's time runs from when the rung below it ran out."""
        since: date | None = raised_on
        for rung in self.rungs:
            due = self.due_of(rung, since, calendar)
            since = due.day if due else None
            yield Climb(rung, due)

    def due_of(self, rung: Rung, since: date | None, calendar: WorkingCalendar) -> Due | None:
        if rung.within is None or since is None:
            return None
        clock = Deadline(
            id=rung.id,
            title=rung.title,
            clause=rung.clause or self.clause,
            after="disputed",
            within=rung.within,
        )
        return clock.due(since, calendar)
