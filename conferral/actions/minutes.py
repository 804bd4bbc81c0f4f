"""The minutes of a meeting with their actions, as they are issued and as they are read again."""

from datetime import date
from functools import cache

from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from conferral.actions.models import Action
from conferral.cases.models import CapacityRecord
from conferral.documents.action_log import ActionLine, ActionState
from conferral.documents.minutes import (
    CapacityMinute,
    CaseMinute,
    DissentMinute,
    Presence,
    RiskMinute,
    Telling,
)
from conferral.documents.papers import Voice
from conferral.meetings.models import AgendaItem, ItemRecord, Meeting
from conferral.partnerships.models import Membership


@cache
def _stored() -> TypeAdapter[tuple[CaseMinute, ...]]:
    return TypeAdapter(tuple[CaseMinute, ...])


def as_sealed_content(meeting: Meeting, *, today: date) -> bytes:
    """The content to keep of the minutes that are issued now."""
    return _stored().dump_json(case_minutes(meeting, today=today))


def from_sealed_content(content: bytes) -> tuple[CaseMinute, ...]:
    """The minutes as they were issued."""
    return _stored().validate_json(content)


def case_minutes(meeting: Meeting, *, today: date) -> tuple[CaseMinute, ...]:
    """The minute of each case that was heard, in the order of hearing."""
    items = meeting.items.filter(begun_at__isnull=False, taken_off_at=None).order_by("begun_at")
    return tuple(_case(item, item.record, today) for item in items.select_related("case", "record"))


def _case(item: AgendaItem, record: ItemRecord, today: date) -> CaseMinute:
    her = item.case.title
    return CaseMinute(
        reference=item.case.reference,
        title=her,
        in_room=_in_room(record),
        views=_views(item, record),
        capacity=(
            CapacityMinute(
                her,
                _("Whether to take part in this plan"),
                str(CapacityRecord.Finding(record.capacity).label),
                record.capacity_note,
            ),
        ),
        risks=(RiskMinute(her, record.get_risk_level_display(), record.risk_why),),
        discussion=record.discussion,
        decision=record.decision,
        plan=tuple(line.strip() for line in record.plan.splitlines() if line.strip()),
        telling=Telling(record.who_tells_her) if record.who_tells_her else None,
        dissent=tuple(
            DissentMinute("", each.agency.name, _("Disagrees"), each.reason)
            for each in item.dissents.select_related("agency")
        ),
        actions=tuple(line_of(action, today) for action in item.actions.all()),
    )


def _views(item: AgendaItem, record: ItemRecord) -> Voice:
    if not record.views.strip():
        return Voice(unheard=_("Nothing new was said for her at this meeting."))
    return Voice(record.views, told_to=_("the meeting"), told_on=item.meeting.held_on)


def _in_room(record: ItemRecord) -> tuple[Presence, ...]:
    seats = Membership.objects.filter(pk__in=record.present).select_related("user", "agency")
    return tuple(
        Presence(seat.user.name, seat.agency.name)
        for seat in seats.order_by("agency__name", "user__name")
    )


def line_of(action: Action, today: date) -> ActionLine:
    """One action as the log prints it."""
    return ActionLine(
        text=action.text,
        agency=action.agency.name,
        owner=action.owner.name,
        state=state_of(action, today),
        due_on=action.due_on,
        case=action.case.reference,
        answers_risk=action.risk,
        outcome=action.outcome_note,
    )


def state_of(action: Action, today: date) -> ActionState:
    """Where an action stands today: overdue and done late follow from its dates."""
    if action.is_open:
        return ActionState.OVERDUE if action.is_overdue(today) else ActionState.OPEN
    if action.was_late:
        return ActionState.DONE_LATE
    return ActionState(action.outcome)
