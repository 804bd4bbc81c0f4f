"""What the views share: find a row, go on to another page, show a refusal in its form."""

from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.http import Http404, HttpResponse, QueryDict

from conferral.access.actor import Denied
from conferral.meetings.models import AgendaItem, Meeting
from conferral.partnerships.models import lend
from conferral.web.going import go_to
from conferral.web.panel import PanelRequest

M = TypeVar("M", bound=Model)


def find(request: PanelRequest, kind: type[M], uid: str, **narrower: Any) -> M:
    """The row of that name, if this actor may see it; 404 otherwise."""
    rows: Any = kind._default_manager
    found: M | None = rows.visible_to(request.actor).filter(uid=uid, **narrower).first()
    if found is None:
        raise Http404
    return found


def find_meeting(request: PanelRequest, uid: str) -> Meeting:
    """A meeting of this panel."""
    found = find(request, Meeting, uid)
    if found.panel_id == request.panel.pk:
        found.panel = request.panel  # read already, with its partnership and closures
        lend(request.adopted, [found])
    return found


def find_item(request: PanelRequest, uid: str) -> AgendaItem:
    """A case on an agenda of this panel."""
    return find(request, AgendaItem, uid, meeting__panel=request.panel, taken_off_at=None)


def go(request: PanelRequest, name: str, *args: str, ask: str = "", at: str = "") -> HttpResponse:
    """Go on to a page of this panel, with a query and a place on the page."""
    there = go_to(request, name, *args)
    there["Location"] += (f"?{ask}" if ask else "") + (f"#{at}" if at else "")
    return there


def typed(request: PanelRequest) -> QueryDict | None:
    """What was sent with a form, an empty one included; nothing where its page is asked for."""
    return request.POST if request.method == "POST" else None


def put_right(form: forms.Form, denied: Denied, field: str | None = None) -> int:
    """Say in a form why it was refused; everything typed is kept. Returns the answer's status."""
    form.add_error(field, denied.decision.reason)
    return 422
