"""Which meeting a referral makes, by when, why that day; and, when it came late, who must agree."""

from dataclasses import dataclass
from datetime import datetime

from conferral.access.actor import Actor
from conferral.access.localtime import local
from conferral.meetings.models import Meeting
from conferral.meetings.queries import REFERRAL, ahead, deadline_of
from conferral.partnerships.models import Panel
from conferral.protocol.days.deadlines import Due
from conferral.protocol.panels.roles import Role
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import LateApproval, Referral
from conferral.referrals.queries import late_roles, lateness_is_agreed, passes_over_the_deadline

UNDECIDED = frozenset({Stage.SUBMITTED, Stage.RETURNED, Stage.ACCEPTED})


@dataclass(frozen=True)
class Aim:
    """The meeting that hears a referral, with its deadline; and the earlier one that it missed."""

    meeting: Meeting | None
    due: Due | None
    missed: Meeting | None = None
    missed_due: Due | None = None


def aim_of(referral: Referral, *, panel: Panel, actor: Actor, now: datetime) -> Aim:
    """Where a referral stands against the meetings ahead; a draft, as if it were sent now."""
    received, today = referral.received_at or now, local(now).date()
    aim, never_late = Aim(None, None), passes_over_the_deadline(referral, today)
    for meeting in ahead(panel, actor=actor, today=today).filter(kind=Meeting.Kind.SCHEDULED):
        due = deadline_of(meeting, REFERRAL)
        if due is None or never_late or not due.has_passed(local(received)):
            return Aim(meeting, due, aim.missed, aim.missed_due)
        if aim.missed is None:
            aim = Aim(None, None, meeting, due)
    return aim


@dataclass(frozen=True)
class Agreement:
    """One role that must agree to a late referral, and whether it has."""

    role: Role
    given: LateApproval | None


@dataclass(frozen=True)
class Lateness:
    """A referral that came after referrals for the next meeting had closed."""

    meeting: Meeting
    due: Due
    agreements: tuple[Agreement, ...]
    is_agreed: bool
    may_agree: bool


def lateness_of(referral: Referral, aim: Aim, *, actor: Actor) -> Lateness | None:
    """What stands between a late referral and the meeting that it missed."""
    if aim.missed is None or aim.missed_due is None or referral.stage not in UNDECIDED:
        return None
    given = {each.role: each for each in referral.late_approvals.select_related("approved_by")}
    roles = late_roles(referral)
    agreements = tuple(Agreement(referral.protocol.role(role), given.get(role)) for role in roles)
    has_agreed = any(each.approved_by_id == actor.user_id for each in given.values())
    waiting = {role for role in roles if role not in given} & actor.roles
    own = referral.author_id == actor.user_id
    return Lateness(
        aim.missed,
        aim.missed_due,
        agreements,
        lateness_is_agreed(referral),
        bool(waiting) and not has_agreed and not own,
    )
