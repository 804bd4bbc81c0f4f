"""Levels of a case: who chairs and how often each is heard, and what moves a case to another."""

from dataclasses import dataclass
from datetime import date

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.conditions import Condition, Truth
from conferral.protocol.days.intervals import Every
from conferral.protocol.panels.quorum import Quorum
from conferral.protocol.part import Id, Part, Sourced, Text


class Move(Part):
    """Where a case goes when the condition holds."""

    to: Id
    when: Condition
    says: Text


class Level(Sourced):
    """One level. `chair` is a role; without a quorum of its own, the panel's applies."""

    id: Id
    title: Text
    chair: Id | None = None
    quorum: Quorum | None = None
    every: Every | None = None
    moves: tuple[Move, ...] = ()

    def heard_again_by(self, heard_on: date) -> date | None:
        """By when a case of this level is heard again."""
        return self.every.after(heard_on) if self.every else None

    def tried(self, reading: Reading) -> tuple["Moved", ...]:
        """Every move from here with what its condition came to; a person makes the move."""
        outcomes = [(move, move.when.test(reading)) for move in self.moves]
        return tuple(Moved(move, found.truth, found.reasons) for move, found in outcomes)


@dataclass(frozen=True, slots=True)
class Moved:
    """A move, and whether the answers call for it. One in doubt is for a person to judge."""

    move: Move
    truth: Truth
    reasons: tuple[str, ...] = ()

    @property
    def is_called_for(self) -> bool:
        return self.truth is Truth.MET

    @property
    def is_in_doubt(self) -> bool:
        return self.truth is Truth.CANNOT_TELL
