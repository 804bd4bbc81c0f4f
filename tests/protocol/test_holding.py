"""Who holds a role: kept apart, taken in turns, agreed for a case, passed on in a conflict."""

import pytest

from conferral.protocol.panels.holding import Candidate
from conferral.protocol.permissions import Permission
from tests.protocol.tiny import edition, problems
from tests.protocol.tiny import files as written

ROLES = """
[[role]]
id = "chair"
title = "Chair"
clause = "2"
may = ["room.enter", "room.chair", "protocol.read"]
never_with = ["minute_taker"]
stand_in = "deputy"

[[role]]
id = "deputy"
title = "Deputy chair"
may = ["room.enter", "room.chair", "protocol.read"]

[[role]]
id = "minute_taker"
title = "Minute-taker"
may = ["room.enter", "room.minute", "protocol.read"]

[[role]]
id = "host"
title = "Host"
clause = "1"
held = "rotating"
rotates_among = ["deputy", "minute_taker"]
may = ["room.enter"]

[[role]]
id = "lead"
title = "Lead professional"
held = "by_case"
may = ["room.enter"]
"""
ANN = Candidate(name="Ann", roles=("chair", "lead"))
BEA = Candidate(name="Bea", roles=("deputy",))
CAL = Candidate(name="Cal", roles=("minute_taker", "lead"))
ALL = (ANN, BEA, CAL)


@pytest.mark.parametrize("asked", [["chair", "minute_taker"], ["minute_taker", "host", "chair"]])
def test_two_roles_kept_apart_are_refused_with_the_clause_in_either_order(asked: list[str]) -> None:
    found = edition(ROLES).may_hold_together(asked)
    assert not found
    assert found.clause == "2"
    assert found.reason.startswith("Nobody holds both roles: ")


@pytest.mark.parametrize("asked", [[], ["chair"], ["chair", "chair"], ["chair", "deputy"]])
def test_roles_that_nothing_keeps_apart_go_together(asked: list[str]) -> None:
    assert edition(ROLES).may_hold_together(asked)


def test_a_role_that_is_not_here_is_refused_by_name() -> None:
    found = edition(ROLES).may_hold_together(["chair", "mayor"])
    assert not found
    assert found.reason == (
        "This protocol has no role 'mayor'. Its roles are coordinator, chair, deputy, "
        "minute_taker, host and lead."
    )


def test_what_two_roles_do_is_kept_apart_with_them() -> None:
    rules = edition(ROLES)
    found = rules.one_person_may(Permission.ROOM_CHAIR, Permission.ROOM_MINUTE)
    assert (bool(found), found.clause) == (False, "2")
    assert found.reason == "Whoever may chair the meeting does not also take the minutes."
    assert rules.one_person_may(Permission.ROOM_CHAIR, Permission.PROTOCOL_READ) is not None
    assert rules.one_person_may(Permission.ROOM_CHAIR, Permission.REFERRAL_READ)


@pytest.mark.parametrize(
    ("role", "turn", "conflicted", "name", "why"),
    [
        ("chair", 0, (), "Ann", "The role is hers."),
        ("chair", 5, (), "Ann", "The role is hers."),
        ("chair", 0, ("Ann",), "Bea", "Nobody else is free, so the deputy stands in."),
        ("chair", 0, ("Ann", "Bea"), "", "Nobody can hold it: name somebody."),
        ("host", 0, (), "Bea", "It is her turn among those who are free."),
        ("host", 1, (), "Cal", "It is her turn among those who are free."),
        ("host", 2, (), "Bea", "It is her turn among those who are free."),
        ("host", 0, ("Bea",), "Cal", "It is her turn among those who are free."),
        ("lead", 0, (), "", "It is agreed for each case: Ann or Cal."),
        ("lead", 0, ("Ann",), "Cal", "The role is hers for this case."),
    ],
)
def test_who_holds_a_role(
    role: str, turn: int, conflicted: tuple[str, ...], name: str, why: str
) -> None:
    found = edition(ROLES).holder(role, turn, ALL, conflicted)
    assert (found.name, found.why) == (name, why)


def test_a_role_that_only_another_edition_has_grants_nothing() -> None:
    rules = edition(ROLES)
    assert [role.id for role in rules.known_roles(["mayor", "host"])] == ["host"]
    assert rules.granted_to(["mayor", "host"]) == {Permission.ROOM_ENTER}
    assert rules.granted_to(["mayor"]) == frozenset()


def test_without_anybody_who_may_a_role_stays_empty() -> None:
    assert edition(ROLES).holder("chair", 0, ()).name == ""


def test_a_holder_comes_with_the_clause_of_the_role() -> None:
    assert edition(ROLES).holder("host", 0, ALL).clause == "1"


ONE = '[[role]]\nid = "one"\ntitle = "One"\nmay = ["year.read"]\n'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('never_with = ["one"]', "is never held with itself; name another role in never_with."),
        ('stand_in = "one"', "stands in for itself; name another role in stand_in."),
        (
            'held = "rotating"',
            "is held in turns, so it needs rotates_among, the roles that take them.",
        ),
        (
            'rotates_among = ["coordinator"]',
            'has rotates_among, which only goes with held = "rotating".',
        ),
        ('never_with = ["nobody"]', "'nobody' is not a role of this protocol."),
        ('stand_in = "nobody"', "'nobody' is not a role of this protocol."),
        (
            'held = "rotating"\nrotates_among = ["nobody"]',
            "'nobody' is not a role of this protocol.",
        ),
    ],
)
def test_a_role_that_cannot_be_held_so_is_refused(more: str, said: str) -> None:
    (found,) = problems(written(ONE + more))
    assert "role 'one': " in found
    assert found.endswith(said)
