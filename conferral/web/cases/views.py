"""The list of cases, one case file as far as its reader may see, and who has looked at it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from conferral.access.actor import insist
from conferral.cases.lifecycle import Stage
from conferral.cases.models import Case, Involvement, Level
from conferral.meetings.models import AgendaItem, ConfidentialitySignature, Meeting
from conferral.meetings.operations import open_case_file
from conferral.meetings.papers import identifiers_of
from conferral.meetings.queries import reach_of
from conferral.partnerships.operations import open_record
from conferral.protocol.permissions import Permission
from conferral.web.cases import listing as listed
from conferral.web.cases.reading import rows_of
from conferral.web.cases.story import labelled, next_meeting, stop_of, story_of
from conferral.web.cases.timeline import timeline_of
from conferral.web.panel import PanelRequest
from conferral.web.record.reading import about_case


@require_safe
def listing(request: PanelRequest) -> HttpResponse:
    """Every case that the reader may see, open or closed."""
    actor = request.actor
    insist(actor.may(Permission.CASE_READ))
    stage = Stage.CLOSED if request.GET.get("stage") == Stage.CLOSED else Stage.OPEN
    counts = {each: Case.objects.visible_to(actor).filter(stage=each).count() for each in Stage}
    pages = Paginator(listed.cases_at(actor, stage), listed.A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    found = listed.rows_of(page, actor=actor, today=request.today)
    told = {"rows": found, "stage": stage, "counts": counts, "page": page}
    return render(request, "cases/listing.html", told)


@require_safe
def case_file(request: PanelRequest, uid: str) -> HttpResponse:
    """One case file. Opening it goes on the record, once for each opening."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), uid=uid)
    case = open_case_file(case, actor=request.actor, now=request.now)
    match reach_of(case, actor=request.actor):
        case Level.PAPERS:
            return _whole(request, case)
        case Level.IDENTIFIERS:
            return _to_search_by(request, case)
        case _:
            return render(request, "cases/reference_only.html", {"case": case})


def _whole(request: PanelRequest, case: Case) -> HttpResponse:
    calendar = request.panel.calendar(request.edition)
    rows = rows_of(case, actor=request.actor, adopted=request.adopted)
    story = story_of(rows, actor=request.actor, today=request.today, calendar=calendar)
    timeline = timeline_of(rows, actor=request.actor)
    told = {"case": case, "story": story, "happenings": timeline}
    return render(request, "cases/case.html", told)


def _to_search_by(request: PanelRequest, case: Case) -> HttpResponse:
    adults = [
        (each, stop_of(each.person), labelled(identifiers_of(each, request.today)))
        for each in case.involvements.select_related("person")
        if each.role == Involvement.Role.ADULT
    ]
    meeting = next_meeting(case, actor=request.actor, today=request.today)
    to_sign = _waiting_for_signature(request, case)
    told = {"case": case, "adults": adults, "meeting": meeting, "to_sign": to_sign}
    return render(request, "cases/identifiers.html", told)


def _waiting_for_signature(request: PanelRequest, case: Case) -> list[Meeting]:
    """Meetings whose papers hold this case and that the reader has not signed for."""
    signed = ConfidentialitySignature.objects.filter(membership_id=request.actor.membership_id)
    items = AgendaItem.objects.visible_to(request.actor).filter(
        case=case, taken_off_at=None, meeting__papers_sent_at__isnull=False
    )
    unsigned = items.exclude(meeting__in=signed.values("meeting")).select_related("meeting")
    return [item.meeting for item in unsigned.order_by("-meeting__held_on")]


@require_safe
def case_record(request: PanelRequest, uid: str) -> HttpResponse:
    """Who did and who read what in one case."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), uid=uid)
    open_record(request.panel, actor=request.actor, now=request.now)
    told = {"case": case, "page": about_case(request, case)}
    return render(request, "cases/record.html", told)
