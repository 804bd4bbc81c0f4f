"""What comes of what was agreed: how actions end, and when cases close."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from conferral.access.localtime import local_day
from conferral.actions import operations as actions
from conferral.actions.models import Action
from conferral.cases import operations as cases
from conferral.demo.diary import Diary
from conferral.demo.world import World


def follow(world: World, diary: Diary, told: Mapping[str, Any], action: Action) -> None:
    """Write into the diary how an action ends, so many days after it was due (before: negative)."""
    if "outcome" not in told:
        return
    who = told.get("reported_by", told["owner"])
    day = world.calendar.on_or_after(action.due_on + timedelta(days=told.get("after", -1)))
    day = max(day, local_day(action.agreed_at) + timedelta(days=1))
    diary.at(day, "15:35", lambda now: report(world, told, action, who, now))


def report(world: World, told: Mapping[str, Any], action: Action, who: str, now: datetime) -> None:
    """Say how an action ended."""
    actions.report_action(
        action, actor=world.actor(who, now), now=now, outcome=told["outcome"],
        note=told.get("note", ""),
    )  # fmt: skip


def close(world: World, diary: Diary, story: Mapping[str, Any]) -> None:
    """Close a case so many days after it was last heard."""
    if "closed_after" not in story:
        return
    last = world.meetings[story["hearings"][-1]["meeting"]].held_on
    day = world.calendar.on_or_after(last + timedelta(days=story["closed_after"]))
    diary.at(
        day, "16:05",
        lambda now: cases.close_case(
            world.cases[story["id"]], actor=world.actor("ines", now), now=now
        ),
    )  # fmt: skip
