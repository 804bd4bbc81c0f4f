"""The protocol page: every clause, what is not settled, the examples, and who may do what."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from conferral.access.actor import insist
from conferral.cases import lifecycle as cases
from conferral.lifecycle import Lifecycle
from conferral.meetings import lifecycle as meetings
from conferral.protocol.check import Finding, awaited, check
from conferral.protocol.edition import Edition
from conferral.protocol.examples import run
from conferral.protocol.permissions import Permission
from conferral.protocol.situations import Example
from conferral.referrals import lifecycle as referrals
from conferral.ui.places import NEEDED
from conferral.web.going import panel_address
from conferral.web.panel import PanelRequest
from conferral.web.protocol.keeping import groups_of

CALLED = {
    "referral": gettext_lazy("A referral"),
    "case": gettext_lazy("A case"),
    "meeting": gettext_lazy("A meeting"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the engine makes of an edition; it cannot change, so it is worked out once."""

    examples: tuple[tuple[Example, tuple[str, ...]], ...]
    findings: tuple[Finding, ...]

    @property
    def failing(self) -> int:
        return sum(bool(differences) for _example, differences in self.examples)


@require_safe
def protocol(request: PanelRequest) -> HttpResponse:
    """Every rule that this software applies, and how it is kept."""
    insist(request.actor.may(Permission.PROTOCOL_READ))
    edition, adopted = request.edition, request.panel.adopted_on(request.today)

    def address(name: str) -> str:
        if name in NEEDED and not request.actor.may(NEEDED[name]):
            return ""
        try:
            return panel_address(request, name)
        except NoReverseMatch:
            return ""

    told = {
        "edition": edition,
        "in_force_from": date_format(adopted.in_force_from, "j F Y"),
        "groups": groups_of(edition, address),
        "awaited": awaited(edition),
        "checked": _checked(Remembered(edition)),
        "permissions": [
            (noun, list(each)) for noun, each in groupby(Permission, key=lambda one: one.noun)
        ],
        "lifecycles": [_table(each) for each in (referrals, cases, meetings)],
    }
    return render(request, "protocol/protocol.html", told)


class Remembered:
    """An edition that is known by its fingerprint."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __hash__(self) -> int:
        return hash(self.edition.fingerprint)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Remembered) and other.edition.fingerprint == self.edition.fingerprint
        )


@cache
def _checked(of: Remembered) -> Checked:
    examples = tuple((each, tuple(run(of.edition, each))) for each in of.edition.examples)
    findings = tuple(one for one in check(of.edition) if one.level == "fault")
    return Checked(examples, findings)


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
