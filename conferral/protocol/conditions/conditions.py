"""The condition language of a protocol file: a closed set of tests, alone or nested."""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Self

from pydantic import Discriminator, Field, Tag, model_validator

from conferral.protocol.conditions.answer_tests import (
    AtLeast,
    AtMost,
    Attested,
    Given,
    In,
    Is,
    Judged,
    WithinMonths,
    WordsAtLeast,
)
from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.fact_tests import (
    AgeAtLeast,
    CriticalFlag,
    FactTest,
    FlagsPresent,
    ToolReached,
)
from conferral.protocol.conditions.truth import (
    Outcome,
    Scalar,
    Truth,
    all_of,
    any_of,
    cannot_tell,
    settled,
    strongest,
)
from conferral.protocol.part import Part

__all__ = [
    "HOLDS_A_TEST",
    "LISTS_OF_TESTS",
    "OPERATORS",
    "TOO_DEEP",
    "AgeAtLeast",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtLeastMet",
    "AtMost",
    "Attested",
    "Condition",
    "CriticalFlag",
    "FactTest",
    "FlagsPresent",
    "Given",
    "In",
    "Is",
    "Judged",
    "NoneOf",
    "Outcome",
    "Scalar",
    "ToolReached",
    "Truth",
    "WithinMonths",
    "WordsAtLeast",
    "answers_named_in",
    "cannot_tell",
    "parts_of",
    "settled",
    "too_deep",
]

LISTS_OF_TESTS: Final = ("all", "any", "none", "of")
HOLDS_A_TEST: Final = ("when", "heard_before")


class AllOf(Part):
    all: tuple["Condition", ...] = Field(min_length=1)

    def test(self, reading: Reading) -> Outcome:
        return all_of(*(test.test(reading) for test in self.all))


class AnyOf(Part):
    any: tuple["Condition", ...] = Field(min_length=1)

    def test(self, reading: Reading) -> Outcome:
        return any_of(*(test.test(reading) for test in self.any))


class NoneOf(Part):
    none: tuple["Condition", ...] = Field(min_length=1)

    def test(self, reading: Reading) -> Outcome:
        return any_of(*(test.test(reading) for test in self.none)).opposite


class AtLeastMet(Part):
    """So many of the tests are met, whichever they are."""

    at_least_met: int = Field(gt=0)
    of: tuple["Condition", ...] = Field(min_length=1)

    @model_validator(mode="after")
    def there_are_so_many(self) -> Self:
        if self.at_least_met > len(self.of):
            raise ValueError(f"asks for {self.at_least_met} of {len(self.of)} tests")
        return self

    def test(self, reading: Reading) -> Outcome:
        outcomes = tuple(test.test(reading) for test in self.of)
        truths = [outcome.truth for outcome in outcomes]
        met, doubtful = truths.count(Truth.MET), truths.count(Truth.CANNOT_TELL)
        if met >= self.at_least_met:
            truth = Truth.MET
        elif met + doubtful < self.at_least_met:
            truth = Truth.NOT_MET
        else:
            truth = Truth.CANNOT_TELL
        said = strongest(outcomes, (truth,)).reasons
        return Outcome(truth, (*said, f"{met} met of {len(truths)}; {self.at_least_met} needed."))


OPERATORS: Final[dict[str, type[Part]]] = {
    "all": AllOf,
    "any": AnyOf,
    "none": NoneOf,
    "at_least_met": AtLeastMet,
    "fact": FactTest,
    "tool": ToolReached,
    "given": Given,
    "is": Is,
    "in": In,
    "at_least": AtLeast,
    "at_most": AtMost,
    "words_at_least": WordsAtLeast,
    "within_months": WithinMonths,
    "flags_present_at_least": FlagsPresent,
    "critical_flag_present": CriticalFlag,
    "age_at_least": AgeAtLeast,
    "judged": Judged,
    "attested": Attested,
}


def operator_of(written: Any) -> str | None:
    if isinstance(written, Part):
        return next(name for name, kind in OPERATORS.items() if type(written) is kind)
    return next((name for name in OPERATORS if isinstance(written, dict) and name in written), None)


TESTS = (
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NoneOf, Tag("none")]
    | Annotated[AtLeastMet, Tag("at_least_met")]
    | Annotated[FactTest, Tag("fact")]
    | Annotated[ToolReached, Tag("tool")]
    | Annotated[Given, Tag("given")]
    | Annotated[Is, Tag("is")]
    | Annotated[In, Tag("in")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[AtMost, Tag("at_most")]
    | Annotated[WordsAtLeast, Tag("words_at_least")]
    | Annotated[WithinMonths, Tag("within_months")]
    | Annotated[FlagsPresent, Tag("flags_present_at_least")]
    | Annotated[CriticalFlag, Tag("critical_flag_present")]
    | Annotated[AgeAtLeast, Tag("age_at_least")]
    | Annotated[Judged, Tag("judged")]
    | Annotated[Attested, Tag("attested")]
)

Condition = Annotated[
    TESTS,
    Discriminator(
        operator_of,
        custom_error_type="unknown_test",
        custom_error_message="this test needs one of: " + ", ".join(OPERATORS),
    ),
]
for composite in (AllOf, AnyOf, NoneOf, AtLeastMet):
    composite.model_rebuild()


def parts_of(condition: Part) -> Iterator[Part]:
    """The condition and every test inside it."""
    yield condition
    for operator in LISTS_OF_TESTS:
        for test in getattr(condition, operator, ()):
            yield from parts_of(test)


def answers_named_in(condition: Part) -> frozenset[str]:
    """Every question whose answer the condition reads by name."""
    return frozenset(
        question
        for test in parts_of(condition)
        for key in ("answer", "judged", "evidence", "attested", "reasons")
        if (question := getattr(test, key, None))
    )


MOST_LEVELS: Final = 40
MOST_TESTS: Final = 500
MOST_CONTAINERS: Final = 2 * MOST_LEVELS + 20
TOO_DEEP: Final = (
    f"a condition may nest {MOST_LEVELS} levels deep and hold {MOST_TESTS} tests; "
    "this one is beyond that. Ask some of it in questions of their own"
)


def too_deep(written: Any) -> bool:
    """Whether what was read nests, or lists tests, beyond what a condition may. Never recursive."""
    waiting: list[tuple[Any, int]] = [(written, 0)]
    while waiting:
        here, depth = waiting.pop()
        if depth > MOST_CONTAINERS:
            return True
        for key, inner in members(here):
            if key in HOLDS_A_TEST and is_beyond(inner):
                return True
            waiting.append((inner, depth + 1))
    return False


def is_beyond(condition: Any) -> bool:
    waiting: list[tuple[Any, int]] = [(condition, 1)]
    tests = 0
    while waiting:
        here, level = waiting.pop()
        tests += isinstance(here, dict)
        if level > MOST_LEVELS or tests > MOST_TESTS:
            return True
        waiting += [(inner, level + isinstance(inner, dict)) for _key, inner in members(here)]
    return False


def members(written: Any) -> Iterator[tuple[str, Any]]:
    """What a table or list holds directly; of anything else, nothing."""
    if isinstance(written, dict):
        yield from written.items()
    elif isinstance(written, list | tuple):
        yield from (("", inner) for inner in written)
