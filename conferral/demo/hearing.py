"""How meetings go: agenda and papers, who signs and comes, and what is said of each case."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from conferral.access.actor import Actor, Denied
from conferral.actions import operations as actions
from conferral.demo import days
from conferral.demo.diary import Diary
from conferral.demo.following import follow
from conferral.demo.reading import with_days
from conferral.demo.world import World
from conferral.meetings import operations as meetings
from conferral.meetings.models import AgendaItem, Copy, Meeting
from conferral.meetings.queries import agenda_of, starts_at
from conferral.vault.identity import new_uid

Heard = Mapping[tuple[int, str], Mapping[str, Any]]
"""What is said at a meeting of a story."""
LATE = "A case was added after the papers went: the risk is extremely high."
SIGNS_IN_THE_ROOM, FORGETS_TO_SIGN = 0.3, 0.08
NOT_YET = {(0, "adaeze"), (0, "tom")}
"""Who is left to sign for the next meeting, for whoever tries the demonstration."""
WELCOME = timedelta(minutes=8)


def plan_hearing(world: World, diary: Diary, number: int, heard: Heard, *, recalled: bool) -> None:
    """Write a meeting into the diary: what is sent before it and, once past, how it went."""
    agenda, papers = days.due(world, number, "agenda").day, days.due(world, number, "papers").day
    diary.at(agenda, "09:15", lambda now: send_agenda(world, number, now))
    if any(meeting == number for meeting, _story in heard):
        diary.at(papers, "13:10", lambda now: circulate(world, diary, number, now))
    if recalled:
        day = world.calendar.add(papers, 1)
        diary.at(day, "12:40", lambda now: circulate(world, diary, number, now, LATE))
    if days.is_past(world, number):
        day = world.calendar.subtract(world.meetings[number].held_on, 1)
        diary.at(day, "15:20", lambda now: apologise(world, number, now))
        diary.at(
            world.meetings[number].held_on, "09:28",
            lambda now: hold(world, diary, number, heard, now),
        )  # fmt: skip


def fresh(world: World, number: int) -> Meeting:
    """The meeting as it is now."""
    return Meeting.objects.get(pk=world.meetings[number].pk)


def send_agenda(world: World, number: int, now: datetime) -> None:
    """Tell the members that the agenda can be read."""
    meetings.send_agenda(fresh(world, number), actor=world.actor("ines", now), now=now)


def circulate(
    world: World, diary: Diary, number: int, now: datetime, late_reason: str = ""
) -> None:
    """Send the papers; over the next days most people sign and open theirs."""
    meeting, actor = fresh(world, number), world.actor("ines", now)
    circulation = meetings.circulate(meeting, actor=actor, now=now, late_reason=late_reason)
    for copy in Copy.objects.filter(circulation=circulation).select_related("membership"):
        who = next((key for key, seat in world.seats.items() if seat == copy.membership), "")
        chance = world.random.random()
        if who and chance > SIGNS_IN_THE_ROOM and (number, who) not in NOT_YET:
            later = days.in_the_office(world, now, within_days=1)
            diary.when(later, partial(read_copy, world, number, who, copy))


def read_copy(world: World, number: int, who: str, copy: Copy, now: datetime) -> None:
    """Sign for the meeting and open one's own copy."""
    actor = world.actor(who, now)
    if world.random.random() < FORGETS_TO_SIGN:
        with suppress(Denied):
            meetings.open_copy(copy, actor=actor, now=now - timedelta(minutes=1))
    meetings.sign_confidentiality(fresh(world, number), actor=actor, now=now, agrees=True)
    meetings.open_copy(copy, actor=actor, now=now)


def members(world: World) -> list[str]:
    """Everyone who is expected in the room; one of each agency's two will do."""
    return world.seated("coordinator", "chair", "minute_taker", "lead_member", "advocate")


def absent(world: World, number: int) -> set[str]:
    """Who cannot come to a meeting: the same people each time it is asked."""
    leads = world.seated("lead_member")
    count = 1 + (number % 2)
    return {leads[(number * 3 + step * 2) % len(leads)] for step in range(count)}


def apologise(world: World, number: int, now: datetime) -> None:
    """Send apologies; one agency in two has sent its information all the same."""
    for place, who in enumerate(sorted(absent(world, number))):
        meetings.send_apologies(
            fresh(world, number), actor=world.actor(who, now), now=now,
            information_sent=(number + place) % 2 == 0,
        )  # fmt: skip


def hold(world: World, diary: Diary, number: int, heard: Heard, now: datetime) -> None:
    """Hold the meeting: come in, hear each case, close, and issue the minutes that afternoon."""
    meeting, chair = fresh(world, number), world.actor("hazel", now)
    meetings.open_meeting(meeting, actor=chair, now=now)
    for place, who in enumerate(who_comes(world, number)):
        at = now + timedelta(seconds=35 * (place + 1))
        meetings.enter_room(meeting, actor=world.actor(who, at), now=at, agrees=True)
    at = starts_at(meeting) + WELCOME
    stories = {case.pk: story for story, case in world.cases.items()}
    for item in agenda_of(meeting, actor=chair):
        said = with_days(heard[number, stories[item.case_id]], meeting.held_on)
        at = hear(world, diary, item, said, at)
    meetings.close_meeting(fresh(world, number), actor=world.actor("hazel", at), now=at)
    issued = max(at + timedelta(minutes=50), now + timedelta(hours=5))
    diary.when(issued, lambda then: issue(world, number, then))


def who_comes(world: World, number: int) -> Iterable[str]:
    """The members who are not away, and the seconds of those who are."""
    away = absent(world, number)
    agencies = {world.seats[who].agency_id for who in away}
    seconds = [
        who for who in world.seated("secondary_member") if world.seats[who].agency_id in agencies
    ]
    observing = world.seated("observer") if number == -1 else []
    return [who for who in members(world) if who not in away] + seconds + observing


def hear(
    world: World, diary: Diary, item: AgendaItem, said: Mapping[str, Any], at: datetime
) -> datetime:
    """Hear one case, minute it, agree actions, and note who disagrees; returns when it ended."""
    chair, writer = world.actor("hazel", at), world.actor("joss", at)
    meetings.begin_item(item, actor=chair, now=at)
    written = {key: said[key] for key in meetings.room.WRITTEN if key in said}
    end = at + timedelta(minutes=item.minutes + world.random.randint(-3, 3))
    meetings.minute_item(item, actor=writer, now=end, version=item.record.version, written=written)
    for told in said.get("actions", []):
        follow(world, diary, told, agree(world, item, told, writer, end))
    if dissent := said.get("dissent"):
        meetings.record_dissent(
            item, actor=writer, now=end, agency=world.agencies[dissent["agency"]],
            reason=dissent["reason"],
        )  # fmt: skip
    meetings.end_item(item, actor=chair, now=end)
    return end


def agree(
    world: World, item: AgendaItem, told: Mapping[str, Any], writer: Actor, now: datetime
) -> Any:
    """Agree one action."""
    held_on = item.meeting.held_on
    due_on = held_on + timedelta(days=told.get("days", 2))
    if "due_in" in told:  # so that something is overdue, and something still due, on any day
        due_on = max(due_on, world.today + timedelta(days=told["due_in"]))
    return actions.agree_action(
        item, actor=writer, now=now, text=told["text"], risk=told["risk"],
        owner=world.seats[told["owner"]], due_on=world.calendar.on_or_after(due_on), once=new_uid(),
    )  # fmt: skip


def issue(world: World, number: int, now: datetime) -> None:
    """Issue the minutes and the action log."""
    actions.issue_minutes(fresh(world, number), actor=world.actor("ines", now), now=now)
