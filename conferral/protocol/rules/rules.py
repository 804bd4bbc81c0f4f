"""A rule that answers are laid beside, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.conditions import Condition
from conferral.protocol.conditions.truth import Outcome, Truth
from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.wording import listing


class Rule(Sourced):
    id: Id
    title: Text
    when: Condition

    def on(self, reading: Reading) -> "RuleResult":
        return self.came_to(self.when.test(reading))

    def came_to(self, outcome: Outcome) -> "RuleResult":
        return RuleResult(self.id, self.title, outcome.truth, outcome.reasons, self.clause)


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule's outcome. `redirect` says where to go instead, where the rule has such words."""

    id: str
    title: str
    truth: Truth
    reasons: tuple[str, ...]
    clauses: tuple[str, ...]
    redirect: str = ""

    @property
    def reason(self) -> str:
        return " ".join(self.reasons)

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    @property
    def is_met(self) -> bool:
        return self.truth is Truth.MET

    @property
    def is_unmet(self) -> bool:
        return self.truth is Truth.NOT_MET

    @property
    def is_open(self) -> bool:
        """The answers do not settle it: it is for a person."""
        return self.truth is Truth.CANNOT_TELL


def titles(results: Sequence[RuleResult], word: str = "and") -> str:
    return listing([result.title[:1].lower() + result.title[1:] for result in results], word)
