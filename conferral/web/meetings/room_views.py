"""The room: enter, hear one case after the other, leave."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from conferral.access.actor import Denied
from conferral.meetings import operations
from conferral.meetings.lifecycle import Stage
from conferral.meetings.models import AgendaItem, Meeting
from conferral.meetings.queries import has_signed, is_in_the_room
from conferral.protocol.permissions import Permission
from conferral.web.meetings import showing
from conferral.web.meetings.finding import find_item, find_meeting, go, put_right
from conferral.web.meetings.forms import ActionForm, DissentForm, MinuteForm, StatementForm
from conferral.web.meetings.hearing import Hearing, hearing, owners_for, running
from conferral.web.panel import PanelRequest


@require_safe
def room(request: PanelRequest, uid: str) -> HttpResponse:
    """The room: its door for those outside, the case that is being heard for those inside."""
    meeting = find_meeting(request, uid)
    if meeting.stage != Stage.IN_SESSION or not is_in_the_room(meeting, actor=request.actor):
        return door(request, meeting, StatementForm())
    return live(request, meeting)


def door(
    request: PanelRequest, meeting: Meeting, form: StatementForm, status: int = 200
) -> HttpResponse:
    """Where one signs and enters."""
    context = {
        "meeting": meeting,
        "stage": meeting.stage,
        "form": form,
        "statement": meeting.protocol.meeting.confidentiality,
        "has_signed": has_signed(meeting, actor=request.actor),
        "is_the_day": request.today >= meeting.held_on,
    }
    return render(request, "meetings/door.html", context, status=status)


def live(request: PanelRequest, meeting: Meeting, status: int = 200, **forms: Any) -> HttpResponse:
    """The live room. `forms` replaces those that somebody filled in wrongly."""
    lines = showing.agenda_lines(meeting, actor=request.actor)
    heard = running(meeting)
    shown = heard if heard and any(line.item.pk == heard.pk for line in lines) else None
    context: dict[str, Any] = {
        "meeting": meeting,
        "lines": lines,
        "running": shown,
        "is_away": bool(heard) and shown is None,
        "to_come": [line for line in lines if line.item.begun_at is None],
    }
    if shown:
        context |= _heard_by(request, shown) | forms
    return render(request, "meetings/room.html", context, status=status)


def _heard_by(request: PanelRequest, item: AgendaItem) -> dict[str, Any]:
    if request.session.get("heard") != item.uid:
        operations.hear_item(item, actor=request.actor, now=request.now)
        request.session["heard"] = item.uid
    now = hearing(item, now=request.now, today=request.today)
    return {"hearing": now, **writing_forms(request, now)}


def writing_forms(request: PanelRequest, now: Hearing) -> dict[str, Any]:
    """The forms of those who write; nothing for everybody else."""
    forms: dict[str, Any] = {"minute_form": None, "action_form": None, "dissent_form": None}
    if Permission.ROOM_MINUTE in request.actor.permissions:
        written = {name: getattr(now.record, name) for name in MinuteForm.base_fields}
        forms["minute_form"] = MinuteForm(initial=written)
        forms["dissent_form"] = dissent_form(now)
    if Permission.ACTION_AGREE in request.actor.permissions:
        forms["action_form"] = action_form(request, now)
    return forms


def action_form(request: PanelRequest, now: Hearing, typed: Any = None) -> ActionForm:
    """The form for one action on the case that is heard."""
    return ActionForm(
        typed,
        owners=owners_for(now.item, request.today),
        risks=dict.fromkeys(flag.title for adult in now.adults for flag in adult.flags),
        today=request.today,
    )


def dissent_form(now: Hearing, typed: Any = None) -> DissentForm:
    """The form for an agency that disagrees: those in the room for this case."""
    agencies = {seat.agency_id: seat.agency for seat in now.people.present}
    return DissentForm(typed, agencies=agencies.values(), prefix="dissent")


@require_POST
def enter(request: PanelRequest, uid: str) -> HttpResponse:
    """Enter, signing on the way in where that was not done before."""
    meeting = find_meeting(request, uid)
    form = StatementForm(request.POST)
    if not has_signed(meeting, actor=request.actor) and not form.is_valid():
        return door(request, meeting, form, status=422)
    try:
        operations.enter_room(meeting, actor=request.actor, now=request.now, agrees=True)
    except Denied as denied:
        form.is_valid()
        return door(request, meeting, form, status=put_right(form, denied))
    return go(request, "room", uid)


@require_POST
def leave(request: PanelRequest, uid: str) -> HttpResponse:
    """Leave the room."""
    operations.leave_room(find_meeting(request, uid), actor=request.actor, now=request.now)
    return go(request, "meeting", uid)


@require_POST
def begin(request: PanelRequest, uid: str) -> HttpResponse:
    """Begin to hear a case."""
    item = find_item(request, uid)
    operations.begin_item(item, actor=request.actor, now=request.now)
    return go(request, "room", item.meeting.uid)


@require_POST
def end(request: PanelRequest, uid: str) -> HttpResponse:
    """End a case after its decision was read back."""
    item = find_item(request, uid)
    try:
        operations.end_item(item, actor=request.actor, now=request.now)
    except Denied as denied:
        wrong = [("id_decision", denied.decision.reason)]
        return live(request, item.meeting, 422, not_ended=wrong)
    return go(request, "room", item.meeting.uid)


def back_to_where_it_is_heard(request: PanelRequest, item: AgendaItem, at: str) -> HttpResponse:
    """To the room while the case is heard; afterwards to the draft of the minutes."""
    if item.ended_at is None and is_in_the_room(item.meeting, actor=request.actor):
        return go(request, "room", item.meeting.uid, at=at)
    return go(request, "minutes", item.meeting.uid, at=item.case.reference)
