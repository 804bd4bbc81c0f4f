"""Duties that answers raise: what must be done at once or soon, whatever any meeting decides."""

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.conditions import Condition, Truth
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.days.deadlines import Deadline, Due
from conferral.protocol.days.durations import Within
from conferral.protocol.part import Id, Sourced, Text

Binds = Literal["everyone", "public_authorities", "others"]


class DutyRule(Sourced):
    """A duty and what raises it. It cites a clause of the protocol, or the law, or both.

    `who` is the one to do it, in words; `binds` the kind of agency that it binds.
    One that is `first` stands before all else that somebody has to do, whatever its day.
    """

    id: Id
    title: Text
    law: str = ""
    when: Condition
    who: Text
    binds: Binds = "everyone"
    due: Within
    blocks_closure: bool = True
    first: bool = False
    wording: Text

    @model_validator(mode="after")
    def rests_on_something(self) -> Self:
        if not self.clause and not self.law:
            raise ValueError("needs a clause, or the law that it rests on")
        return self

    def is_raised(self, reading: Reading) -> bool:
        return self.when.test(reading).truth is Truth.MET

    def binds_agency(self, public_authority: bool | None) -> bool:
        """Whether it is for such an agency; where that is not known, every duty is shown."""
        if self.binds == "everyone" or public_authority is None:
            return True
        return public_authority == (self.binds == "public_authorities")

    def due_after(self, raised_on: date, calendar: WorkingCalendar) -> Due:
        """By when, counted from the local day on which it was raised."""
        deadline = Deadline(
            id=self.id, title=self.title, after="raised", within=self.due, clause=self.clause
        )
        return deadline.due(raised_on, calendar)

    @property
    def cites(self) -> str:
        return self.law or self.principal_clause
