"""The coordinator's answer to a referral, and the agreement to hear a late one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from conferral.access.actor import Denied, insist
from conferral.protocol.permissions import Permission
from conferral.referrals import operations
from conferral.referrals.lifecycle import LIFECYCLE, Stage
from conferral.referrals.models import Referral
from conferral.web.panel import PanelRequest
from conferral.web.referrals.asking_again import questions_by_page
from conferral.web.referrals.dossier import name_of
from conferral.web.referrals.forms import AcceptForm, DeclineForm, LateForm, ReturnForm
from conferral.web.referrals.found import go_to, visible
from conferral.web.referrals.views import reading_room


@require_POST
def accept(request: PanelRequest, uid: str) -> HttpResponse:
    """Take it as a case."""
    referral, form = visible(request, uid), AcceptForm(request.POST)
    if form.is_valid() and referral.stage != Stage.ACCEPTED:
        try:
            operations.accept(referral, actor=request.actor, now=request.now, **form.cleaned_data)
        except Denied as denied:
            form.refuse(denied)
        else:
            done = _("Accepted. It is now case %(case)s.") % {"case": referral.case}
            return go_to(request, "referral", uid, done=done)
    if referral.stage == Stage.ACCEPTED:
        return go_to(request, "referral", uid, note=_("It was accepted already."))
    return reading_room(request, referral, accept=form)


@require_http_methods(["GET", "POST"])
def return_(request: PanelRequest, uid: str) -> HttpResponse:
    """Ask for more, question by question."""
    referral = _to_decide(request, uid, Permission.REFERRAL_RETURN, Stage.RETURNED)
    form = ReturnForm(referral, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.return_for_information(
                referral, actor=request.actor, now=request.now, reasons=form.reasons(),
                note=form.cleaned_data["note"],
            )  # fmt: skip
        except Denied as denied:
            form.refuse(denied)
        else:
            done = _("Returned to %(agency)s.") % {"agency": referral.agency.name}
            return go_to(request, "referral", uid, done=done)
    context = {
        "referral": referral,
        "name": name_of(referral),
        "the_form": form,
        "pages": questions_by_page(referral, form, actor=request.actor),
        "open_page": request.GET.get("page", ""),
    }
    wrong = request.method == "POST"
    return render(request, "referrals/return.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def decline(request: PanelRequest, uid: str) -> HttpResponse:
    """Say no, with reasons."""
    referral = _to_decide(request, uid, Permission.REFERRAL_DECLINE, Stage.DECLINED)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.decline(
                referral, actor=request.actor, now=request.now, reasons=form.cleaned_data["reasons"]
            )
        except Denied as denied:
            form.refuse(denied)
        else:
            return go_to(request, "referral", uid, done=_("Declined. The agency can read why."))
    context = {"referral": referral, "name": name_of(referral), "the_form": form}
    wrong = request.method == "POST"
    return render(request, "referrals/decline.html", context, status=422 if wrong else 200)


def _to_decide(request: PanelRequest, uid: str, may: Permission, there: Stage) -> Referral:
    referral = visible(request, uid)
    insist(request.actor.may(may))
    insist(LIFECYCLE.may_move(referral.stage, there))
    return referral


@require_POST
def agree_late(request: PanelRequest, uid: str) -> HttpResponse:
    """Agree, in one's role, that a late referral be heard."""
    referral, form = visible(request, uid), LateForm(request.POST)
    if form.is_valid():
        try:
            operations.approve_late(
                referral, actor=request.actor, now=request.now, **form.cleaned_data
            )
        except Denied as denied:
            form.refuse(denied)
        else:
            return go_to(request, "referral", uid, done=_("You agreed that it be heard late."))
    return reading_room(request, referral, late=form)
