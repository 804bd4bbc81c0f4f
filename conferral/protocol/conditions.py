"""The condition language of a protocol file: a closed set of tests, each with three outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from conferral.protocol.answers import NOT_PRESENT, PRESENT, UNKNOWNS, Answer, Reading, words_in
from conferral.protocol.part import Id, Part
from conferral.protocol.wording import counted, listing


class Truth(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test came to, and the sentences that say why."""

    truth: Truth
    reasons: tuple[str, ...] = ()


Scalar = bool | int | str


def settled(holds: bool, reason: str) -> Outcome:
    return Outcome(Truth.MET if holds else Truth.NOT_MET, (reason,))


def cannot_tell(reason: str) -> Outcome:
    return Outcome(Truth.CANNOT_TELL, (reason,))


class AnswerTest(Part):
    answer: Id

    def test(self, reading: Reading) -> Outcome:
        """A reasoned unknown, or no answer yet, never settles a test either way."""
        answer = reading.answer(self.answer)
        if self.answer in reading.not_asked:
            return settled(False, f"{reading.ask(self.answer)} was not asked: it did not apply.")
        if answer.unknown:
            return cannot_tell(unknown_reason(reading, self.answer, answer))
        if not answer.is_given:
            return cannot_tell(f"{reading.ask(self.answer)} has not been answered.")
        return self.of_value(reading, answer)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        raise AssertionError(f"{type(self).__name__} does not say how it reads a value")


def unknown_reason(reading: Reading, question: str, answer: Answer) -> str:
    why = f" ({answer.why.rstrip('.')})" if answer.why else ""
    return f"{reading.ask(question)} is {UNKNOWNS.get(answer.unknown, 'not known')}{why}."


def answered(reading: Reading, question: str, answer: Answer) -> str:
    said = listing([reading.label(question, value) for value in answer.values])
    return f"{reading.ask(question)} was answered {said}."


class Given(AnswerTest):
    """The question has an answer. An empty box is not met; a reasoned unknown cannot tell."""

    given: Literal[True]

    def test(self, reading: Reading) -> Outcome:
        if reading.answer(self.answer).is_empty and self.answer not in reading.not_asked:
            return settled(False, f"{reading.ask(self.answer)} has not been answered.")
        return super().test(reading)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        return settled(True, f"{reading.ask(self.answer)} was answered.")


class Is(AnswerTest):
    """The answer is this value; for several choices, this one is among them."""

    is_: Scalar = Field(alias="is")

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        holds = any(same(value, self.is_) for value in answer.values)
        return settled(holds, answered(reading, self.answer, answer))


class In(AnswerTest):
    """The answer, or one of several choices, is among these values."""

    in_: tuple[Scalar, ...] = Field(alias="in", min_length=1)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        holds = any(same(value, wanted) for value in answer.values for wanted in self.in_)
        return settled(holds, answered(reading, self.answer, answer))


class AtLeast(AnswerTest):
    at_least: int

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        if isinstance(answer.value, bool) or not isinstance(answer.value, int | float):
            return cannot_tell(f"{reading.ask(self.answer)} was not answered with a number.")
        return settled(
            answer.value >= self.at_least,
            f"{reading.ask(self.answer)} was answered {answer.value}.",
        )


class WordsAtLeast(AnswerTest):
    words_at_least: int = Field(gt=0)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        count = words_in(answer.value)
        return settled(
            count >= self.words_at_least,
            f"{reading.ask(self.answer)} was answered in {counted(count, 'word')}, "
            f"and {counted(self.words_at_least, 'word')} are asked for.",
        )


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


class Judged(Part):
    """A yes or no that a person judges, never a number, resting on evidence given elsewhere."""

    judged: Id
    evidence: Id

    def test(self, reading: Reading) -> Outcome:
        outcome = Is.model_validate({"answer": self.judged, "is": True}).test(reading)
        if outcome.truth is Truth.MET and not reading.answer(self.evidence).is_given:
            missing = f"No evidence was given under {reading.ask(self.evidence)}."
            return cannot_tell(f"{outcome.reasons[0]} {missing}")
        return outcome


class AllOf(Part):
    all: tuple["Condition", ...] = Field(min_length=1)

    def test(self, reading: Reading) -> Outcome:
        return combined(
            self.all, reading, weakest_first=(Truth.NOT_MET, Truth.CANNOT_TELL, Truth.MET)
        )


class AnyOf(Part):
    any: tuple["Condition", ...] = Field(min_length=1)

    def test(self, reading: Reading) -> Outcome:
        return combined(
            self.any, reading, weakest_first=(Truth.MET, Truth.CANNOT_TELL, Truth.NOT_MET)
        )


class NoneOf(Part):
    none: tuple["Condition", ...] = Field(min_length=1)

    def test(self, reading: Reading) -> Outcome:
        outcome = AnyOf(any=self.none).test(reading)
        opposite = {Truth.MET: Truth.NOT_MET, Truth.NOT_MET: Truth.MET}
        return Outcome(opposite.get(outcome.truth, outcome.truth), outcome.reasons)


def combined(
    tests: tuple["Condition", ...], reading: Reading, *, weakest_first: tuple[Truth, ...]
) -> Outcome:
    """The first truth of the order that any test came to, with the reasons of those that did."""
    outcomes = [test.test(reading) for test in tests]
    truth = next(truth for truth in weakest_first if any(o.truth is truth for o in outcomes))
    return Outcome(
        truth, tuple(reason for o in outcomes if o.truth is truth for reason in o.reasons)
    )


def same(value: Any, wanted: Scalar) -> bool:
    return type(value) is type(wanted) and value == wanted


OPERATORS: dict[str, type[Part]] = {
    "all": AllOf,
    "any": AnyOf,
    "none": NoneOf,
    "given": Given,
    "is": Is,
    "in": In,
    "at_least": AtLeast,
    "words_at_least": WordsAtLeast,
    "flags_present_at_least": FlagsPresent,
    "critical_flag_present": CriticalFlag,
    "age_at_least": AgeAtLeast,
    "judged": Judged,
}


def operator_of(written: Any) -> str | None:
    if isinstance(written, Part):
        return next(name for name, kind in OPERATORS.items() if type(written) is kind)
    return next((name for name in OPERATORS if isinstance(written, dict) and name in written), None)


TESTS = (
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NoneOf, Tag("none")]
    | Annotated[Given, Tag("given")]
    | Annotated[Is, Tag("is")]
    | Annotated[In, Tag("in")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[WordsAtLeast, Tag("words_at_least")]
    | Annotated[FlagsPresent, Tag("flags_present_at_least")]
    | Annotated[CriticalFlag, Tag("critical_flag_present")]
    | Annotated[AgeAtLeast, Tag("age_at_least")]
    | Annotated[Judged, Tag("judged")]
)

Condition = Annotated[
    TESTS,
    Discriminator(
        operator_of,
        custom_error_type="unknown_test",
        custom_error_message="this test needs one of: " + ", ".join(OPERATORS),
    ),
]
for composite in (AllOf, AnyOf, NoneOf):
    composite.model_rebuild()


def parts_of(condition: Part) -> Iterator[Part]:
    """The condition and every test inside it."""
    yield condition
    for operator in ("all", "any", "none"):
        for test in getattr(condition, operator, ()):
            yield from parts_of(test)


def answers_named_in(condition: Part) -> frozenset[str]:
    """Every question whose answer the condition reads by name."""
    return frozenset(
        question
        for test in parts_of(condition)
        for key in ("answer", "judged", "evidence")
        if (question := getattr(test, key, None))
    )
