"""The three outcomes of a test, and the sentences that go with one."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Scalar = bool | int | str


class Truth(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"

    @property
    def opposite(self) -> "Truth":
        """Doubt stays doubt."""
        turned = {Truth.MET: Truth.NOT_MET, Truth.NOT_MET: Truth.MET}
        return turned.get(self, self)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test came to, and the sentences that say why."""

    truth: Truth
    reasons: tuple[str, ...] = ()

    @property
    def opposite(self) -> "Outcome":
        return Outcome(self.truth.opposite, self.reasons)


def settled(holds: bool, reason: str) -> Outcome:
    return Outcome(Truth.MET if holds else Truth.NOT_MET, (reason,))


def cannot_tell(reason: str) -> Outcome:
    return Outcome(Truth.CANNOT_TELL, (reason,))


def strongest(outcomes: tuple[Outcome, ...], order: tuple[Truth, ...]) -> Outcome:
    """The first truth of the order that any test came to, with the reasons of those that did."""
    truth = next(truth for truth in order if any(one.truth is truth for one in outcomes))
    return Outcome(
        truth, tuple(reason for one in outcomes if one.truth is truth for reason in one.reasons)
    )


def all_of(*outcomes: Outcome) -> Outcome:
    return strongest(outcomes, (Truth.NOT_MET, Truth.CANNOT_TELL, Truth.MET))


def any_of(*outcomes: Outcome) -> Outcome:
    return strongest(outcomes, (Truth.MET, Truth.CANNOT_TELL, Truth.NOT_MET))


def same(value: Any, wanted: Scalar) -> bool:
    """Equal and of one kind, so that yes is not one."""
    return type(value) is type(wanted) and value == wanted
