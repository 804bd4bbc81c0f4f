"""Whom or what a panel hears about, and what is kept from whom."""

import pytest

from tests.protocol.tiny import edition, files, problems

PAIR = """
[subject]
clause = "1"
kinds = ["adult", "pair", "trend"]

[[subject.disclosure]]
clause = "2"
about = "victim"
never_to = "perpetrator"
says = "Nothing of the victim reaches the perpetrator."

[[subject.disclosure]]
about = "perpetrator"
never_to = "press"
says = "Nobody tells the press."
"""


HEARD = (
    "This panel hears about one adult, a pair, one of whom harms the other and "
    "a pattern across cases."
)


@pytest.mark.parametrize(
    ("kind", "people", "named", "reason"),
    [
        ("adult", 1, True, ""),
        ("pair", 2, True, ""),
        ("trend", 1, False, ""),
        ("adult", 2, True, "This panel hears about one at a time."),
        ("adult", 1, False, "This panel does not hear about somebody without a name."),
        (
            "premises",
            1,
            True,
            HEARD,
        ),
    ],
)
def test_what_a_panel_hears_about(kind: str, people: int, named: bool, reason: str) -> None:
    found = edition(PAIR).may_hear(kind, people=people, named=named)
    assert bool(found) == (not reason)
    assert found.clause == "1"
    assert found.reason == (reason or found.reason)


def test_several_and_unnamed_are_heard_where_the_protocol_says_so() -> None:
    rules = edition('[subject]\nkinds = ["adult"]\nseveral = true\nunnamed = true')
    assert rules.may_hear("adult", people=4, named=False)


@pytest.mark.parametrize(
    ("about", "to", "may", "clause"),
    [
        ("victim", "perpetrator", False, "2"),
        ("perpetrator", "press", False, "1"),
        ("perpetrator", "victim", True, ""),
    ],
)
def test_what_is_known_of_one_of_a_pair_is_kept_from_the_other(
    about: str, to: str, may: bool, clause: str
) -> None:
    found = edition(PAIR).may_tell(about, to)
    assert (bool(found), found.clause) == (may, clause)


def test_a_protocol_that_does_not_say_refuses_nobody() -> None:
    assert edition().may_hear("premises").reason == "The protocol does not say."
    assert edition().may_tell("victim", "perpetrator")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[subject]\nkinds = ["dog"]', "'nobody'."),
        (
            PAIR.replace('"perpetrator"\nsays', '"victim"\nsays'),
            "keeps 'victim' from 'victim': name two.",
        ),
        (
            PAIR.replace('"pair", ', ""),
            "subject: it keeps two people apart, and hears about neither pairs nor perpetrators.",
        ),
    ],
)
def test_a_subject_that_makes_no_sense_is_refused(text: str, said: str) -> None:
    assert any(found.endswith(said) for found in problems(files(text)))
