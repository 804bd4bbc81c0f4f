"""What is reported of those who were heard, and which small numbers are not shown to whom."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from conferral.protocol.panels.registers import PERIODS, EveryWord, Round
from conferral.protocol.part import Id, Sourced


class EqualityAudience(Sourced):
    """What a role sees: counts under the threshold hidden, the others rounded."""

    role: Id
    threshold: int = Field(default=1, gt=0)
    round_to: int = Field(default=1, gt=0)

    def shown(self, count: int) -> str:
        """`fewer than 8`, or the count to the nearest so many; nobody at all is shown as 0."""
        if 0 < count < (least := max(self.threshold, self.round_to)):
            return f"fewer than {least}"
        return str((2 * count + self.round_to) // (2 * self.round_to) * self.round_to)


class Equality(Sourced):
    """How often it is reported, by which characteristics, and to whom at what detail."""

    every: EveryWord
    characteristics: tuple[Id, ...]
    audiences: tuple[EqualityAudience, ...] = Field(default=(), alias="audience")

    def shown_to(self, role: str, count: int) -> str:
        """What a role sees of a count; where no audience names the role, nothing."""
        found = next((each for each in self.audiences if each.role == role), None)
        return found.shown(count) if found else ""

    def rounds(self, since: date, until: date) -> Iterator[Round]:
        for day in PERIODS[self.every].between(since, until):
            yield Round("equality", "The equality report is due", day, self.principal_clause)
