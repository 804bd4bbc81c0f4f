"""Actions: the list, one action, and the report on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from conferral.access.actor import Denied, NotVisible, insist
from conferral.actions.models import Action
from conferral.actions.operations import report_action
from conferral.cases.models import Case
from conferral.protocol.permissions import Permission
from conferral.web.actions.forms import ReportForm
from conferral.web.actions.listed import line_of, listed
from conferral.web.going import go_to
from conferral.web.panel import PanelRequest


@require_safe
def listing(request: PanelRequest) -> HttpResponse:
    """Everybody’s actions as far as one may see them, overdue first."""
    insist(request.actor.may(Permission.ACTION_READ))
    asked = {name: request.GET.get(name, "") for name in ("whose", "show")}
    calendar = request.panel.calendar(request.edition)
    found = listed(request.actor, today=request.today, calendar=calendar, **asked)
    return render(request, "actions/actions.html", {"listed": found})


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: PanelRequest, uid: str) -> HttpResponse:
    """One action; whoever took it on says here how it ended."""
    found = get_object_or_404(
        Action.objects.visible_to(request.actor).select_related(
            "case", "agency", "owner", "agreed_by", "reported_by", "item__meeting"
        ),
        uid=uid,
    )
    if request.method == "POST":
        return _report(request, found)
    form = ReportForm(today=request.today, initial={"done_on": request.today})
    return render(request, "actions/action.html", _shown(request, found, form))


def _report(request: PanelRequest, found: Action) -> HttpResponse:
    form = ReportForm(request.POST, today=request.today)
    if form.is_valid():
        try:
            report_action(found, actor=request.actor, now=request.now, **form.cleaned_data)
        except NotVisible:
            raise
        except Denied as denied:
            form.add_error(None, denied.decision.reason)
        else:
            messages.success(request, _("Your report is saved. The coordinator can read it now."))
            return go_to(request, "action", found.uid)
    return render(request, "actions/action.html", _shown(request, found, form), status=422)


def _shown(request: PanelRequest, found: Action, form: ReportForm) -> dict[str, Any]:
    calendar = request.panel.calendar(request.edition)
    return {
        "action": found,
        "line": line_of(found, request.today, calendar),
        "form": form if form.is_bound or (found.is_open and _may_report(request, found)) else None,
        "case_opens": Case.objects.visible_to(request.actor).filter(pk=found.case_id).exists(),
    }


def _may_report(request: PanelRequest, found: Action) -> bool:
    """Whoever’s agency took it on; and whoever agrees actions, on an agency’s behalf."""
    ours = found.agency_id == request.actor.agency_id
    may = request.actor.may
    return bool(may(Permission.ACTION_REPORT) and (ours or may(Permission.ACTION_AGREE)))
