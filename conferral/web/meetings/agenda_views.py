"""What the coordinator does with an agenda, and the agenda and attendance sheet on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conferral.access.actor import Denied, insist
from conferral.cases.models import Case, Involvement
from conferral.meetings import operations
from conferral.meetings.models import Meeting
from conferral.meetings.operations.planning import in_time_for, may_be_listed
from conferral.meetings.queries import ahead, starts_at
from conferral.protocol.permissions import Permission
from conferral.ui.moments import clock, day_year
from conferral.web.meetings import documents
from conferral.web.meetings.finding import find, find_item, find_meeting, go, put_right, typed
from conferral.web.meetings.forms import ListingForm
from conferral.web.panel import PanelRequest


@require_http_methods(["GET", "HEAD", "POST"])
def list_a_case(request: PanelRequest, uid: str) -> HttpResponse:
    """Put a case on the agenda of one of the next meetings."""
    insist(request.actor.may(Permission.MEETING_LIST_CASE))
    case, status = find(request, Case, uid), 200
    coming = list(ahead(request.panel, actor=request.actor, today=request.today))
    form = _listing_form(request, case, coming)
    if request.method == "POST" and form.is_valid():
        try:
            return _list(request, case, form.cleaned_data)
        except Denied as denied:
            status = put_right(form, denied, "meeting")
    late = next(((each, why) for each in coming if not (why := in_time_for(case, each))), None)
    context = {
        "case": case,
        "form": form,
        "late": late,
        "referral": case.referrals.order_by("-received_at").first(),
    }
    return render(request, "meetings/list_case.html", context, status=status)


def _listing_form(request: PanelRequest, case: Case, coming: list[Meeting]) -> ListingForm:
    choices = [
        (each.uid, f"{day_year(each.held_on)}, {clock(starts_at(each))}")
        for each in coming
        if may_be_listed(case, each, actor=request.actor)
    ]
    child = case.involvements.filter(role=Involvement.Role.CHILD).exists()
    first: dict[str, Any] = {
        "meeting": request.GET.get("meeting") or (choices[0][0] if choices else ""),
        "minutes": request.edition.meeting.minutes_per_case,
        "child_involved": "yes" if child else "",
    }
    return ListingForm(typed(request), meetings=choices, initial=first)


def _list(request: PanelRequest, case: Case, said: dict[str, Any]) -> HttpResponse:
    meeting = find_meeting(request, said["meeting"])
    operations.list_case(
        meeting, actor=request.actor, now=request.now, case=case, minutes=said["minutes"],
        child_involved=said["child_involved"] == "yes", note=said["note"],
    )  # fmt: skip
    words = _("%(case)s is on the agenda. The agencies can search their records now.")
    messages.success(request, words % {"case": case.reference})
    return go(request, "meeting", meeting.uid)


@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: PanelRequest, uid: str) -> HttpResponse:
    """Take a case off the agenda before it is heard, once that is confirmed."""
    insist(request.actor.may(Permission.MEETING_LIST_CASE))
    item = find_item(request, uid)
    if request.method != "POST":
        return render(request, "meetings/take_off.html", {"item": item})
    operations.take_off(item, actor=request.actor, now=request.now)
    messages.success(request, _("%(case)s is off the agenda.") % {"case": item.case.reference})
    return go(request, "meeting", item.meeting.uid)


@require_POST
def send(request: PanelRequest, uid: str) -> HttpResponse:
    """Tell the members that the agenda can be read."""
    operations.send_agenda(find_meeting(request, uid), actor=request.actor, now=request.now)
    messages.success(request, _("Members are told that the agenda is ready to read."))
    return go(request, "meeting", uid)


@require_safe
def agenda_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """The agenda on paper: references and initials, as this reader may see it."""
    made = documents.agenda(request, find_meeting(request, uid))
    return documents.answer(request, made, "agenda.pdf")


@require_safe
def attendance_pdf(request: PanelRequest, uid: str) -> HttpResponse:
    """The attendance sheet with the confidentiality statement."""
    made = documents.attendance_sheet(request, find_meeting(request, uid))
    return documents.answer(request, made, "attendance.pdf")
