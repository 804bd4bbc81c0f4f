"""What is kept up to date and what comes round: registers, reports, reviews, notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from pydantic import Field

from conferral.protocol.days.durations import months_from
from conferral.protocol.days.intervals import Every
from conferral.protocol.part import Id, Sourced, Text


@dataclass(frozen=True, slots=True)
class Round:
    """Something that comes round on a day; `who` is a role where the protocol names one."""

    id: str
    title: str
    day: date
    clause: str
    who: str = ""


class ComesRound(Protocol):
    """Whatever is due again and again."""

    def rounds(self, since: date, until: date) -> Iterator[Round]: ...


class Register(Sourced):
    """A list that somebody keeps, and after how many months each entry is looked at again."""

    id: Id
    title: Text
    kept_by: Id
    review_months: int | None = Field(default=None, gt=0, le=120)

    def rounds(self, since: date, until: date) -> Iterator[Round]:
        if self.review_months:
            for day in Every(months=self.review_months).between(since, until):
                yield Round(self.id, self.title, day, self.principal_clause, self.kept_by)


class Periodic(Sourced):
    """What somebody does again and again."""

    id: Id
    title: Text
    who: Id
    every: Every

    def rounds(self, since: date, until: date) -> Iterator[Round]:
        for day in self.every.between(since, until):
            yield Round(self.id, self.title, day, self.principal_clause, self.who)


class Review(Sourced):
    """How often the protocol itself is reviewed."""

    every_months: int = Field(gt=0, le=120)

    def rounds(self, since: date, until: date) -> Iterator[Round]:
        for day in Every(months=self.every_months).between(since, until):
            yield Round("review", "The protocol is reviewed", day, self.principal_clause)


class Governance(Sourced):
    """The group that leads the panel, how often it meets, and to whom it reports."""

    group: Id
    times_a_year: int = Field(gt=0, le=12)
    reports_to: Text

    def rounds(self, since: date, until: date) -> Iterator[Round]:
        times = 1
        while (day := months_from(since, 12 * times // self.times_a_year)) <= until:
            yield Round("governance", "It meets", day, self.principal_clause, self.group)
            times += 1


class Withdrawal(Sourced):
    """The notice that a member gives, and whether in writing."""

    notice_months: int = Field(gt=0, le=120)
    in_writing: bool

    def leaves_on(self, noticed_on: date) -> date:
        """The last day of a member who gave notice on a day."""
        return months_from(noticed_on, self.notice_months)


EveryWord = Literal["quarter", "year"]
PERIODS: dict[EveryWord, Every] = {"quarter": Every(months=3), "year": Every(months=12)}
