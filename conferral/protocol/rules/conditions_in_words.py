"""Saying a whole condition in words, so that a steering group can read what its rules require."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from conferral.protocol.conditions.conditions import (
    AgeAtLeast,
    AllOf,
    AnyOf,
    AtLeast,
    AtLeastMet,
    AtMost,
    Attested,
    CriticalFlag,
    FactTest,
    FlagsPresent,
    Given,
    In,
    Is,
    Judged,
    NoneOf,
    ToolReached,
    WithinMonths,
    WordsAtLeast,
)
from conferral.protocol.conditions.fact_tests import FACTS
from conferral.protocol.forms.questions import Question
from conferral.protocol.part import Part
from conferral.protocol.wording import counted, listing, number

Asked = Mapping[str, Question]
YES_OR_NO: Final = {True: "yes", False: "no"}
NESTING: Final = (AllOf, AnyOf, AtLeastMet)


def in_words(condition: Part, asked: Asked) -> str:
    """The condition in words, brackets round what nests; `asked` are the form's questions."""
    return SAYS[type(condition)](condition, asked)


def nested(tests: Sequence[Part], asked: Asked, word: str) -> str:
    said = [bracketed(test, asked) if len(tests) > 1 else in_words(test, asked) for test in tests]
    return f" {word} ".join(said)


def bracketed(test: Part, asked: Asked) -> str:
    said = in_words(test, asked)
    return f"({said})" if isinstance(test, NESTING) else said


def ask(question: str, asked: Asked) -> str:
    return f"“{asked[question].ask}”" if question in asked else f"“{question}”"


def value_of(question: str, value: Any, asked: Asked) -> str:
    if isinstance(value, bool):
        return YES_OR_NO[value]
    labels = asked[question].labels if question in asked else {}
    return f"“{labels.get(str(value), value)}”"


def one_of(test: In, asked: Asked) -> str:
    return listing([value_of(test.answer, value, asked) for value in test.in_], "or")


def fact_in_words(test: FactTest, _asked: Asked) -> str:
    name = FACTS[test.fact][1]
    name = name[:1].lower() + name[1:]
    if not test.counts:
        said = [YES_OR_NO[one] if isinstance(one, bool) else str(one) for one in test.wanted]
        return f"{name} is {listing(said, 'or')}"
    bounds = [
        f"{word} {bound}"
        for word, bound in (("at least", test.at_least), ("at most", test.at_most))
        if bound is not None
    ]
    return f"{name} is {' and '.join(bounds)}"


SAYS: Final[Mapping[type[Part], Callable[[Any, Asked], str]]] = {
    AllOf: lambda test, asked: nested(test.all, asked, "and"),
    AnyOf: lambda test, asked: nested(test.any, asked, "or"),
    NoneOf: lambda test, asked: f"none of this is so: ({nested(test.none, asked, 'or')})",
    AtLeastMet: lambda test, asked: (
        f"at least {number(test.at_least_met)} of these: {nested(test.of, asked, 'or')}"
    ),
    Given: lambda test, asked: f"{ask(test.answer, asked)} is answered",
    Is: lambda test, asked: (
        f"{ask(test.answer, asked)} is {value_of(test.answer, test.is_, asked)}"
    ),
    In: lambda test, asked: f"{ask(test.answer, asked)} is {one_of(test, asked)}",
    AtLeast: lambda test, asked: f"{ask(test.answer, asked)} is at least {test.at_least}",
    AtMost: lambda test, asked: f"{ask(test.answer, asked)} is at most {test.at_most}",
    WordsAtLeast: lambda test, asked: (
        f"{ask(test.answer, asked)} has at least {counted(test.words_at_least, 'word')}"
    ),
    WithinMonths: lambda test, asked: (
        f"{ask(test.answer, asked)} is within the last {counted(test.within_months, 'month')}"
    ),
    Judged: lambda test, asked: f"a person judges {ask(test.judged, asked)} to be so, on evidence",
    Attested: lambda test, asked: f"{ask(test.attested, asked)} is yes, with reasons",
    FlagsPresent: lambda test, _asked: (
        f"at least {counted(test.flags_present_at_least, 'red flag')} "
        f"{'is' if test.flags_present_at_least == 1 else 'are'} present"
    ),
    CriticalFlag: lambda _test, _asked: "a critical red flag is present",
    AgeAtLeast: lambda test, _asked: f"the age is {test.age_at_least} or more",
    FactTest: fact_in_words,
    ToolReached: lambda test, _asked: f"the tool “{test.tool}” reaches its score",
}
