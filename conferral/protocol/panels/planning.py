"""What is searched before a meeting, agreed at it and done before a visit."""

from collections.abc import Collection, Iterator
from typing import Final

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.panels.disputes import Named
from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.wording import counted, listing

NEXT_DATE, DISSENT, UPDATES_HER = "next_date", "dissent", "updates_her"
EXTRAS: Final = (NEXT_DATE, DISSENT, UPDATES_HER)


class Plan(Sourced):
    """What every plan must say. With `versions`, a changed plan leaves the one before readable."""

    asks: tuple[Id, ...] = ()
    versions: bool = False
    next_date_required: bool = False
    dissent_recorded: bool = False
    updates_her: bool = False

    def lacking(self, given: Collection[str], *, disagreed: bool = False) -> tuple[str, ...]:
        """What a plan does not say yet, in order."""
        return tuple(each for each in self.wanted(disagreed) if each not in given)

    def wanted(self, disagreed: bool) -> Iterator[str]:
        yield from self.asks
        if self.next_date_required:
            yield NEXT_DATE
        if self.dissent_recorded and disagreed:
            yield DISSENT
        if self.updates_her:
            yield UPDATES_HER

    def versions_kept(self, changes: int) -> int:
        """How many versions can be read after so many changes."""
        return 1 + changes if self.versions else 1


class Research(Sourced):
    """What an agency looks up and sends, and on which grounds it may decline an invitation."""

    systems: tuple[Text, ...] = ()
    nil_is_answer: bool = True
    absent_must_send: bool = False
    decline_reasons: tuple[Named, ...] = ()
    never_because: tuple[Named, ...] = ()

    def may_decline(self, reason: str) -> Decision:
        """Whether an agency may stay away for such a reason."""
        clause = self.principal_clause
        for never in self.never_because:
            if never.id == reason:
                return no(f"This is no reason to decline: {never.title}.", clause=clause)
        known = {each.id: each.title for each in self.decline_reasons}
        if known and reason not in known:
            said = f"An agency may decline because: {listing(list(known.values()), 'or')}."
            return no(said, clause=clause)
        return yes(self.when_away, clause=clause)

    @property
    def when_away(self) -> str:
        if self.absent_must_send:
            return "The agency may decline, and sends all that it knows."
        return "The agency may decline."

    def unsearched(self, searched: Collection[str]) -> tuple[str, ...]:
        """The systems in which nobody has looked yet."""
        return tuple(system for system in self.systems if system not in searched)

    def answers(self, found: int | None) -> Decision:
        """Whether an agency has answered. None is silence; 0 says that it knows nothing."""
        clause = self.principal_clause
        if found is None:
            return no("The agency has not said what it knows.", clause=clause)
        if not found and not self.nil_is_answer:
            return no("Finding nothing is no answer here: say what was searched.", clause=clause)
        return yes(f"The agency sent {counted(found, 'finding')}.", clause=clause)

    def may_stay_away(self, information_sent: bool) -> Decision:
        """Whether an agency that cannot come has done its part."""
        clause = self.principal_clause
        if self.absent_must_send and not information_sent:
            return no("Whoever cannot come sends all that the agency knows.", clause=clause)
        return yes("Apologies are enough.", clause=clause)


class Visit(Sourced):
    """What must be settled before anybody visits, and whether a plan comes first."""

    plan_first: bool = False
    settles: tuple[Named, ...] = ()

    def may_go(self, settled: Collection[str], *, planned: bool) -> Decision:
        """Whether the visit may be made."""
        clause = self.principal_clause
        if self.plan_first and not planned:
            return no("The plan comes before the visit.", clause=clause)
        if open_ones := [each.title for each in self.settles if each.id not in settled]:
            return no(f"Settle this before the visit: {listing(open_ones)}.", clause=clause)
        return yes("Everything is settled for the visit.", clause=clause)
