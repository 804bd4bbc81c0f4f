"""What is needed before a referral is accepted: not yet there, it is needed first."""

from conferral.protocol.answers import Reading
from conferral.protocol.part import Id
from conferral.protocol.rules import Rule, RuleResult
from conferral.protocol.truth import Truth, all_of, cannot_tell


class Prerequisite(Rule):
    """Needed before acceptance. Met without the `evidence` that it asks for, a person decides."""

    evidence: Id | None = None

    def on(self, reading: Reading) -> RuleResult:
        outcome = self.when.test(reading)
        if self.evidence and outcome.truth is Truth.MET:
            if not reading.answer(self.evidence).is_given:
                missing = f"No evidence was given under {reading.ask(self.evidence)}."
                outcome = all_of(outcome, cannot_tell(missing))
        return self.came_to(outcome)
