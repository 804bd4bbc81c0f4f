"""Where a page sends its reader after something was done."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from conferral.web.panel import PanelRequest


def go_to(request: PanelRequest, name: str, *positions: object) -> HttpResponse:
    """See another page of this panel: a form that was sent is never sent again by going back."""
    return HttpResponseRedirect(panel_address(request, name, *positions), status=303)


def panel_address(request: PanelRequest, name: str, *positions: object) -> str:
    """The address of a named page of this panel."""
    return reverse(name, args=(request.partnership.slug, request.panel.slug, *positions))
