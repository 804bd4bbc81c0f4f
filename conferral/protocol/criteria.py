"""Whether a referral is for this panel: who may be heard, and for which of its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from conferral.protocol.answers import Reading
from conferral.protocol.conditions import Condition, Truth
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.wording import listing


class Rule(Sourced):
    id: Id
    title: Text
    when: Condition

    def on(self, reading: Reading) -> "RuleResult":
        outcome = self.when.test(reading)
        return RuleResult(self.id, self.title, outcome.truth, outcome.reasons, self.clause)


class Eligibility(Rule):
    """What must be true of everyone who is heard."""


class Criterion(Rule):
    """One of the reasons to be heard; one is enough."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    id: str
    title: str
    truth: Truth
    reasons: tuple[str, ...]
    clauses: tuple[str, ...]

    @property
    def reason(self) -> str:
        return " ".join(self.reasons)

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    @property
    def is_met(self) -> bool:
        return self.truth is Truth.MET


@dataclass(frozen=True, slots=True)
class Assessment:
    """Each rule with its outcome, and what follows.

    Where `person_must_judge`, the answers settle nothing against her: the decision allows
    acceptance, and whoever accepts or declines gives reasons.
    """

    eligibility: tuple[RuleResult, ...]
    criteria: tuple[RuleResult, ...]
    decision: Decision
    person_must_judge: bool

    @property
    def criteria_met(self) -> tuple[RuleResult, ...]:
        return tuple(result for result in self.criteria if result.is_met)

    @property
    def open_rules(self) -> tuple[RuleResult, ...]:
        """What cannot be told from the answers and matters to the decision."""
        criteria = () if self.criteria_met else self.criteria
        return tuple(
            result for result in (*self.eligibility, *criteria) if result.truth is Truth.CANNOT_TELL
        )


def assess(
    eligibility: Sequence[Eligibility], criteria: Sequence[Criterion], reading: Reading
) -> Assessment:
    """Lay every rule beside the answers. A reasoned unknown never refuses anyone."""
    allowed_in = tuple(rule.on(reading) for rule in eligibility)
    reasons = tuple(rule.on(reading) for rule in criteria)
    decision, must_judge = settle(allowed_in, reasons)
    return Assessment(allowed_in, reasons, decision, must_judge)


def settle(
    eligibility: tuple[RuleResult, ...], criteria: tuple[RuleResult, ...]
) -> tuple[Decision, bool]:
    for result in eligibility:
        if result.truth is Truth.NOT_MET:
            return no(f"{result.title}: not met. {result.reason}", clause=result.clause), False
    met = [result for result in criteria if result.is_met]
    if criteria and all(result.truth is Truth.NOT_MET for result in criteria):
        clause = criteria[0].clause
        return no(f"None of its reasons is met: {titles(criteria, 'or')}.", clause=clause), False
    doubtful = [result for result in eligibility if not result.is_met]
    doubtful += [] if met else [result for result in criteria if not result.is_met]
    if doubtful:
        said = (
            f"The answers do not settle this: {titles(doubtful)}. A person decides, with reasons."
        )
        return yes(said, clause=doubtful[0].clause), True
    said = f"Met: {titles(met)}." if met else "Everything asked for is met."
    return yes(said, clause=met[0].clause if met else ""), False


def titles(results: Sequence[RuleResult], word: str = "and") -> str:
    return listing([result.title[:1].lower() + result.title[1:] for result in results], word)
