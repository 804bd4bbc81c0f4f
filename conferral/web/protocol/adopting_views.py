"""The editions of a panel: what was, is and will be in force, and proposing another."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from conferral.access.actor import Denied, insist
from conferral.partnerships import operations
from conferral.partnerships.models import AdoptedEdition, EditionProposal
from conferral.partnerships.queries import open_proposal
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import ProtocolError, load, read_folder, shipped
from conferral.protocol.permissions import Permission
from conferral.web.going import go_to
from conferral.web.panel import PanelRequest
from conferral.web.protocol.area import (
    Place,
    Reading,
    adopted_rows,
    area_of,
    in_force_until,
    number_of,
    place_of,
    told,
)
from conferral.web.protocol.forms import ProposalForm, first_of_next_month


@dataclass(frozen=True, slots=True)
class Kept:
    """One adopted edition on the list, and until when it was or is in force."""

    row: AdoptedEdition
    place: Place
    until: date | None

    @property
    def name(self) -> str:
        return name_of(self.row)


def name_of(row: AdoptedEdition | EditionProposal) -> str:
    """What people call the edition in a row; by its id, where its text is no longer read."""
    try:
        return called(row.protocol)
    except ProtocolError:
        return row.edition_id


def called(edition: Edition) -> str:
    """What people call an edition: WESP, edition 1."""
    told = {"name": edition.abbreviation, "number": number_of(edition.id)}
    return _("%(name)s, edition %(number)s") % told


@require_safe
def editions(request: PanelRequest) -> HttpResponse:
    """Every edition that the panel adopted, and the proposal that waits."""
    area = area_of(request, "protocol-editions")
    rows = list(adopted_rows(request))
    listed = [Kept(row, place_of(row, request), in_force_until(row, rows)) for row in rows]
    withdrawn = EditionProposal.objects.visible_to(request.actor).filter(withdrawn_at__isnull=False)
    context = told(
        area,
        listed=listed,
        waiting=open_proposal(request.panel),
        withdrawn=withdrawn.defer("files").select_related("withdrawn_by").order_by("-pk"),
        left=Reading(area.in_force, "in_force").left_open(),
    )
    return render(request, "protocol/editions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: PanelRequest) -> HttpResponse:
    """Propose another edition: one that comes with Conferral, or files of the partnership's own."""
    insist(request.actor.may(Permission.PROTOCOL_ADOPT))
    posted = request.method == "POST"
    form = ProposalForm(
        *((request.POST, request.FILES) if posted else ()),
        shipped_editions=_shipped(request.edition.kind),
        initial={"in_force_from": first_of_next_month(request.today)},
    )
    if posted and form.is_valid():
        try:
            return _propose(request, form.cleaned_data)
        except operations.CannotBeUsed as denied:
            for problem in denied.problems:
                form.add_error("in_force_from", problem)
        except Denied as denied:
            form.add_error(None, denied.decision.reason)
    area = area_of(request, "protocol-editions")
    context = told(area, form=form, waiting=open_proposal(request.panel))
    return render(request, "protocol/propose.html", context, status=422 if posted else 200)


def _propose(request: PanelRequest, said: dict[str, Any]) -> HttpResponse:
    made = operations.propose(
        request.panel, actor=request.actor, now=request.now, files=said["read"],
        in_force_from=said["in_force_from"],
    )  # fmt: skip
    messages.success(request, _("Proposed. Nothing changes until two people have signed it."))
    return go_to(request, "proposal", made.uid)


def _shipped(kind: str) -> list[tuple[str, str]]:
    """The editions of a kind that come with Conferral, by id, with their titles."""
    found = {name: load(read_folder(folder)) for name, folder in sorted(shipped().items())}
    return [(name, f"{each.title}, {name}") for name, each in found.items() if each.kind == kind]
