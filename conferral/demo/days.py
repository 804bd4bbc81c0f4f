"""On which days things happen, counted from the meetings around today."""

from datetime import date, timedelta
from typing import Any

from conferral.demo.world import World
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from conferral.protocol.deadlines import Due

HELD = 5
"""How many meetings lie behind today."""


def plan_meetings(world: World) -> None:
    """Plan a year that begins with the fifth meeting before today; number them from the next, 0."""
    long_ago = world.today.replace(day=1) - timedelta(days=300)
    days = world.edition.meeting_days(long_ago, 12, world.calendar).meetings
    start = [each.day for each in days if each.day < world.today][-HELD].replace(day=1)
    planned_at = world.now - timedelta(days=260)
    meetings.plan_year(
        world.panel, actor=world.actor("ines", planned_at), now=planned_at, start=start
    )
    planned = list(Meeting.objects.filter(panel=world.panel).order_by("held_on"))
    world.meetings = dict(enumerate(planned, start=-HELD))


def due(world: World, meeting: int, deadline: str) -> Due:
    """When something is due for a meeting."""
    return world.edition.due(deadline, world.meetings[meeting].held_on, world.calendar)


def submitted_on(world: World, story: dict[str, Any]) -> date:
    """The working day on which a story's referral is sent: past, and in time for its meeting."""
    if "ago" in story:
        return world.calendar.on_or_before(world.today - timedelta(days=story["ago"]))
    closes = due(world, story["hearings"][0]["meeting"], "referral").day
    if story.get("late"):
        return world.calendar.add(closes, 1)
    in_time = world.calendar.subtract(closes, story.get("before", 3))
    return min(in_time, world.calendar.subtract(world.today, 3))


def listed_on(world: World, meeting: int, first_day: date) -> date:
    """The day on which a case is listed: before the papers go, and not in the future."""
    papers = due(world, meeting, "papers").day
    day = world.calendar.subtract(papers, 2)
    return max(first_day, min(day, world.calendar.subtract(world.today, 1)))


def is_past(world: World, meeting: int) -> bool:
    """Whether a meeting lies behind today."""
    return world.meetings[meeting].held_on < world.today
