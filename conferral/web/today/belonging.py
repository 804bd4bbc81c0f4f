"""What a member must do for her agency: refer, tell, look, sign, read, report."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.localtime import local, local_day
from conferral.cases.models import Case
from conferral.meetings.models import AgendaItem, CaseSeen, Copy, Meeting
from conferral.meetings.queries import (
    PAPERS,
    REFERRAL,
    deadline_of,
    has_signed,
    is_in_the_room,
)
from conferral.partnerships.models import Membership
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.protocol.wording import listing
from conferral.referrals.gaps import still_missing
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from conferral.referrals.queries import reasons_of_open_return
from conferral.ui.moments import clock, day
from conferral.ui.numbers import in_words
from conferral.web.today.duty import DutyInWords
from conferral.web.today.need import Need, due_for, need_by
from conferral.web.today.visit import Visit

SEARCHING = (Membership.Seat.LEAD, Membership.Seat.SECONDARY)
SHOWN = 2
UNDATED = "undated"
"""The flag of a need that has no day of its own: none is drawn."""


def rooms_open(visit: Visit) -> Iterator[Need]:
    """Meetings that are in session now."""
    if not visit.may(Permission.ROOM_ENTER):
        return
    for meeting in visit.meetings:
        opened = meeting.opened_at
        if opened is None or meeting.closed_at or meeting.cancelled_at:
            continue
        inside = is_in_the_room(meeting, actor=visit.actor)
        yield Need(
            due=meeting.held_on,
            title=_("The meeting is open now"),
            advice=_("You are in the room.") if inside else _room_words(meeting, visit),
            action=_("Go back to the room") if inside else _("Enter the room"),
            href=visit.link("room", meeting.uid),
            why=meeting.why_this_day or _("the members agreed this day."),
            clauses=meeting.protocol.cadence.pattern.clause if meeting.protocol.cadence else (),
            of=meeting.protocol,
            first=True,
            flag="soon",
            flag_text=_("Now"),
            when=_("Opened at %(time)s") % {"time": clock(opened)},
        )


def _room_words(meeting: Meeting, visit: Visit) -> str:
    if has_signed(meeting, actor=visit.actor):
        return _("You have signed for this meeting, so you can go straight in.")
    return _("You sign the confidentiality statement as you enter.")


def duties_to_do(visit: Visit) -> Iterator[Need]:
    """This agency’s duties that nobody has recorded as done; some before all else."""
    if not visit.may(Permission.DUTY_RECORD):
        return
    for duty in visit.duties:
        if duty.agency_id != visit.actor.agency_id:
            continue
        words = DutyInWords(duty, visit)
        yield Need(
            due=duty.due_on,
            title=f"{duty.title}, {words.reference}",
            advice=words.wording,
            action=_("Record it"),
            href=words.href,
            why=words.why,
            clauses=words.clauses,
            of=words.edition,
            first=words.is_first,
        )


def referrals_to_complete(visit: Visit) -> Iterator[Need]:
    """Her own drafts, and what the coordinator returned to her agency."""
    if not visit.may(Permission.REFERRAL_SUBMIT):
        return
    hers = [each for each in visit.referrals if each.stage != Stage.SUBMITTED]
    for referral in sorted(hers, key=lambda each: each.drafted_at):
        returned = referral.stage == Stage.RETURNED
        found = _to_be_sent_by(referral, visit)
        need = need_by(
            found[0] if found else _no_day(visit),
            of=found[1] if found else referral.protocol,
            title=_returned_title(referral) if returned else _draft_title(referral),
            advice=_asked(referral) if returned else _gaps(referral),
            action=_("Answer") if returned else _("Continue"),
            href=visit.link("referral", referral.uid),
        )
        yield need if found else replace(need, flag_text=UNDATED, when=_("No day is set"))


def _to_be_sent_by(referral: Referral, visit: Visit) -> tuple[Due, Edition] | None:
    """When it must be here for the meeting that can hear it; a return keeps its first day."""
    came = local(referral.received_at or visit.now)
    for meeting in visit.meetings_ahead:
        closes = due_for(meeting, REFERRAL)
        if not closes.has_passed(came):
            due = closes if referral.received_at is None else due_for(meeting, PAPERS)
            return due, meeting.protocol
    return None


def _no_day(visit: Visit) -> Due:
    """A referral that no planned meeting can hear still waits for whoever writes it."""
    why = _("no meeting is planned yet, so nothing closes; it waits for you from today on.")
    if visit.meetings_ahead:
        why = _("referrals for every planned meeting have closed; it waits for you all the same.")
    return Due(REFERRAL, "", visit.today, None, why)


def _draft_title(referral: Referral) -> str:
    return _("Finish the referral you began on %(day)s") % {"day": day(referral.drafted_at)}


def _returned_title(referral: Referral) -> str:
    came = referral.received_at or referral.saved_at
    return _("Complete the referral you sent on %(day)s") % {"day": day(came)}


def _gaps(referral: Referral) -> str:
    gaps = len(still_missing(referral))
    if not gaps:
        return _("Every question is answered. Check the answers, and send it.")
    words = ngettext(
        "%(number)s question still needs an answer.",
        "%(number)s questions still need an answer.",
        gaps,
    )
    return _capital(words % {"number": in_words(gaps)})


def _asked(referral: Referral) -> str:
    reasons = reasons_of_open_return(referral)
    questions = referral.protocol.form(REFERRAL).by_id
    said = [
        f"{questions[key].ask if key in questions else key} “{reason}”"
        for key, reason in reasons.items()
    ]
    more = len(said) - SHOWN
    words = " ".join(said[:SHOWN])
    if more > 0:
        rest = ngettext("And %(number)s more.", "And %(number)s more.", more)
        words += " " + rest % {"number": in_words(more)}
    return _("The coordinator asks:") + " " + words


def cases_to_look_at(visit: Visit) -> Iterator[Need]:
    """Listed cases that nobody of this agency has opened yet, one need for each meeting."""
    if not visit.may(Permission.CASE_READ) or visit.membership.seat not in SEARCHING:
        return
    seen = CaseSeen.objects.visible_to(visit.actor).filter(agency_id=visit.actor.agency_id)
    rows = AgendaItem.objects.visible_to(visit.actor).filter(
        taken_off_at=None, ended_at=None, meeting__closed_at=None, meeting__cancelled_at=None,
        meeting__held_on__gte=visit.today, meeting__panel_id=visit.actor.panel_id,
    )  # fmt: skip
    waiting = rows.exclude(pk__in=seen.values("item")).order_by("meeting__held_on", "position")
    meetings = {meeting.pk: meeting for meeting in visit.meetings}
    found = [item for item in waiting.select_related("case") if item.meeting_id in meetings]
    for meeting, items in groupby(found, key=lambda item: meetings[item.meeting_id]):
        yield _to_look_at(meeting, [item.case for item in items], visit)


def _to_look_at(meeting: Meeting, cases: list[Case], visit: Visit) -> Need:
    """Before the papers go; once they have gone, before the meeting itself."""
    due, on = due_for(meeting, PAPERS), day(meeting.held_on)
    papers = deadline_of(meeting, PAPERS)
    in_time = papers is not None and not due.has_passed(visit.local)
    words = ngettext(
        "Look at %(number)s case listed for %(day)s", "Look at %(number)s cases listed for %(day)s",
        len(cases),
    )  # fmt: skip
    return Need(
        due=due.day if in_time else meeting.held_on,
        title=words % {"number": in_words(len(cases)), "day": on},
        advice=_("Nobody from %(agency)s has opened %(cases)s yet. Look, and search your records.")
        % {
            "agency": visit.actor.agency_name,
            "cases": listing(sorted(case.reference for case in cases)),
        },
        action=_("Open the case") if len(cases) == 1 else _("See the cases"),
        href=visit.link("case", cases[0].uid)
        if len(cases) == 1
        else visit.link("meeting", meeting.uid),
        why=_("what you find can be in the papers, which go by %(day)s.") % {"day": day(due.day)}
        if in_time
        else _("the papers have gone, so bring what you find to the meeting on this day.")
        if papers
        else _("no papers are due before it, so bring what you find to the meeting on this day."),
        clauses=due.clauses,
        of=meeting.protocol,
        by=due.time if in_time else meeting.starts,
    )


def papers_to_open(visit: Visit) -> Iterator[Need]:
    """Her numbered copies that she has not opened; whoever sends papers has read them already."""
    if not visit.may(Permission.PAPERS_READ) or visit.may(Permission.PAPERS_CIRCULATE):
        return
    for copy in _newest_copies(visit):
        meeting = copy.circulation.meeting
        signed = has_signed(meeting, actor=visit.actor)
        statement = meeting.protocol.meeting.confidentiality
        yield Need(
            due=meeting.held_on,
            title=_("Read the papers for %(day)s") % {"day": day(meeting.held_on)},
            advice=_("Your copy is number %(number)s.") % {"number": f"{copy.number:02}"}
            + " "
            + ("" if signed else _("Sign the confidentiality statement first; then they open.")),
            action=_("Open your copy") if signed else _("Sign and read"),
            href=visit.link("papers", meeting.uid),
            why=_("the meeting discusses them on this day, and nobody opens them before signing."),
            clauses=(*due_for(meeting, PAPERS).clauses, *statement.clause[:1]),
            of=meeting.protocol,
            by=meeting.starts,
        )


def _newest_copies(visit: Visit) -> list[Copy]:
    """What she has not opened; papers that went out again take the place of those before."""
    rows = Copy.objects.visible_to(visit.actor).filter(
        membership_id=visit.actor.membership_id, circulation__meeting__closed_at=None,
        circulation__meeting__cancelled_at=None,
    )  # fmt: skip
    newest: dict[int, Copy] = {}
    meetings = {meeting.pk: meeting for meeting in visit.meetings}
    for copy in rows.select_related("circulation").order_by("-circulation__sent_at"):
        if meeting := meetings.get(copy.circulation.meeting_id):
            copy.circulation.meeting = meeting
            newest.setdefault(meeting.pk, copy)
    return [copy for copy in newest.values() if copy.opened_at is None]


def actions_to_report(visit: Visit) -> Iterator[Need]:
    """What she has taken on by name."""
    if not visit.may(Permission.ACTION_READ):
        return
    for action in visit.actions:
        if action.owner_id != visit.actor.user_id or not action.is_open:
            continue
        yield Need(
            due=action.due_on,
            title=_("Your action on %(case)s: %(text)s")
            % {"case": action.case.reference, "text": action.text},
            advice=_("When it is done, or cannot be, say so in a line."),
            action=_("Report"),
            href=visit.link("action", action.uid),
            why=_("you agreed to this day at the meeting on %(day)s.")
            % {"day": day(local_day(action.agreed_at))},
            clauses=visit.edition.clauses_for(Practice.ACTIONS_REPORTED),
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
