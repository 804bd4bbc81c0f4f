"""The Protocol area: which edition is read, the pages about it, and what was settled in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.access.actor import insist
from conferral.access.localtime import local_day
from conferral.partnerships.models import AdoptedEdition, EditionProposal, Settlement
from conferral.partnerships.queries import Known, Run, examples_of, open_proposal, settlements_of
from conferral.protocol.checking.check import Finding, awaited, check
from conferral.protocol.edition import Edition, Unsettled
from conferral.protocol.files.loading import ProtocolError
from conferral.protocol.permissions import Permission
from conferral.web.going import panel_address
from conferral.web.panel import PanelRequest

Row = AdoptedEdition | EditionProposal
Place = Literal["in_force", "coming", "past", "proposed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Link:
    """One page of the area; `count` is how much there is to look at."""

    name: str
    text: str
    url: str
    here: bool
    count: int = 0
    says: str = ""


@dataclass(frozen=True)
class Reading:
    """The edition that somebody reads, and where it stands."""

    row: Row
    place: Place

    @cached_property
    def edition(self) -> Edition:
        """Raises Http404 for a text that this version of the software no longer reads."""
        try:
            return self.row.protocol
        except ProtocolError as broken:
            raise Http404(str(broken)) from None

    @cached_property
    def settled(self) -> dict[str, Settlement]:
        return settlements_of(self.row)

    @property
    def adopted(self) -> AdoptedEdition | None:
        """The adopted edition, once it is one."""
        return self.row if isinstance(self.row, AdoptedEdition) else None

    def left_open(self) -> int:
        """How many queries and defaults nobody has settled."""
        left: Iterable[Unsettled] = (*self.edition.queries, *self.edition.defaults)
        return sum(each.id not in self.settled for each in left)


@dataclass(frozen=True, slots=True)
class Area:
    """What every page of the area shares."""

    request: PanelRequest
    reading: Reading
    here: str

    @property
    def query(self) -> str:
        """What the addresses of other pages carry, unless the edition in force is read."""
        in_force = self.reading.place == "in_force"
        return "" if in_force else f"?edition={self.reading.row.uid}"

    def address(self, name: str = "protocol") -> str:
        return panel_address(self.request, name) + self.query

    @property
    def links(self) -> list[Link]:
        """The pages, in the order in which people ask."""
        checked = check_of(self.reading.edition)
        faults = sum(each.level == "fault" for each in checked)
        entries = [
            ("protocol", _("Clauses"), 0, ""),
            ("protocol-open", _("What is open"), self.reading.left_open(), _("not settled")),
            ("protocol-check", _("What the check finds"), faults, _("to put right")),
            ("protocol-examples", _("Worked examples"), 0, ""),
            ("protocol-values", _("What it sets"), 0, ""),
            ("protocol-roles", _("Who may do what"), 0, ""),
            ("protocol-stages", _("Stages"), 0, ""),
            ("protocol-year", _("Its year"), 0, ""),
            ("protocol-changes", _("Changes"), 0, ""),
        ]
        pages = [
            Link(name, text, self.address(name), name == self.here, count, says)
            for name, text, count, says in entries
        ]
        editions = panel_address(self.request, "protocol-editions")
        waiting = int(open_proposal(self.request.panel) is not None)
        here = self.here == "protocol-editions"
        return [
            *pages,
            Link("protocol-editions", _("Editions"), editions, here, waiting, _("proposed")),
        ]

    def on(self, day: date) -> str:
        """1 April 2026."""
        return str(date_format(local_day(day) if isinstance(day, datetime) else day, "j F Y"))

    @property
    def in_force(self) -> AdoptedEdition:
        return self.request.panel.adopted_on(self.request.today)


def area_of(request: PanelRequest, here: str) -> Area:
    """The area for a page, with the edition that its address asks for, else the one in force."""
    insist(request.actor.may(Permission.PROTOCOL_READ))
    return Area(request, reading_of(request, request.GET.get("edition", "")), here)


def told(area: Area, **more: Any) -> dict[str, Any]:
    """What the template of every page of the area is given, and more."""
    return {
        "area": area,
        "edition": area.reading.edition,
        "settled": area.reading.settled,
        "number": number_of(area.reading.edition.id),
        **more,
    }


def number_of(edition_id: str) -> str:
    """What follows the stroke: `1`, `draft`."""
    return edition_id.partition("/")[2]


def reading_of(request: PanelRequest, uid: str) -> Reading:
    """An edition of this panel by its uid, adopted or proposed; without one, that in force."""
    if not uid:
        return Reading(request.panel.adopted_on(request.today), "in_force")
    found = adopted_rows(request).filter(uid=uid).first()
    if found is not None:
        return Reading(found, place_of(found, request))
    proposal = EditionProposal.objects.visible_to(request.actor).filter(uid=uid).first()
    if proposal is None:
        raise Http404
    return proposed_reading(proposal, request)


def proposed_reading(proposal: EditionProposal, request: PanelRequest) -> Reading:
    """A proposal as it is read; once adopted, the edition that it became."""
    if proposal.adopted is not None:
        return Reading(proposal.adopted, place_of(proposal.adopted, request))
    return Reading(proposal, "withdrawn" if proposal.withdrawn_at else "proposed")


def adopted_rows(request: PanelRequest) -> QuerySet[AdoptedEdition]:
    """The editions that this panel has adopted, the newest first."""
    rows = AdoptedEdition.objects.visible_to(request.actor).defer("files")
    return rows.select_related("adopted_by", "seconded_by").order_by("-in_force_from")


def place_of(adopted: AdoptedEdition, request: PanelRequest) -> Place:
    """Whether an adopted edition is in force today, was, or will be."""
    if adopted.in_force_from > request.today:
        return "coming"
    return "in_force" if adopted == request.panel.adopted_on(request.today) else "past"


def in_force_until(adopted: AdoptedEdition, rows: Iterable[AdoptedEdition]) -> date | None:
    """The first day of the edition that follows it, if one does."""
    later = [row.in_force_from for row in rows if row.in_force_from > adopted.in_force_from]
    return min(later, default=None)


def check_of(edition: Edition) -> tuple[Finding, ...]:
    """What the protocol check finds; it cannot change, so it is worked out once."""
    return _check_of(Known(edition))


@cache
def _check_of(known: Known) -> tuple[Finding, ...]:
    return check(known.edition)


def failing(ran: Run) -> int:
    """How many worked examples come out differently."""
    return sum(bool(differences) for _example, differences in ran)


def at_a_glance(edition: Edition) -> dict[str, int]:
    """The numbers beside the clauses."""
    ran = examples_of(edition)
    return {
        "clauses": len(edition.clauses),
        "awaited": awaited(edition),
        "examples": len(ran),
        "failing": failing(ran),
        "faults": sum(each.level == "fault" for each in check_of(edition)),
    }
