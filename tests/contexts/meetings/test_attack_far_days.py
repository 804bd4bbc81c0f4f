"""A day that was mistyped by decades is refused: it would break, or hide, what hangs on it."""

from datetime import date

import pytest

from conferral.access.actor import Denied
from conferral.actions import operations as actions
from conferral.actions.models import Action
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from tests import make
from tests.web.looking import send, words

FAR = (date.max, date(2206, 12, 1), date(2062, 11, 24))


@pytest.mark.parametrize("day", FAR)
def test_a_meeting_does_not_move_beyond_every_calendar(day):
    world = make.world()
    meeting = make.meeting(world)
    with pytest.raises(Denied, match="within the next two years"):
        meetings.move_meeting(
            meeting, actor=world.actor("coordinator"), now=make.NOW, to=day, why="Agreed."
        )
    assert Meeting.objects.get(pk=meeting.pk).held_on == meeting.held_on
    said = send(
        world, "coordinator", "meeting-move", meeting.uid, to=f"{day:%d %m %Y}", why="Agreed."
    )
    assert said.status_code == 422 and "within the next two years" in words(said)


@pytest.mark.parametrize("day", FAR)
def test_an_action_is_not_due_when_nobody_would_miss_it(day):
    world = make.world()
    item = make.in_session(world)
    with pytest.raises(Denied, match="within the next two years"):
        actions.agree_action(
            item, actor=world.actor("coordinator"), now=make.moment_of(item.meeting),
            text="Change the lock", risk="Her door", owner=world.seats["housing"], due_on=day,
            once="form",
        )  # fmt: skip
    assert not Action.objects.exists()
