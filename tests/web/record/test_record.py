"""The record in plain words: who did and who read what, and whether it is whole."""

import importlib

import pytest
from django.db import connection

from conferral.access.operation import OPERATIONS
from conferral.audit.models import Entry
from conferral.meetings.operations import open_case_file
from conferral.web.record.words import WORDS
from tests import make
from tests.make import NOW
from tests.triggers import triggers_off
from tests.web.looking import look, place, read, send, words

pytestmark = pytest.mark.safety


@pytest.fixture
def world():
    return make.world()


@pytest.fixture(scope="module", autouse=True)
def _every_operation_is_known():
    """The pages import whatever people can do."""
    importlib.import_module("conferral.config.urls")


def test_everything_that_goes_on_the_record_has_words():
    missing = sorted(set(OPERATIONS) - set(WORDS))
    assert not missing, f"Say these in conferral/web/record/words.py: {missing}"


def test_no_words_are_kept_for_what_nobody_records():
    assert sorted(set(WORDS) - set(OPERATIONS)) == []


@pytest.mark.parametrize("who", ["coordinator", "governance"])
def test_whoever_looks_after_the_record_reads_it(world, who):
    make.submitted(world)
    said = read(world, who, "record")
    assert "Member Person Harbour Drug and Alcohol Service Sent a referral" in said


@pytest.mark.parametrize("who", ["member", "chair", "observer"])
def test_nobody_else_reads_it_and_their_asking_is_recorded(world, who):
    answer = look(world, who, "record")
    assert answer.status_code == 403
    assert "read the record of who did and who read what" in words(answer)
    refused = Entry.objects.get(event="record.opened")
    assert refused.outcome == "refused" and refused.actor == world.users[who].uid


def test_reading_the_record_is_on_the_record(world):
    read(world, "governance", "record")
    assert "Governance Person Eastmarsh Council Read this record" in read(
        world, "coordinator", "record"
    )


def test_a_refusal_is_shown_with_its_reason(world):
    case = make.accepted(world).case
    look(world, "member", "case-record", case.uid)
    said = read(world, "coordinator", "record")
    assert "Reason: Your role in this panel does not let you read the record" in said
    assert "Refused" in said


def test_the_newest_stand_first_and_fifty_to_a_page(world):
    case = make.accepted(world).case
    for _ in range(60):
        open_case_file(case, actor=world.actor("member"), now=NOW)
    first = read(world, "coordinator", "record")
    newest = Entry.objects.order_by("-seq").first().seq
    assert f"No. {newest} " in first and f"No. {newest - 49} " in first
    assert f"No. {newest - 50} " not in first and "Older entries" in first
    second = read(world, "coordinator", "record", before=str(newest - 49))
    assert f"No. {newest - 50} " in second and "Older entries" not in second


def test_it_narrows_to_one_person_and_to_one_case(world):
    case = make.accepted(world).case
    make.unreferred(world)
    by_person = read(world, "coordinator", "record", person=world.users["member"].uid)
    assert "Sent a referral" in by_person and "Opened a case without" not in by_person
    by_case = read(world, "coordinator", "record", about=case.uid)
    assert "Accepted a referral" in by_case and "Opened a case without" not in by_case


@pytest.mark.parametrize("name", ["about", "person"])
def test_what_is_not_there_cannot_be_asked_for(world, name):
    assert look(world, "coordinator", "record", **{name: "n" * 22}).status_code == 404


def test_a_case_in_conflict_is_not_named_and_cannot_be_asked_for(world):
    case = make.accepted(world).case
    assert case.reference in read(world, "coordinator", "record")
    make.in_conflict(world, case)
    answer = look(world, "coordinator", "record")
    assert answer.status_code == 200
    for trace in (case.reference, case.uid, "Juniper"):
        assert trace not in answer.content.decode()
    hidden, nowhere = (
        look(world, "coordinator", "record", about=uid) for uid in (case.uid, "n" * 22)
    )
    assert hidden.status_code == nowhere.status_code == 404
    assert hidden.content == nowhere.content


def test_the_reason_of_a_reading_is_hidden_with_its_case(world):
    case = make.accepted(world).case
    send(world, "coordinator", "case-safe-contact", case.uid, why="Her brother rang.")
    assert "Her brother rang." in read(world, "coordinator", "record")
    make.in_conflict(world, case)
    assert "Her brother rang." not in read(world, "coordinator", "record")


def test_who_may_not_read_cases_sees_no_reference(world):
    case = make.accepted(world).case
    answer = look(world, "governance", "record")
    assert case.reference not in answer.content.decode()
    assert "Accepted a referral" in words(answer)


def test_another_partnerships_record_is_not_shown(world):
    make.submitted(make.world("westmarsh"))
    assert "Sent a referral" not in read(world, "coordinator", "record")


def test_who_has_looked_at_a_case_is_on_its_own_page(world):
    case = make.accepted(world).case
    read(world, "member", "case", case.uid)
    said = read(world, "coordinator", "case-record", case.uid)
    assert "Member Person Harbour Drug and Alcohol Service Read a case file" in said
    assert look(world, "member", "case-record", case.uid).status_code == 403


def test_a_check_says_that_the_record_is_whole(world):
    make.accepted(world)
    answer = send(world, "coordinator", "record-check")
    assert answer.status_code == 200
    assert "The record is whole." in words(answer)


def test_a_changed_entry_is_found_and_the_rest_still_reads(world):
    make.accepted(world)
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET event = 'case.read' WHERE seq = 3")
    said = words(send(world, "coordinator", "record-check"))
    assert "The record is not whole" in said
    assert "It breaks at entry 3." in said


def test_a_changed_detail_is_marked_in_the_list(world):
    make.accepted(world)
    payload = bytes(Entry.objects.get(seq=3).payload)
    spoiled = payload[:-1] + bytes([payload[-1] ^ 1])
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET payload = %s WHERE seq = 3", [spoiled])
    assert "Changed afterwards" in read(world, "coordinator", "record")
    assert "It breaks at entry 3." in words(send(world, "coordinator", "record-check"))


def test_a_member_cannot_check_it(world):
    assert send(world, "member", "record-check").status_code == 403


def test_a_check_is_asked_for_and_not_stumbled_on(world):
    assert look(world, "coordinator", "record-check").status_code == 405


def test_addresses_of_the_record_hold_no_names(world):
    make.accepted(world)
    answer = look(world, "coordinator", "record", person=world.users["member"].uid).content.decode()
    assert f'value="{world.users["member"].uid}"' in answer
    assert place(world, "record") in answer
