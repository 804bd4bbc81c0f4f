"""A proposed edition: what is left to do, settling what is open, and the two signatures."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from conferral.access.actor import Denied, insist
from conferral.access.localtime import local_day
from conferral.partnerships import operations
from conferral.partnerships.models import EditionProposal
from conferral.partnerships.queries import answered_before, mark_of
from conferral.protocol.edition import Unsettled
from conferral.protocol.files.loading import ProtocolError
from conferral.protocol.permissions import Permission
from conferral.web.going import go_to, panel_address
from conferral.web.panel import PanelRequest
from conferral.web.protocol.adopting_views import called
from conferral.web.protocol.area import Area, area_of, proposed_reading, told
from conferral.web.protocol.forms import AnswerForm
from conferral.web.protocol.tasks import next_open, tasks_of


def find(request: PanelRequest, uid: str) -> EditionProposal:
    """A proposal of this panel."""
    rows = EditionProposal.objects.visible_to(request.actor).select_related(
        "panel", "proposed_by", "signed_by", "withdrawn_by", "adopted"
    )
    return get_object_or_404(rows, uid=uid)


@require_safe
def proposal(request: PanelRequest, uid: str) -> HttpResponse:
    """What a proposed edition still waits for, each with the button that does it."""
    insist(request.actor.may(Permission.PROTOCOL_READ))
    return _page(request, find(request, uid))


def _page(
    request: PanelRequest, found: EditionProposal, denied: Denied | None = None
) -> HttpResponse:
    try:
        area = area_for(request, found)
        name = called(found.protocol)
    except ProtocolError as broken:
        return _unreadable(request, found, broken)
    context = told(
        area,
        proposal=found,
        name=name,
        seen=mark_of(area.reading.settled.values()),
        tasks=tasks_of(found, actor=request.actor, now=request.now),
        denied=getattr(denied, "problems", [denied.decision.reason]) if denied else [],
    )
    status = 422 if denied else 200
    return render(request, "protocol/proposal.html", context, status=status)


def _unreadable(
    request: PanelRequest, found: EditionProposal, broken: ProtocolError
) -> HttpResponse:  # fmt: skip
    """A text that this version of the software no longer reads: why, and the way to withdraw it."""
    context = {
        "proposal": found,
        "problems": broken.problems,
        "proposed_on": date_format(local_day(found.proposed_at), "j F Y"),
    }
    return render(request, "protocol/unreadable.html", context)


def area_for(request: PanelRequest, found: EditionProposal) -> Area:
    """The area with this proposal as what is read."""
    area_of(request, "protocol-editions")
    return Area(request, proposed_reading(found, request), "protocol-editions")


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: PanelRequest, uid: str) -> HttpResponse:
    """Confirm one default, or answer one query with a reason; then on to the next."""
    insist(request.actor.may(Permission.PROTOCOL_ADOPT))
    found = find(request, uid)
    try:
        about = _about(found, request.GET.get("about", ""))
    except ProtocolError as broken:
        return _unreadable(request, found, broken)
    if request.method == "POST":
        return _settle(request, found, about)
    return _settling(request, found, about, _form(found, about))


def _about(found: EditionProposal, asked: str) -> Unsettled:
    """What is to be settled: what the address names, else the first that is open."""
    edition = found.protocol
    named = {each.id: each for each in (*edition.defaults, *edition.queries)}
    about = named.get(asked) if asked else next_open(found)
    if about is None:
        raise Http404
    return about


def _form(found: EditionProposal, about: Unsettled, typed: Any = None) -> AnswerForm:
    """An answer that was given before, here or to an earlier proposal, is there to be changed."""
    kept = found.settlements.filter(unsettled=about.id).first() or answered_before(found, about.id)
    return AnswerForm(typed, initial={"answer": kept.answer, "reason": kept.reason} if kept else {})


def _settle(request: PanelRequest, found: EditionProposal, about: Unsettled) -> HttpResponse:
    asked: dict[str, Any] = {"actor": request.actor, "now": request.now, "unsettled": about.id}
    form = _form(found, about, request.POST)
    try:
        if about.source == "default":
            operations.confirm_default(found, **asked)
        elif form.is_valid():
            seen = request.POST.get("seen")
            operations.answer_query(found, **asked, **form.cleaned_data, seen=seen)
        else:
            return _settling(request, found, about, form, status=422)
    except Denied as denied:
        form.add_error(None, denied.decision.reason)
        return _settling(request, found, about, form, status=422)
    return _on_to_the_next(request, found)


def _on_to_the_next(request: PanelRequest, found: EditionProposal) -> HttpResponse:
    after = next_open(found)
    if after is None:
        messages.success(request, _("Everything is settled. The edition can be signed."))
        return go_to(request, "proposal", found.uid)
    answer = go_to(request, "proposal-settle", found.uid)
    answer["Location"] += f"?about={after.id}"
    return answer


def _settling(
    request: PanelRequest, found: EditionProposal, about: Unsettled, form: AnswerForm,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    area = area_for(request, found)
    edition = area.reading.edition
    everything = [*edition.defaults, *edition.queries]
    kept = area.reading.settled.get(about.id)
    earlier = None if kept or form.is_bound else answered_before(found, about.id)
    context = told(
        area, proposal=found, about=about, form=form, kept=kept, earlier=earlier,
        seen=mark_of([kept] if kept else []),
        place=everything.index(about) + 1, total=len(everything),
        address=f"{panel_address(request, 'proposal-settle', found.uid)}?about={about.id}",
    )  # fmt: skip
    return render(request, "protocol/settle.html", context, status=status)


@require_POST
def sign(request: PanelRequest, uid: str) -> HttpResponse:
    """Sign as the first of two."""
    found = find(request, uid)
    try:
        seen = request.POST.get("seen")
        operations.sign(found, actor=request.actor, now=request.now, seen=seen)
    except Denied as denied:
        return _refused(request, uid, denied)
    messages.success(request, _("You have signed. It is adopted once somebody else signs too."))
    return go_to(request, "proposal", uid)


@require_POST
def adopt(request: PanelRequest, uid: str) -> HttpResponse:
    """Sign as the second of two, which adopts the edition."""
    found = find(request, uid)
    try:
        adopted = operations.adopt(found, actor=request.actor, now=request.now)
    except Denied as denied:
        return _refused(request, uid, denied)
    words = _("Adopted by two people. It is in force from %(day)s.")
    messages.success(request, words % {"day": date_format(adopted.in_force_from, "j F Y")})
    return go_to(request, "protocol-editions")


@require_POST
def withdraw(request: PanelRequest, uid: str) -> HttpResponse:
    """Take the proposal back."""
    found = find(request, uid)
    try:
        operations.withdraw_proposal(found, actor=request.actor, now=request.now)
    except Denied as denied:
        return _refused(request, uid, denied)
    messages.success(request, _("Withdrawn. The panel works as it did before."))
    return go_to(request, "protocol-editions")


def _refused(request: PanelRequest, uid: str, denied: Denied) -> HttpResponse:
    """The proposal again, with the reasons; whoever lacks the permission is plainly refused."""
    insist(request.actor.may(Permission.PROTOCOL_ADOPT))
    return _page(request, find(request, uid), denied)
