"""Levels and linked panels: what moves a case, who chairs it, when it is heard again."""

from datetime import date
from typing import Any

import pytest

from conferral.protocol.conditions.answers import Facts
from tests.protocol.tiny import edition, files, problems

LEVELS = """
[quorum]
words = "Anybody."
below = "goes on"

[[level]]
id = "one"
title = "Level one"
clause = "1"
moves = [
  { to = "two", when = { answer = "calls", at_least = 5 }, says = "It has become graver." },
]

[[level]]
id = "two"
title = "Level two"
clause = "2"
chair = "coordinator"
every = { weeks = 6 }
quorum = { words = "Three.", at_least = 3, below = "adjourns" }
moves = [
  { to = "one", when = { none = [{ answer = "calls", at_least = 5 }] }, says = "It is calmer." },
]

[[link]]
id = "children"
title = "The children’s panel"
to = "The child exploitation panel"
clause = "2"
when = { answer = "local", is = true }
says = "Tell its coordinator on the same day."
"""


NOT_ASKED = "which forms/referral.toml does not ask."
GRAVER = '{ answer = "calls", at_least = 5 }, says = "It has'


def said(calls: Any) -> dict[str, Any]:
    return {"calls": calls}


@pytest.mark.parametrize(
    ("level", "calls", "called_for", "in_doubt"),
    [
        ("one", {"value": 5}, ["two"], []),
        ("one", {"value": 4}, [], []),
        ("one", {"unknown": "not_known", "why": "Nobody counted."}, [], ["two"]),
        ("two", {"value": 4}, ["one"], []),
        ("two", {"value": 5}, [], []),
    ],
)
def test_answers_call_for_a_move_and_a_doubt_is_for_a_person(
    level: str, calls: dict[str, Any], called_for: list[str], in_doubt: list[str]
) -> None:
    rules = edition(LEVELS)
    found = rules.moves_from(level, rules.reading(said(calls)))
    assert [each.move.to for each in found if each.is_called_for] == called_for
    assert [each.move.to for each in found if each.is_in_doubt] == in_doubt
    assert all(each.reasons for each in found)


def test_a_move_may_rest_on_what_is_known_of_her_as_well() -> None:
    by_age = LEVELS.replace('{ answer = "calls", at_least = 5 }', "{ age_at_least = 30 }", 1)
    rules = edition(by_age)
    (found,) = rules.moves_from("one", rules.reading({}, Facts(31)))
    assert found.is_called_for


def test_a_level_has_its_own_quorum_or_the_panels() -> None:
    rules = edition(LEVELS)
    assert [rule and rule.words for rule in map(rules.quorum_at, ("", "one", "two"))] == [
        "Anybody.",
        "Anybody.",
        "Three.",
    ]


def test_a_level_says_when_a_case_is_heard_again() -> None:
    rules = edition(LEVELS)
    assert rules.level("two").heard_again_by(date(2026, 11, 24)) == date(2027, 1, 5)
    assert rules.level("one").heard_again_by(date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("local", "links"),
    [({"value": True}, ["children"]), ({"value": False}, []), ({"unknown": "not_known"}, [])],
)
def test_answers_point_to_another_panel(local: dict[str, Any], links: list[str]) -> None:
    assert [link.id for link in edition(LEVELS).links_raised({"local": local})] == links


@pytest.mark.parametrize(
    ("old", "new", "ending"),
    [
        ('to = "two"', 'to = "three"', "level 'one': it moves to 'three', which is not a level."),
        ('to = "two"', 'to = "one"', "level 'one': it moves to itself."),
        (
            'chair = "coordinator"',
            'chair = "king"',
            "level 'two': 'king' is not a role of this protocol.",
        ),
        (
            '"Three.", at_least = 3',
            '"Three.", agencies = ["bakers"]',
            "level 'two', quorum: 'bakers' is not a kind of agency.",
        ),
        ('answer = "local"', 'answer = "locle"', f"link 'children': it tests 'locle', {NOT_ASKED}"),
        (GRAVER, GRAVER.replace("calls", "cals"), f"level 'one': it tests 'cals', {NOT_ASKED}"),
        (
            "every = { weeks = 6 }",
            "every = { weeks = 6, days = 1 }",
            "every: needs exactly one of days, weeks, months.",
        ),
        ("every = { weeks = 6 }", "every = { weeks = 0 }", "greater than 0."),
        ('id = "two"', 'id = "one"', "the level 'one' is there twice."),
    ],
)
def test_a_mistake_in_a_level_or_link_is_told(old: str, new: str, ending: str) -> None:
    assert any(ending in each for each in problems(files(LEVELS, change=(old, new))))
