"""Whoever reads papers or minutes is on the record of each case that they hold."""

from conferral.actions import operations as actions
from conferral.audit.queries import lines
from conferral.meetings import operations as meetings
from conferral.meetings.models import Copy
from tests import make


def readers_of(world, case, event):
    found = lines(world.partnership.pk, about=case.uid)
    return [line.actor for line in found if line.event == event and line.outcome == "read"]


def test_opening_papers_is_on_the_record_of_each_case_in_them_that_the_reader_may_see():
    world = make.world()
    first, hidden = make.accepted(world).case, make.accepted(world, name="Maple Row").case
    meeting = make.meeting(world)
    for case in (first, hidden):
        make.listed(world, on=meeting, case=case)
    meetings.circulate(meeting, actor=world.actor("coordinator"), now=make.NOW)
    make.in_conflict(world, hidden, "housing")
    for who in ("housing", "police"):
        actor = world.actor(who)
        meetings.sign_confidentiality(meeting, actor=actor, now=make.NOW, agrees=True)
        copy = Copy.objects.get(membership=world.seats[who])
        meetings.open_copy(copy, actor=actor, now=make.NOW)
    housing, police = world.users["housing"].uid, world.users["police"].uid
    assert readers_of(world, first, "papers.opened") == [police, housing]
    assert readers_of(world, hidden, "papers.opened") == [police]


def test_reading_minutes_is_on_the_record_of_the_case():
    world = make.world()
    item = make.minuted(world)
    actions.read_minutes(item.meeting, actor=world.actor("member"), now=make.NOW)
    assert readers_of(world, item.case, "minutes.read") == [world.users["member"].uid]
