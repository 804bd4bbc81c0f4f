"""How cases come onto an agenda, who looks at them, and who says that she knows somebody in one."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from conferral.cases import operations as cases
from conferral.cases.models import CaseGrant, Level
from conferral.demo import days
from conferral.demo.diary import Diary
from conferral.demo.world import World
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting

LOOKS = 0.85
"""How likely an agency is to look at a case once it is listed."""


def list_story(world: World, diary: Diary, story: Mapping[str, Any], taken_on: date) -> None:
    """Write each listing of a case into the diary, with those who look and those who may not."""
    for hearing in story.get("hearings", []):
        late = bool(story.get("late"))
        day = taken_on if late else days.listed_on(world, hearing["meeting"], taken_on)
        clock = "12:20" if late else "10:30"
        diary.at(day, clock, partial(list_case, world, diary, story, hearing))


def list_case(
    world: World, diary: Diary, story: Mapping[str, Any], hearing: Mapping[str, Any], now: datetime
) -> None:
    """Put the case on the agenda."""
    number = hearing["meeting"]
    meetings.list_case(
        Meeting.objects.get(pk=world.meetings[number].pk),
        actor=world.actor("ines", now), now=now, case=world.cases[story["id"]],
        minutes=hearing.get("minutes", 15), child_involved=story.get("child", False),
        note=hearing.get("note", ""),
    )  # fmt: skip
    if "guest" in hearing:
        invite(world, story, hearing["guest"], now)
    look(world, diary, story, now)
    for conflict in hearing.get("conflicts", []):
        diary.when(
            now + timedelta(hours=2),
            partial(declare, world, story, conflict),
        )


def invite(world: World, story: Mapping[str, Any], guest: str, now: datetime) -> None:
    """Open the case to a guest of the panel, and no other case."""
    CaseGrant.objects.create(
        partnership=world.panel.partnership, case=world.cases[story["id"]],
        user=world.seats[guest].user, level=Level.PAPERS, why="invited", granted_at=now,
        granted_by_id=world.actor("ines", now).user_id,
    )  # fmt: skip


def look(world: World, diary: Diary, story: Mapping[str, Any], now: datetime) -> None:
    """Let most agencies open the case in the hours and days after it was listed."""
    apart = {told["who"] for each in story["hearings"] for told in each.get("conflicts", [])}
    for who in world.seated("lead_member"):
        if who not in apart and world.random.random() < LOOKS:
            later = days.in_the_office(world, now, within_days=2)
            diary.when(later, partial(open_file, world, story, who))


def open_file(world: World, story: Mapping[str, Any], who: str, now: datetime) -> None:
    """Open the case file."""
    meetings.open_case_file(world.cases[story["id"]], actor=world.actor(who, now), now=now)


def declare(world: World, story: Mapping[str, Any], told: Mapping[str, Any], now: datetime) -> None:
    """Declare a conflict of interest."""
    cases.declare_conflict(
        world.cases[story["id"]], actor=world.actor(told["who"], now), now=now, why=told["why"]
    )


def open_without_referral(world: World, story: Mapping[str, Any], now: datetime) -> None:
    """Open a case that nobody referred."""
    told = story["opened"]
    world.cases[story["id"]] = cases.open_case(
        world.panel, actor=world.actor("ines", now), now=now, kind=told["kind"],
        summary=told["summary"], basis=told["basis"], names=told["names"], unnamed=told["unnamed"],
        places=[(each["kind"], each["label"], each["address"]) for each in told["places"]],
    )  # fmt: skip
