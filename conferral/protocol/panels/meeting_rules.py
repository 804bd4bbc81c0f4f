"""How a meeting runs: the order of its items, the time for each, who comes, what is signed."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field

from conferral.protocol.part import Id, Part, Sourced, Text

CAPACITY = "capacity"


class Statement(Sourced):
    """The confidentiality statement that everyone signs for each meeting."""

    version: Text
    title: Text
    lead: Text
    points: tuple[Text, ...] = Field(min_length=1)


class Order(Sourced):
    children_first: bool
    capacity_first: bool


class Timing(Sourced):
    minutes_per_case: int = Field(gt=0, le=120)


class Attendance(Sourced):
    """Whether she attends, and how she is heard."""

    subject_attends: bool
    heard_through: tuple[Text, ...] = ()


class Guests(Sourced):
    """Whom the convenor may invite, and to what."""

    one_case_only: bool
    agreed_by: Id


class HardCopies(Sourced):
    """What is printed for the meeting, and how the document keeps the copies from straying."""

    of: tuple[Text, ...]
    control: str = ""


class MeetingItem(Sourced):
    """What every agenda has besides its cases: once at the start or end, or in each case."""

    id: Id
    title: Text
    position: Literal["first", "per_case", "last"]


class CaseToHear(Part):
    """A case as far as the order goes: what it is called, and whether it involves a child."""

    name: Text
    child: bool = False


class MeetingRules(Part):
    """`timing`, `guests` and `hard_copies` are for panels that have them."""

    order: Order
    attendance: Attendance
    confidentiality: Statement
    timing: Timing | None = None
    guests: Guests | None = None
    hard_copies: HardCopies | None = None
    items: tuple[MeetingItem, ...] = Field(default=(), alias="item")

    @property
    def children_first(self) -> bool:
        return self.order.children_first

    @property
    def capacity_first(self) -> bool:
        return self.order.capacity_first

    @property
    def minutes_per_case(self) -> int | None:
        """None where the protocol gives no time for a case."""
        return self.timing.minutes_per_case if self.timing else None

    def ids_at(self, position: str) -> tuple[str, ...]:
        return tuple(item.id for item in self.items if item.position == position)

    def running_order(self, cases: Sequence[CaseToHear]) -> tuple[str, ...]:
        """The agenda in order, `Case A: capacity` for what is asked in each case."""
        if self.children_first:
            cases = sorted(cases, key=lambda case: not case.child)
        heard = [line for case in cases for line in self.lines_of(case)]
        return (*self.ids_at("first"), *heard, *self.ids_at("last"))

    def lines_of(self, case: CaseToHear) -> Iterator[str]:
        asked = self.ids_at("per_case")
        if self.capacity_first:
            asked = (CAPACITY, *(each for each in asked if each != CAPACITY))
        yield from (f"{case.name}: {each}" for each in asked)
        yield case.name
