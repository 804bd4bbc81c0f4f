"""Find the panel, agency or role that an option names, or say which there are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from conferral.cli.problems import Problem

if TYPE_CHECKING:
    from conferral.partnerships.models import Agency, Panel, Partnership


def panel_of(address: str) -> "Panel":
    """The panel at an address such as eastmarsh/wesp."""
    from conferral.partnerships.models import Panel

    panels = {
        f"{panel.partnership.slug}/{panel.slug}": panel
        for panel in Panel.objects.select_related("partnership")
    }
    if address not in panels:
        raise Problem(
            f"There is no panel “{address}”. Known are: {', '.join(panels) or 'none yet'}."
        )
    return panels[address]


def partnership_of(slug: str) -> "Partnership":
    """The partnership of a slug."""
    from conferral.partnerships.models import Partnership

    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True))
        raise Problem(f"There is no partnership “{slug}”. Known are: {known or 'none yet'}.")
    return found


def agency_of(panel: "Panel", name: str) -> "Agency":
    """An agency of the panel's partnership, by its name."""
    from conferral.partnerships.models import Agency

    agencies = {each.name: each for each in Agency.objects.filter(partnership=panel.partnership)}
    if name not in agencies:
        raise Problem(
            f"There is no agency “{name}”. Known are: {', '.join(sorted(agencies))}. "
            "`conferral agency add` brings in another."
        )
    return agencies[name]


def insist_on_roles(panel: "Panel", roles: Sequence[str]) -> None:
    """Refuse a role that the panel's edition does not know."""
    from django.utils import timezone

    from conferral.access.localtime import local_day

    edition = panel.adopted_on(local_day(timezone.now())).protocol
    known = [role.id for role in edition.roles]
    for role in roles:
        if role not in known:
            raise Problem(f"{edition.id} has no role “{role}”. Its roles are: {', '.join(known)}.")
