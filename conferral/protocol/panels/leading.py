"""Which agency leads a case, and what changes when a meeting cannot wait."""

from collections.abc import Mapping
from typing import Final, Literal

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.wording import listing

Because = Literal["knowledge", "engagement", "need"]
REASONS: Final[dict[str, str]] = {
    "knowledge": "it knows most",
    "engagement": "she works with it best",
    "need": "it can meet what is needed or at risk",
}


class LeadAgency(Sourced):
    """Who leads at first, by what the lead is settled, and whether it may pass to another."""

    words: Text
    starts_as: Literal["initiator", "referrer", "convenor", "none"]
    decided_by: tuple[Because, ...] = ()
    transferable: bool = False

    def at_first(self, agencies: Mapping[str, str]) -> str:
        """The agency that leads until it is settled, of those by their parts; "" for nobody."""
        return agencies.get(self.starts_as, "")

    def may_pass_on(self, because: str) -> Decision:
        """Whether the lead may pass to another agency for such a reason."""
        clause = self.principal_clause
        if not self.transferable:
            return no("The lead does not pass to another agency.", clause=clause)
        if self.decided_by and because not in self.decided_by:
            wanted = listing([REASONS[each] for each in self.decided_by], "or")
            return no(f"The lead passes to an agency because {wanted}.", clause=clause)
        return yes("The lead may pass to that agency.", clause=clause)


class Emergency(Sourced):
    """Who asks for an emergency meeting, who calls it, and which deadlines it does without."""

    asked_by: tuple[Id, ...]
    called_by: Id
    may_be_remote: bool
    waives: tuple[Id, ...] = ()
    words: Text
