"""What every rule came to, laid together: what refuses, what is in doubt, and what is met."""

from collections.abc import Iterator
from dataclasses import dataclass

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.rules.repeat import Bypass, Repeated
from conferral.protocol.rules.rules import RuleResult, titles
from conferral.protocol.wording import listing

Refusal = tuple[Decision, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """Each rule's outcome. The rule on repeats stands last among the conditions of being heard."""

    eligibility: tuple[RuleResult, ...] = ()
    criteria: tuple[RuleResult, ...] = ()
    exclusions: tuple[RuleResult, ...] = ()
    prerequisites: tuple[RuleResult, ...] = ()
    tools: tuple[RuleResult, ...] = ()
    repeat: Repeated | None = None

    @property
    def criteria_met(self) -> tuple[RuleResult, ...]:
        return tuple(result for result in self.criteria if result.is_met)

    @property
    def redirects(self) -> tuple[RuleResult, ...]:
        """The exclusions that are met, each with where this goes instead."""
        return tuple(result for result in self.exclusions if result.is_met)

    @property
    def needed_first(self) -> tuple[RuleResult, ...]:
        """The prerequisites that are not there yet."""
        return tuple(result for result in self.prerequisites if result.is_unmet)

    @property
    def open_rules(self) -> tuple[RuleResult, ...]:
        """What cannot be told from the answers and matters to the decision."""
        return tuple(self.in_doubt())

    def in_doubt(self) -> Iterator[RuleResult]:
        yield from (result for result in self.exclusions if result.is_open)
        for result in self.binding:
            if result.is_open or (result.is_unmet and self.in_question(result)):
                yield result
        if not self.criteria_met and not self.skips("criteria"):
            unsure = self.may_skip("criteria")
            yield from (result for result in self.criteria if result.is_open or unsure)
        yield from (result for result in self.prerequisites if result.is_open)

    @property
    def binding(self) -> tuple[RuleResult, ...]:
        """The conditions that count: of a repeat that passes over the others, its own alone."""
        if self.repeat and self.skips("eligibility"):
            return (self.repeat.result,)
        return self.eligibility

    def in_question(self, result: RuleResult) -> bool:
        """Whether nobody can tell if this condition counts."""
        own = self.repeat is not None and result is self.repeat.result
        return not own and self.may_skip("eligibility")

    def skips(self, part: Bypass) -> bool:
        return self.repeat is not None and bool(self.repeat.skips(part))

    def may_skip(self, part: Bypass) -> bool:
        return self.repeat is not None and self.repeat.may_skip(part)

    def refusal(self) -> Refusal | None:
        """The decision against it, and its words without her answers; nothing where none refuses.

        What goes elsewhere comes first, and what only waits for something comes last.
        """
        return next(self.refusals(), None)

    def refusals(self) -> Iterator[Refusal]:
        for result in self.redirects:
            yield refused(result, f"{result.title}: not for this panel.", result.redirect)
        for result in self.binding:
            if result.is_unmet and not self.in_question(result):
                yield refused(result, f"{result.title}: not met.")
        if not (self.skips("criteria") or self.may_skip("criteria")):
            yield from self.without_a_reason()
        for result in self.needed_first:
            yield refused(result, f"Needed first: {titles([result])}.")

    def without_a_reason(self) -> Iterator[Refusal]:
        if self.criteria and all(result.is_unmet for result in self.criteria):
            said = f"None of its reasons is met: {titles(self.criteria, 'or')}."
            yield no(said, clause=self.criteria[0].clause), said

    def allowed(self) -> Decision:
        """The decision for it, where nothing refuses."""
        met, doubtful = self.criteria_met, self.open_rules
        if doubtful:
            named = listing([f"“{result.title}”" for result in doubtful])
            said = f"The answers do not settle this: {named}."
            return yes(f"{said} A person decides, with reasons.", clause=doubtful[0].clause)
        if met:
            return yes(f"Met: {titles(met)}.", clause=met[0].clause)
        if self.repeat and self.repeat.skipped:
            return yes(self.repeat.why, clause=self.repeat.result.clause)
        return yes("Everything asked for is met.")


def refused(result: RuleResult, said: str, where: str = "") -> Refusal:
    with_answers = " ".join(part for part in (said, result.reason, where) if part)
    return no(with_answers, clause=result.clause), " ".join(part for part in (said, where) if part)
