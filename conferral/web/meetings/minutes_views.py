"""The minutes and the actions of a meeting, on screen and on paper."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferral.actions import operations
from conferral.actions.minutes import case_minutes, from_sealed_content, line_of
from conferral.actions.models import Action
from conferral.cases.models import Level
from conferral.documents.action_log import ActionLine, ActionLog, AgencyActions
from conferral.documents.marking import RecordHead
from conferral.documents.minutes import CaseMinute, MinutesStage, Presence
from conferral.documents.minutes import Minutes as MinutesPaper
from conferral.meetings.lifecycle import Stage
from conferral.meetings.models import AgendaItem, Meeting, Minutes
from conferral.meetings.queries import has_signed, references_for
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.vault.files import content_of
from conferral.web.meetings import documents
from conferral.web.meetings.finding import find_meeting, go
from conferral.web.meetings.seats import Seat, seats_of
from conferral.web.panel import PanelRequest


@require_safe
def minutes(request: PanelRequest, uid: str) -> HttpResponse:
    """The draft for those who write; once issued, what was issued, to everyone who may read it."""
    meeting = find_meeting(request, uid)
    if not has_signed(meeting, actor=request.actor):
        return _to_the_statement(request, meeting)
    operations.read_minutes(meeting, actor=request.actor, now=request.now)
    issued = Minutes.objects.filter(meeting=meeting).select_related("issued_by").first()
    context = {
        "meeting": meeting,
        "issued": issued,
        "cases": _cases(request, meeting, issued),
        "seats": seats_of(meeting, meeting.held_on),
        "items": _items(request, meeting),
        "may_issue": Permission.MINUTES_ISSUE in request.actor.permissions
        and meeting.stage == Stage.HELD,
        "may_write": Permission.ROOM_MINUTE in request.actor.permissions and issued is None,
    }
    return render(request, "meetings/minutes.html", context)


def _cases(request: PanelRequest, meeting: Meeting, issued: Minutes | None) -> list[CaseMinute]:
    """The minutes of the cases that this reader may see, closed up where one is not."""
    if issued:
        every = from_sealed_content(content_of(issued.content))
    else:
        every = case_minutes(meeting, today=request.today)
    readable = references_for(request.actor, level=Level.IDENTIFIERS)
    return [each for each in every if each.reference in readable]


def _items(request: PanelRequest, meeting: Meeting) -> dict[str, str]:
    items = AgendaItem.objects.visible_to(request.actor).filter(meeting=meeting, taken_off_at=None)
    return dict(items.values_list("case__reference", "uid"))


def _to_the_statement(request: PanelRequest, meeting: Meeting) -> HttpResponse:
    return go(request, "meeting-sign", meeting.uid, ask="next=minutes")


@require_POST
def issue(request: PanelRequest, uid: str) -> HttpResponse:
    """Issue the minutes and the action log."""
    meeting = find_meeting(request, uid)
    operations.issue_minutes(meeting, actor=request.actor, now=request.now)
    messages.success(request, _("The minutes and the action log are issued, and members are told."))
    return go(request, "minutes", uid)


@require_safe
def minutes_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """The minutes on paper, as far as this reader may read them."""
    meeting = find_meeting(request, uid)
    operations.read_minutes(meeting, actor=request.actor, now=request.now)
    issued = Minutes.objects.filter(meeting=meeting).first()
    head = RecordHead(issued.anchor_seq, issued.anchor_mac) if issued else None
    paper = MinutesPaper(
        documents.for_reader(documents.marking(request, meeting, record=head), request.actor),
        documents.heading(meeting),
        MinutesStage.ISSUED if issued else MinutesStage.DRAFT,
        tuple(_cases(request, meeting, issued)),
        **_people(meeting, meeting.held_on),
    )
    return documents.answer(request, paper, "minutes.pdf")


def _people(meeting: Meeting, day: date) -> dict[str, Any]:
    seats = seats_of(meeting, day)
    came = [seat for seat in seats if seat.came]
    return {
        "present": tuple(_presence(each) for each in came if not _watches(each, meeting)),
        "observers": tuple(_presence(each) for each in came if _watches(each, meeting)),
        "apologies": tuple(_presence(each) for each in seats if each.has_apologised),
    }


def _watches(seat: Seat, meeting: Meeting) -> bool:
    """Whoever reads no papers in her role is there to watch."""
    return Permission.PAPERS_READ not in meeting.protocol.granted_to(seat.membership.roles)


def _presence(seat: Seat) -> Presence:
    sent = bool(seat.attendance and seat.attendance.information_sent)
    note = _("information sent") if seat.has_apologised and sent else ""
    return Presence(seat.name, seat.agency, seat.as_, note)


@require_safe
def action_log_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """The action log as it stands today: the actions that this reader may see."""
    meeting = find_meeting(request, uid)
    operations.print_actions(meeting, actor=request.actor, now=request.now)
    paper = ActionLog(
        documents.for_reader(documents.marking(request, meeting), request.actor),
        documents.heading(meeting),
        _lines(request, meeting),
        request.today,
        _report_to(request),
    )
    return documents.answer(request, paper, "actions.pdf")


@require_safe
def our_actions_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """The actions that the reader's own agency took on."""
    meeting = find_meeting(request, uid)
    operations.print_actions(meeting, actor=request.actor, now=request.now)
    paper = AgencyActions(
        documents.for_reader(documents.marking(request, meeting), request.actor),
        request.actor.agency_name,
        _lines(request, meeting, agency_id=request.actor.agency_id),
        request.today,
        _report_to(request),
    )
    return documents.answer(request, paper, "our-actions.pdf")


def _lines(request: PanelRequest, meeting: Meeting, **narrower: Any) -> tuple[ActionLine, ...]:
    actions = Action.objects.visible_to(request.actor).filter(item__meeting=meeting, **narrower)
    rows = actions.select_related("agency", "owner", "case").order_by("due_on", "pk")
    return tuple(line_of(action, request.today) for action in rows)


def _report_to(request: PanelRequest) -> str:
    words = _("Tell %(convenor)s when an action is done, or why it cannot be")
    said = words % {"convenor": request.panel.convenor}
    number = request.edition.clause_for(Practice.ACTIONS_REPORTED)
    return f"{said} ({request.edition.abbreviation} {number})." if number else f"{said}."
