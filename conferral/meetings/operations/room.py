"""What people do in the room: open the meeting, enter, hear each case, close."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from conferral.access.actor import Actor, Denied, insist
from conferral.access.localtime import local_day
from conferral.access.operation import operation, reading
from conferral.cases.models import CapacityRecord, Case, RiskAssessment
from conferral.cases.models.grants import cases_in_conflict
from conferral.meetings.lifecycle import LIFECYCLE, Stage
from conferral.meetings.models import (
    AgendaItem,
    Attendance,
    ConfidentialitySignature,
    Dissent,
    ItemRecord,
    Meeting,
)
from conferral.meetings.operations.apart import may_chair, may_take_minutes
from conferral.meetings.operations.circulating import sign_confidentiality
from conferral.meetings.queries import has_signed, is_in_the_room, members_on
from conferral.meetings.seeing import note_seen
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import Agency
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.permissions import Permission

WRITTEN = (
    "views", "capacity", "capacity_note", "discussion", "risk_level", "risk_why", "decision",
    "plan", "who_tells_her",
)  # fmt: skip

CHOSEN = {
    "capacity": CapacityRecord.Finding.values,
    "risk_level": RiskAssessment.RiskLevel.values,
}
"""What is chosen and not written; left open, it stays as it was."""


class EditedMeanwhile(Denied):
    """Somebody else saved this minute first; `theirs` is what it says now."""

    def __init__(self, theirs: ItemRecord) -> None:
        super().__init__(no(_("Somebody else saved this item while you were writing.")))
        self.theirs = theirs


@operation(may=Permission.ROOM_CHAIR, records="meeting.opened")
def open_meeting(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Meeting:
    """Begin the meeting, on its day."""
    insist(LIFECYCLE.may_move(meeting.stage, Stage.IN_SESSION))
    if local_day(now) < meeting.held_on:
        insist(
            no(_("This meeting opens on its day, %(day)s.") % {"day": f"{meeting.held_on:%-d %B}"})
        )
    meeting.opened_at, meeting.opened_by_id = now, actor.user_id
    meeting.save()
    return meeting


@operation(may=Permission.ROOM_ENTER, records="room.entered")
def enter_room(meeting: Meeting, /, *, actor: Actor, now: datetime, agrees: bool) -> Attendance:
    """Enter the meeting, signing the statement on the way in where that is still to do."""
    if meeting.stage != Stage.IN_SESSION:
        insist(no(_("The meeting is not open. The chair opens it.")))
    if not has_signed(meeting, actor=actor):
        where = ConfidentialitySignature.Where.ROOM
        sign_confidentiality(meeting, actor=actor, now=now, agrees=agrees, where=where)
    attendance, _made = Attendance.objects.get_or_create(
        partnership_id=meeting.partnership_id, meeting=meeting, membership_id=actor.membership_id
    )
    attendance.entered_at, attendance.left_at = attendance.entered_at or now, None
    attendance.apologies_at = None
    attendance.save()
    return attendance


@operation(may=Permission.ROOM_ENTER, records="room.left")
def leave_room(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Meeting:
    """Leave the meeting."""
    Attendance.objects.filter(
        meeting=meeting, membership_id=actor.membership_id, entered_at__isnull=False, left_at=None
    ).update(left_at=now)
    return meeting


@operation(may=Permission.MEETING_READ, records="apologies.sent")
def send_apologies(
    meeting: Meeting, /, *, actor: Actor, now: datetime, information_sent: bool
) -> Attendance:
    """Say that one cannot come, and whether the agency's information was sent."""
    if meeting.stage not in (Stage.PLANNED, Stage.PAPERS_OUT):
        insist(no(_("This meeting has begun or is over.")))
    attendance, _made = Attendance.objects.get_or_create(
        partnership_id=meeting.partnership_id, meeting=meeting, membership_id=actor.membership_id
    )
    attendance.apologies_at, attendance.information_sent = now, information_sent
    attendance.save()
    return attendance


@operation(may=Permission.ROOM_CHAIR, records="item.begun")
def begin_item(item: AgendaItem, /, *, actor: Actor, now: datetime) -> AgendaItem:
    """Begin to hear a case; one at a time."""
    if item.meeting_locked().stage != Stage.IN_SESSION:
        insist(no(_("The meeting is not open. The chair opens it.")))
    insist(may_chair(item.meeting, actor=actor))
    running = item.meeting.items.filter(begun_at__isnull=False, ended_at=None, taken_off_at=None)
    if item.taken_off_at or item.ended_at or running.exclude(pk=item.pk).exists():
        insist(no(_("Read back and end the case that is being heard first.")))
    if item.begun_at is None:
        item.begun_at, item.begun_by_id = now, actor.user_id
        item.save()
        ItemRecord.objects.get_or_create(
            partnership_id=item.partnership_id,
            item=item,
            defaults={"saved_at": now, "saved_by_id": actor.user_id},
        )
    return item


@reading(may=Permission.ROOM_ENTER, records="item.heard")
def hear_item(item: AgendaItem, /, *, actor: Actor, now: datetime) -> AgendaItem:
    """Hear a case in the room: what is shown of it there is as good as opened."""
    if not is_in_the_room(item.meeting, actor=actor):
        insist(no(_("Enter the meeting first.")))
    note_seen(item, agency_id=actor.agency_id, user_id=actor.user_id, at=now)
    return item


@operation(may=Permission.ROOM_MINUTE, records="item.minuted")
def minute_item(
    item: AgendaItem, /, *, actor: Actor, now: datetime, version: int, written: Mapping[str, str]
) -> ItemRecord:
    """Save the minute of a case. Raises EditedMeanwhile rather than write over another's words."""
    insist(may_be_written(item))
    insist(may_take_minutes(item.meeting, actor=actor))
    if any(written.get(name) and written[name] not in CHOSEN[name] for name in CHOSEN):
        insist(no(_("Choose what is offered for her capacity and for the risk.")))
    record = ItemRecord.objects.select_for_update(of=("self",)).get(item=item)
    if record.version != version:
        raise EditedMeanwhile(record)
    for name in WRITTEN:
        if name in written and (written[name] or name not in CHOSEN):
            setattr(record, name, written[name])
    record.version += 1
    record.saved_at, record.saved_by_id = now, actor.user_id
    record.save()
    return record


@operation(may=Permission.ROOM_MINUTE, records="dissent.recorded")
def record_dissent(
    item: AgendaItem, /, *, actor: Actor, now: datetime, agency: Agency, reason: str
) -> Dissent:
    """Write down that an agency disagrees, with its reason.

    Sent twice, it is written once.
    """
    insist(may_be_written(item))
    insist(may_take_minutes(item.meeting, actor=actor))
    if agency.pk not in {seat.agency_id for seat in members_on(item.meeting.panel, local_day(now))}:
        insist(no(_("Choose an agency that sits on this panel.")))
    if not reason.strip():
        insist(no(_("Write down the reason that was given.")))
    for said in item.dissents.filter(agency=agency):
        if said.reason == reason:
            return said
    return Dissent.objects.create(
        partnership_id=item.partnership_id,
        item=item,
        agency=agency,
        reason=reason,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )


def may_be_written(item: AgendaItem) -> Decision:
    """What is said of a case is written from its beginning until the minutes are issued."""
    if item.begun_at and item.meeting_locked().minutes_issued_at is None:
        return yes()
    return no(_("This case is not being heard, or its minutes have been issued."))


@operation(may=Permission.ROOM_CHAIR, records="item.ended")
def end_item(item: AgendaItem, /, *, actor: Actor, now: datetime) -> AgendaItem:
    """End a case after its decision was read back, and note who was in the room for it."""
    if item.begun_at is None or item.ended_at or item.meeting_locked().closed_at:
        insist(no(_("This case is not being heard.")))
    insist(may_chair(item.meeting, actor=actor))
    record = ItemRecord.objects.get(item=item)
    if not record.decision.strip():
        insist(no(_("Write down what was decided before you end this case.")))
    record.present = who_is_in_for(item, now)
    record.save()
    item.ended_at, item.ended_by_id = now, actor.user_id
    item.save()
    return item


def who_is_in_for(item: AgendaItem, now: datetime) -> list[int]:
    """The seats in the room for this case: whoever is in conflict with it has left."""
    here = Attendance.objects.filter(
        meeting=item.meeting, entered_at__isnull=False, left_at=None
    ).select_related("membership__user", "membership__agency", "membership__panel")
    return [
        each.membership_id
        for each in here
        if _stays_for(item, actor_of(each.membership, local_day(now)))
    ]


def _stays_for(item: AgendaItem, actor: Actor) -> bool:
    """An observer stays without papers; a guest only for the case they were invited to."""
    if cases_in_conflict(actor).filter(case=item.case_id).exists():
        return False
    seen = Case.objects.visible_to(actor).filter(pk=item.case_id)
    return not actor.is_guest or seen.exists()


@operation(may=Permission.ROOM_CHAIR, records="meeting.closed")
def close_meeting(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Meeting:
    """Close the meeting when every case was heard or taken off."""
    insist(LIFECYCLE.may_move(meeting.stage, Stage.HELD))
    if meeting.items.filter(taken_off_at=None, ended_at=None).exists():
        insist(no(_("A case is still to be heard. Hear it, or take it off the agenda.")))
    meeting.attendances.filter(entered_at__isnull=False, left_at=None).update(left_at=now)
    meeting.closed_at, meeting.closed_by_id = now, actor.user_id
    meeting.save()
    return meeting
