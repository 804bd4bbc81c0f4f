"""Where a page's links lead, given the panel that its request is in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from jinja2 import pass_context
from jinja2.runtime import Context

from conferral.protocol.permissions import Permission


@pass_context
def panel_url(context: Context, name: str, *positions: object, **words: object) -> str:
    """The address of a named page in this panel: the two slugs are filled in."""
    match = _request(context).resolver_match
    slugs = match.captured_kwargs if match else {}
    here = (slugs.get("partnership_slug", ""), slugs.get("panel_slug", ""))
    if words:
        both = dict(zip(("partnership_slug", "panel_slug"), here, strict=True))
        return reverse(name, kwargs={**both, **words})
    return reverse(name, args=(*here, *positions))


@pass_context
def clause_url(context: Context, number: str) -> str:
    """The address of one clause on the protocol page."""
    return f"{panel_url(context, 'protocol')}#c{number}"


@pass_context
def clause_name(context: Context, number: str) -> str:
    """What people call a clause: WESP 8.4."""
    edition: Any = getattr(_request(context), "edition", None)
    return f"{edition.abbreviation} {number}" if edition else number


@pass_context
def may(context: Context, permission: str) -> bool:
    """Whether the person looking may do something here; false outside a panel."""
    actor = getattr(_request(context), "actor", None)
    return bool(actor and actor.may(Permission(permission)))


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request
