"""What is searched before a meeting, what a plan says, and what is settled before a visit."""

import pytest

from conferral.protocol.panels.planning import Plan, Research, Visit
from tests.protocol.tiny import edition

PLAN = """
[plan]
asks = ["action", "owner"]
versions = true
next_date_required = true
dissent_recorded = true
updates_her = true
"""


def plan(text: str) -> Plan:
    found = edition(text).plan
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("given", "disagreed", "lacking"),
    [
        ((), False, ("action", "owner", "next_date", "updates_her")),
        (("owner", "action", "updates_her"), False, ("next_date",)),
        (("owner", "action", "updates_her", "next_date"), True, ("dissent",)),
        (("owner", "action", "updates_her", "next_date", "dissent"), True, ()),
    ],
)
def test_a_plan_says_what_it_lacks(
    given: tuple[str, ...], disagreed: bool, lacking: tuple[str, ...]
) -> None:
    assert plan(PLAN).lacking(given, disagreed=disagreed) == lacking


def test_a_plan_of_which_nothing_is_asked_lacks_nothing() -> None:
    assert plan('[plan]\nclause = "1"').lacking((), disagreed=True) == ()


@pytest.mark.parametrize(("versions", "kept"), [("true", 4), ("false", 1)])
def test_a_changed_plan_leaves_the_one_before_where_versions_are_kept(
    versions: str, kept: int
) -> None:
    assert plan(PLAN.replace("versions = true", f"versions = {versions}")).versions_kept(3) == kept


RESEARCH = """
[research]
clause = "1"
systems = ["Police records", "Housing records"]
nil_is_answer = true
absent_must_send = true
decline_reasons = [{ id = "no_record", title = "There is no record" }]
never_because = [{ id = "not_involved", title = "not being involved now" }]
"""


def research(old: str = "", new: str = "") -> Research:
    found = edition(RESEARCH.replace(old, new)).research
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reason", "may", "said"),
    [
        ("no_record", True, "The agency may decline, and sends all that it knows."),
        ("not_involved", False, "This is no reason to decline: not being involved now."),
        ("busy", False, "An agency may decline because: There is no record."),
    ],
)
def test_an_agency_declines_for_a_reason_that_counts(reason: str, may: bool, said: str) -> None:
    found = research().may_decline(reason)
    assert (bool(found), found.reason, found.clause) == (may, said, "1")


def test_without_a_list_of_reasons_any_other_counts() -> None:
    rule = research('decline_reasons = [{ id = "no_record", title = "There is no record" }]')
    assert rule.may_decline("busy")
    assert not rule.may_decline("not_involved")


def test_every_system_is_searched() -> None:
    assert research().unsearched(["Police records"]) == ("Housing records",)


@pytest.mark.parametrize(
    ("nil", "found", "answered"),
    [("true", None, False), ("true", 0, True), ("false", 0, False), ("false", 2, True)],
)
def test_finding_nothing_is_an_answer_where_the_protocol_says_so(
    nil: str, found: int | None, answered: bool
) -> None:
    rule = research("nil_is_answer = true", f"nil_is_answer = {nil}")
    assert bool(rule.answers(found)) == answered


@pytest.mark.parametrize(
    ("must", "sent", "may"), [("true", False, False), ("true", True, True), ("false", False, True)]
)
def test_whoever_stays_away_sends_what_is_known(must: str, sent: bool, may: bool) -> None:
    rule = research("absent_must_send = true", f"absent_must_send = {must}")
    assert bool(rule.may_stay_away(sent)) == may
    declined = "sends all that it knows" in rule.may_decline("no_record").reason
    assert declined == (must == "true")


VISIT = """
[visit]
clause = "2"
plan_first = true
settles = [{ id = "who", title = "who goes" }, { id = "risk", title = "what could go wrong" }]
"""


@pytest.mark.parametrize(
    ("settled", "planned", "reason"),
    [
        (("who", "risk"), True, ""),
        (("who", "risk"), False, "The plan comes before the visit."),
        (("who",), True, "Settle this before the visit: what could go wrong."),
    ],
)
def test_a_visit_waits_for_what_must_be_settled(
    settled: tuple[str, ...], planned: bool, reason: str
) -> None:
    rule: Visit | None = edition(VISIT).visit
    assert rule is not None
    found = rule.may_go(settled, planned=planned)
    assert (bool(found), found.clause) == (not reason, "2")
    assert found.reason == (reason or "Everything is settled for the visit.")
