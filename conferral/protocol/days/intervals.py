"""How often something comes round, and on which days that is."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from conferral.protocol.days.durations import months_from
from conferral.protocol.part import Part


class Every(Part):
    """An interval: exactly one of these."""

    days: Annotated[int, Field(gt=0, le=3660)] | None = None
    weeks: Annotated[int, Field(gt=0, le=520)] | None = None
    months: Annotated[int, Field(gt=0, le=120)] | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"needs exactly one of {', '.join(type(self).model_fields)}")
        return self

    def after(self, start: date, times: int = 1) -> date:
        """The day so many intervals later; months keep the day of the month where there is one."""
        if self.months:
            return months_from(start, self.months * times)
        return start + timedelta(days=(self.days or 0) + 7 * (self.weeks or 0)) * times

    def between(self, since: date, until: date) -> Iterator[date]:
        """Each day that it comes round on, counted from `since`, up to and including `until`."""
        times = 1
        while (due_on := self.after(since, times)) <= until:
            yield due_on
            times += 1
