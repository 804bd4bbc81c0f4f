"""What people do with a case: open one, see how to reach her, declare a conflict, close it."""

import pytest

from conferral.audit.models import Entry
from conferral.cases import operations as cases
from conferral.cases.models import Case, ConflictOfInterest
from tests import make
from tests.make import NOW
from tests.web.looking import look, place, read, send, words

pytestmark = pytest.mark.safety
NUMBER = "07700 900123"


@pytest.fixture
def world():
    return make.world()


@pytest.fixture
def case(world):
    return make.accepted(world, child_concern=True).case


def test_how_to_reach_her_is_shown_after_a_reason_which_goes_on_the_record(world, case):
    why = "To tell her what was decided."
    answer = send(world, "coordinator", "case-safe-contact", case.uid, why=why)
    assert NUMBER in words(answer)
    assert "May you leave a message No" in words(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(event="safe_contact.read", outcome="read").count() == 1
    assert why in read(world, "coordinator", "record")


def test_without_a_reason_nothing_is_shown(world, case):
    for why in ("", "   "):
        answer = send(world, "coordinator", "case-safe-contact", case.uid, why=why)
        assert answer.status_code == 422
        assert "Say why you need to reach her" in words(answer)
        assert NUMBER not in answer.content.decode()


def test_opening_the_question_does_not_show_the_answer(world, case):
    assert NUMBER not in look(world, "coordinator", "case-safe-contact", case.uid).content.decode()


def test_a_member_cannot_see_how_to_reach_her(world, case):
    for answer in (
        look(world, "member", "case-safe-contact", case.uid),
        send(world, "member", "case-safe-contact", case.uid, why="I would like to."),
    ):
        assert answer.status_code == 403
        assert NUMBER not in answer.content.decode()
    assert not Entry.objects.filter(event="safe_contact.read", outcome="read").exists()


def test_a_conflict_hides_the_case_at_once(world, case):
    explained = read(world, "member", "case-conflict", case.uid)
    assert "the case disappears for you at once" in explained
    answer = send(world, "member", "case-conflict", case.uid, why="")
    assert answer.status_code == 303 and answer.url == place(world, "cases")
    assert look(world, "member", "case", case.uid).status_code == 404
    assert ConflictOfInterest.objects.get().user == world.users["member"]


def test_what_is_said_after_a_conflict_names_nobody(world, case):
    said = send(world, "member", "case-conflict", case.uid, why="My cousin")
    assert case.reference not in str(said.cookies) + said.url


def test_a_case_with_a_duty_waiting_does_not_close_and_says_which(world, case):
    assert "cannot close yet" in read(world, "coordinator", "case-close", case.uid)
    answer = send(world, "coordinator", "case-close", case.uid)
    assert answer.status_code == 422
    assert "A duty is not done yet: Tell children’s social care." in words(answer)
    assert Case.objects.get(pk=case.pk).stage == "open"


def test_a_case_closes_when_its_duties_are_done(world, case):
    for duty in case.duties.all():
        cases.record_duty(
            duty, actor=world.actor("member"), now=NOW, told="Duty desk", reference="C-1"
        )
    assert "Close the case" in read(world, "coordinator", "case-close", case.uid)
    assert send(world, "coordinator", "case-close", case.uid).status_code == 303
    assert Case.objects.get(pk=case.pk).stage == "closed"


def test_a_member_cannot_close_a_case(world, case):
    assert look(world, "member", "case-close", case.uid).status_code == 403
    assert send(world, "member", "case-close", case.uid).status_code == 403
    assert Case.objects.get(pk=case.pk).stage == "open"


TWO_ADULTS = {
    "kind": "several",
    "summary": "The same car on three evenings.",
    "basis": "Preventing serious harm: they could not be asked safely.",
    "names": "Maud Finch\n\n",
    "unnamed": "Adult B",
    "place_1_kind": "flat",
    "place_1_label": "Flat above the bakery",
    "place_1_address": "12 Quay Street",
}


def test_the_coordinator_opens_a_case_without_a_referral(world):
    answer = send(world, "coordinator", "case-new", **TWO_ADULTS)
    case = Case.objects.get()
    assert answer.status_code == 303 and answer.url == place(world, "case", case.uid)
    assert [one.called for one in case.adults] == ["Maud Finch", "Adult B"]
    assert case.case_places.get().place.label == "Flat above the bakery"


def test_a_member_cannot_open_a_case_without_a_referral(world):
    assert look(world, "member", "case-new").status_code == 403
    assert send(world, "member", "case-new", **TWO_ADULTS).status_code == 403
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"kind": ""}, "Say what the case is about"),
        ({"summary": ""}, "Say why the panel needs to hear it"),
        ({"unnamed": ""}, "Write at least two names or labels"),
        ({"kind": "adult"}, "Write one name, or one label below"),
        ({"place_1_kind": ""}, "Say what kind of place it is"),
        (
            {"kind": "premises", "place_1_kind": "", "place_1_label": "", "place_1_address": ""},
            "Say which place the case is about",
        ),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(world, changed, said):
    answer = send(world, "coordinator", "case-new", **{**TWO_ADULTS, **changed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Maud Finch" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_case_that_is_still_to_be_heard_says_so_before_it_closes(world):
    item = make.listed(world)
    page = read(world, "coordinator", "case-close", item.case.uid)
    assert "It is on the agenda for Tuesday 24 November, and has not been heard." in page
