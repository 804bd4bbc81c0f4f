"""The pages for what went wrong, in words that give nothing away."""

from __future__ import annotations

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from conferral.vault.room import disk_fails, is_full

log = logging.getLogger("conferral.web")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request made no sense."""
    return _page(request, "bad_request", 400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: refused; a refusal with a reason has its own page."""
    return _page(request, "refused", 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token did not match, most often because its page lay open for long."""
    return _page(request, "stale_form", 403)


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there and not visible look the same."""
    return _page(request, "nothing_here", 404)


def our_fault(request: HttpRequest) -> HttpResponse:
    """500: a random number to quote, and no detail; 503 where the disk takes nothing more."""
    incident = secrets.token_hex(4)
    words = "A page failed; its visitor was given the incident number."
    log.error(words, extra={"incident": incident}, exc_info=sys.exc_info())
    fault = sys.exc_info()[1]
    if fault and (is_full(fault) or disk_fails(fault)):
        return _page(request, "no_room", 503, incident=incident)
    return _page(request, "our_fault", 500, incident=incident)


def _page(request: HttpRequest, name: str, status: int, **words: str) -> HttpResponse:
    text = render_to_string(f"errors/{name}.html", {"status": status, **words}, request)
    return HttpResponse(text, status=status)
