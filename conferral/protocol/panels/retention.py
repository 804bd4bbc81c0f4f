"""How long each kind of record is kept, by whom, and from which day it may be destroyed."""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.days.durations import months_from
from conferral.protocol.part import Id, Sourced, Text

Controller = Literal["panel", "each_agency"]
Years = Annotated[int, Field(gt=0, le=150)]
Months = Annotated[int, Field(gt=0, le=1800)]


class RecordClass(Sourced):
    """One kind of record: a period from when it begins, or a hold that lifts nothing by itself."""

    record: Id
    years: Years | None = None
    months: Months | None = None
    begins: Text
    controller: Controller = "panel"
    hold: bool = False

    @model_validator(mode="after")
    def says_how_long(self) -> Self:
        if self.years is not None and self.months is not None:
            raise ValueError("says years and months: give the whole period in one of them")
        if not self.hold and self.years is None and self.months is None:
            raise ValueError("needs years or months, or hold = true")
        return self

    @property
    def period_in_months(self) -> int | None:
        """None while it is held: then nothing is destroyed."""
        return None if self.hold else self.months or 12 * (self.years or 0)


class Retention(Sourced):
    """For how long records are kept; nothing is destroyed while this is not set.

    `years` is for every record without a class of its own.
    """

    years: Years | None = None
    begins: str = ""
    classes: tuple[RecordClass, ...] = Field(default=(), alias="class")

    def class_of(self, record: str) -> RecordClass | None:
        return next((each for each in self.classes if each.record == record), None)

    def months_for(self, record: str) -> int | None:
        if found := self.class_of(record):
            return found.period_in_months
        return 12 * self.years if self.years else None

    def destroy_from(self, record: str, began: date) -> date | None:
        """The first day on which it may be destroyed, the whole period kept; None for never."""
        months = self.months_for(record)
        if months is None:
            return None
        day = months_from(began, months)
        return day if day.day == began.day else day + timedelta(days=1)

    def controller_of(self, record: str) -> Controller:
        """Who answers for it, and so who destroys it."""
        found = self.class_of(record)
        return found.controller if found else "panel"
