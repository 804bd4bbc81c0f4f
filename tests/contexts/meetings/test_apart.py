"""Whoever chairs a meeting does not write its minutes, and the other way round."""

import pytest

from conferral.access.actor import Denied
from conferral.meetings import operations as meetings
from conferral.meetings.models import Dissent, ItemRecord
from conferral.partnerships.models import Agency
from tests import make


@pytest.fixture
def both(world):
    """A chair who is coordinator as well: each of the two roles lets her do one of the two."""
    seat = world.seats["chair"]
    seat.roles = ["chair", "coordinator"]
    seat.save()
    return world


@pytest.fixture
def item(both):
    item = make.circulated(both)
    at = make.moment_of(item.meeting)
    meetings.open_meeting(item.meeting, actor=both.actor("chair"), now=at)
    return meetings.begin_item(item, actor=both.actor("chair"), now=at)


def minute(world, item, who, version=1):
    return meetings.minute_item(
        item, actor=world.actor(who), now=make.moment_of(item.meeting), version=version,
        written={"decision": "A safe flat."},
    )  # fmt: skip


def dissent(world, item, who):
    return meetings.record_dissent(
        item, actor=world.actor(who), now=make.moment_of(item.meeting), reason="Too soon.",
        agency=Agency.objects.get(name="Eastmarsh Police"),
    )  # fmt: skip


@pytest.mark.parametrize(("who", "may"), [("chair", False), ("minute_taker", True)])
@pytest.mark.parametrize("write", [minute, dissent])
def test_the_chair_does_not_write_the_minutes(both, item, who, may, write):
    if may:
        assert write(both, item, who)
        return
    with pytest.raises(Denied, match="You chair this meeting, so somebody else") as refused:
        write(both, item, who)
    assert refused.value.decision.clause == "14.2"
    assert ItemRecord.objects.get().decision == ""
    assert not Dissent.objects.exists()


@pytest.mark.parametrize("write", [minute, dissent])
def test_whoever_wrote_minutes_does_not_chair_after_that(both, item, write):
    seat = both.seats["minute_taker"]
    write(both, item, "minute_taker")
    seat.roles = ["chair", "coordinator"]
    seat.save()
    with pytest.raises(Denied, match="You have written minutes of this meeting"):
        meetings.begin_item(
            item, actor=both.actor("minute_taker"), now=make.moment_of(item.meeting)
        )


def test_a_case_is_ended_by_a_chair_who_wrote_nothing(both, item):
    minute(both, item, "minute_taker")
    seat, at = both.seats["minute_taker"], make.moment_of(item.meeting)
    seat.roles = ["chair", "coordinator"]
    seat.save()
    with pytest.raises(Denied, match="somebody else chairs it"):
        meetings.end_item(item, actor=both.actor("minute_taker"), now=at)
    assert meetings.end_item(item, actor=both.actor("chair"), now=at).ended_at == at


def test_one_who_began_a_case_for_the_chair_does_not_minute_it(both, item):
    item.begun_by = both.users["coordinator"]
    item.save()
    with pytest.raises(Denied, match="You chair this meeting"):
        minute(both, item, "coordinator")
