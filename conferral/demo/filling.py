"""Fill a demonstration: everything in one transaction, so that a run cut short leaves nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction

from conferral.access.within import within
from conferral.demo import days
from conferral.demo.adopting import change_protocol, propose_the_next
from conferral.demo.diary import Diary
from conferral.demo.following import close
from conferral.demo.hearing import plan_hearing
from conferral.demo.listing import list_story, open_without_referral
from conferral.demo.reading import stories, with_days
from conferral.demo.referring import refer
from conferral.demo.world import World, make_world
from conferral.partnerships.models import Partnership


def is_filled() -> bool:
    """Whether the demonstration was filled before."""
    return Partnership.objects.exists()


def fill(now: datetime) -> World:
    """Make the partnership, and live its half year up to now."""
    with transaction.atomic():
        world = begin(now)
        with within(world.panel.partnership_id):
            diary = Diary()
            write_diary(world, diary)
            propose_the_next(world, diary)
            diary.live(now)
    return world


def begin(now: datetime) -> World:
    """Found the panel, let it change its protocol, and plan its meetings by the new one."""
    world = make_world(now)
    with within(world.panel.partnership_id):
        change_protocol(world)
        days.plan_meetings(world)
    return world


def write_diary(world: World, diary: Diary) -> None:
    """Write every story and every meeting into the diary."""
    told = list(stories())
    for story in told:
        if "opened" in story:
            begin_without_referral(world, diary, story)
        else:
            refer(world, diary, story)
        if "hearings" in story:
            sent = days.submitted_on(world, story)
            taken = sent if story.get("late") else world.calendar.add(sent, 1)
            list_story(world, diary, story, taken)
            close(world, diary, story)
    heard = {
        (hearing["meeting"], story["id"]): hearing
        for story in told
        for hearing in story.get("hearings", [])
    }
    recalled = {story["hearings"][0]["meeting"] for story in told if story.get("late")}
    for number in sorted({meeting for meeting, _story in heard} | set(days.behind(world))):
        plan_hearing(world, diary, number, heard, recalled=number in recalled)


def begin_without_referral(world: World, diary: Diary, story: dict[str, Any]) -> None:
    """Write into the diary a case that begins without a referral."""
    day = days.submitted_on(world, story)
    dated = with_days(story, day)
    diary.at(day, "15:15", lambda now: open_without_referral(world, dated, now))
