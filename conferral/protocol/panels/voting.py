"""How a meeting comes to a decision."""

from typing import Literal

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Sourced
from conferral.protocol.wording import number

Side = Literal["for", "against"]


class Deciding(Sourced):
    """The method, whose vote breaks a tie, and whether those who disagree are written down.

    Abstentions count neither way. With `chair`, whoever chairs decides after hearing everybody.
    """

    method: Literal["consensus", "majority", "two_thirds", "chair"]
    casting_vote: Id | None = None
    dissent_recorded: bool = False

    def outcome(
        self, for_: int, against: int, abstained: int = 0, casting: Side | None = None
    ) -> Decision:
        """Whether it is agreed; `casting` is what the casting vote, or the chair, says."""
        counts = f"{number(for_)} for, {number(against)} against, {number(abstained)} abstaining"
        agreed, why = self.settled(for_, against, casting)
        said = f"{counts.capitalize()}. {why}"
        clause = self.principal_clause
        return yes(said, clause=clause) if agreed else no(said, clause=clause)

    def settled(self, for_: int, against: int, casting: Side | None) -> tuple[bool, str]:
        if self.method == "chair":
            said = {"for": "The chair agrees.", "against": "The chair does not agree."}
            return casting == "for", said.get(casting or "", "The chair has not decided.")
        if not for_ + against:
            return False, "Nobody has said yes or no."
        if self.method == "consensus":
            return not against, "Everybody must agree."
        if self.method == "two_thirds":
            return 3 * for_ >= 2 * (for_ + against), "Two thirds of those who say must agree."
        if for_ != against:
            return for_ > against, "More must agree than disagree."
        if self.casting_vote is None or casting is None:
            return False, "It is a tie, and nobody has broken it."
        return casting == "for", "It is a tie, and the casting vote settles it."

    def must_record_dissent(self, against: int) -> bool:
        """Whether the minutes need the names and reasons of those who disagree."""
        return self.dissent_recorded and against > 0
