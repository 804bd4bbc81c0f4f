"""Finding a referral for its page, and the short answers that every view of this area gives."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from conferral.referrals.models import Referral
from conferral.web.panel import PanelRequest


def visible(request: PanelRequest, uid: str) -> Referral:
    """The referral, if whoever asks may see it."""
    rows = Referral.objects.visible_to(request.actor).select_related(
        "panel", "panel__partnership", "edition", "agency", "author", "person", "case", "decided_by"
    )
    return get_object_or_404(rows, uid=uid)


def ours(request: PanelRequest, uid: str) -> Referral:
    """The referral, if it is one of this person's own agency."""
    found = visible(request, uid)
    if found.agency_id != request.actor.agency_id:
        raise Http404
    return found


def place(request: PanelRequest, name: str, *positions: str) -> str:
    """The address of a page of this panel."""
    return reverse(name, args=(request.partnership.slug, request.panel.slug, *positions))


def go_to(
    request: PanelRequest, name: str, *positions: str, done: str = "", note: str = ""
) -> HttpResponse:
    """After something was done, or need not be: see another page, with a word about it."""
    if done:
        messages.success(request, done)
    if note:
        messages.info(request, note)
    return see(place(request, name, *positions))


def see(address: str) -> HttpResponse:
    """Answer a POST with the page to look at next."""
    return HttpResponseRedirect(address, status=303)
