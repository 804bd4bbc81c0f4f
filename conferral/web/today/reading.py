"""The rows that Today tells of: each kind is read once, and the needs share what was found."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from conferral.access.localtime import at_local
from conferral.actions.models import Action
from conferral.actions.queries import pressing_or_reported
from conferral.cases.models import Duty
from conferral.meetings.models import Meeting
from conferral.meetings.queries import REFERRAL, deadline_of
from conferral.partnerships.models import lend
from conferral.protocol.permissions import Permission
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral

if TYPE_CHECKING:
    from conferral.web.today.visit import Visit

LATELY = timedelta(days=62)
STEPS = ("agenda_sent", "papers_sent", "minutes_issued", "cancelled")
"""What people are told about a meeting once it has happened."""


def meetings(visit: Visit) -> list[Meeting]:
    """What is not done with, was held lately, or changed since she was here; in order."""
    wanted = [
        Q(minutes_issued_at=None, cancelled_at=None),
        Q(held_on__gte=visit.today - LATELY),
        *(Q(**{f"{step}_at__gt": visit.since}) for step in STEPS),
    ]
    found = list(Meeting.objects.visible_to(visit.actor).filter(reduce(or_, wanted)))
    _prepare(found, visit)
    return found


def meeting_before(visit: Visit) -> Meeting | None:
    """The scheduled meeting before the next one; looked up only where it was held long ago."""
    following = visit.next_meeting
    if following is None:
        return None
    for meeting in reversed(visit.meetings):
        if (
            meeting.held_on < following.held_on
            and meeting.held_on >= visit.today - LATELY
            and meeting.kind == Meeting.Kind.SCHEDULED
            and meeting.cancelled_at is None
        ):
            return meeting
    rows = Meeting.objects.visible_to(visit.actor).filter(
        kind=Meeting.Kind.SCHEDULED, held_on__lt=following.held_on, cancelled_at=None
    )
    found = list(rows.order_by("-held_on")[:1])
    _prepare(found, visit)
    return found[0] if found else None


def _prepare(found: list[Meeting], visit: Visit) -> None:
    """What was read already: the panel, with its partnership and closures, and the edition."""
    for meeting in found:
        meeting.panel = visit.panel
    lend(visit.adopted, found)


def referrals(visit: Visit) -> list[Referral]:
    """Her own drafts, what her agency was asked about, and what is hers to check, with answers."""
    hers = Q(stage=Stage.DRAFT, author_id=visit.actor.user_id) | Q(stage=Stage.RETURNED)
    waiting = hers & Q(agency_id=visit.actor.agency_id)
    if visit.may(Permission.REFERRAL_ACCEPT):
        waiting |= Q(stage=Stage.SUBMITTED)
    rows = Referral.objects.visible_to(visit.actor).filter(waiting)
    found = list(rows.select_related("agency", "person").prefetch_related("returns"))
    lend(visit.adopted, found)
    return found


def referrals_lately(visit: Visit) -> list[Referral]:
    """What was received or decided since she was here, or received for the next meeting."""
    came, decided = Q(received_at__gt=visit.since), Q(decided_at__gt=visit.since)
    if visit.next_meeting and visit.meeting_before:
        closings = (closing_of(visit.meeting_before), closing_of(visit.next_meeting))
        came = Q(received_at__gt=min(*closings, visit.since))
    elif visit.next_meeting:
        came = Q(received_at__isnull=False)
    rows = Referral.objects.visible_to(visit.actor).filter(came | decided)
    found = list(rows.select_related("agency", "case").defer("answers", "decision"))
    lend(visit.adopted, found)
    return found


def closing_of(meeting: Meeting) -> datetime:
    """The instant at which referrals for a meeting close; without a deadline, as it begins."""
    due = deadline_of(meeting, REFERRAL)
    if due is None:
        return at_local(meeting.held_on, meeting.starts)
    return at_local(due.day, due.time or time.max)


def duties(visit: Visit) -> list[Duty]:
    """Her agency's duties that nobody has recorded as done, and those that are overdue anywhere."""
    ours_or_late = Q(agency_id=visit.actor.agency_id) | Q(due_on__lt=visit.today)
    rows = Duty.objects.visible_to(visit.actor).filter(ours_or_late, done_at=None)
    found = list(rows.select_related("agency", "case"))
    lend(visit.adopted, found)
    return found


def actions(visit: Visit) -> list[Action]:
    """What she took on, what is overdue with anybody, and what was reported since she was here."""
    return list(pressing_or_reported(visit.actor, today=visit.today, since=visit.since))
