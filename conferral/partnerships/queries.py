"""What people look up about editions: what stands in the way of one, and what was settled."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import (
    AdoptedEdition,
    EditionProposal,
    Membership,
    Panel,
    Settlement,
)
from conferral.protocol.edition import Edition, Unsettled
from conferral.protocol.examples.running import run
from conferral.protocol.files.loading import ProtocolError
from conferral.protocol.permissions import Permission
from conferral.protocol.situations.situation import Example
from conferral.protocol.wording import day_year, listing

Task = Literal["text", "examples", "defaults", "queries", "roles", "signers", "date"]
SIGNERS = 2
FARTHEST = 5
"""How many years ahead an edition may come into force; nobody plans farther."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an edition cannot be adopted yet, in a sentence. `task` says who deals with it where."""

    task: Task
    sentence: str


class Known:
    """An edition that is known by its fingerprint; what it says cannot change."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __hash__(self) -> int:
        return hash(self.edition.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and other.edition.fingerprint == self.edition.fingerprint


Run = tuple[tuple[Example, tuple[str, ...]], ...]


def examples_of(edition: Edition) -> Run:
    """Each worked example with what comes out differently; nothing where it holds."""
    return _examples_of(Known(edition))


@cache
def _examples_of(known: Known) -> Run:
    return tuple((each, tuple(run(known.edition, each))) for each in known.edition.examples)


def in_the_way(proposal: EditionProposal, today: date) -> list[Obstacle]:
    """Everything that keeps a proposal from being signed, in the order of its tasks."""
    try:
        edition = proposal.protocol
    except ProtocolError as broken:
        return [Obstacle("text", each) for each in broken.problems]
    settled = set(settlements_of(proposal))
    return [
        *_examples(edition),
        *_unsettled(edition, settled),
        *unknown_roles(proposal.panel, edition, proposal.in_force_from),
        *_signers_later(proposal.panel, edition, proposal.in_force_from),
        *wrong_day(proposal.panel, proposal.in_force_from, today),
    ]


def _examples(edition: Edition) -> Iterator[Obstacle]:
    if not edition.examples:
        yield Obstacle("examples", _("It has no worked examples for you to read and sign."))
    for example, differences in examples_of(edition):
        if differences:
            said = _("The example “%(title)s” does not come out as written.")
            yield Obstacle("examples", said % {"title": example.title})


def _unsettled(edition: Edition, settled: set[str]) -> Iterator[Obstacle]:
    for each in edition.defaults:
        if each.id not in settled:
            said = _("Our default “%(title)s” is not confirmed yet.")
            yield Obstacle("defaults", said % {"title": each.title})
    for each in edition.queries:
        if each.id not in settled:
            said = _("The query “%(title)s” has no answer yet.")
            yield Obstacle("queries", said % {"title": each.title})


def unknown_roles(panel: Panel, edition: Edition, from_on: date) -> Iterator[Obstacle]:
    """The roles that people hold when the edition comes into force, and that it does not know."""
    known = {role.id for role in edition.roles}
    held = Counter(
        role for seat in _seats_from(panel, from_on) for role in seat.roles if role not in known
    )
    for role, count in sorted(held.items()):
        said = ngettext(
            "%(count)s person holds the role “%(role)s”, which this edition does not have.",
            "%(count)s people hold the role “%(role)s”, which this edition does not have.",
            count,
        )
        title = titles_of_roles(panel, from_on).get(role, role.replace("_", " "))
        yield Obstacle("roles", said % {"count": count, "role": title})


def titles_of_roles(panel: Panel, day: date) -> dict[str, str]:
    """What the roles are called in the edition in force on a day."""
    return {role.id: role.title for role in panel.adopted_on(day).protocol.roles}


def _seats_from(panel: Panel, day: date) -> list[Membership]:
    """The seats that are held on a day, or begin later."""
    seats = panel.memberships.filter(Q(until_on=None) | Q(until_on__gte=day))
    return list(seats.select_related("user", "agency", "panel").order_by("pk"))


def _signers_later(panel: Panel, edition: Edition, from_on: date) -> Iterator[Obstacle]:
    """Under the edition two people must be able to adopt the next, or it could never change."""
    seats = [seat for seat in _seats_from(panel, from_on) if seat.user.is_active]
    able = [seat for seat in seats if _may_adopt(seat, max(from_on, seat.from_on), edition)]
    titles = {role.id: role.title for role in edition.roles}
    if len({seat.user_id for seat in able}) < SIGNERS:
        yield Obstacle(
            "signers",
            _("Under this edition fewer than two people could adopt the next one, so nobody could "
              "change it again."),
        )  # fmt: skip
    elif not edition.adoption.suffices([seat.roles for seat in able], titles):
        wanted = listing([titles[role] for role in edition.adoption.one_of], "or")
        said = _("Under this edition one of the two who adopt the next must hold this role, and "
                 "nobody does: %(roles)s. So nobody could change it again.")  # fmt: skip
        yield Obstacle("signers", said % {"roles": wanted})


def _may_adopt(seat: Membership, day: date, edition: Edition) -> bool:
    return Permission.PROTOCOL_ADOPT in actor_of(seat, day, edition=edition).permissions


def wrong_day(panel: Panel, in_force_from: date, today: date) -> Iterator[Obstacle]:
    """Why an edition cannot come into force on a day."""
    in_force = panel.adopted_on(today)
    if in_force_from < today:
        yield Obstacle("date", _("The day on which it comes into force has passed."))
    elif in_force_from.year > today.year + FARTHEST:
        said = _("That is more than %(years)s years ahead. Choose a nearer day.")
        yield Obstacle("date", said % {"years": FARTHEST})
    elif in_force_from <= in_force.in_force_from:
        said = _("The edition in force now began on %(day)s; another begins after that day.")
        yield Obstacle("date", said % {"day": day_year(in_force.in_force_from)})
    elif panel.editions.filter(in_force_from=in_force_from).exists():
        said = _("Another edition comes into force on %(day)s already.")
        yield Obstacle("date", said % {"day": day_year(in_force_from)})


def settlements_of(of: EditionProposal | AdoptedEdition | None) -> dict[str, Settlement]:
    """What was settled, by the id of what the document leaves open.

    An edition that the operator adopted when the panel was founded has none.
    """
    if isinstance(of, AdoptedEdition):
        of = EditionProposal.objects.filter(adopted=of).first()
    if of is None:
        return {}
    rows = of.settlements.select_related("settled_by")
    return {row.unsettled: row for row in rows}


def answered_before(proposal: EditionProposal, unsettled: str) -> Settlement | None:
    """What the panel last answered to a query of this name in an earlier proposal."""
    earlier = Settlement.objects.filter(
        proposal__panel=proposal.panel_id, proposal__lt=proposal.pk, unsettled=unsettled,
        kind=Settlement.Kind.ANSWERED,
    )  # fmt: skip
    return earlier.order_by("-proposal").first()


def mark_of(settled: Iterable[Settlement]) -> str:
    """What shows whether anything was settled since somebody looked."""
    latest = max((each.settled_at for each in settled), default=None)
    return latest.isoformat() if latest else ""


def left_open(of: EditionProposal | AdoptedEdition) -> list[Unsettled]:
    """The queries and defaults of an edition that nobody has settled."""
    edition, settled = of.protocol, settlements_of(of)
    return [each for each in (*edition.queries, *edition.defaults) if each.id not in settled]


def open_proposal(panel: Panel) -> EditionProposal | None:
    """The proposal that waits for signatures, if any."""
    rows = panel.proposals.filter(adopted=None, withdrawn_at=None).defer("files")
    return rows.select_related("proposed_by", "signed_by").first()
