"""How a meeting decides: by consensus, majority, two thirds or the chair, and a tie."""

import pytest

from conferral.protocol.panels.voting import Deciding, Side
from tests.protocol.tiny import edition, files, problems


def deciding(method: str, more: str = "") -> Deciding:
    found = edition(f'[decision]\nclause = "1"\nmethod = "{method}"\n{more}').decision
    assert found is not None
    return found


CASTING = 'casting_vote = "coordinator"'


@pytest.mark.parametrize(
    ("method", "more", "votes", "casting", "agreed"),
    [
        ("consensus", "", (3, 0, 2), None, True),
        ("consensus", "", (3, 1, 0), None, False),
        ("consensus", "", (0, 0, 4), None, False),
        ("majority", "", (3, 2, 9), None, True),
        ("majority", "", (2, 3, 0), None, False),
        ("majority", "", (2, 2, 0), "for", False),
        ("majority", CASTING, (2, 2, 0), None, False),
        ("majority", CASTING, (2, 2, 0), "for", True),
        ("majority", CASTING, (2, 2, 0), "against", False),
        ("majority", CASTING, (3, 2, 0), "against", True),
        ("two_thirds", "", (4, 2, 0), None, True),
        ("two_thirds", "", (3, 2, 0), None, False),
        ("chair", "", (0, 5, 0), "for", True),
        ("chair", "", (5, 0, 0), "against", False),
        ("chair", "", (5, 0, 0), None, False),
    ],
)
def test_what_is_agreed(
    method: str, more: str, votes: tuple[int, int, int], casting: Side | None, agreed: bool
) -> None:
    found = deciding(method, more).outcome(*votes, casting=casting)
    assert (bool(found), found.clause) == (agreed, "1")


def test_a_decision_says_how_it_came_about() -> None:
    found = deciding("majority", CASTING).outcome(2, 2, 1, "for")
    assert found.reason == (
        "Two for, two against, one abstaining. It is a tie, and the casting vote settles it."
    )


@pytest.mark.parametrize(
    ("recorded", "against", "must"), [(True, 1, True), (True, 0, False), (False, 3, False)]
)
def test_those_who_disagree_are_written_down_where_the_protocol_asks(
    recorded: bool, against: int, must: bool
) -> None:
    rule = deciding("consensus", f"dissent_recorded = {str(recorded).lower()}")
    assert rule.must_record_dissent(against) == must


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('method = "majority"\ncasting_vote = "king"', "'king' is not a role of this protocol."),
        (
            'method = "consensus"\ncasting_vote = "coordinator"',
            "a casting vote only breaks a tie, so it goes with a majority.",
        ),
        ('method = "lots"', "is not one of 'consensus', 'majority', 'two_thirds' or 'chair'."),
    ],
)
def test_a_way_to_decide_that_cannot_be_is_refused(written: str, said: str) -> None:
    (found,) = problems(files(f"[decision]\n{written}"))
    assert found.endswith(said)
