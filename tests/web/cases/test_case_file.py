"""A case file tells each reader as much as they may know, her words first."""

import pytest

from conferral.audit.models import Entry
from conferral.meetings import operations as meetings
from conferral.meetings.models import CaseSeen
from tests import make
from tests.make import NOW, moment_of
from tests.marks import clause
from tests.web.looking import look, read, words

pytestmark = pytest.mark.safety
HER_WORDS = "Do not move me away from my sister."
NUMBER = "07700 900123"


@pytest.fixture
def world():
    return make.world()


@pytest.fixture
def referred(world):
    return make.accepted(
        world, her_views=HER_WORDS, contact_warning="He answers her phone.", child_concern=True
    ).case


def test_her_words_come_before_her_risk_and_the_plan(world, referred):
    said = read(world, "coordinator", "case", referred.uid)
    order = ["Do not contact her directly", "Juniper Vale", HER_WORDS, "High risk Assessed"]
    order += [
        "Duties that do not wait",
        "Plan and actions",
        "What was shared about",
        "Newest first",
    ]
    places = [said.index(each) for each in order]
    assert places == sorted(places)


def test_each_red_flag_has_its_source_and_critical_ones_say_so(world, referred):
    said = read(world, "coordinator", "case", referred.uid)
    assert "Critical: Strangulation, a weapon" in said
    assert "She told Nell Ferrier" in said
    assert "2 red flags, 1 critical" in said


def test_the_agency_that_referred_her_reads_the_whole_file(world, referred):
    assert HER_WORDS in read(world, "member", "case", referred.uid)


def test_an_agency_that_searches_sees_identifiers_and_none_of_her_words(world, referred):
    make.listed(world, case=referred)
    said = read(world, "housing", "case", referred.uid)
    assert "Juniper Vale" in said and "Juno" in said and "2 March 1997" in said
    assert "He answers her phone." in said
    assert "You will see the papers when they are sent and you have signed" in said
    for secret in (HER_WORDS, "Strangulation", "Timeline", "Sign and read"):
        assert secret not in said


def test_once_papers_are_out_the_way_in_is_to_sign(world, referred):
    item = make.listed(world, case=referred)
    meetings.circulate(item.meeting, actor=world.actor("coordinator"), now=NOW)
    before = read(world, "housing", "case", referred.uid)
    assert "Sign and read the papers" in before and HER_WORDS not in before
    meetings.sign_confidentiality(item.meeting, actor=world.actor("housing"), now=NOW, agrees=True)
    assert HER_WORDS in read(world, "housing", "case", referred.uid)


def test_the_referral_itself_is_for_those_who_decided_on_it_and_who_sent_it(world, referred):
    item = make.listed(world, case=referred)
    meetings.circulate(item.meeting, actor=world.actor("coordinator"), now=NOW)
    meetings.sign_confidentiality(item.meeting, actor=world.actor("housing"), now=NOW, agrees=True)
    for who in ("coordinator", "member"):
        assert "Read the referral" in read(world, who, "case", referred.uid)
    assert "Read the referral" not in read(world, "housing", "case", referred.uid)


def test_an_agency_that_nobody_told_finds_nothing(world, referred):
    assert look(world, "housing", "case", referred.uid).status_code == 404


def test_a_case_of_another_partnership_is_not_there(world):
    there = make.accepted(make.world("westmarsh")).case
    assert look(world, "coordinator", "case", there.uid).status_code == 404


def test_a_case_hidden_by_a_conflict_looks_like_one_that_never_was(world, referred):
    make.in_conflict(world, referred)
    hidden, nowhere = (look(world, "coordinator", "case", uid) for uid in (referred.uid, "n" * 22))
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.content == nowhere.content
    assert HER_WORDS in read(world, "chair", "case", referred.uid)


@pytest.mark.parametrize(
    "page", ["case-safe-contact", "case-conflict", "case-close", "case-record"]
)
def test_no_page_of_a_hidden_case_opens(world, referred, page):
    assert look(world, "coordinator", page, referred.uid).status_code == 200
    make.in_conflict(world, referred)
    assert look(world, "coordinator", page, referred.uid).status_code == 404


def test_each_opening_is_on_the_record_once(world, referred):
    readings = Entry.objects.filter(event="case.read", about=referred.uid)
    read(world, "coordinator", "case", referred.uid)
    assert readings.count() == 1
    read(world, "coordinator", "case", referred.uid)
    assert readings.count() == 2


def test_the_coordinator_learns_that_an_agency_has_looked(world, referred):
    item = make.listed(world, case=referred)
    read(world, "housing", "case", referred.uid)
    assert CaseSeen.objects.filter(item=item, agency=world.seats["housing"].agency).exists()
    assert not CaseSeen.objects.filter(item=item, agency=world.seats["police"].agency).exists()


def test_what_happened_is_told_newest_first(world):
    item = make.minuted(world)
    said = read(world, "coordinator", "case", item.case.uid, at=moment_of(item.meeting))
    timeline = said[said.index("Newest first") :]
    order = ["Minutes and action log issued", "Heard by the panel. 1 action agreed."]
    order += ["Papers sent to", "Listed for the meeting of 24", "Referral accepted"]
    order += ["Referral received from Member Person"]
    places = [timeline.index(each) for each in order]
    assert places == sorted(places)


@clause("wesp/1", "1.2", "2.2")
@clause("thpp/1", "1.2", "2.2")
def test_the_plan_names_agency_person_and_day(world):
    item = make.minuted(world)
    said = read(world, "coordinator", "case", item.case.uid, at=moment_of(item.meeting))
    assert "Decided: Stay at high risk." in said
    assert "Change the lock Answers: Her door Housing Person, Eastmarsh Housing 1" in said
    assert "5 working days left" in said


def test_what_was_decided_is_for_those_who_signed_for_that_meeting(world):
    make.seated(
        world, "colleague", agency="Harbour Drug and Alcohol Service", kind="drug_and_alcohol",
        roles=["secondary_member"], seat="secondary",
    )  # fmt: skip
    item = make.minuted(world)
    now = moment_of(item.meeting)
    signed = read(world, "member", "case", item.case.uid, at=now)
    assert "Decided: Stay at high risk." in signed
    unsigned = read(world, "colleague", "case", item.case.uid, at=now)
    assert "She wants:" in unsigned
    assert "Sign for this meeting to read what was decided" in unsigned
    assert "Stay at high risk." not in unsigned


def test_a_decision_waits_for_the_minutes_to_be_issued(world):
    item = make.in_session(world)
    now = moment_of(item.meeting)
    written = {"decision": "Stay at high risk."}
    meetings.minute_item(
        item, actor=world.actor("coordinator"), now=now, version=item.record.version,
        written=written,
    )  # fmt: skip
    assert "Stay at high risk." not in read(world, "member", "case", item.case.uid, at=now)


def test_the_ledger_says_with_whom_why_and_what_was_held_back(world, referred):
    said = read(world, "coordinator", "case", referred.uid)
    ledger = said[said.index("Each row is written by the step") :]
    assert "This referral" in ledger and "Lantern House" in ledger
    assert "Her consent, recorded on 16 November 2026" in ledger
    assert "How to reach her safely, and her address" in ledger


def test_how_to_reach_her_is_never_on_the_case_page(world, referred):
    make.listed(world, case=referred)
    for who in ("coordinator", "chair", "member", "housing"):
        answer = look(world, who, "case", referred.uid)
        assert answer.status_code == 200
        assert NUMBER not in answer.content.decode()


def test_a_case_without_a_referral_tells_of_each_adult_and_the_place(world):
    case = make.unreferred(world)
    said = read(world, "coordinator", "case", case.uid)
    assert "Maud Finch, Adult B" in said
    assert "Nobody knows her name yet" in said
    assert said.count("In her words") == 2
    assert "Flat above the bakery, Quay Street" in said and "12 Quay Street" not in said
    assert "Case opened without a referral. By Coordinator Person." in said


def test_a_case_without_a_referral_goes_to_a_meeting_and_others_search_for_it(world):
    case = make.unreferred(world)
    make.listed(world, case=case)
    said = read(world, "housing", "case", case.uid)
    assert "Maud Finch" in said and "Adult B" in said
    assert "The same car" not in said


def test_somebody_without_a_seat_finds_no_panel_at_all(world, referred):
    elsewhere = make.world("westmarsh")
    world.users["stranger"] = elsewhere.users["coordinator"]
    answer = look(world, "stranger", "case", referred.uid)
    assert answer.status_code == 404
    assert "There is nothing here that you can open" in words(answer)
