"""Conditions said in words, and whether they can come out either way."""

import pytest

from conferral.protocol.checking.possible import EITHER, outcomes
from conferral.protocol.conditions.conditions import Condition
from conferral.protocol.part import Part
from conferral.protocol.rules.conditions_in_words import SAYS, in_words
from tests.protocol.tiny import edition

ASKED = edition().form("referral").by_id


class Rule(Part):
    when: Condition


def condition(written: object) -> Part:
    return Rule.model_validate({"when": written}).when


LOCAL = {"answer": "local", "is": True}
STREET = {"answer": "where", "is": "street"}
INDOORS = {"answer": "where", "is": "indoors"}
FEAR = {"answer": "reasons", "is": "fear"}
MANY = {"answer": "calls", "at_least": 4}
FEW = {"answer": "calls", "at_most": 3}
IN_WORDS = [
    ({"answer": "story", "given": True}, "“What happened?” is answered"),
    (LOCAL, "“Is she local?” is yes"),
    ({"answer": "local", "is": False}, "“Is she local?” is no"),
    (STREET, "“Where?” is “On the street”"),
    (
        {"answer": "where", "in": ("street", "indoors")},
        "“Where?” is “On the street” or “Indoors”",
    ),
    ({"answer": "moon", "is": "full"}, "“moon” is “full”"),
    (MANY, "“How many calls?” is at least 4"),
    (FEW, "“How many calls?” is at most 3"),
    ({"answer": "story", "words_at_least": 5}, "“What happened?” has at least five words"),
    (
        {"answer": "born", "within_months": 12},
        "“When was she born?” is within the last twelve months",
    ),
    (
        {"judged": "rise", "evidence": "story"},
        "a person judges “Is that a rise?” to be so, on evidence",
    ),
    ({"attested": "local", "reasons": "story"}, "“Is she local?” is yes, with reasons"),
    ({"flags_present_at_least": 1}, "at least one red flag is present"),
    ({"flags_present_at_least": 3}, "at least three red flags are present"),
    ({"critical_flag_present": True}, "a critical red flag is present"),
    ({"age_at_least": 18}, "the age is 18 or more"),
    ({"fact": "home_area", "is": "north"}, "the home area is north"),
    ({"fact": "heard_before", "is": True}, "whether this was heard before is yes"),
    (
        {"fact": "months_since_heard", "at_least": 1, "at_most": 12},
        "the months since this was last heard is at least 1 and at most 12",
    ),
    ({"tool": "dash"}, "the tool “dash” reaches its score"),
    (
        {"all": (LOCAL, {"any": (STREET, {"age_at_least": 18})})},
        "“Is she local?” is yes and (“Where?” is “On the street” or the age is 18 or more)",
    ),
    (
        {"any": ({"all": (LOCAL, STREET)},)},
        "“Is she local?” is yes and “Where?” is “On the street”",
    ),
    (
        {"none": (LOCAL, STREET)},
        "none of this is so: (“Is she local?” is yes or “Where?” is “On the street”)",
    ),
    (
        {"at_least_met": 1, "of": (LOCAL, STREET)},
        "at least one of these: “Is she local?” is yes or “Where?” is “On the street”",
    ),
]


@pytest.mark.parametrize("written, said", IN_WORDS)
def test_a_condition_is_said_in_words(written: object, said: str) -> None:
    assert in_words(condition(written), ASKED) == said


def test_every_test_of_the_language_can_be_said() -> None:
    assert {type(condition(written)) for written, _said in IN_WORDS} == set(SAYS)


@pytest.mark.parametrize(
    "written, possible",
    [
        (LOCAL, EITHER),
        ({"all": (STREET, INDOORS)}, {False}),
        ({"all": (STREET, {"answer": "where", "in": ("street", "indoors")})}, EITHER),
        ({"any": (STREET, {"none": (STREET,)})}, {True}),
        ({"all": (MANY, FEW)}, {False}),
        ({"any": (MANY, FEW)}, EITHER),
        ({"all": (MANY, {"answer": "calls", "at_most": 9})}, EITHER),
        ({"at_least_met": 2, "of": (STREET, INDOORS)}, {False}),
        ({"at_least_met": 1, "of": (STREET, {"none": (STREET,)})}, {True}),
        ({"all": ({"age_at_least": 18}, {"none": ({"age_at_least": 18},)})}, {False}),
        ({"all": (FEAR, {"answer": "reasons", "is": "harm"})}, EITHER),
    ],
)
def test_what_a_condition_can_come_to_is_known(written: object, possible: set[bool]) -> None:
    assert outcomes(condition(written), ASKED) == possible


def test_a_condition_with_too_many_cases_is_taken_to_be_possible() -> None:
    many = tuple({"age_at_least": age} for age in range(1, 20))
    never = {"all": (*many, {"none": many})}
    assert outcomes(condition(never), ASKED) == EITHER
