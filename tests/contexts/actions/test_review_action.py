"""An action goes to somebody who can read it, on the case that it was agreed for."""

from datetime import timedelta

import pytest

from conferral.access.actor import Denied
from conferral.actions import operations as actions
from conferral.actions.models import Action
from conferral.cases import operations as cases
from conferral.meetings import operations as meetings
from conferral.vault.identity import new_uid
from tests import make


def agree(world, item, owner, once=""):
    now = make.moment_of(item.meeting)
    return actions.agree_action(
        item, actor=world.actor("chair"), now=now, text="Change the lock", risk="Her door",
        owner=owner, due_on=now.date() + timedelta(days=7), once=once or new_uid(),
    )  # fmt: skip


@pytest.mark.parametrize("who", ["police", "deputy"])
def test_nobody_in_conflict_with_a_case_takes_on_its_actions(world, who):
    item = make.in_session(world)
    cases.declare_conflict(
        item.case, actor=world.actor("police"), now=make.moment_of(item.meeting), why="A cousin."
    )
    if who == "police":
        with pytest.raises(Denied, match="Choose somebody else"):
            agree(world, item, world.seats[who])
    else:
        assert agree(world, item, world.seats[who]).owner == world.users[who]


@pytest.mark.parametrize("who", ["observer", "steering", "governance"])
def test_whoever_reads_no_actions_takes_on_none(world, who):
    item = make.in_session(world)
    with pytest.raises(Denied, match="Choose somebody else"):
        agree(world, item, world.seats[who])
    assert not Action.objects.exists()


def test_a_form_sent_twice_is_one_action_and_never_one_of_another_case(world):
    first = make.in_session(world)
    at, once = make.moment_of(first.meeting), new_uid()
    assert agree(world, first, world.seats["housing"], once) == agree(
        world, first, world.seats["housing"], once
    )
    second = make.listed(world, first.meeting)
    meetings.minute_item(
        first, actor=world.actor("coordinator"), now=at, version=first.record.version,
        written={"decision": "High."},
    )  # fmt: skip
    meetings.end_item(first, actor=world.actor("chair"), now=at)
    meetings.begin_item(second, actor=world.actor("chair"), now=at)
    with pytest.raises(Denied, match="another case"):
        agree(world, second, world.seats["housing"], once)
    assert Action.objects.get().item == first
