"""What the forms of both standing panels ask, so that what their clauses want is there."""

import pytest

from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.forms.form import missing
from conferral.protocol.permissions import Permission
from tests.marks import clause

WITHOUT = "sharing-without-consent"


@pytest.fixture(scope="module", params=["wesp/1", "thpp/1"])
def panel(request: pytest.FixtureRequest) -> Edition:
    return load(read_folder(shipped()[request.param]))


def wanted(edition: Edition, form: str = "referral", **given: object) -> set[str]:
    """The questions that keep a form from being sent, where nothing else was answered."""
    answers = {name: {"value": value} for name, value in given.items()}
    return {each.question.id for each in missing(edition.form(form), answers)}


@clause("wesp/1", "1.3")
@clause("thpp/1", "1.3")
def test_what_she_wants_is_asked_and_a_way_out_is_offered_to_whoever_chooses_it(panel: Edition):
    assert {"her_wishes", "support_sought"} <= wanted(panel)
    offered = panel.form("referral").question("support_sought").labels
    assert offered["leaving"].endswith("if she wants to")
    assert next(iter(offered)) == "safety"


@clause("wesp/1", "6.2")
@clause("thpp/1", "6.2")
def test_she_is_heard_by_three_ways(panel: Edition):
    assert "her_views" in wanted(panel)
    asked = panel.form("referral").question("representation")
    assert "her advocate" in asked.ask
    assert not asked.required
    assert Permission.REFERRAL_SUBMIT in panel.role("advocate").permissions


@clause("wesp/1", "7.2")
def test_survival_is_told_apart_from_other_reasons():
    wesp = load(read_folder(shipped()["wesp/1"]))
    assert {"where_selling", "rf_survival"} <= wanted(wesp)
    asked = wesp.form("referral").question("where_selling")
    assert {"off_street_survival", "off_street_other", "online"} <= set(asked.labels)
    assert "no other way" in asked.hint


def test_where_nothing_is_said_of_survival_any_place_will_do():
    thpp = load(read_folder(shipped()["thpp/1"]))
    assert not {"where_selling", "rf_survival"} & wanted(thpp)
    assert "decides nothing" in thpp.form("referral").question("where_selling").hint


@clause("wesp/1", "7.8")
@clause("thpp/1", "7.8")
def test_a_judgement_says_what_it_rests_on_and_what_she_fears(panel: Edition):
    judged = wanted(panel, criterion_chosen=["professional_judgement"])
    assert {"judgement_reasons", "rf_own_fear", "her_views"} <= judged
    assert "judgement_reasons" not in wanted(panel, criterion_chosen=["escalation"])


@clause("wesp/1", "8.7")
@clause("thpp/1", "8.7")
def test_she_is_asked_first_and_told_what_the_panel_is(panel: Edition):
    assert "consent_route" in wanted(panel)
    assert "told_about_panel" in wanted(panel, "consent")
    assert panel.consent
    assert panel.consent.form == "consent"


@clause("wesp/1", "8.8")
@clause("thpp/1", "8.8")
def test_sharing_without_her_agreement_says_why_it_could_not_be_had(panel: Edition):
    assert "reason_not_obtained" in wanted(panel, WITHOUT)
    assert "reason_not_obtained" in wanted(panel, WITHOUT, reason_not_obtained="She was away.")
    assert "reason_not_obtained" not in wanted(panel, WITHOUT, reason_not_obtained="tried " * 20)


@clause("wesp/1", "13.1")
@clause("thpp/1", "13.1")
def test_an_adult_with_care_needs_is_asked_about_and_never_shut_out(panel: Edition):
    assert "vulnerable_adult" in wanted(panel)
    with_needs = panel.assess({"vulnerable_adult": {"value": True}})
    without = panel.assess({"vulnerable_adult": {"value": False}})
    assert with_needs.decision == without.decision


@clause("wesp/1", "13.4")
@clause("thpp/1", "13.4")
def test_whoever_cannot_agree_goes_by_the_other_form(panel: Edition):
    assert {"was_asked", "capacity_doubted"} <= wanted(panel, WITHOUT)
    assert "lacks_capacity" in panel.form(WITHOUT).question("was_asked").labels
