"""How ready the next meeting is, as far as the person who looks may know."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from conferral.meetings.models import CaseSeen, ConfidentialitySignature, Meeting
from conferral.meetings.queries import (
    PAPERS,
    REFERRAL,
    deadline_of,
    expected_at,
    has_signed,
    starts_at,
)
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import listing
from conferral.referrals.lifecycle import Stage
from conferral.ui.moments import clock, day
from conferral.web.today.need import due_for
from conferral.web.today.reading import closing_of
from conferral.web.today.visit import Visit

DECIDED = (Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of readiness: so many of so many."""

    label: str
    done: int
    of: int
    note: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class NextMeeting:
    when: str
    place: str
    working_days: int
    href: str
    bars: list[Bar]
    after: Meeting | None


def next_meeting_of(visit: Visit) -> NextMeeting | None:
    """The panel beside Today, or nothing when no meeting is ahead or known to this person."""
    meeting = visit.next_meeting
    if meeting is None:
        return None
    return NextMeeting(
        when=f"{day(meeting.held_on)}, {clock(starts_at(meeting))}",
        place=meeting.venue,
        working_days=visit.calendar.working_days_between(visit.today, meeting.held_on),
        href=visit.link("meeting", meeting.uid),
        bars=list(_bars(meeting, visit)),
        after=visit.meetings_ahead[1] if len(visit.meetings_ahead) > 1 else None,
    )


def _bars(meeting: Meeting, visit: Visit) -> Iterator[Bar]:
    if visit.may(Permission.REFERRAL_READ, Permission.CASE_READ_ALL):
        yield _referrals_checked(meeting, visit)
    if visit.may(Permission.CASE_READ_ALL):
        yield _agencies_that_looked(visit)
    elif visit.may(Permission.CASE_READ, Permission.DUTY_RECORD):
        yield _looked_for_us(visit)
    if meeting.protocol.roles_that_may(Permission.PAPERS_CIRCULATE):
        yield _papers_sent(meeting)
    if visit.may(Permission.PAPERS_CIRCULATE) or visit.may(Permission.ROOM_CHAIR):
        yield _signatures(meeting, visit)
    elif visit.may(Permission.CONFIDENTIALITY_SIGN):
        signed = has_signed(meeting, actor=visit.actor)
        yield Bar(_("You have signed"), int(signed), 1, text=_("Yes") if signed else _("Not yet"))


def _referrals_checked(meeting: Meeting, visit: Visit) -> Bar:
    """Of those that came in time for this meeting and too late for the one before."""
    closes, until = due_for(meeting, REFERRAL), closing_of(meeting)
    since = closing_of(visit.meeting_before) if visit.meeting_before else None
    stages = [
        each.stage
        for each in visit.referrals_lately
        if each.received_at
        and each.received_at <= until
        and (since is None or each.received_at > since)
    ]
    words = (
        _("They closed on %(day)s")
        if closes.has_passed(visit.local)
        else _("They close on %(day)s")
    )
    note = words % {"day": day(closes.day)} if deadline_of(meeting, REFERRAL) else ""
    all_of_them, decided = len(stages), sum(stage in DECIDED for stage in stages)
    none_yet = "" if all_of_them else _("Nothing yet")
    return Bar(_("Referrals checked"), decided, all_of_them, note, none_yet)


def _agencies_that_looked(visit: Visit) -> Bar:
    label = _("Agencies that have looked")
    if not visit.agenda:
        return Bar(label, 0, 0, _("No case is on the agenda yet"), _("Not yet"))
    missing, of = visit.not_looked, len(visit.searching)
    note = _("Not yet: %(agencies)s") % {"agencies": listing(missing)} if missing else ""
    return Bar(label, of - len(missing), of, note)


def _looked_for_us(visit: Visit) -> Bar:
    items = [item.pk for item in visit.agenda]
    seen = CaseSeen.objects.visible_to(visit.actor).filter(
        agency_id=visit.actor.agency_id, item__in=items
    )
    note = _("By anybody from %(agency)s") % {"agency": visit.actor.agency_name}
    text = "" if items else _("Nothing yet")
    return Bar(_("Listed cases looked at"), seen.count(), len(items), note, text)


def _papers_sent(meeting: Meeting) -> Bar:
    sent = meeting.papers_sent_at
    if sent:
        return Bar(_("Papers sent"), 1, 1, _("On %(day)s") % {"day": day(sent)}, _("Yes"))
    due = deadline_of(meeting, PAPERS)
    note = _("Due %(day)s") % {"day": day(due.day)} if due else ""
    return Bar(_("Papers sent"), 0, 1, note, _("Not yet"))


def _signatures(meeting: Meeting, visit: Visit) -> Bar:
    expected = {seat.pk for seat, _actor in expected_at(meeting, visit.today, visit.acting)}
    signed = ConfidentialitySignature.objects.visible_to(visit.actor).filter(
        meeting=meeting, membership__in=expected
    )
    return Bar(_("Confidentiality signed"), signed.count(), len(expected))
