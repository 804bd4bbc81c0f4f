"""Other panels and processes that a case may also be for."""

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.conditions import Condition, Truth
from conferral.protocol.part import Id, Sourced, Text


class Link(Sourced):
    """Another panel, when a case is also for it, and what to do then."""

    id: Id
    title: Text
    to: Text
    when: Condition
    says: Text

    def is_raised(self, reading: Reading) -> bool:
        return self.when.test(reading).truth is Truth.MET
