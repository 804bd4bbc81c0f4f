"""On which days things happen, counted from the meetings around today."""

from datetime import date, datetime, time, timedelta
from typing import Any

from conferral.access.localtime import at_local, local_day
from conferral.demo.world import World
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from conferral.protocol.days.deadlines import Due

WITH_CASES = 5
"""How many of the meetings behind today heard cases; any before them only set the panel up."""
APRIL, HORIZON = 4, 11


def plan_meetings(world: World) -> None:
    """Plan from the fifth meeting before today, or the April before it, to eleven months ahead.

    They are numbered from the next one, 0.
    """
    start = first_day(world)
    months = (world.today.year - start.year) * 12 + world.today.month - start.month + HORIZON
    planned_at = at_local(start, time(10, 30)) - timedelta(days=40)
    meetings.plan_year(
        world.panel, actor=world.actor("ines", planned_at), now=planned_at, start=start,
        months=months,
    )  # fmt: skip
    planned = list(Meeting.objects.filter(panel=world.panel).order_by("held_on"))
    behind = sum(meeting.held_on < world.today for meeting in planned)
    world.meetings = dict(enumerate(planned, start=-behind))


def first_day(world: World) -> date:
    """The first day of the year that is planned."""
    long_ago = world.today.replace(day=1) - timedelta(days=300)
    days = world.edition.meeting_days(long_ago, 12, world.calendar).meetings
    fifth = [each.day for each in days if each.day < world.today][-WITH_CASES].replace(day=1)
    april = world.today.replace(month=APRIL, day=1)
    return min(fifth, april if april <= world.today else april.replace(year=april.year - 1))


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


def behind(world: World) -> list[int]:
    """The numbers of the meetings behind today."""
    return [number for number in world.meetings if number < 0]


def is_past(world: World, meeting: int) -> bool:
    """Whether a meeting lies behind today."""
    return world.meetings[meeting].held_on < world.today


def in_the_office(world: World, moment: datetime, *, within_days: int) -> datetime:
    """Some time in working hours after a moment, up to so many working days later."""
    ahead = world.random.randint(0, within_days)
    day = world.calendar.add(local_day(moment), ahead) if ahead else local_day(moment)
    at = at_local(day, time(8, 40)) + timedelta(minutes=world.random.randint(0, 8 * 60))
    return max(at, moment + timedelta(minutes=world.random.randint(15, 90)))
