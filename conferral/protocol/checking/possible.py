"""Whether a condition can come out either way, whatever is answered."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from math import prod
from typing import Any, Final

from conferral.protocol.conditions.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastMet,
    AtMost,
    In,
    Is,
    NoneOf,
    parts_of,
)
from conferral.protocol.forms.questions import Question
from conferral.protocol.part import Part

MOST_CASES: Final = 4096
ONE_ANSWER: Final = ("choice", "yes_no", "judged", "number", "age")
EITHER: Final = frozenset({True, False})
Case = Mapping[Any, Any]


def outcomes(condition: Part, asked: Mapping[str, Question]) -> frozenset[bool]:
    """What the condition can come to. One outcome means that it never, or always, is so.

    Tests of one single answer are laid side by side; all others count as independent, so that
    what is said to be impossible is. A condition with too many cases is taken to be possible.
    """
    single = frozenset(name for name, each in asked.items() if each.kind in ONE_ANSWER)
    cases = variables(condition, single)
    if prod(len(values) for values in cases.values()) > MOST_CASES:
        return EITHER
    tried = product(*cases.values())
    return frozenset(holds(condition, dict(zip(cases, each, strict=True))) for each in tried)


def variables(condition: Part, single: frozenset[str]) -> dict[Any, tuple[Any, ...]]:
    """Each answer with the values worth trying, and each other test with yes and no."""
    found: dict[Any, set[Any]] = {}
    for test in parts_of(condition):
        if isinstance(test, AllOf | AnyOf | NoneOf | AtLeastMet):
            continue
        if isinstance(test, Is | In | AtLeast | AtMost) and test.answer in single:
            found.setdefault(test.answer, {("another answer",)}).update(values_for(test))
        else:
            found[test] = set(EITHER)
    return {name: tuple(values) for name, values in found.items()}


def values_for(test: Is | In | AtLeast | AtMost) -> Iterator[Any]:
    if isinstance(test, Is):
        yield typed(test.is_)
    elif isinstance(test, In):
        yield from (typed(value) for value in test.in_)
    else:
        bound = test.at_least if isinstance(test, AtLeast) else test.at_most
        yield from (typed(value) for value in (bound - 1, bound, bound + 1))


def typed(value: Any) -> tuple[Any, ...]:
    """With its kind, so that yes and one are two answers."""
    return (type(value).__name__, value)


def holds(test: Part, case: Case) -> bool:
    if isinstance(test, AllOf):
        return all(holds(each, case) for each in test.all)
    if isinstance(test, AnyOf):
        return any(holds(each, case) for each in test.any)
    if isinstance(test, NoneOf):
        return not any(holds(each, case) for each in test.none)
    if isinstance(test, AtLeastMet):
        return sum(holds(each, case) for each in test.of) >= test.at_least_met
    return bool(case[test]) if test in case else answers(test, case)


def answers(test: Any, case: Case) -> bool:
    value = case[test.answer]
    if isinstance(test, Is | In):
        return value in wanted(test)
    number = value[1] if value[0] == "int" else None
    if number is None:
        return False
    return bool(number >= test.at_least if isinstance(test, AtLeast) else number <= test.at_most)


@cache
def wanted(test: Is | In) -> tuple[Any, ...]:
    return tuple(values_for(test))
