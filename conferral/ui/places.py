"""Where a page's links lead, given the panel that its request is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context

from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice

NEEDED = {
    "referrals": Permission.REFERRAL_READ,
    "cases": Permission.CASE_READ,
    "meetings": Permission.MEETING_READ,
    "actions": Permission.ACTION_READ,
    "year": Permission.YEAR_READ,
    "protocol": Permission.PROTOCOL_READ,
    "record": Permission.RECORD_READ,
}
"""What somebody needs to see a page of the navigation; nothing for Today."""


@pass_context
def panel_url(context: Context, name: str, *positions: object, **words: object) -> str:
    """The address of a named page in this panel: the two slugs are filled in."""
    match = _request(context).resolver_match
    slugs = match.kwargs if match else {}
    here = (slugs.get("partnership_slug", ""), slugs.get("panel_slug", ""))
    if words:
        both = dict(zip(("partnership_slug", "panel_slug"), here, strict=True))
        return reverse(name, kwargs={**both, **words})
    return reverse(name, args=(*here, *positions))


@pass_context
def clause_url(context: Context, number: str, of: Any = None) -> str:
    """The address of one clause on the protocol page; nothing for a law, or another edition's."""
    today: Any = getattr(_request(context), "edition", None)
    if not _is_clause(number, today) or (of and of.fingerprint != today.fingerprint):
        return ""
    return f"{panel_url(context, 'protocol')}#c{number}"


@pass_context
def clause_name(context: Context, number: str, of: Any = None) -> str:
    """What people call a clause, such as the panel's short name and its number; a law as it is."""
    edition: Any = of or getattr(_request(context), "edition", None)
    return f"{edition.abbreviation} {number}" if _is_clause(number, edition) else number


def _is_clause(number: str, edition: Any) -> bool:
    return edition is not None and number in edition.clause_by_id


@pass_context
def clauses_for(context: Context, *practices: str, of: Any = None) -> tuple[str, ...]:
    """The clauses that ask for what the software does: of an edition, or of today's.

    Nothing outside a panel, or where no clause asks for it.
    """
    edition: Any = of or getattr(_request(context), "edition", None)
    return edition.clauses_for(*map(Practice, practices)) if edition else ()


@pass_context
def may(context: Context, permission: str) -> bool:
    """Whether the person looking may do something here; false outside a panel."""
    actor = getattr(_request(context), "actor", None)
    return bool(actor and actor.may(Permission(permission)))


@dataclass(frozen=True)
class Item:
    """One entry of the navigation."""

    text: str
    url: str
    here: bool


@pass_context
def navigation(context: Context) -> list[Item]:
    """The panel's pages, in the order of the work, for whoever may see them."""
    path = _request(context).path
    entries = [
        ("today", _("Today")),
        ("referrals", _("Referrals")),
        ("cases", _("Cases")),
        ("meetings", _("Meetings")),
        ("actions", _("Actions")),
        ("year", _("Year")),
        ("protocol", _("Protocol")),
        ("record", _("Record")),
    ]
    places = [
        (text, panel_url(context, name))
        for name, text in entries
        if name not in NEEDED or may(context, NEEDED[name])
    ]
    longest = max((at for _text, at in places if path.startswith(at)), key=len, default="")
    return [Item(text, at, at == longest) for text, at in places]


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request
