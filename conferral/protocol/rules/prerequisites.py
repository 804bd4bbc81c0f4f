"""What is needed before a referral is accepted: not yet there, it is needed first."""

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.truth import Outcome, Truth, all_of, cannot_tell, settled
from conferral.protocol.part import Id
from conferral.protocol.rules.rules import Rule, RuleResult


class Prerequisite(Rule):
    """Needed before acceptance. Met without the `evidence` that it asks for, a person decides."""

    evidence: Id | None = None

    def on(self, reading: Reading) -> RuleResult:
        outcome = self.when.test(reading)
        if outcome.truth is Truth.MET and self.evidence:
            outcome = all_of(outcome, self.shown(reading, self.evidence))
        return self.came_to(outcome)

    def shown(self, reading: Reading, evidence: str) -> Outcome:
        if reading.answer(evidence).is_given:
            return settled(True, f"The evidence is under {reading.ask(evidence)}.")
        return cannot_tell(f"No evidence was given under {reading.ask(evidence)}.")
