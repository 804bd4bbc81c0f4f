"""Hearing again: what counts as heard before, what is asked then, and what is not asked again."""

from dataclasses import dataclass
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.conditions.answers import Facts, Reading
from conferral.protocol.conditions.conditions import Condition
from conferral.protocol.conditions.truth import Outcome, Truth, all_of, any_of, cannot_tell, settled
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.rules.rules import RuleResult
from conferral.protocol.subjects import HEARD, SubjectKind
from conferral.protocol.wording import counted, listing

Bypass = Literal["criteria", "eligibility", "deadline"]
PASSED_OVER: Final[dict[str, str]] = {
    "criteria": "the reasons to be heard",
    "eligibility": "the other conditions of being heard",
    "deadline": "the days by which referrals close",
}
SINCE: Final[dict[str, str]] = {
    "heard": "last heard",
    "incident": "the last incident",
    "closed": "last closed",
}


class Repeat(Sourced):
    """The rule for what this panel heard before.

    `key` says what must be the same, and outside `window_months` it counts as new. `heard_before`
    reads answers, where the form asks; `when` is what must be so; `bypasses` what is not asked
    again once it is.
    """

    id: Id
    title: Text
    key: tuple[SubjectKind, ...] = Field(default=("adult",), min_length=1)
    window_months: int | None = Field(default=None, gt=0)
    counts_from: Literal["heard", "incident", "closed"] = "heard"
    heard_before: Condition | None = None
    when: Condition | None = None
    bypasses: tuple[Bypass, ...] = ()

    @model_validator(mode="after")
    def does_something(self) -> Self:
        if self.when is None and not self.bypasses:
            raise ValueError("needs a when, or something that it bypasses")
        return self

    def on(self, reading: Reading) -> "Repeated":
        """Whether this is a repeat, whether it may be heard, and what it passes over."""
        again = self.is_repeat(reading)
        asked = self.when.test(reading) if self.when else Outcome(Truth.MET)
        may_be = any_of(again.opposite, asked) if self.when else Outcome(Truth.MET, again.reasons)
        result = RuleResult(self.id, self.title, may_be.truth, may_be.reasons, self.clause)
        return Repeated(result, again.truth, all_of(again, asked).truth, self.bypasses)

    def is_repeat(self, reading: Reading) -> Outcome:
        facts = reading.facts
        if facts.subject is not None and facts.subject not in self.key:
            about = HEARD.get(facts.subject, facts.subject)
            return settled(False, f"The rule on repeats is not about {about}.")
        heard = self.heard_before.test(reading) if self.heard_before else heard_in(facts)
        if self.window_months is None or heard.truth is Truth.NOT_MET:
            return heard
        return all_of(heard, self.in_window(facts, self.window_months))

    def in_window(self, facts: Facts, months: int) -> Outcome:
        passed = getattr(facts, f"months_since_{self.counts_from}")
        if passed is None:
            return cannot_tell(f"The months since {SINCE[self.counts_from]} are not known.")
        said = f"{counted(passed, 'month')} since {SINCE[self.counts_from]}".capitalize()
        return settled(passed <= months, f"{said}; a repeat is within {months}.")


def heard_in(facts: Facts) -> Outcome:
    """Whether the software itself knows that this was heard before."""
    if facts.heard_before is None and facts.months_since_heard is None:
        return cannot_tell("Whether this was heard before is not known.")
    heard = facts.heard_before is not False
    return settled(heard, f"This was {'heard before' if heard else 'not heard before'}.")


@dataclass(frozen=True, slots=True)
class Repeated:
    """What the rule on repeats came to. `result` stands among the conditions of being heard.

    `bypass` says whether `bypasses` are passed over: in doubt, they refuse nobody.
    """

    result: RuleResult
    is_repeat: Truth
    bypass: Truth
    bypasses: tuple[Bypass, ...] = ()

    @property
    def skipped(self) -> tuple[Bypass, ...]:
        return self.bypasses if self.bypass is Truth.MET else ()

    @property
    def why(self) -> str:
        """The sentence that says what is not asked again, and why."""
        if not self.skipped:
            return ""
        parts = listing([PASSED_OVER[each] for each in self.skipped])
        return f"This was heard before, so {parts} do not stand in its way."

    def skips(self, part: Bypass) -> Decision:
        """Whether this part of the rules is passed over."""
        if part in self.skipped:
            return yes(self.why, clause=self.result.clause)
        return no(f"{PASSED_OVER[part].capitalize()} must be met.", clause=self.result.clause)

    def may_skip(self, part: Bypass) -> bool:
        """Whether nobody can tell if this part is passed over."""
        return part in self.bypasses and self.bypass is Truth.CANNOT_TELL
