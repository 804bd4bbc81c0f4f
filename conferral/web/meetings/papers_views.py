"""The papers of a meeting: send them, sign for them, read one's own copy."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from conferral.access.actor import Denied, insist
from conferral.access.localtime import local
from conferral.cases.models import Level
from conferral.meetings import operations
from conferral.meetings.models import Copy, Meeting
from conferral.meetings.operations.circulating import may_circulate
from conferral.meetings.queries import (
    PAPERS,
    deadline_of,
    has_signed,
    recipients_of,
    references_for,
)
from conferral.partnerships.actors import actor_of
from conferral.protocol.permissions import Permission
from conferral.web.meetings import documents, showing
from conferral.web.meetings.finding import find, find_meeting, go, put_right, typed
from conferral.web.meetings.forms import LateForm, StatementForm
from conferral.web.panel import PanelRequest

NEXT = ("papers", "room", "minutes")


@require_http_methods(["GET", "HEAD", "POST"])
def circulate(request: PanelRequest, uid: str) -> HttpResponse:
    """Look once more at who gets what, then send."""
    insist(request.actor.may(Permission.PAPERS_CIRCULATE))
    meeting, status = find_meeting(request, uid), 200
    form = LateForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, meeting, form.cleaned_data["late_reason"])
        except Denied as denied:
            status = put_right(form, denied, "late_reason")
    return render(
        request, "meetings/circulate.html", _sending(request, meeting, form), status=status
    )


def _sending(request: PanelRequest, meeting: Meeting, form: LateForm) -> dict[str, Any]:
    due = deadline_of(meeting, PAPERS)
    return {
        "meeting": meeting,
        "form": form,
        "due": due,
        "late": due is not None and due.has_passed(local(request.now)),
        "lines": showing.agenda_lines(meeting, actor=request.actor),
        "recipients": [seat for seat, _actor in recipients_of(meeting, request.today)],
        "allowed": may_circulate(meeting, actor=request.actor),
    }


def _send(request: PanelRequest, meeting: Meeting, reason: str) -> HttpResponse:
    sent = operations.circulate(meeting, actor=request.actor, now=request.now, late_reason=reason)
    count = sent.copies.count()
    words = ngettext("The papers are out: %(n)d copy.", "The papers are out: %(n)d copies.", count)
    messages.success(request, words % {"n": count})
    return go(request, "meeting", meeting.uid)


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: PanelRequest, uid: str) -> HttpResponse:
    """Sign the confidentiality statement for this meeting, then go on to what it opens."""
    meeting = find_meeting(request, uid)
    after = request.GET.get("next", "")
    form = StatementForm(typed(request))
    if request.method == "POST" and form.is_valid():
        operations.sign_confidentiality(
            meeting, actor=request.actor, now=request.now, agrees=form.cleaned_data["agrees"]
        )
        return go(request, after if after in NEXT else "meeting", uid)
    context = {
        "meeting": meeting,
        "form": form,
        "statement": meeting.protocol.meeting.confidentiality,
        "has_signed": has_signed(meeting, actor=request.actor),
    }
    return render(request, "meetings/sign.html", context)


@require_safe
def papers(request: PanelRequest, uid: str) -> HttpResponse:
    """One's own copy, as it was sent. Opening it goes on the record."""
    meeting = find_meeting(request, uid)
    if not has_signed(meeting, actor=request.actor):
        return _to_the_statement(request, meeting)
    copy = _own_copy(request, meeting)
    operations.open_copy(copy, actor=request.actor, now=request.now)
    pack = documents.case_pack(
        request, copy, only=references_for(request.actor, level=Level.PAPERS)
    )
    context = {"meeting": meeting, "copy": copy, "pack": pack, "numbered": pack.marking.copy}
    return render(request, "meetings/papers.html", context)


@require_safe
def papers_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """One's own copy on paper, with its number and name on every page."""
    meeting = find_meeting(request, uid)
    if not has_signed(meeting, actor=request.actor):
        return _to_the_statement(request, meeting)
    copy = _own_copy(request, meeting)
    operations.open_copy(copy, actor=request.actor, now=request.now)
    readable = references_for(request.actor, level=Level.PAPERS)
    pack = documents.case_pack(request, copy, only=readable)
    return documents.answer(request, pack, documents.file_name(copy))


@require_safe
def copy_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """A recipient's copy, for the coordinator to print: what both of them may read."""
    insist(request.actor.may(Permission.PAPERS_CIRCULATE))
    copy = find(request, Copy, uid)
    operations.print_copy(copy, actor=request.actor, now=request.now)
    reader = actor_of(copy.membership, request.today)
    readable = references_for(reader, level=Level.PAPERS)
    ours = references_for(request.actor, level=Level.PAPERS)
    pack = documents.case_pack(request, copy, only=readable & ours)
    return documents.answer(request, pack, documents.file_name(copy))


def _own_copy(request: PanelRequest, meeting: Meeting) -> Copy:
    copies = Copy.objects.visible_to(request.actor).filter(
        circulation__meeting=meeting, membership_id=request.actor.membership_id
    )
    latest = copies.select_related("circulation__meeting", "membership__user", "membership__agency")
    copy = latest.order_by("-circulation__sent_at").first()
    if copy is None:
        raise Http404
    return copy


def _to_the_statement(request: PanelRequest, meeting: Meeting) -> HttpResponse:
    return go(request, "meeting-sign", meeting.uid, ask="next=papers")
