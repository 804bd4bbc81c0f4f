"""Reading the record of who did and who read what, and checking that it is whole."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from conferral.accounts.models import User
from conferral.audit.queries import Verdict
from conferral.cases.models import Case
from conferral.partnerships.models import Membership
from conferral.partnerships.operations import check_record, open_record
from conferral.web.panel import PanelRequest
from conferral.web.record.forms import Narrowed
from conferral.web.record.reading import before_in, page_of


@require_safe
def listing(request: PanelRequest) -> HttpResponse:
    """Fifty entries, newest first. Reading them goes on the record as well."""
    _insist_on_visible(request)
    open_record(request.panel, actor=request.actor, now=request.now)
    return _page(request)


@require_POST
def check(request: PanelRequest) -> HttpResponse:
    """Walk the record from its first entry and say whether it is whole."""
    _insist_on_visible(request)
    verdict = check_record(request.panel, actor=request.actor, now=request.now)
    return _page(request, verdict)


def _page(request: PanelRequest, verdict: Verdict | None = None) -> HttpResponse:
    narrowed = _asked(request)
    about, person = narrowed["about"], narrowed["person"]
    told = {
        "page": page_of(request.actor, about=about, who=person, before=before_in(request)),
        "form": Narrowed(_cases(request), _people(request), initial=narrowed),
        "narrowed": {name: value for name, value in narrowed.items() if value},
        "verdict": verdict,
    }
    return render(request, "record/listing.html", told)


def _asked(request: PanelRequest) -> dict[str, str]:
    """Which case and which person the address narrows the record to."""
    return {name: request.GET.get(name, "") for name in ("about", "person")}


def _insist_on_visible(request: PanelRequest) -> None:
    """A case that is hidden, or is not there, cannot be asked for; nor can somebody elsewhere."""
    asked = _asked(request)
    if asked["about"]:
        get_object_or_404(Case.objects.visible_to(request.actor), uid=asked["about"])
    if asked["person"] and asked["person"] not in dict(_people(request)):
        raise Http404


def _cases(request: PanelRequest) -> list[tuple[str, str]]:
    rows = Case.objects.visible_to(request.actor).order_by("reference")
    return list(rows.values_list("uid", "reference"))


def _people(request: PanelRequest) -> list[tuple[str, str]]:
    seats = Membership.objects.visible_to(request.actor)
    people = User.objects.filter(pk__in=seats.values("user")).order_by("name")
    return list(people.values_list("uid", "name"))
