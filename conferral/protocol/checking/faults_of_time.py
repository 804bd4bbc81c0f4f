"""What the check finds between days: deadlines that clash, meetings that no calendar can place."""

from collections.abc import Iterator
from datetime import date, time
from typing import Final

from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.days.calendar import Nation, WorkingCalendar
from conferral.protocol.days.deadlines import Deadline
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.part import Sourced
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import clock

PLAIN_WEEK: Final = tuple(date(2026, 11, 23 + ahead) for ahead in range(5))
PLAIN_WEEKS: Final = WorkingCalendar(Nation.ENGLAND)
OFFICE_HOURS: Final = (time(8), time(18))
A_SEASON: Final = date(2026, 9, 1)
PAPERS, AGENDA, MINUTES = "papers", "agenda", "minutes"
BEFORE_IT, AFTER_IT = (REFERRAL, AGENDA, PAPERS), (MINUTES, "actions")
WITHDRAWAL, EMERGENCY = "withdrawal", "emergency"


def faults_of_time(edition: Edition) -> Iterator[Noticed]:
    """Everything that the days of an edition show."""
    yield from clashes(edition)
    yield from wrong_side(edition)
    yield from of_minutes(edition)
    for deadline in edition.deadlines:
        yield from of_deadline(edition, deadline)
    yield from of_emergency(edition)
    yield from of_withdrawal(edition)


def clashes(edition: Edition) -> Iterator[Noticed]:
    """Where the deadlines of one meeting leave no time between them."""
    closes = about_meeting(edition, REFERRAL)
    papers, agenda = (about_meeting(edition, name) for name in (PAPERS, AGENDA))
    if closes is None:
        if edition.kind == "standing_panel":
            yield no_referral_deadline(edition)
        return
    if papers and any(
        falls(edition, papers, on) <= falls(edition, closes, on) for on in days(edition)
    ):
        yield noticed(
            "deadline.no-slack",
            "fault",
            (*closes.clause, *papers.clause),
            "Papers are due no later than the day when referrals close, so the last referral "
            "cannot be in them.",
            "Leave at least one working day between the two, or say how a late one follows.",
        )
    if agenda:
        yield from too_early(edition, agenda, closes)


def no_referral_deadline(edition: Edition) -> Noticed:
    return noticed(
        "deadline.no-referral",
        "fault",
        edition.cadence.clause if edition.cadence else (),
        "No deadline says when referrals close.",
        "Say how many working days before the meeting a referral must arrive.",
    )


def too_early(edition: Edition, agenda: Deadline, closes: Deadline) -> Iterator[Noticed]:
    early = [on for on in days(edition) if falls(edition, agenda, on) < falls(edition, closes, on)]
    if early:
        weekday = f"{early[0]:%A}"
        yield noticed(
            "deadline.agenda-before-close",
            "fault",
            (*agenda.clause, *closes.clause),
            f"The agenda is due before referrals close: for a meeting on a {weekday}, it goes out "
            f"on {falls(edition, agenda, early[0]):%A} and referrals close on "
            f"{falls(edition, closes, early[0]):%A} after it.",
            "Close referrals earlier, or send the agenda later, or call the first one provisional.",
        )


def wrong_side(edition: Edition) -> Iterator[Noticed]:
    """What is for the meeting and falls after it, or comes of it and falls before."""
    for name in (*BEFORE_IT, *AFTER_IT):
        deadline = about_meeting(edition, name)
        if deadline and any(is_wrong(edition, deadline, on) for on in days(edition)):
            side = "after" if name in BEFORE_IT else "before"
            what = "it is for the meeting" if name in BEFORE_IT else "it comes of the meeting"
            yield noticed(
                f"deadline.{side}-meeting.{name}",
                "fault",
                deadline.clause,
                f"“{deadline.title}” is due {side} the meeting, and {what}.",
                "Turn before and after round, or count it from something else.",
            )


def is_wrong(edition: Edition, deadline: Deadline, on: date) -> bool:
    due = falls(edition, deadline, on)
    return due > on if deadline.id in BEFORE_IT else due < on


def of_minutes(edition: Edition) -> Iterator[Noticed]:
    minutes = about_meeting(edition, MINUTES)
    approvers = edition.roles_that_may(Permission.MINUTES_APPROVE)
    if minutes and approvers and falls(edition, minutes, PLAIN_WEEK[1]) <= PLAIN_WEEK[1]:
        yield noticed(
            "deadline.no-time-to-approve",
            "fault",
            minutes.clause,
            "Minutes are due on the day of the meeting, which leaves no time to approve them.",
            "Give the minutes some working days, or say that they are approved in the meeting.",
            covers=("deadline.minutes",),
        )


def of_deadline(edition: Edition, deadline: Deadline) -> Iterator[Noticed]:
    if deadline.within.week_before and deadline.source != "given":
        yield noticed(
            f"deadline.no-day.{deadline.id}",
            "query",
            deadline.clause,
            f"“{deadline.title}” is due the week before, and no day of that week is named.",
            "Name the last day on which it may be done.",
            covers=(f"deadline.{deadline.id}",),
        )
    earliest, latest = OFFICE_HOURS
    if deadline.by and not earliest <= deadline.by <= latest:
        yield noticed(
            f"deadline.after-hours.{deadline.id}",
            "query",
            deadline.clause,
            f"“{deadline.title}” is due at {clock(deadline.by)}, when offices are closed.",
            "Choose an hour at which somebody is there to see that it has come.",
        )
    yield from on_a_weekend(edition, deadline)


def on_a_weekend(edition: Edition, deadline: Deadline) -> Iterator[Noticed]:
    if root_of(edition, deadline).anchor != "meeting" or deadline.within.hours:
        return
    for on in days(edition):
        if (due_on := falls(edition, deadline, on)).weekday() > 4:
            yield noticed(
                f"deadline.weekend.{deadline.id}",
                "query",
                deadline.clause,
                f"For a meeting on a {on:%A}, “{deadline.title}” falls on a {due_on:%A}.",
                "Count working days, or say that it moves to the working day before.",
            )
            return


def of_emergency(edition: Edition) -> Iterator[Noticed]:
    emergency, speed = edition.emergency, by_id(edition, EMERGENCY)
    covers = ("emergency", f"deadline.{EMERGENCY}")
    remedy = "Say who may ask, who calls it, within what time, and who has to come."
    if emergency is None and edition.kind == "standing_panel":
        yield noticed(
            "emergency.who-and-when",
            "fault",
            (),
            "Nothing says what happens when a case cannot wait for the next meeting.",
            remedy,
            covers=covers,
        )
    elif emergency and (not_given(emergency) or speed is None or not_given(speed)):
        yield noticed(
            "emergency.who-and-when",
            "query",
            (*emergency.clause, *(speed.clause if speed else ())),
            "The document does not settle who calls an emergency meeting and how fast.",
            remedy,
            covers=covers,
        )


def of_withdrawal(edition: Edition) -> Iterator[Noticed]:
    notice = by_id(edition, WITHDRAWAL)
    if edition.withdrawal and (notice is None or not_given(notice)):
        yield noticed(
            "withdrawal.unclear-notice",
            "query",
            edition.withdrawal.clause,
            "It is not settled how the notice of an agency that leaves is counted, and what it may "
            "read until then.",
            "Say from which day the notice runs, in calendar months or days, and when access ends.",
            covers=(f"deadline.{WITHDRAWAL}",),
        )


def not_given(part: Sourced) -> bool:
    return part.source != "given"


def by_id(edition: Edition, deadline_id: str) -> Deadline | None:
    return next((each for each in edition.deadlines if each.id == deadline_id), None)


def root_of(edition: Edition, deadline: Deadline) -> Deadline:
    """The deadline that it counts from in the end: one that counts from something that happens."""
    while deadline.counts_from:
        deadline = edition.deadline(deadline.counts_from)
    return deadline


def about_meeting(edition: Edition, deadline_id: str) -> Deadline | None:
    """The deadline, where it is counted from a meeting in the end."""
    found = by_id(edition, deadline_id)
    return found if found and root_of(edition, found).anchor == "meeting" else None


def falls(edition: Edition, deadline: Deadline, meeting: date) -> date:
    """The day it falls on in weeks without a bank holiday, to compare deadlines of one meeting."""
    return edition.due(deadline.id, meeting, PLAIN_WEEKS).day


def days(edition: Edition) -> tuple[date, ...]:
    """A meeting on each weekday that the document allows: every one, where it names none."""
    if not pattern_is_given(edition):
        return PLAIN_WEEK
    planned = edition.meeting_days(A_SEASON, 3, PLAIN_WEEKS).meetings
    weekdays = {(each.moved_from or each.day).weekday() for each in planned}
    return tuple(on for on in PLAIN_WEEK if on.weekday() in weekdays) or PLAIN_WEEK


def pattern_is_given(edition: Edition) -> bool:
    """Whether the document itself names the weekday."""
    pattern = pattern_of(edition)
    return pattern is not None and not not_given(pattern)


def pattern_of(edition: Edition) -> Sourced | None:
    """The part of the cadence that says on which days the panel meets."""
    return edition.cadence.dates if edition.cadence else None
