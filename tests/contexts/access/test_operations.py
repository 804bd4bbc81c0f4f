"""An operation is seen, permitted, whole and on the record; so is a reading."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferral.access.actor import Denied, NotVisible, insist
from conferral.access.operation import Operation, operation
from conferral.access.within import current_partnership, within
from conferral.audit.queries import lines, verify
from conferral.cases.operations import close_case
from conferral.partnerships.models import Agency, Closure
from conferral.protocol.decision import no
from conferral.protocol.permissions import Permission
from tests import make


def close(panel, /, *, actor, now, why, refuse=False, fail=False):
    """Shut the panel's offices for a day, and then perhaps think better of it."""
    closure = Closure.objects.create(
        partnership_id=panel.partnership_id, panel=panel, day=make.TODAY, why=why
    )
    if refuse:
        insist(no("The offices stay open.", clause="10.1"))
    if fail:
        raise RuntimeError("the lights went out")
    return closure


shut = Operation(close, Permission.MEETING_PLAN, "offices.shut", True)
look = Operation(
    lambda panel, /, *, actor, now: panel, Permission.MEETING_READ, "panel.read", False
)


def shut_by(world, who, **said):
    return shut(world.panel, actor=world.actor(who), now=make.NOW, why="A burst pipe", **said)


def newest(world):
    return lines(world.partnership.pk)[0]


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("member", False)])
def test_only_a_role_that_may_does_it_and_a_refusal_is_recorded(world, who, allowed):
    if allowed:
        closure = shut_by(world, who)
        assert (newest(world).outcome, newest(world).subject) == ("done", closure.uid)
    else:
        with pytest.raises(
            Denied, match=r"Your role in this panel does not let you plan meetings\."
        ):
            shut_by(world, who)
        assert (newest(world).outcome, newest(world).subject) == ("refused", world.panel.uid)
        assert newest(world).detail["reason"].startswith("Your role")
    assert newest(world).event == "offices.shut"
    assert newest(world).actor == world.users[who].uid
    assert Closure.objects.exists() == allowed


@pytest.mark.parametrize("here", [True, False])
def test_what_is_not_visible_is_not_there(world, here):
    actor = world.actor("coordinator") if here else make.world("westmarsh").actor("coordinator")
    if here:
        assert shut(world.panel, actor=actor, now=make.NOW, why="A burst pipe")
    else:
        with pytest.raises(NotVisible, match="There is nothing here that you can open"):
            shut(world.panel, actor=actor, now=make.NOW, why="A burst pipe")
        refused = lines(actor.partnership_id)[0]
        assert (refused.outcome, refused.subject) == ("refused", world.panel.uid)
    assert Closure.objects.exists() == here


def test_what_is_not_visible_is_said_before_what_is_not_permitted(world):
    stranger = make.world("westmarsh").actor("observer")
    with pytest.raises(NotVisible):
        shut(world.panel, actor=stranger, now=make.NOW, why="A burst pipe")


@pytest.mark.parametrize("refuse", [False, True])
def test_a_refusal_from_within_takes_back_the_row_and_keeps_the_entry(world, refuse):
    if refuse:
        with pytest.raises(Denied, match="stay open"):
            shut_by(world, "coordinator", refuse=True)
        assert newest(world).detail == {"reason": "The offices stay open.", "clause": "10.1"}
    else:
        shut_by(world, "coordinator")
    assert newest(world).outcome == ("refused" if refuse else "done")
    assert Closure.objects.exists() != refuse
    assert verify(world.partnership.pk).entries == 1


@pytest.mark.parametrize("fail", [False, True])
def test_a_body_that_fails_leaves_neither_row_nor_entry(world, fail):
    if fail:
        with pytest.raises(RuntimeError):
            shut_by(world, "coordinator", fail=True)
    else:
        shut_by(world, "coordinator")
    assert Closure.objects.exists() != fail
    assert len(lines(world.partnership.pk)) == (0 if fail else 1)


def test_a_record_that_cannot_be_written_takes_the_row_back(world, monkeypatch):
    def full(*_said, **_more):
        raise OSError("no space left on the disk")

    monkeypatch.setattr("conferral.access.operation.record", full)
    with pytest.raises(OSError, match="no space"):
        shut_by(world, "coordinator")
    assert not Closure.objects.exists()


@pytest.mark.parametrize("openings", [1, 2])
def test_a_reading_is_recorded_once_for_each_opening(world, openings):
    for _ in range(openings):
        look(world.panel, actor=world.actor("member"), now=make.NOW)
    assert [line.outcome for line in lines(world.partnership.pk)] == ["read"] * openings


@pytest.mark.parametrize(("work", "locks"), [(shut, True), (look, False)])
def test_an_operation_locks_its_subject_and_a_reading_does_not(world, work, locks):
    said = {"why": "A burst pipe"} if work is shut else {}
    actor = world.actor("coordinator")
    with CaptureQueriesContext(connection) as queries:
        work(world.panel, actor=actor, now=make.NOW, **said)
    asked = [each["sql"] for each in queries if 'FROM "partnerships_panel"' in each["sql"]]
    assert asked
    locked = any("FOR UPDATE" in sql for sql in asked)
    assert locked == (locks and connection.vendor == "postgresql")


def test_the_decision_is_made_on_the_row_as_it_is_now(world):
    stale = world.panel
    type(stale).objects.filter(pk=stale.pk).update(convenor="Somebody new")
    shut_by(world, "coordinator")
    assert stale.convenor == "Somebody new"


def test_what_changed_is_recorded_and_confidential_values_never(world):
    case = make.accepted(world).case
    close_case(case, actor=world.actor("coordinator"), now=make.NOW)
    changes = newest(world).detail["changes"]
    assert changes["stage"] == ["open", "closed"]
    assert set(changes) == {"stage", "closed_at", "closed_by"}


def test_two_operations_may_not_record_the_same_event():
    with pytest.raises(ValueError, match=r"two operations record 'case\.closed'"):
        operation(may=Permission.CASE_CLOSE, records="case.closed")(close)


def set_in_the_database():
    if connection.vendor != "postgresql":
        return current_partnership()
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('app.partnership', true), '')")
        said = cursor.fetchone()[0]
    return int(said) if said else None


def test_work_is_within_one_partnership_for_the_transaction_only(transactional_db):
    assert set_in_the_database() is None
    with within(7):
        assert (current_partnership(), set_in_the_database()) == (7, 7)
        with within(8):
            assert (current_partnership(), set_in_the_database()) == (8, 8)
        assert (current_partnership(), set_in_the_database()) == (7, 7)
    assert (current_partnership(), set_in_the_database()) == (None, None)


def test_a_failure_within_leaves_nothing_set(transactional_db):
    with within(7):
        with pytest.raises(RuntimeError), within(8):
            raise RuntimeError
        assert (current_partnership(), set_in_the_database()) == (7, 7)
    with pytest.raises(RuntimeError), within(7):
        raise RuntimeError
    assert (current_partnership(), set_in_the_database()) == (None, None)


@pytest.mark.parametrize("partnership", ["eastmarsh", "westmarsh"])
def test_rows_are_seen_in_their_own_partnership_alone(world, partnership):
    elsewhere = make.world("westmarsh")
    actor = {"eastmarsh": world, "westmarsh": elsewhere}[partnership].actor("coordinator")
    seen = {agency.partnership.slug for agency in Agency.objects.visible_to(actor)}
    assert seen == {partnership}


def test_an_actor_without_permissions_may_do_nothing(world):
    nobody = replace(world.actor("coordinator"), permissions=frozenset())
    assert not any(nobody.may(permission) for permission in Permission)
    assert world.actor("coordinator").may(Permission.MEETING_PLAN)
