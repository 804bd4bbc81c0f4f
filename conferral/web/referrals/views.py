"""The list of referrals, a new one, and the page of one."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from conferral.protocol.permissions import Permission
from conferral.referrals import operations
from conferral.referrals.lifecycle import EDITABLE, Stage
from conferral.referrals.models import Referral
from conferral.referrals.queries import REFERRAL
from conferral.web.panel import PanelRequest
from conferral.web.referrals.aims import Aim, aim_of
from conferral.web.referrals.dossier import decides, dossier, name_of, open_duties, returns_of
from conferral.web.referrals.forms import AcceptForm, LateForm, WithdrawForm
from conferral.web.referrals.found import go_to, visible
from conferral.web.referrals.parts import Parts


@dataclass(frozen=True)
class Entry:
    """One referral in a list."""

    referral: Referral
    name: str
    aim: Aim


@require_safe
def listing(request: PanelRequest) -> HttpResponse:
    """Those that need this person first, then those that are on their way or decided."""
    rows = Referral.objects.visible_to(request.actor).select_related("agency", "case", "person")
    entries = [_entry(request, each) for each in rows.prefetch_related("person__names")]
    to_decide = [each for each in entries if decides(request, each.referral)]
    to_decide.sort(key=lambda each: str(each.referral.received_at))
    ours_open = [each for each in entries if _is_ours_to_finish(request, each.referral)]
    shown = {id(each) for each in (*to_decide, *ours_open)}
    context = {
        "decides": bool(request.actor.may(Permission.REFERRAL_ACCEPT)),
        "to_decide": to_decide,
        "ours_open": ours_open,
        "rest": [each for each in entries if id(each) not in shown],
    }
    return render(request, "referrals/listing.html", context)


def _is_ours_to_finish(request: PanelRequest, referral: Referral) -> bool:
    return referral.stage in EDITABLE and referral.agency_id == request.actor.agency_id


def _entry(request: PanelRequest, referral: Referral) -> Entry:
    aim = aim_of(referral, panel=request.panel, actor=request.actor, now=request.now)
    return Entry(referral, name_of(referral), aim)


@require_POST
def new(request: PanelRequest) -> HttpResponse:
    """Begin a referral."""
    made = operations.draft(request.panel, actor=request.actor, now=request.now)
    return go_to(request, "referral", made.uid)


@require_safe
def referral(request: PanelRequest, uid: str) -> HttpResponse:
    """Where its own agency writes it; once it is sent, what it says."""
    found = visible(request, uid)
    if found.is_editable and found.agency_id == request.actor.agency_id:
        return writing_room(request, found)
    return reading_room(request, found)


def writing_room(
    request: PanelRequest, found: Referral, form: WithdrawForm | None = None
) -> HttpResponse:
    """The start page of a referral that is being written: its parts, and how far each has come."""
    returns = returns_of(found) if found.stage == Stage.RETURNED else []
    parts = Parts(found)
    context = {
        "referral": found,
        "whole_form": found.protocol.form(REFERRAL),
        "name": name_of(found),
        "parts": parts.sections,
        "is_whole": not any(leaf.missing for leaf in parts.leaves) and not _awaits(parts),
        "again": [(leaf, one) for leaf in parts.leaves for one in leaf.again],
        "returned": returns[0] if returns else None,
        "reasons": dict(returns[0].row.reasons) if returns else {},
        "duties": open_duties(found),
        "aim": aim_of(found, panel=request.panel, actor=request.actor, now=request.now),
        "withdraw_form": form or WithdrawForm(),
    }
    return render(request, "referrals/start.html", context, status=422 if form else 200)


def _awaits(parts: Parts) -> bool:
    return any(part.awaits_route for part in parts.sections)


def reading_room(
    request: PanelRequest,
    found: Referral,
    *,
    accept: AcceptForm | None = None,
    late: LateForm | None = None,
    withdraw: WithdrawForm | None = None,
) -> HttpResponse:
    """The page of a referral that was sent, with what its reader may do about it."""
    if found.stage != Stage.DRAFT:
        operations.read_referral(found, actor=request.actor, now=request.now)
    wrong = accept or late or withdraw
    context = {
        **dossier(request, found),
        "accept_form": accept or AcceptForm(),
        "late_form": late or LateForm(),
        "withdraw_form": withdraw or WithdrawForm(),
        "wrong": wrong,
        "may_withdraw": _may_withdraw(request, found),
        "title": _("Referral"),
    }
    return render(request, "referrals/whole.html", context, status=422 if wrong else 200)


def _may_withdraw(request: PanelRequest, found: Referral) -> bool:
    return (
        found.agency_id == request.actor.agency_id
        and found.stage == Stage.SUBMITTED
        and bool(request.actor.may(Permission.REFERRAL_WITHDRAW))
    )
