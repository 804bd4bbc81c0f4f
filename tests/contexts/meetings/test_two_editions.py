"""Which edition decides what: referrals and meetings keep their own, roles are today's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from conferral.access.actor import Denied
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from conferral.meetings.operations.planning import in_time_for
from conferral.meetings.queries import REFERRAL, deadline_of
from tests import make

CHANGE = date(2027, 1, 4)
FOUR_WORKING_DAYS_BEFORE = {
    date(2026, 11, 24): datetime(2026, 11, 18, 10, tzinfo=UTC),
    date(2027, 1, 26): datetime(2027, 1, 20, 10, tzinfo=UTC),
}


def planned(world, now, held_on):
    actor = world.actor("coordinator", now.date())
    meetings.plan_year(
        world.panel, actor=actor, now=now, start=held_on - timedelta(days=10), months=1
    )
    return Meeting.objects.get(held_on=held_on)


def test_one_referral_four_working_days_before_is_late_by_one_edition_and_in_time_by_the_other():
    world = make.world()
    seven = make.adopt_files(world, make.seven_days(), date(2025, 6, 1))
    three = make.adopt_files(world, make.files_of(), CHANGE)
    heard = {}
    for held_on, received in FOUR_WORKING_DAYS_BEFORE.items():
        meeting = planned(world, received - timedelta(days=15), held_on)
        case = make.accepted(world, now=received).case
        heard[meeting.edition] = in_time_for(case, meeting)
    assert set(heard) == {seven, three}
    assert not heard[seven] and heard[seven].clause == "8.5"
    assert heard[three]


def test_a_meeting_keeps_the_deadlines_of_the_edition_that_it_was_planned_by():
    world = make.world()
    meeting = make.meeting(world, date(2027, 1, 26))
    make.adopt_files(world, make.seven_days(), CHANGE)
    assert deadline_of(meeting, REFERRAL).day == date(2027, 1, 21)
    assert meeting.edition != world.panel.adopted_on(CHANGE)


def test_a_year_that_is_planned_across_the_change_takes_each_edition_for_its_own_days():
    world = make.world()
    now_in_force = world.panel.editions.get()
    coming = make.adopt_files(world, make.seven_days(), CHANGE)
    actor = world.actor("coordinator")
    meetings.plan_year(world.panel, actor=actor, now=make.NOW, start=date(2026, 11, 1), months=4)
    planned = {each.held_on: each.edition for each in Meeting.objects.all()}
    assert planned == {
        date(2026, 11, 24): now_in_force,
        date(2026, 12, 29): now_in_force,
        date(2027, 1, 26): coming,
        date(2027, 2, 23): coming,
    }


def test_a_draft_that_was_begun_before_the_change_is_sent_under_its_own_edition():
    world = make.world()
    draft = make.written(world)
    old = draft.edition
    new = make.adopt_files(world, make.seven_days(), CHANGE)
    after = datetime(2027, 1, 5, 10, tzinfo=UTC)
    assert make.submitted(world, now=after).edition == new
    draft.refresh_from_db()
    assert draft.edition == old


def test_what_somebody_may_do_comes_from_the_edition_in_force_today():
    world = make.world()
    files = make.rewritten(make.files_of(), ('"meeting.plan", ', ""))
    make.adopt_files(world, files, CHANGE)
    before = world.actor("coordinator", CHANGE - timedelta(days=1))
    after = world.actor("coordinator", CHANGE)
    at = datetime(2027, 1, 4, 10, tzinfo=UTC)
    assert meetings.plan_year(world.panel, actor=before, now=make.NOW, start=make.TODAY)
    with pytest.raises(Denied):
        meetings.plan_year(world.panel, actor=after, now=at, start=CHANGE)
