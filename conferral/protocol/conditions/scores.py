"""Risk tools: scores that a form asks for, and what a score may and may not decide."""

from typing import Literal

from pydantic import Field

from conferral.protocol.part import Id, Sourced, Text


class Tool(Sourced):
    """A risk tool, the question that asks for its score, and the score that counts.

    Below its score a `gating` tool settles a test; an `advisory` one never does: a person decides.
    """

    id: Id
    title: Text
    score: Id
    at_least: int = Field(gt=0)
    use: Literal["gating", "advisory"]

    @property
    def gates(self) -> bool:
        return self.use == "gating"
