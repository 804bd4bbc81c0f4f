"""Two versions of one panel side by side: which of them decided, and all in which they differ."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from conferral.protocol.comparing.diff import Difference, compare
from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import run
from conferral.protocol.files.loading import load, read_folder, shipped
from tests.protocol.tiny import ENGLAND

MEETING = date(2026, 11, 24)
FOUR_WORKING_DAYS_BEFORE = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/London"))
SAME_CASE = "four-working-days-before"
UNCHANGED = {
    "papers out three working days before": "deadline.papers",
    "the agenda the week before": "deadline.agenda",
    "no quorum": "quorum",
    "no chair": "chair",
    "over 18": "eligibility.adult",
    "the definition of 2010": "mark.13.1.outdated_law",
    "the children’s board": "mark.12.1.outdated_law",
    "hard copies": "meeting.hard_copies",
    "two months’ notice": "deadline.withdrawal",
    "the quarterly list": "equality",
    "hearing again": "repeat",
    "no retention": "retention",
}


def shipped_edition(edition_id: str) -> Edition:
    return load(read_folder(shipped()[edition_id]))


@pytest.fixture(scope="module")
def thpp() -> Edition:
    return shipped_edition("thpp/1")


@pytest.fixture(scope="module")
def wesp() -> Edition:
    return shipped_edition("wesp/1")


@pytest.fixture(scope="module")
def found(thpp: Edition, wesp: Edition) -> dict[str, Difference]:
    differences = compare(thpp, wesp)
    by_id = {each.id: each for each in differences}
    assert len(by_id) == len(differences), "something is said twice"
    return by_id


def test_one_referral_is_late_under_thpp_and_in_time_under_wesp_each_by_its_own_clause(
    thpp: Edition, wesp: Edition
) -> None:
    late = thpp.in_time(FOUR_WORKING_DAYS_BEFORE, MEETING, ENGLAND)
    in_time = wesp.in_time(FOUR_WORKING_DAYS_BEFORE, MEETING, ENGLAND)
    assert (bool(late), late.clause) == (False, "8.4")
    assert (bool(in_time), in_time.clause) == (True, "8.4")
    assert late.reason == "It came after 5pm on Friday 13 November, when referrals closed."
    assert in_time.reason == "It came before referrals closed, 5pm on Thursday 19 November."


def test_each_edition_signs_that_case_as_an_example_of_its_own(
    thpp: Edition, wesp: Edition
) -> None:
    before, after = (
        next(each for each in edition.examples if each.name == SAME_CASE)
        for edition in (thpp, wesp)
    )
    assert before.given == after.given
    assert (before.clause, after.clause) == (("8.4",), ("8.4",))
    assert (before.expect.late, after.expect.late) == (True, False)
    assert not run(thpp, before) + run(wesp, after)


@pytest.mark.parametrize(
    "name, clauses, before, after",
    [
        ("name", (), "Tower Hamlets’ Prostitution Partnership", "Women’s Exploitation and Safety"),
        ("panel", ("1.1", "7.1"), "Adults who sell sex in the borough and", "off it to survive"),
        ("wording.support_package", ("1.2",), "purposes of the group", "aim of each meeting"),
        ("wording.exit_by_choice", ("1.3",), "everyone", "those who choose it"),
        ("wording.commission", ("1.4",), "a support programme", "this panel"),
        ("cadence", ("10.1", "4.1"), "12", "11"),
        ("cadence.free", ("10.1", "4.1"), "", "August"),
        ("cadence.horizon", ("8.6",), "12", "11"),
        ("deadline.referral", ("8.4",), "seven working days", "three working days"),
        ("eligibility.selling_sex_in_borough", ("7.1", "7.2"), "sell sex", "to survive"),
        ("clause.7.2", ("7.2",), "", "Survival sex"),
        ("form.referral.question.rf_survival", ("7.2",), "", "flag"),
        ("wording.words_for_people", ("4.3", "1.1", "2.2", "13.1"), "prostitution", "selling sex"),
        ("wording.addresses", ("14.3", "21.1", "22.1"), "", ""),
        ("wording.typing", ("4.3", "12.1"), "", ""),
        ("wording.contents", (), "", ""),
        ("mark.1.1.scope_clash", ("1.1",), "people on the street", ""),
        ("mark.1.1.gendered", ("1.1",), "", "women off the street"),
        ("mark.3.4.slip", ("3.4",), "dynamics", ""),
        ("mark.7.11.names_other_panel", ("7.11",), "", "THPP"),
        ("mark.13.4.names_other_panel", ("13.4",), "", "THPP"),
    ],
)
def test_what_changed_is_said_with_both_sides_and_its_clauses(
    name: str, clauses: tuple[str, ...], before: str, after: str, found: dict[str, Difference]
) -> None:
    each = found[name]
    assert each.clauses_after == clauses
    assert before in each.before
    assert after in each.after
    assert each.sentence


def test_nothing_else_is_said_to_differ_but_questions_to_the_partnership(
    found: dict[str, Difference],
) -> None:
    told = Counter(each.kind for each in found.values())
    rules = Counter(name=1, panel=1, cadence=3, deadline=1, eligibility=1)
    assert told == rules + Counter(clause=1, form=2, wording=12, query=6)


@pytest.mark.parametrize("what", UNCHANGED)
def test_nothing_is_said_of_what_stayed_as_it_was(what: str, found: dict[str, Difference]) -> None:
    place = UNCHANGED[what]
    assert not [name for name in found if name == place or name.startswith(f"{place}.")], what


def test_no_clause_is_reported_that_both_documents_have_alike(
    found: dict[str, Difference],
) -> None:
    touched = {clause for each in found.values() for clause in each.clauses_after}
    assert not {"5.5", "6.1", "8.2", "9.1", "11.1", "13.2", "15.1", "16.1", "18.3"} & touched


def test_going_back_is_said_the_other_way_round(thpp: Edition, wesp: Edition) -> None:
    back = {each.id: each for each in compare(wesp, thpp)}
    referral = back["deadline.referral"]
    assert (referral.before[:5], referral.after[:5]) == ("three", "seven")
    assert not [name for name in back if name.startswith("wording.")]
