"""What the forms of the Kingston guidance ask, about the premises and about each adult apart."""

import pytest

from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.forms.form import missing
from tests.marks import clause

KINGSTON = "kingston-map/draft"
EACH_ADULT = ("referral", "another-adult")


@pytest.fixture(scope="module")
def kingston() -> Edition:
    return load(read_folder(shipped()[KINGSTON]))


def wanted(edition: Edition, form: str = "referral", **given: object) -> set[str]:
    """The questions that keep a form from being sent, where nothing else was answered."""
    answers = {name: {"value": value} for name, value in given.items()}
    return {each.question.id for each in missing(edition.form(form), answers)}


@clause(KINGSTON, "K1.2")
def test_whoever_poses_a_risk_is_asked_about_and_she_is_not_one_of_them(kingston: Edition):
    assert "people_posing_risk" in wanted(kingston)
    assert "may hurt them" in kingston.form("referral").question("people_posing_risk").ask


@clause(KINGSTON, "K1.6")
def test_it_is_asked_who_else_holds_a_piece(kingston: Edition):
    assert {"agencies_who_know", "agencies_for_care"} <= wanted(kingston)


@clause(KINGSTON, "K2.1")
def test_exploitation_is_judged_and_its_reasons_are_written_down(kingston: Edition):
    assert {"exploitation_reasons", "appears_exploited"} <= wanted(kingston)
    judged = kingston.form("referral").question("appears_exploited")
    assert (judged.kind, judged.evidence) == ("judged", "exploitation_reasons")


@clause(KINGSTON, "K4.1")
def test_a_visit_that_is_being_planned_is_told(kingston: Edition):
    assert "visit_planned" in wanted(kingston)
    assert "visit_details" in wanted(kingston, visit_planned="date_set")
    assert "visit_details" not in wanted(kingston, visit_planned="no")


@clause(KINGSTON, "K4.5")
def test_who_should_lead_is_asked_by_what_each_agency_brings(kingston: Edition):
    brings = {"lead_knowledge", "lead_engagement", "lead_need"}
    assert brings | {"lead_proposed"} <= wanted(kingston)


@pytest.mark.parametrize("form", EACH_ADULT)
class TestForEachAdult:
    """The form is filled in for one adult, and again for each other."""

    @clause(KINGSTON, "K1.4")
    def test_what_she_wants_is_asked_and_unasked_help_is_explained(
        self, kingston: Edition, form: str
    ):
        assert "her_wishes" in wanted(kingston, form)
        assert not kingston.form(form).question("help_not_asked_for").required

    @clause(KINGSTON, "K2.2", "K7.2")
    def test_what_may_have_been_done_to_her_is_asked_where_slavery_is_suspected(
        self, kingston: Edition, form: str
    ):
        assert "slavery_indicators" in wanted(kingston, form)
        assert "exploitation_kinds" in wanted(kingston, form, slavery_indicators=True)
        assert "exploitation_kinds" not in wanted(kingston, form, slavery_indicators=False)
        offered = kingston.form(form).question("exploitation_kinds").labels
        assert {"sexual", "labour", "moved", "held", "debt", "pay_taken"} <= set(offered)

    @clause(KINGSTON, "K3")
    def test_nine_signs_are_asked_about_and_anything_else(self, kingston: Edition, form: str):
        signs = {name for name in wanted(kingston, form) if name.startswith("sign_")}
        assert len(signs - {"sign_other"}) == 9
        assert "sign_other" in signs

    @clause(KINGSTON, "K4.7")
    def test_the_best_placed_worker_is_named(self, kingston: Edition, form: str):
        assert "best_placed" in wanted(kingston, form)
        assert "described_as" in kingston.form(form).by_id

    @clause(KINGSTON, "K4.9")
    def test_she_is_told_and_asked_and_her_words_are_written_down(
        self, kingston: Edition, form: str
    ):
        assert {"told_of_meeting", "views_asked", "her_views"} <= wanted(kingston, form)

    @clause(KINGSTON, "K4.10")
    def test_what_may_be_said_of_her_is_decided_with_reasons(self, kingston: Edition, form: str):
        assert {"sharing_decision", "sharing_reasons"} <= wanted(kingston, form)
        assert "legal_advice" in wanted(kingston, form, sharing_unsure=True)
        assert "legal_advice" not in wanted(kingston, form, sharing_unsure=False)

    @clause(KINGSTON, "K5.9")
    def test_somebody_is_named_to_tell_her(self, kingston: Edition, form: str):
        assert "update_by" in wanted(kingston, form)
        assert "contact_after" in wanted(kingston, "consent")

    @clause(KINGSTON, "K8.4")
    def test_she_chooses_whether_and_how_dangerous_people_are_reported(
        self, kingston: Edition, form: str
    ):
        asked = kingston.form(form).question("ugly_mugs")
        assert {"alert", "anonymous", "full", "nothing"} <= set(asked.labels)
        assert not asked.required
