"""The pages that read an edition: its clauses, what is open, the check, examples, roles, stages."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from conferral.cases import lifecycle as cases
from conferral.lifecycle import Lifecycle
from conferral.meetings import lifecycle as meetings
from conferral.partnerships.queries import examples_of
from conferral.protocol.permissions import Permission
from conferral.referrals import lifecycle as referrals
from conferral.ui.places import NEEDED
from conferral.web.going import panel_address
from conferral.web.panel import PanelRequest
from conferral.web.protocol.area import Area, area_of, at_a_glance, check_of, failing, told
from conferral.web.protocol.keeping import groups_of
from conferral.web.protocol.narrowing import narrowings, shown
from conferral.web.protocol.retelling import retold

CALLED = {
    "referral": gettext_lazy("A referral"),
    "case": gettext_lazy("A case"),
    "meeting": gettext_lazy("A meeting"),
}
LEVELS = ("fault", "query", "default")


@require_safe
def clauses(request: PanelRequest) -> HttpResponse:
    """Every clause in order, what keeps it, and what is open or found about it."""
    area = area_of(request, "protocol")
    groups = groups_of(area.reading.edition, lambda name: _address(area, name))
    asked = request.GET.get("kept", "")
    context = told(
        area,
        groups=shown(groups, area, asked),
        narrowings=narrowings(groups, area, asked),
        glance=at_a_glance(area.reading.edition),
        asked=asked,
    )
    return render(request, "protocol/clauses.html", context)


def _address(area: Area, name: str) -> str:
    """Where a screen that keeps a clause is, for whoever may see it."""
    if name in NEEDED and not area.request.actor.may(NEEDED[name]):
        return ""
    if name.startswith("protocol"):
        return area.address(name)
    try:
        return panel_address(area.request, name)
    except NoReverseMatch:
        return ""


@require_safe
def left_open(request: PanelRequest) -> HttpResponse:
    """The queries and our defaults, each with what was settled about it."""
    return render(request, "protocol/open.html", told(area_of(request, "protocol-open")))


@require_safe
def findings(request: PanelRequest) -> HttpResponse:
    """What the protocol check finds, the gravest first, each with what to do."""
    area = area_of(request, "protocol-check")
    found = check_of(area.reading.edition)
    by_level = [(level, [each for each in found if each.level == level]) for level in LEVELS]
    return render(request, "protocol/check.html", told(area, by_level=by_level))


@require_safe
def examples(request: PanelRequest) -> HttpResponse:
    """Each worked example in words: what is so, and what the protocol makes of it."""
    area = area_of(request, "protocol-examples")
    edition = area.reading.edition
    ran = examples_of(edition)
    rows = [(retold(edition, example), differences) for example, differences in ran]
    return render(request, "protocol/examples.html", told(area, rows=rows, failing=failing(ran)))


@require_safe
def roles(request: PanelRequest) -> HttpResponse:
    """Who may do what, as a matrix and role by role."""
    grouped = [(noun, list(each)) for noun, each in groupby(Permission, key=lambda one: one.noun)]
    context = told(area_of(request, "protocol-roles"), permissions=grouped)
    return render(request, "protocol/roles.html", context)


@require_safe
def stages(request: PanelRequest) -> HttpResponse:
    """How a referral, a case and a meeting move on."""
    tables = [_table(each) for each in (referrals, cases, meetings)]
    context = told(area_of(request, "protocol-stages"), lifecycles=tables)
    return render(request, "protocol/stages.html", context)


def _table(module: Any) -> tuple[str, list[tuple[str, list[str]]]]:
    """A lifecycle as rows: a stage, and what may follow it."""
    lifecycle: Lifecycle = module.LIFECYCLE
    rows = [
        (
            str(stage.label),
            [str(then.label) for then in module.Stage if _leads(module, stage, then)],
        )
        for stage in module.Stage
    ]
    return str(CALLED[lifecycle.noun]), rows


def _leads(module: Any, here: str, there: str) -> bool:
    return there in module.LIFECYCLE.moves.get(here, frozenset())
