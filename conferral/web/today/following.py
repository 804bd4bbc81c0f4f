"""What those who chair and coordinate follow up: lateness, meetings, other agencies’ duties."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.localtime import local
from conferral.meetings.models import Meeting
from conferral.meetings.queries import REFERRAL, deadline_of, starts_at
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from conferral.referrals.queries import late_roles
from conferral.ui.moments import clock, day
from conferral.ui.numbers import in_words
from conferral.web.today.duty import DutyInWords
from conferral.web.today.need import Need
from conferral.web.today.visit import Visit


def duties_overdue(visit: Visit) -> Iterator[Need]:
    """Other agencies’ duties whose day has passed."""
    if not visit.may(Permission.DUTY_RECORD, Permission.CASE_READ_ALL):
        return
    for duty in visit.duties:
        if duty.agency_id == visit.actor.agency_id or not duty.is_overdue(visit.today):
            continue
        words = DutyInWords(duty, visit)
        yield Need(
            due=duty.due_on,
            title=_("%(agency)s has not recorded: %(duty)s, %(case)s")
            % {"agency": duty.agency.name, "duty": duty.title, "case": words.reference},
            advice=_("Raised on %(day)s at %(time)s. Ring the agency, and write down who was told.")
            % {"day": day(duty.raised_at), "time": clock(duty.raised_at)},
            action=_("Open the duty"),
            href=words.href,
            why=words.why,
            clauses=words.clauses,
            of=words.edition,
            first=words.is_first,
        )


def actions_overdue(visit: Visit) -> Iterator[Need]:
    """Other agencies’ overdue actions, one need for each agency."""
    if not visit.may(Permission.ACTION_REPORT, Permission.CASE_READ_ALL):
        return
    rows = (
        each
        for each in visit.actions
        if each.agency_id != visit.actor.agency_id and each.is_overdue(visit.today)
    )
    late = sorted(rows, key=lambda action: (action.agency.name, action.due_on))
    for agency, group in groupby(late, key=lambda action: action.agency):
        actions = list(group)
        owners = ", ".join(sorted({action.owner.name for action in actions}))
        words = ngettext(
            "%(agency)s: %(number)s action is overdue",
            "%(agency)s: %(number)s actions are overdue",
            len(actions),
        )
        yield Need(
            due=actions[0].due_on,
            title=words % {"agency": agency.name, "number": in_words(len(actions))},
            advice=_(
                "Taken on by %(names)s. Ask what happened; they report it, or you do for them."
            )
            % {"names": owners},
            action=_("See the actions"),
            href=f"{visit.link('actions')}?whose=all&show=overdue",
            why=_("the agency agreed to this day in the meeting."),
            clauses=visit.edition.clauses_for(Practice.ACTIONS_FOLLOWED, Practice.ACTIONS_REPORTED),
        )


def late_referrals_to_agree(visit: Visit) -> Iterator[Need]:
    """Late referrals that another role has agreed to hear, and this one has not decided on."""
    meeting = visit.next_meeting
    if not visit.may(Permission.REFERRAL_APPROVE_LATE) or meeting is None:
        return
    closes = deadline_of(meeting, REFERRAL)
    if closes is None or closes.exception is None:
        return
    late = [
        each
        for each in visit.referrals_lately
        if each.stage in (Stage.SUBMITTED, Stage.ACCEPTED)
        and each.received_at
        and closes.has_passed(local(each.received_at))
    ]
    prefetch_related_objects(late, "late_approvals")
    for referral in late:
        if referral.received_at and _waits_for(referral, visit):
            yield Need(
                due=meeting.held_on,
                title=_("Agree whether a late referral is heard on %(day)s")
                % {"day": day(meeting.held_on)},
                advice=_(
                    "It came from %(agency)s on %(day)s at %(time)s, after referrals had closed. "
                    "Somebody has agreed already; it is heard only if you agree too."
                )
                % {
                    "agency": referral.agency.name,
                    "day": day(referral.received_at),
                    "time": clock(referral.received_at),
                },
                action=_("Decide"),
                href=visit.link("referral-approve-late", referral.uid),
                why=_("it is agreed before that meeting, and only where there is %(reason)s.")
                % {"reason": closes.exception.reason},
                clauses=closes.exception.clause,
                of=meeting.protocol,
            )


def _waits_for(referral: Referral, visit: Visit) -> bool:
    """Whether somebody has agreed, and one of this person’s roles has not."""
    agreed = {approval.role for approval in referral.late_approvals.all()}
    return bool(agreed and (set(late_roles(referral)) & visit.actor.roles) - agreed)


def meetings_to_chair(visit: Visit) -> Iterator[Need]:
    """Meetings that wait for their chair to open them."""
    if not visit.may(Permission.ROOM_CHAIR):
        return
    passed = [
        each
        for each in visit.meetings
        if each.held_on < visit.today and each.opened_at is None and each.cancelled_at is None
    ]
    prefetch_related_objects(passed, "items")
    for meeting in passed:
        if any(item.taken_off_at is None for item in meeting.items.all()):
            yield _to_chair(meeting, visit)
    for meeting in visit.meetings_ahead[:1]:
        if meeting.opened_at is None:
            yield _to_chair(meeting, visit)


def _to_chair(meeting: Meeting, visit: Visit) -> Need:
    on = day(meeting.held_on)
    if meeting.held_on < visit.today:
        title = _("The meeting of %(day)s was not opened") % {"day": on}
        advice = _("Cases were on its agenda. Open it to hear them, or ask for it to be cancelled.")
        action = _("Open the meeting")
    elif meeting.held_on == visit.today:
        title, action = _("Open the meeting"), _("Go to the room")
        advice = _("It begins at %(time)s. People can enter once you have opened it.") % {
            "time": clock(starts_at(meeting))
        }
    else:
        title, action = _("Chair the meeting on %(day)s") % {"day": on}, _("See the agenda")
        cases = len(visit.agenda)
        words = ngettext("%(n)s case is on the agenda.", "%(n)s cases are on the agenda.", cases)
        advice = words % {"n": in_words(cases).capitalize() if cases else _("No")}
    page = "meeting" if meeting.held_on > visit.today else "room"
    return Need(
        due=meeting.held_on,
        title=title,
        advice=advice,
        action=action,
        href=visit.link(page, meeting.uid),
        why=meeting.why_this_day or _("the members agreed this day."),
        clauses=meeting.protocol.cadence.pattern.clause if meeting.protocol.cadence else (),
        of=meeting.protocol,
        by=meeting.starts,
    )
