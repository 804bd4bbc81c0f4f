"""What is not for this panel, and where it goes instead."""

from dataclasses import replace

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.part import Text
from conferral.protocol.rules.rules import Rule, RuleResult
from conferral.protocol.wording import sentence


class Exclusion(Rule):
    """Where its condition is met the panel does not hear this. A doubt never excludes.

    `redirect` says where to go instead, and `says` whatever else the referrer should hear.
    """

    redirect: Text
    says: str = ""

    def on(self, reading: Reading) -> RuleResult:
        words = [sentence(said) for said in (self.redirect, self.says) if said]
        return replace(self.came_to(self.when.test(reading)), redirect=" ".join(words))
