"""What a reader does with a case: open one, see how to reach her, declare a conflict, close it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conferral.access.actor import Denied, NotVisible, insist
from conferral.actions.models import Action
from conferral.cases import operations
from conferral.cases.models import Case, Duty
from conferral.meetings.models import AgendaItem
from conferral.people.models import SafeContact
from conferral.protocol.permissions import Permission
from conferral.web.cases.forms import PLACES, Conflict, OpenCase, Reason
from conferral.web.going import go_to
from conferral.web.panel import PanelRequest

NOT_YET = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def open_without_referral(request: PanelRequest) -> HttpResponse:
    """Open a case that nobody referred."""
    insist(request.actor.may(Permission.CASE_OPEN))
    form = OpenCase(request.POST or None)
    if not form.is_valid():
        told = {"form": form, "places": [_place_fields(form, number) for number in PLACES]}
        return render(request, "cases/new.html", told, status=NOT_YET if form.errors else 200)
    asked = ("kind", "summary", "basis", "names", "unnamed", "places")
    said = {name: form.cleaned_data[name] for name in asked}
    case = operations.open_case(request.panel, actor=request.actor, now=request.now, **said)
    messages.success(request, _("The case is open. List it for a meeting when it is ready."))
    return go_to(request, "case", case.uid)


def _place_fields(form: OpenCase, number: int) -> list[object]:
    return [form[f"place_{number}_{part}"] for part in ("kind", "label", "address")]


@never_cache
@form_page
def safe_contact(request: PanelRequest, uid: str) -> HttpResponse:
    """Ask why, then show once how to reach her. The answer is never kept by a browser."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), uid=uid)
    insist(request.actor.may(Permission.SAFE_CONTACT_READ))
    form = Reason(request.POST or None)
    if not form.is_valid():
        told = {"case": case, "form": form}
        return render(request, "cases/ask.html", told, status=NOT_YET if form.errors else 200)
    why = form.cleaned_data["why"]
    case = operations.read_safe_contact(case, actor=request.actor, now=request.now, why=why)
    contacts = SafeContact.objects.visible_to(request.actor).filter(
        person__involvements__case=case, person__involvements__role="adult_at_risk"
    )
    told = {"case": case, "contacts": contacts.select_related("person").distinct()}
    return render(request, "cases/safe_contact.html", told)


@form_page
def conflict(request: PanelRequest, uid: str) -> HttpResponse:
    """Say that one knows somebody in a case; from that moment it is not there any more."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), uid=uid)
    insist(request.actor.may(Permission.CONFLICT_DECLARE))
    form = Conflict(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        told = {"case": case, "form": form}
        return render(request, "cases/conflict.html", told, status=NOT_YET if form.errors else 200)
    why = form.cleaned_data["why"]
    operations.declare_conflict(case, actor=request.actor, now=request.now, why=why)
    messages.info(request, _("Thank you. Your declaration is on the record."))
    return go_to(request, "cases")


@form_page
def close(request: PanelRequest, uid: str) -> HttpResponse:
    """Close a case in which every duty is done; where one is not, say which."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), uid=uid)
    insist(request.actor.may(Permission.CASE_CLOSE))
    if request.method != "POST":
        return _before_closing(request, case, status=200)
    try:
        operations.close_case(case, actor=request.actor, now=request.now)
    except NotVisible:
        raise
    except Denied as denied:
        return _before_closing(request, case, status=NOT_YET, refused=denied.decision)
    messages.success(request, _("The case is closed."))
    return go_to(request, "cases")


def _before_closing(
    request: PanelRequest, case: Case, *, status: int, refused: object = None
) -> HttpResponse:
    duties = Duty.objects.visible_to(request.actor).filter(case=case, done_at=None)
    actions = Action.objects.visible_to(request.actor).filter(case=case, outcome="")
    waiting = AgendaItem.objects.visible_to(request.actor).filter(
        case=case, taken_off_at=None, ended_at=None, meeting__closed_at=None
    )
    told = {
        "case": case,
        "listed": waiting.select_related("meeting").first(),
        "duties": duties.select_related("agency"),
        "actions": actions.select_related("owner", "agency"),
        "refused": refused,
    }
    return render(request, "cases/close.html", told, status=status)
