"""Worked examples: they hold, and one that does not says what differs."""

import pytest

from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures, run
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.situations.situation import Example
from tests.protocol.tiny import files

SHIPPED = [
    pytest.param(edition_id, example.name, id=f"{edition_id} {example.name}")
    for edition_id, path in shipped().items()
    for example in load(read_folder(path)).examples
]


@pytest.mark.parametrize("edition_id, name", SHIPPED)
def test_every_worked_example_of_a_shipped_edition_holds(edition_id: str, name: str) -> None:
    edition = load(read_folder(shipped()[edition_id]))
    example = next(example for example in edition.examples if example.name == name)
    assert run(edition, example) == []


@pytest.mark.parametrize("edition_id", shipped())
def test_a_shipped_edition_has_examples_enough(edition_id: str) -> None:
    assert len(load(read_folder(shipped()[edition_id])).examples) >= 8


RULES = """
[[eligibility]]
id = "local"
title = "She is local"
clause = "1"
when = { answer = "local", is = true }

[[criterion]]
id = "weapon"
title = "A weapon"
clause = "2"
when = { critical_flag_present = true }

[[duty]]
id = "tell"
title = "Tell"
clause = "1"
when = { answer = "local", is = true }
who = "You"
due = { working_days = 1 }
wording = "Tell."

[[deadline]]
id = "referral"
title = "Close"
before = "meeting"
within = { working_days = 3 }
by = "17:00"

[[ground]]
code = "crime"
title = "Crime"
sentence = "So."
limits = "Few."
law = "An Act"
for_controllers = ["police"]

[cadence]
count_per_year = 11
day = { nth = "last", weekday = "tuesday", at = "09:30" }
free = { months = [8] }
collision = { move = "earlier" }
horizon = { months = 11 }
"""
EXAMPLE = """
title = "One"
on = 2026-11-11

[given]
answers = { name = "June", local = true, story = "One two three." }
flags = { rf_weapon = "present" }
agency_kind = "police"
meeting_on = 2026-11-24
received_at = 2026-11-19T17:00:00
plan_from = 2026-11-01
plan_months = 1

[expect]
"""
HOLDS = """
accepted = true
person_decides = false
clause = "2"
criteria = ["weapon"]
eligibility = { local = "met" }
says = "Met: a weapon."
duties = ["tell"]
duty_due = { tell = 2026-11-12 }
due = { referral = 2026-11-19 }
late = false
missing = []
grounds_include = ["crime"]
meetings = [2026-11-24]
"""


def tried(expected: str) -> list[str]:
    edition, example = written(expected)
    return run(edition, example)


def written(expected: str) -> tuple[Edition, Example]:
    edition = load(files(protocol=RULES) | {"examples/one.toml": EXAMPLE + expected})
    return edition, edition.examples[0]


def test_an_example_that_holds_has_no_difference() -> None:
    assert tried(HOLDS) == []


@pytest.mark.parametrize(
    "expected, sentence",
    [
        ("accepted = false", "Accepted: the example expects no, and the protocol gives yes."),
        (
            "person_decides = true",
            "A person decides: the example expects yes, and the protocol gives no.",
        ),
        ('clause = "1"', "Clause: the example expects 1, and the protocol gives 2."),
        (
            "criteria = []",
            "Criteria met: the example expects none, and the protocol gives weapon.",
        ),
        (
            'eligibility = { local = "cannot tell" }',
            "Rule 'local': the example expects cannot tell, and the protocol gives met.",
        ),
        (
            'eligibility = { moon = "met" }',
            "Rule 'moon': the example expects met, and the protocol gives no such rule.",
        ),
        (
            'says = "Refused."',
            "The example expects the words “Refused.”, and the protocol says: Met: a weapon.",
        ),
        ("duties = []", "Duties: the example expects none, and the protocol gives tell."),
        (
            "duty_due = { tell = 2026-11-11 }",
            (
                "Duty 'tell' is due: the example expects 2026-11-11, "
                "and the protocol gives 2026-11-12."
            ),
        ),
        (
            "due = { referral = 2026-11-18 }",
            (
                "Deadline 'referral': the example expects 2026-11-18, "
                "and the protocol gives 2026-11-19."
            ),
        ),
        ("late = true", "Late: the example expects yes, and the protocol gives no."),
        ('missing = ["name"]', "Missing: the example expects name, and the protocol gives none."),
        (
            'grounds_exclude = ["crime"]',
            "Ground 'crime' is offered: the example expects no, and the protocol gives yes.",
        ),
        (
            "meetings = []",
            "Meetings: the example expects none, and the protocol gives 2026-11-24.",
        ),
    ],
)
def test_an_example_that_does_not_hold_says_what_differs(expected: str, sentence: str) -> None:
    assert tried(expected) == [sentence]


def test_an_edition_names_each_example_that_fails() -> None:
    assert failures(written(HOLDS)[0]) == {}
    assert list(failures(written("accepted = false")[0])) == ["one"]


def test_an_example_is_named_after_its_file() -> None:
    assert written(HOLDS)[1].name == "one"
