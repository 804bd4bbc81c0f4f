"""The year's meetings, one meeting, and what moves it on."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conferral.access.actor import Denied, insist
from conferral.meetings import operations
from conferral.meetings.lifecycle import Stage
from conferral.meetings.models import Meeting
from conferral.meetings.operations.circulating import may_circulate
from conferral.meetings.queries import acting_on, agenda_of, starts_at
from conferral.protocol.permissions import Permission
from conferral.web.meetings import showing
from conferral.web.meetings.finding import find_meeting, go, put_right, typed
from conferral.web.meetings.forms import ApologiesForm, MovingForm
from conferral.web.meetings.seats import seats_of
from conferral.web.panel import PanelRequest


@require_safe
def meetings(request: PanelRequest) -> HttpResponse:
    """Upcoming and past meetings, each with its stage, its cases and what is due next."""
    rows = Meeting.objects.visible_to(request.actor).filter(panel=request.panel)
    ahead = [_listed(request, each) for each in rows if each.is_ahead(request.today)]
    past = [_listed(request, each) for each in rows if not each.is_ahead(request.today)]
    return render(request, "meetings/meetings.html", {"ahead": ahead, "past": past[::-1]})


def _listed(request: PanelRequest, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "cases": len(agenda_of(meeting, actor=request.actor)),
        "next": showing.next_deadline(meeting, request.now),
    }


@require_safe
def meeting(request: PanelRequest, uid: str) -> HttpResponse:
    """One meeting, as far as it has come and as far as this actor may see it."""
    found = find_meeting(request, uid)
    prefetch_related_objects([found], *showing.gathered())
    lines = showing.agenda_lines(found, actor=request.actor)
    acting = acting_on(found.panel, request.today, edition=request.edition)
    rows = showing.board(found, lines, request.today, acting)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "stage": found.stage,
            "deadlines": showing.deadlines(found, request.now),
            "lines": lines,
            "minutes": sum(line.item.minutes for line in lines),
            "board": rows,
            "ready": showing.readiness(found, rows, request.today, acting),
            "starts": starts_at(found),
            "seats": seats_of(found, request.today, acting),
            **_of_the_reader(request, found),
            **_of_the_convenor(request, found, lines),
        },
    )


def _of_the_reader(request: PanelRequest, meeting: Meeting) -> dict[str, Any]:
    seat = request.actor.membership_id
    places = [each for each in meeting.attendances.all() if each.membership_id == seat]
    return {
        "has_signed": any(each.membership_id == seat for each in meeting.signatures.all()),
        "is_in": any(each.entered_at and each.left_at is None for each in places),
        "has_copy": any(
            copy.membership_id == seat
            for sent in meeting.circulations.all()
            for copy in sent.copies.all()
        ),
        "is_the_day": request.today >= meeting.held_on,
    }


def _of_the_convenor(
    request: PanelRequest, meeting: Meeting, lines: list[showing.Line]
) -> dict[str, Any]:
    if Permission.PAPERS_CIRCULATE not in request.actor.permissions:
        return {"circulations": [], "not_listed": [], "may_circulate": False}
    listed = [line.item for line in lines]
    return {
        "circulations": list(meeting.circulations.all()),
        "not_listed": showing.not_listed(meeting, actor=request.actor),
        "may_circulate": may_circulate(meeting, actor=request.actor, listed=listed),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PanelRequest, uid: str) -> HttpResponse:
    """Move a meeting to a day that the members agreed."""
    insist(request.actor.may(Permission.MEETING_PLAN))
    found, status = find_meeting(request, uid), 200
    form = MovingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            operations.move_meeting(
                found, actor=request.actor, now=request.now, **form.cleaned_data
            )
        except Denied as denied:
            status = put_right(form, denied)
        else:
            messages.success(request, _("The meeting is moved, and its deadlines with it."))
            return go(request, "meeting", uid)
    return render(request, "meetings/move.html", {"meeting": found, "form": form}, status=status)


@require_POST
def open_it(request: PanelRequest, uid: str) -> HttpResponse:
    """Open the meeting."""
    operations.open_meeting(find_meeting(request, uid), actor=request.actor, now=request.now)
    return go(request, "room", uid)


@require_POST
def close(request: PanelRequest, uid: str) -> HttpResponse:
    """Close the meeting when every case was heard or taken off."""
    operations.close_meeting(find_meeting(request, uid), actor=request.actor, now=request.now)
    messages.success(request, _("The meeting is closed. Its minutes can be issued now."))
    return go(request, "minutes", uid) if _writes(request) else go(request, "meeting", uid)


def _writes(request: PanelRequest) -> bool:
    writing = {Permission.ROOM_MINUTE, Permission.MINUTES_APPROVE, Permission.MINUTES_ISSUE}
    return bool(writing & request.actor.permissions)


@require_http_methods(["GET", "HEAD", "POST"])
def apologies(request: PanelRequest, uid: str) -> HttpResponse:
    """Say that one cannot come."""
    found, status = find_meeting(request, uid), 200
    form = ApologiesForm(typed(request))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["information_sent"] == "yes"
        try:
            operations.send_apologies(
                found, actor=request.actor, now=request.now, information_sent=sent
            )
        except Denied as denied:
            status = put_right(form, denied)
        else:
            messages.success(request, _("Your apologies are noted."))
            return go(request, "meeting", uid)
    context = {
        "meeting": found,
        "form": form,
        "open": found.stage in (Stage.PLANNED, Stage.PAPERS_OUT),
    }
    return render(request, "meetings/apologies.html", context, status=status)
