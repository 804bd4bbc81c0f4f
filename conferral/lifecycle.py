"""A lifecycle is a table of permitted moves between stages."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from conferral.protocol.decision import Decision, no, yes


@dataclass(frozen=True)
class Lifecycle:
    """The moves that a thing may make. `noun` is what refusals call it, such as "referral"."""

    noun: str
    moves: Mapping[str, Set[str]]

    def may_move(self, here: str, there: str) -> Decision:
        """Say whether a thing may go from one stage to another."""
        if there in self.moves.get(here, frozenset()):
            return yes()
        if here == there:
            return no(f"This {self.noun} is already {_words(there)}.")
        return no(f"A {self.noun} that is {_words(here)} cannot become {_words(there)}.")

    def diagram(self) -> str:
        """Return the table as a Mermaid state diagram."""
        arrows = [
            f"    {here} --> {there}" for here, ends in self.moves.items() for there in sorted(ends)
        ]
        return "\n".join(["stateDiagram-v2", *arrows])


def _words(stage: str) -> str:
    return stage.replace("_", " ")
