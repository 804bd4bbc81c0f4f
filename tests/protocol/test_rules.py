"""Who is heard, what duties answers raise, which grounds an agency has, and who may do what."""

from datetime import date
from typing import Any

import pytest

from conferral.protocol.conditions.answers import Facts
from conferral.protocol.conditions.conditions import Truth
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import PHRASES, Permission
from tests.protocol.tiny import ENGLAND, edition

RULES = """
[[eligibility]]
id = "local"
title = "She is local"
clause = "1"
when = { answer = "local", is = true }

[[eligibility]]
id = "adult"
title = "She is an adult"
clause = "2"
when = { age_at_least = 18 }

[[criterion]]
id = "harm"
title = "Harm"
clause = "2"
when = { answer = "reasons", is = "harm" }

[[criterion]]
id = "street"
title = "On the street"
clause = "1"
when = { answer = "where", is = "street" }
"""
HARM: dict[str, Any] = {
    "local": {"value": True},
    "reasons": {"value": ["harm"]},
    "where": {"value": "indoors"},
}
NOT_KNOWN = {"unknown": "not_known", "why": "Nobody asked."}


@pytest.fixture
def rules() -> Edition:
    return edition(RULES)


def test_all_conditions_and_one_reason_are_enough(rules: Edition) -> None:
    found = rules.assess(HARM, Facts(30))
    assert found.decision
    assert (found.decision.reason, found.decision.clause) == ("Met: harm.", "2")
    assert not found.person_must_judge
    assert [rule.id for rule in found.criteria_met] == ["harm"]
    assert found.open_rules == ()


def test_a_condition_that_is_not_met_refuses_and_cites_its_clause(rules: Edition) -> None:
    found = rules.assess(HARM | {"local": {"value": False}}, Facts(30))
    assert not found.decision
    assert found.decision.reason == "She is local: not met. “Is she local?” was answered no."
    assert found.decision.clause == "1"


def test_without_any_reason_it_is_refused(rules: Edition) -> None:
    found = rules.assess(HARM | {"reasons": {"value": ["fear"]}}, Facts(30))
    assert not found.decision
    assert found.decision.reason == "None of its reasons is met: harm or on the street."


@pytest.mark.parametrize(
    "answers, facts, open_rules",
    [
        ({"local": NOT_KNOWN}, Facts(30), ["local"]),
        ({}, Facts(), ["adult"]),
        ({}, Facts(17, age_is_estimated=True), ["adult"]),
        ({"reasons": NOT_KNOWN}, Facts(30), ["harm"]),
        ({"local": NOT_KNOWN, "reasons": NOT_KNOWN, "where": NOT_KNOWN}, Facts(), None),
    ],
)
def test_a_reasoned_unknown_refuses_nobody_and_a_person_decides(
    rules: Edition, answers: dict[str, Any], facts: Facts, open_rules: list[str] | None
) -> None:
    found = rules.assess(HARM | answers, facts)
    assert found.decision
    assert found.person_must_judge
    assert found.decision.reason.endswith("A person decides, with reasons.")
    expected = ["local", "adult", "harm", "street"] if open_rules is None else open_rules
    assert [rule.id for rule in found.open_rules] == expected


def test_a_doubt_about_one_reason_does_not_matter_when_another_is_met(rules: Edition) -> None:
    found = rules.assess(HARM | {"where": NOT_KNOWN}, Facts(30))
    assert (bool(found.decision), found.person_must_judge) == (True, False)
    assert [result.truth for result in found.criteria] == [Truth.MET, Truth.CANNOT_TELL]


def test_what_is_not_met_outweighs_a_doubt(rules: Edition) -> None:
    found = rules.assess(HARM | {"local": NOT_KNOWN}, Facts(17))
    assert (bool(found.decision), found.person_must_judge) == (False, False)


def test_a_panel_without_criteria_asks_only_for_its_conditions() -> None:
    found = edition(RULES.partition("[[criterion]]")[0]).assess(HARM, Facts(30))
    assert found.decision
    assert found.decision.reason == "Everything asked for is met."


DUTIES = """
[[duty]]
id = "child"
title = "Tell social care"
clause = "1"
when = { answer = "local", is = true }
who = "Whoever is worried"
due = { at_once = true }
wording = "Tell them."

[[duty]]
id = "notify"
title = "Notify"
law = "An Act, section 52"
when = { answer = "local", is = true }
who = "The agency"
binds = "public_authorities"
due = { working_days = 1 }
blocks_closure = false
wording = "Notify."

[[duty]]
id = "offer"
title = "Offer"
law = "An Act, section 49"
when = { answer = "local", is = true }
who = "The agency"
binds = "others"
due = { working_days = 1 }
wording = "Offer."
"""


@pytest.mark.parametrize(
    "public_authority, raised",
    [
        (True, ["child", "notify"]),
        (False, ["child", "offer"]),
        (None, ["child", "notify", "offer"]),
    ],
)
def test_an_answer_raises_the_duties_that_bind_the_agency(
    public_authority: bool | None, raised: list[str]
) -> None:
    found = edition(DUTIES).duties_raised(
        {"local": {"value": True}}, public_authority=public_authority
    )
    assert [duty.id for duty in found] == raised


@pytest.mark.parametrize("answer", [{}, {"value": False}, NOT_KNOWN])
def test_no_duty_is_raised_by_anything_less(answer: dict[str, Any]) -> None:
    assert edition(DUTIES).duties_raised({"local": answer}) == ()


def test_a_duty_says_by_when_and_what_it_rests_on() -> None:
    child, notify, _ = edition(DUTIES).duties_raised({"local": {"value": True}})
    eve = date(2026, 12, 24)
    assert child.due_after(eve, ENGLAND).day == eve
    assert notify.due_after(eve, ENGLAND).day == date(2026, 12, 29)
    assert (child.cites, notify.cites) == ("1", "An Act, section 52")
    assert (child.blocks_closure, notify.blocks_closure) == (True, False)


GROUND = """
[[ground]]
code = "{code}"
title = "Ground"
sentence = "So."
limits = "Few."
law = "An Act"
for_controllers = {kinds}
"""


def test_grounds_are_filtered_by_the_kind_of_agency() -> None:
    kinds = {
        "all": '["every"]',
        "public": '["public_authority"]',
        "private": '["not_public_authority"]',
        "health": '["nhs", "drug_and_alcohol"]',
    }
    tiny = edition("".join(GROUND.format(code=code, kinds=kind) for code, kind in kinds.items()))

    def offered(kind: str, public_authority: bool) -> list[str]:
        return [ground.code for ground in tiny.grounds_for(kind, public_authority)]

    assert offered("police", True) == ["all", "public"]
    assert offered("nhs", True) == ["all", "public", "health"]
    assert offered("charity", False) == ["all", "private"]
    assert offered("drug_and_alcohol", False) == ["all", "private", "health"]


def test_roles_hold_their_permissions_together() -> None:
    tiny = edition('[[role]]\nid = "reader"\ntitle = "Reader"\nmay = ["year.read"]\n')
    assert tiny.permissions_of(["reader"]) == {Permission.YEAR_READ}
    assert tiny.permissions_of(["reader", "coordinator"]) >= {
        Permission.YEAR_READ,
        Permission.REFERRAL_ACCEPT,
    }
    assert tiny.permissions_of([]) == frozenset()
    assert [role.id for role in tiny.roles_that_may(Permission.YEAR_READ)] == ["reader"]


def test_every_permission_can_be_said_and_is_named_after_its_noun_and_verb() -> None:
    assert set(PHRASES) == set(Permission)
    for permission in Permission:
        assert permission.name == permission.value.replace(".", "_").upper()
        assert permission.phrase[0].islower()
