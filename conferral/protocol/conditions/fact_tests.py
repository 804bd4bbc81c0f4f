"""Tests of what is known beyond one answer: red flags, age, facts and the scores of risk tools."""

from collections.abc import Mapping
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.conditions.answer_tests import AtLeast
from conferral.protocol.conditions.answers import NOT_PRESENT, PRESENT, Reading
from conferral.protocol.conditions.scores import Tool
from conferral.protocol.conditions.truth import Outcome, Scalar, Truth, cannot_tell, same, settled
from conferral.protocol.part import Id, Part
from conferral.protocol.wording import counted, listing

FACTS: Final[Mapping[str, tuple[type[Scalar], str]]] = {
    "age": (int, "The age"),
    "home_area": (str, "The home area"),
    "heard_before": (bool, "Whether this was heard before"),
    "months_since_heard": (int, "The months since this was last heard"),
    "months_since_incident": (int, "The months since the last incident"),
    "months_since_closed": (int, "The months since this was last closed"),
    "referred_by": (str, "The kind of agency that refers"),
    "public_authority": (bool, "Whether a public authority refers"),
    "level": (str, "The level of the panel"),
    "subject": (str, "The kind of subject"),
}
Fact = Literal[
    "age",
    "home_area",
    "heard_before",
    "months_since_heard",
    "months_since_incident",
    "months_since_closed",
    "referred_by",
    "public_authority",
    "level",
    "subject",
]


class FlagsPresent(Part):
    flags_present_at_least: int = Field(gt=0)

    def test(self, reading: Reading) -> Outcome:
        states = [reading.answer(flag).state for flag in reading.flags]
        present, wanted = states.count(PRESENT), self.flags_present_at_least
        open_ones = len(states) - present - states.count(NOT_PRESENT)
        said = (
            f"{counted(present, 'red flag').capitalize()} {'is' if present == 1 else 'are'} present"
        )
        if present >= wanted or present + open_ones < wanted:
            return settled(present >= wanted, f"{said}; {wanted} are asked for.")
        return cannot_tell(f"{said} and {open_ones} not known; {wanted} are asked for.")


class CriticalFlag(Part):
    critical_flag_present: Literal[True]

    def test(self, reading: Reading) -> Outcome:
        critical = [flag for flag in reading.flags if flag in reading.critical]
        states = {flag: reading.answer(flag).state for flag in critical}
        present = [reading.ask(flag) for flag in critical if states[flag] == PRESENT]
        if present:
            return settled(True, f"A critical red flag is present: {listing(present)}.")
        doubtful = [reading.ask(flag) for flag in critical if states[flag] != NOT_PRESENT]
        if doubtful:
            return cannot_tell(
                f"Whether a critical red flag is present is not known: {listing(doubtful)}."
            )
        return settled(False, "No critical red flag is present.")


class AgeAtLeast(Part):
    age_at_least: int = Field(gt=0)

    def test(self, reading: Reading) -> Outcome:
        age, wanted = reading.facts.age, self.age_at_least
        if age is None:
            return cannot_tell("Her age is not known.")
        if not reading.facts.age_is_estimated:
            return settled(age >= wanted, f"She is {age}.")
        if age >= wanted:
            return settled(True, f"She is thought to be about {age}.")
        return cannot_tell(f"She is thought to be about {age}, and an estimate cannot settle it.")


class FactTest(Part):
    """One fact that the software knows, not an answer of the form. Not known, it cannot tell."""

    fact: Fact
    is_: Scalar | None = Field(default=None, alias="is")
    in_: tuple[Scalar, ...] = Field(default=(), alias="in")
    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def asks_one_thing_that_fits(self) -> Self:
        asked = [self.is_ is not None, bool(self.in_), self.counts]
        if sum(asked) != 1:
            raise ValueError("a test of a fact needs one of is, in, at_least or at_most")
        kind, _said = FACTS[self.fact]
        if self.counts and kind is not int:
            raise ValueError(f"at_least and at_most go with a number, and {self.fact!r} is none")
        if any(type(value) is not kind for value in self.wanted):
            words = {int: "a whole number", bool: "true or false", str: "text, in quotes"}
            raise ValueError(f"{self.fact!r} is compared with {words[kind]}")
        return self

    @property
    def counts(self) -> bool:
        return self.at_least is not None or self.at_most is not None

    @property
    def wanted(self) -> tuple[Scalar, ...]:
        return self.in_ if self.is_ is None else (self.is_,)

    def test(self, reading: Reading) -> Outcome:
        value, (_kind, name) = getattr(reading.facts, self.fact), FACTS[self.fact]
        if value is None:
            return cannot_tell(f"{name} is not known.")
        holds = self.holds_for(value)
        if self.fact == "age" and reading.facts.age_is_estimated and not holds:
            return cannot_tell(f"{name} is thought to be about {value}, which cannot settle it.")
        words = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
        return settled(holds, f"{name}: {words}.")

    def holds_for(self, value: Scalar) -> bool:
        if not self.counts:
            return any(same(value, wanted) for wanted in self.wanted)
        low, high = self.at_least, self.at_most
        return (low is None or int(value) >= low) and (high is None or int(value) <= high)


class ToolReached(Part):
    """A risk tool reached its score. An advisory tool below it leaves the matter to a person."""

    tool: Id

    def test(self, reading: Reading) -> Outcome:
        return tool_outcome(reading.tools[self.tool], reading)


def tool_outcome(tool: Tool, reading: Reading) -> Outcome:
    asked = AtLeast(answer=tool.score, at_least=tool.at_least)
    outcome = asked.test(reading)
    said = (*outcome.reasons, f"{tool.title} counts from {tool.at_least}.")
    if outcome.truth is Truth.NOT_MET and not tool.gates:
        return Outcome(Truth.CANNOT_TELL, (*said, "It only advises, so a person decides."))
    return Outcome(outcome.truth, said)
