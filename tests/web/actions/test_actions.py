"""Actions: who may see one, when it is overdue, and how its end is reported."""

from datetime import UTC, datetime

import pytest

from conferral.actions.models import Action
from conferral.cases import operations as cases
from tests import make
from tests.marks import clause
from tests.web.looking import look, read, send, words

ON_ITS_DAY = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEXT_DAY = datetime(2026, 12, 2, 12, tzinfo=UTC)


def _action(world: make.World) -> Action:
    make.minuted(world)
    return Action.objects.get()


@clause("wesp/1", "2.3")
@clause("thpp/1", "2.3")
def test_an_action_is_overdue_on_reading_once_its_day_has_passed():
    world = make.world()
    _action(world)
    on_its_day = read(world, "housing", "actions", at=ON_ITS_DAY)
    assert "Change the lock" in on_its_day and "Due today" in on_its_day
    assert "Overdue, 1 working day" in read(world, "housing", "actions", at=NEXT_DAY)
    assert "Nothing is overdue" in read(world, "housing", "actions", at=ON_ITS_DAY, show="overdue")


@pytest.mark.safety
def test_the_agency_and_the_coordinator_see_an_action_and_others_only_with_the_case():
    world = make.world()
    action = _action(world)
    for who in ("housing", "coordinator"):
        assert "Change the lock" in read(world, who, "action", action.uid)
    assert look(world, "observer", "action", action.uid).status_code in (403, 404)
    assert look(world, "steering", "action", action.uid).status_code in (403, 404)
    assert look(world, "observer", "actions").status_code == 403


@pytest.mark.safety
def test_an_action_on_a_case_hidden_by_a_conflict_is_in_no_list_and_no_count():
    world = make.world()
    action = _action(world)
    assert "Open 1" in read(world, "coordinator", "actions")
    cases.declare_conflict(
        action.case, actor=world.actor("coordinator"), now=make.NOW, why="My cousin."
    )
    page = read(world, "coordinator", "actions")
    assert "Change the lock" not in page and "Open 0" in page and "Every agency 0" in page
    assert look(world, "coordinator", "action", action.uid).status_code == 404
    assert "Open 1" in read(world, "housing", "actions")


@clause("wesp/1", "2.3", "14.3")
@clause("thpp/1", "2.3", "14.3")
def test_the_agency_reports_it_done_and_then_it_can_only_be_read():
    world = make.world()
    action = _action(world)
    answer = send(
        world, "housing", "action", action.uid, at=ON_ITS_DAY,
        outcome="done", done_on="30 November 2026", note="The chain is fitted.",
    )  # fmt: skip
    assert answer.status_code == 303
    page = read(world, "housing", "action", action.uid, at=NEXT_DAY)
    assert "Done on Monday 30 November 2026" in page
    assert "The chain is fitted." in page
    assert "1 December 2026 at 12pm By Housing Person" in page
    assert "Say how it ended" not in page
    assert "Done" in read(world, "housing", "actions", at=NEXT_DAY, show="done")


def test_a_day_after_the_due_day_is_done_late():
    world = make.world()
    action = _action(world)
    send(world, "housing", "action", action.uid, at=NEXT_DAY, outcome="done", done_on="2 12 2026")
    assert "Done late" in read(world, "housing", "action", action.uid, at=NEXT_DAY)


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"note": "x"}, "Choose how the action ended"),
        ({"outcome": "done", "note": "x"}, "Write the day on which it was done"),
        ({"outcome": "done", "done_on": "3 12 2026", "note": "x"}, "a day that is not after today"),
        ({"outcome": "not_done", "note": " "}, "Say why, so that the panel can decide"),
        ({"outcome": "lost", "note": "x"}, "lost"),
    ],
)
def test_a_report_with_a_gap_is_refused_and_kept(typed: dict[str, str], said: str):
    world = make.world()
    action = _action(world)
    answer = send(world, "housing", "action", action.uid, at=NEXT_DAY, **typed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert typed["note"].strip() in answer.content.decode()
    action.refresh_from_db()
    assert action.is_open


def test_refused_by_her_is_an_answer_with_its_reason():
    world = make.world()
    action = _action(world)
    send(
        world, "housing", "action", action.uid, at=ON_ITS_DAY, outcome="refused",
        note="She wants to choose the locksmith herself.",
    )  # fmt: skip
    page = read(world, "coordinator", "action", action.uid, at=ON_ITS_DAY)
    assert "Refused by her" in page and "choose the locksmith herself" in page


def test_another_agency_may_read_the_action_and_not_report_on_it():
    world = make.world()
    action = _action(world)
    page = read(world, "member", "action", action.uid, at=ON_ITS_DAY)
    assert "Eastmarsh Housing reports on this action." in page
    answer = send(
        world, "member", "action", action.uid, at=ON_ITS_DAY, outcome="done", done_on="1 12 2026"
    )
    assert answer.status_code == 422
    assert "Only the agency that took this action reports on it." in words(answer)


def test_a_second_report_is_refused_with_the_day_of_the_first():
    world = make.world()
    action = _action(world)
    typed = {"outcome": "done", "done_on": "1 12 2026"}
    send(world, "housing", "action", action.uid, at=ON_ITS_DAY, **typed)
    answer = send(world, "housing", "action", action.uid, at=NEXT_DAY, **typed)
    assert answer.status_code == 422
    assert "This action was reported on 1 December." in words(answer)


def test_the_list_is_narrowed_by_whose_and_by_state():
    world = make.world()
    _action(world)
    assert "Change the lock" in read(world, "coordinator", "actions", whose="all")
    assert "Change the lock" not in read(world, "coordinator", "actions", whose="mine")
    assert "Change the lock" in read(world, "housing", "actions", whose="mine")
    page = read(world, "housing", "actions", whose="all", show="nonsense")
    assert "Every agency" not in page and "Change the lock" in page
