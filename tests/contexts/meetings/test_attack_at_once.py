"""The same thing done by several at the same moment is done once, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from conferral.access.actor import Denied
from conferral.actions import operations as actions
from conferral.actions.models import Action
from conferral.audit.models import Entry
from conferral.audit.queries import verify
from conferral.audit.record import Outcome
from conferral.cases import operations as cases
from conferral.cases.models import Case
from conferral.meetings import operations as meetings
from conferral.meetings.models import (
    AgendaItem,
    Attendance,
    Circulation,
    ConfidentialitySignature,
    Dissent,
    ItemRecord,
    Meeting,
    Minutes,
)
from conferral.referrals import operations as referrals
from conferral.referrals.models import Referral
from tests import make

pytestmark = [pytest.mark.safety, pytest.mark.django_db(transaction=True)]
AT_ONCE = 4


def all_at_once(work: Callable[[int], Any]) -> list[str]:
    """What came of the same work in several threads: done, denied, or the fault's name."""
    ready, came = Barrier(AT_ONCE), []

    def run(number: int) -> None:
        try:
            ready.wait()
            work(number)
            came.append("done")
        except Denied:
            came.append("denied")
        except Exception as fault:
            came.append(repr(fault))
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(came)


ONE_DONE = ["denied"] * (AT_ONCE - 1) + ["done"]
ALL_DONE = ["done"] * AT_ONCE


def times_done(world: make.World, event: str) -> int:
    assert verify(world.partnership.pk).whole
    return Entry.objects.filter(event=event, outcome=Outcome.DONE).count()


def test_a_referral_is_sent_once_and_becomes_one_case():
    world = make.world()
    pk, by = make.written(world).pk, {"now": make.NOW}
    member, coordinator = world.actor("member"), world.actor("coordinator")

    def send(_number: int) -> None:
        referrals.submit(Referral.objects.get(pk=pk), actor=member, **by)

    def accept(_number: int) -> None:
        referrals.accept(Referral.objects.get(pk=pk), actor=coordinator, reasons="Grave.", **by)

    assert all_at_once(send) == ONE_DONE and times_done(world, "referral.submitted") == 1
    assert all_at_once(accept) == ONE_DONE and times_done(world, "referral.accepted") == 1
    assert Case.objects.count() == 1


def test_cases_opened_at_once_have_a_reference_each():
    world = make.world()
    coordinator = world.actor("coordinator")

    def open_one(number: int) -> None:
        cases.open_case(
            world.panel, actor=coordinator, now=make.NOW, kind="several", summary=f"{number}",
            basis="Harm", names=["A", "B"], unnamed=[], places=[],
        )  # fmt: skip

    assert all_at_once(open_one) == ALL_DONE
    assert len(set(Case.objects.values_list("reference", flat=True))) == AT_ONCE


def test_a_case_is_listed_once_its_papers_go_out_once_and_a_statement_is_signed_once():
    world = make.world()
    case, meeting = make.accepted(world).case, make.meeting(world)
    coordinator, member = world.actor("coordinator"), world.actor("member")

    def fresh() -> Meeting:
        return Meeting.objects.get(pk=meeting.pk)

    def list_it(_number: int) -> None:
        meetings.list_case(
            fresh(), actor=coordinator, now=make.NOW, case=Case.objects.get(pk=case.pk),
            minutes=15, child_involved=False,
        )  # fmt: skip

    def circulate(_number: int) -> None:
        meetings.circulate(fresh(), actor=coordinator, now=make.NOW)

    def sign(_number: int) -> None:
        meetings.sign_confidentiality(fresh(), actor=member, now=make.NOW, agrees=True)

    assert all_at_once(list_it) == ONE_DONE and AgendaItem.objects.count() == 1
    assert all_at_once(circulate) == ONE_DONE and Circulation.objects.count() == 1
    assert all_at_once(sign) == ALL_DONE and ConfidentialitySignature.objects.count() == 1


def test_one_case_is_begun_and_one_minute_is_kept():
    world = make.world()
    item = make.circulated(world)
    other = make.listed(world, item.meeting, make.unreferred(world))
    at, chair = make.moment_of(item.meeting), world.actor("chair")
    coordinator, member = world.actor("coordinator"), world.actor("member")
    meetings.open_meeting(item.meeting, actor=chair, now=at)

    def enter(_number: int) -> None:
        found = Meeting.objects.get(pk=item.meeting_id)
        meetings.enter_room(found, actor=member, now=at, agrees=True)

    def begin(number: int) -> None:
        one = AgendaItem.objects.get(pk=(item.pk, other.pk)[number % 2])
        meetings.begin_item(one, actor=chair, now=at)

    assert all_at_once(enter) == ALL_DONE and Attendance.objects.count() == 1
    assert set(all_at_once(begin)) == {"done", "denied"}
    running = AgendaItem.objects.get(begun_at__isnull=False)
    version = ItemRecord.objects.get(item=running).version

    def minute(number: int) -> None:
        meetings.minute_item(
            AgendaItem.objects.get(pk=running.pk), actor=coordinator, now=at, version=version,
            written={"discussion": f"By {number}"},
        )  # fmt: skip

    def disagree(_number: int) -> None:
        meetings.record_dissent(
            AgendaItem.objects.get(pk=running.pk), actor=coordinator, now=at,
            agency=world.seats["police"].agency, reason="Too soon.",
        )  # fmt: skip

    assert all_at_once(minute) == ONE_DONE
    assert ItemRecord.objects.get(item=running).version == version + 1
    assert all_at_once(disagree) == ALL_DONE and Dissent.objects.count() == 1


def test_one_form_is_one_action_and_minutes_are_issued_once():
    world = make.world()
    item = make.in_session(world)
    at, coordinator = make.moment_of(item.meeting), world.actor("coordinator")

    def agree(number: int, once: str = "the same form") -> None:
        actions.agree_action(
            AgendaItem.objects.get(pk=item.pk), actor=coordinator, now=at, text="Change the lock",
            risk="Her door", owner=world.seats["housing"], due_on=at.date() + timedelta(days=7),
            once=once,
        )  # fmt: skip

    def issue(_number: int) -> None:
        actions.issue_minutes(Meeting.objects.get(pk=item.meeting_id), actor=coordinator, now=at)

    assert all_at_once(agree) == ALL_DONE and Action.objects.count() == 1
    assert all_at_once(lambda number: agree(number, f"form {number}")) == ALL_DONE
    assert Action.objects.count() == 1 + AT_ONCE
    meetings.minute_item(
        item, actor=coordinator, now=at, version=item.record.version, written={"decision": "Stay."}
    )
    meetings.end_item(item, actor=world.actor("chair"), now=at)
    meetings.close_meeting(item.meeting, actor=world.actor("chair"), now=at)
    assert all_at_once(issue) == ONE_DONE
    assert Minutes.objects.count() == 1 and times_done(world, "minutes.issued") == 1


def test_an_action_is_reported_once():
    world = make.world()
    item = make.in_session(world)
    at, pk = make.moment_of(item.meeting), make.agreed(world, item).pk

    def report(number: int) -> None:
        actions.report_action(
            Action.objects.get(pk=pk), actor=world.actor("housing"), now=at,
            outcome="not_done", note=f"Reason {number}",
        )  # fmt: skip

    assert all_at_once(report) == ONE_DONE and times_done(world, "action.reported") == 1
