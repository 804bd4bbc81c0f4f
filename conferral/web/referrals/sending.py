"""Checking a referral, sending it, and taking it back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferral.access.actor import Denied
from conferral.protocol.decision import Decision
from conferral.referrals import operations
from conferral.referrals.gaps import still_missing
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from conferral.web.panel import PanelRequest
from conferral.web.referrals.aims import aim_of
from conferral.web.referrals.dossier import answers_of_pages, name_of, open_duties
from conferral.web.referrals.forms import WithdrawForm
from conferral.web.referrals.found import go_to, ours
from conferral.web.referrals.views import reading_room, writing_room


@require_safe
def check(request: PanelRequest, uid: str) -> HttpResponse:
    """Everything that was answered, and exactly what is still missing."""
    referral = ours(request, uid)
    if not referral.is_editable:
        return go_to(request, "referral", uid, note=_("This referral has been sent."))
    return _checked(request, referral)


def _checked(
    request: PanelRequest, referral: Referral, refusal: Decision | None = None
) -> HttpResponse:
    context = {
        "referral": referral,
        "name": name_of(referral),
        "pages": answers_of_pages(request, referral),
        "gaps": still_missing(referral),
        "duties": open_duties(referral),
        "aim": aim_of(referral, panel=request.panel, actor=request.actor, now=request.now),
        "refusal": refusal,
    }
    status = 200 if refusal is None else 422
    return render(request, "referrals/check.html", context, status=status)


@require_POST
def submit(request: PanelRequest, uid: str) -> HttpResponse:
    """Send it. A second click finds it sent, and says so."""
    referral = ours(request, uid)
    if not referral.is_editable:
        return _sent_already(request, referral)
    try:
        operations.submit(referral, actor=request.actor, now=request.now)
    except Denied as denied:
        found = ours(request, uid)
        if not found.is_editable:
            return _sent_already(request, found)
        return _checked(request, found, denied.decision)
    return go_to(request, "referral", uid, done=_("Sent to the coordinator."))


def _sent_already(request: PanelRequest, referral: Referral) -> HttpResponse:
    sent = referral.stage == Stage.SUBMITTED
    note = _("It has been sent; once is enough.") if sent else _("This has been decided already.")
    return go_to(request, "referral", referral.uid, note=note)


@require_POST
def withdraw(request: PanelRequest, uid: str) -> HttpResponse:
    """Take it back. The duties that it raised stay."""
    referral, form = ours(request, uid), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            operations.withdraw(referral, actor=request.actor, now=request.now, **form.cleaned_data)
        except Denied as denied:
            form.refuse(denied)
        else:
            return go_to(request, "referral", uid, done=_("Withdrawn. The panel does not hear it."))
    if referral.is_editable:
        return writing_room(request, referral, form)
    return reading_room(request, referral, withdraw=form)
