"""What is different between two editions, in sentences, and which work would feel it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conferral.partnerships.models import EditionProposal
from conferral.protocol.comparing.diff import Difference, compare, felt_by
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.web.panel import PanelRequest
from conferral.web.protocol.adopting_views import called, name_of
from conferral.web.protocol.area import Area, Reading, adopted_rows, area_of, reading_of, told
from conferral.web.protocol.kinds import KINDS

SHIPPED = "shipped:"


@dataclass(frozen=True, slots=True)
class Kind:
    """The differences of one kind."""

    title: str
    differences: tuple[Difference, ...]


@require_safe
def changes(request: PanelRequest) -> HttpResponse:
    """The differences from the edition before, or between any two that people choose."""
    area = area_of(request, "protocol-changes")
    after_name = request.GET.get("after", "") or area.reading.row.uid
    before_name = request.GET.get("before", "") or previous_of(area, after_name)
    after = edition_named(request, after_name)
    before = edition_named(request, before_name) if before_name else None
    choices = choices_of(request)
    found = compare(before, after) if before else ()
    titles = dict(choices)
    context = told(
        area,
        before=before,
        after=after,
        chosen=(before_name, after_name),
        titles=tuple(titles.get(name, name) for name in (before_name, after_name)),
        choices=choices,
        kinds=by_kind(found),
        felt=felt_by(found),
    )
    return render(request, "protocol/changes.html", context)


def by_kind(differences: tuple[Difference, ...]) -> tuple[Kind, ...]:
    """The differences in groups, in the order in which the comparison gives the kinds."""
    order = list(dict.fromkeys(each.kind for each in differences))
    ordered = sorted(differences, key=lambda each: order.index(each.kind))
    return tuple(
        Kind(str(KINDS.get(kind, kind.replace("_", " ").capitalize())), tuple(found))
        for kind, found in groupby(ordered, key=lambda each: each.kind)
    )


def choices_of(request: PanelRequest) -> list[tuple[str, str]]:
    """Every edition that can be compared: adopted ones, the proposal, and those shipped."""
    rows = list(adopted_rows(request))
    open_ones = EditionProposal.objects.visible_to(request.actor).filter(
        adopted=None, withdrawn_at=None
    )
    found = [(row.uid, f"{name_of(row)} ({_from(row.in_force_from)})") for row in rows]
    found += [(row.uid, f"{name_of(row)} ({_('proposed')})") for row in open_ones]
    found += [(SHIPPED + name, f"{title} ({_('comes with Conferral')})") for name, title in named()]
    return found


def named() -> list[tuple[str, str]]:
    """The shipped editions by id, as people call them."""
    read = {name: load(read_folder(folder)) for name, folder in shipped().items()}
    return [(name, called(edition)) for name, edition in read.items()]


def _from(day: date) -> str:
    return _("from %(day)s") % {"day": date_format(day, "j F Y")}


def edition_named(request: PanelRequest, name: str) -> Edition:
    """An edition of this panel by its uid, or a shipped one by its id. Raises Http404."""
    if not name.startswith(SHIPPED):
        return reading_of(request, name).edition
    folder = shipped().get(name.removeprefix(SHIPPED))
    if folder is None:
        raise Http404
    return load(read_folder(folder))


def previous_of(area: Area, after: str) -> str:
    """What came before: the panel’s own edition before it, else the shipped predecessor."""
    if after.startswith(SHIPPED):
        return _predecessor(edition_named(area.request, after))
    reading: Reading = reading_of(area.request, after)
    if reading.place in ("proposed", "withdrawn"):
        return str(area.in_force.uid)
    rows = adopted_rows(area.request).filter(in_force_from__lt=reading.row.in_force_from)
    earlier = rows.first()
    return str(earlier.uid) if earlier else _predecessor(reading.edition)


def _predecessor(edition: Edition) -> str:
    return SHIPPED + edition.predecessor if edition.predecessor in shipped() else ""
