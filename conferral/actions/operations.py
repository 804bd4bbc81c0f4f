"""What people do with actions, and the minutes that carry them."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.access.actor import Actor, Denied, insist
from conferral.access.localtime import local_day
from conferral.access.operation import operation, reading
from conferral.actions.minutes import as_sealed_content
from conferral.actions.models import Action
from conferral.audit.queries import anchor
from conferral.cases.models.grants import cases_in_conflict
from conferral.meetings.lifecycle import LIFECYCLE, Stage
from conferral.meetings.models import AgendaItem, Meeting, Minutes
from conferral.meetings.operations.circulating import may_open_papers
from conferral.meetings.queries import cases_read_in, recipients_of
from conferral.notices.outbox import tell
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import Membership
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.vault.files import keep

FARTHEST = timedelta(days=730)
"""An action that is due beyond this was mistyped, and would never be missed."""


class WrongDay(Denied):
    """The day by which an action is to be done will not do."""


@operation(may=Permission.ACTION_AGREE, records="action.agreed")
def agree_action(
    item: AgendaItem, /, *, actor: Actor, now: datetime, text: str, risk: str, owner: Membership,
    due_on: date, once: str,
) -> Action:  # fmt: skip
    """Agree an action on a case: what, by which agency, by whom by name, and by when.

    `once` is the form's own token: sent twice, it is one action.
    """
    insist(_may_be_agreed(item, text=text, owner=owner, today=local_day(now)))
    _insist_on_the_day(due_on, local_day(now), _agreeing(item))
    insist(_may_take_it_on(owner, item, local_day(now)))
    action, _made = Action.objects.get_or_create(
        partnership_id=item.partnership_id,
        once=once,
        defaults={
            "panel": item.meeting.panel,
            "case": item.case,
            "item": item,
            "agency": owner.agency,
            "owner": owner.user,
            "text": text,
            "risk": risk,
            "due_on": due_on,
            "agreed_at": now,
            "agreed_by_id": actor.user_id,
        },
    )
    if action.item_id != item.pk:
        insist(no(_("This form was sent for another case. Open it again.")))
    return action


def _may_be_agreed(item: AgendaItem, *, text: str, owner: Membership, today: date) -> Decision:
    if item.begun_at is None or item.meeting_locked().minutes_issued_at:
        return no(_("Actions are agreed while the case is heard, until the minutes are issued."))
    clause = _agreeing(item)
    if not text.strip():
        return no(_("Say what will be done."), clause=clause)
    if owner.panel_id != item.meeting.panel_id or not owner.holds_on(today):
        return no(_("Choose somebody who sits on this panel now."), clause=clause)
    return yes()


def _insist_on_the_day(due_on: date, today: date, clause: str) -> None:
    if due_on < today:
        raise WrongDay(no(_("Choose a day from today on."), clause=clause))
    if due_on > today + FARTHEST:
        raise WrongDay(no(_("Choose a day within the next two years."), clause=clause))


def _may_take_it_on(owner: Membership, item: AgendaItem, today: date) -> Decision:
    """Whoever takes an action on must be able to read it: a conflict of interest hides it."""
    actor = actor_of(owner, today)
    hidden = cases_in_conflict(actor).filter(case=item.case_id).exists()
    if Permission.ACTION_READ in actor.permissions and not hidden:
        return yes()
    return no(
        _("Choose somebody else: this person cannot read actions on this case."),
        clause=_agreeing(item),
    )


@operation(may=Permission.ACTION_REPORT, records="action.reported")
def report_action(
    action: Action, /, *, actor: Actor, now: datetime, outcome: str, done_on: date | None = None,
    note: str = "",
) -> Action:  # fmt: skip
    """Say how an action ended. Anything but done needs a reason."""
    insist(_may_report(action, actor, outcome=outcome, note=note))
    today = local_day(now)
    if outcome == Action.Outcome.DONE and (done_on or today) > today:
        insist(no(_("It cannot have been done after today."), clause=_reporting(action)))
    action.outcome, action.outcome_note = outcome, note
    action.done_on = (done_on or today) if outcome == Action.Outcome.DONE else None
    action.reported_at, action.reported_by_id = now, actor.user_id
    action.save()
    return action


def _agreeing(item: AgendaItem) -> str:
    return item.protocol.clause_for(Practice.ACTIONS_BY_NAME)


def _reporting(action: Action) -> str:
    return action.protocol.clause_for(Practice.ACTIONS_REPORTED)


def _may_report(action: Action, actor: Actor, *, outcome: str, note: str) -> Decision:
    clause = _reporting(action)
    if not action.is_open:
        when = date_format(local_day(action.reported_at), "j F") if action.reported_at else ""
        return no(_("This action was reported on %(day)s.") % {"day": when}, clause=clause)
    if action.agency_id != actor.agency_id and Permission.ACTION_AGREE not in actor.permissions:
        return no(_("Only the agency that took this action reports on it."), clause=clause)
    if outcome not in Action.Outcome.values:
        return no(_("Choose how the action ended."), clause=clause)
    if outcome != Action.Outcome.DONE and not note.strip():
        return no(_("Say why, so that the panel can decide what to do instead."), clause=clause)
    return yes()


@operation(may=Permission.MINUTES_ISSUE, records="minutes.issued")
def issue_minutes(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Minutes:
    """Issue the minutes and action log as they stand, with the head of the record."""
    insist(LIFECYCLE.may_move(meeting.stage, Stage.MINUTED))
    head = anchor(meeting.partnership_id)
    content = as_sealed_content(meeting, today=local_day(now))
    minutes = Minutes.objects.create(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        content=keep(
            content,
            name=f"minutes-{meeting.held_on}.json",
            media_type="application/json",
            partnership_id=meeting.partnership_id,
        ),
        anchor_seq=head.seq,
        anchor_mac=head.mac,
        issued_at=now,
        issued_by_id=actor.user_id,
    )
    meeting.minutes_issued_at, meeting.minutes_issued_by_id = now, actor.user_id
    meeting.save()
    _tell_everyone(meeting, now)
    return minutes


def _tell_everyone(meeting: Meeting, now: datetime) -> None:
    readers = [membership.user_id for membership, _actor in recipients_of(meeting, local_day(now))]
    owners = Action.objects.filter(item__meeting=meeting).values_list("owner_id", flat=True)
    tell(
        [*readers, *owners], "minutes.issued", subject=meeting.uid,
        partnership_id=meeting.partnership_id, at=now,
    )  # fmt: skip


@reading(may=Permission.PAPERS_READ, records="minutes.read", cases_in=cases_read_in)
def read_minutes(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Meeting:
    """Open the minutes of a meeting, after signing for it."""
    insist(may_open_papers(meeting, actor=actor))
    insist(may_read_minutes(meeting, actor=actor))
    return meeting


def may_read_minutes(meeting: Meeting, *, actor: Actor) -> Decision:
    """Drafts are for those who write, approve and issue them; what is issued is for all readers."""
    writers = {Permission.ROOM_MINUTE, Permission.MINUTES_APPROVE, Permission.MINUTES_ISSUE}
    if meeting.minutes_issued_at or (meeting.opened_at and writers & actor.permissions):
        return yes()
    clause = meeting.protocol.clause_for(Practice.MINUTES_AT_THE_END)
    return no(_("The minutes of this meeting have not been issued yet."), clause=clause)


@reading(may=Permission.ACTION_READ, records="actions.printed", cases_in=cases_read_in)
def print_actions(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Meeting:
    """Print the actions of a meeting, once its minutes are issued."""
    if meeting.minutes_issued_at is None:
        clause = meeting.protocol.clause_for(Practice.MINUTES_AT_THE_END)
        insist(no(_("The action log is issued with the minutes."), clause=clause))
    return meeting
