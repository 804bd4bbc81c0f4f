"""Writing while a case is heard: its minute, the actions agreed, an agency that disagrees."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from conferral.access.actor import Denied, insist
from conferral.actions.operations import WrongDay, agree_action
from conferral.meetings import operations
from conferral.meetings.models import AgendaItem, ItemRecord
from conferral.meetings.operations import EditedMeanwhile
from conferral.partnerships.models import Agency, Membership
from conferral.protocol.decision import no
from conferral.protocol.permissions import Permission
from conferral.web.meetings.finding import find, find_item, put_right
from conferral.web.meetings.forms import MinuteForm
from conferral.web.meetings.hearing import hearing
from conferral.web.meetings.room_views import (
    action_form,
    back_to_where_it_is_heard,
    dissent_form,
    live,
    writing_forms,
)
from conferral.web.panel import PanelRequest


@require_http_methods(["GET", "HEAD", "POST"])
def minute(request: PanelRequest, uid: str) -> HttpResponse:
    """Save the minute of a case. Two writers never lose each other's words."""
    insist(request.actor.may(Permission.ROOM_MINUTE))
    item = find_item(request, uid)
    if item.begun_at is None:
        insist(no(_("This case has not been heard yet.")))
    if request.method != "POST":
        return _page(request, item, writing_forms(request, _now(request, item))["minute_form"])
    form = MinuteForm(request.POST)
    if not form.is_valid():
        return _page(request, item, form, 422)
    try:
        operations.minute_item(
            item, actor=request.actor, now=request.now,
            version=form.cleaned_data["version"], written=form.written,
        )  # fmt: skip
    except EditedMeanwhile as meanwhile:
        return _both(request, item, form, meanwhile.theirs)
    except Denied as denied:
        return _page(request, item, form, put_right(form, denied))
    messages.success(request, _("The minute is saved."))
    return back_to_where_it_is_heard(request, item, "minute")


def _page(
    request: PanelRequest, item: AgendaItem, form: MinuteForm, status: int = 200
) -> HttpResponse:
    context = {"item": item, "form": form}
    return render(request, "meetings/minute.html", context, status=status)


def _both(
    request: PanelRequest, item: AgendaItem, form: MinuteForm, theirs: ItemRecord
) -> HttpResponse:
    """Both texts side by side: what stands in the form is kept when it is saved again."""
    mine = form.written
    differing = [name for name in mine if mine[name] != getattr(theirs, name)]
    again = MinuteForm({**mine, "version": theirs.version})
    pairs = [(again[name], _as_read(theirs, name)) for name in differing]
    same = [again[name] for name in mine if name not in differing]
    context = {"item": item, "form": again, "theirs": theirs, "pairs": pairs, "same": same}
    return render(request, "meetings/minute_both.html", context, status=409)


def _as_read(record: ItemRecord, name: str) -> str:
    said = getattr(record, f"get_{name}_display", None)
    return str(said() if said else getattr(record, name))


@require_POST
def action(request: PanelRequest, uid: str) -> HttpResponse:
    """Agree an action. The form's token makes two clicks one action."""
    item = find_item(request, uid)
    insist(request.actor.may(Permission.ACTION_AGREE))
    form = action_form(request, _now(request, item), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            agree_action(
                item, actor=request.actor, now=request.now, text=said["text"],
                risk=said["answers"], owner=find(request, Membership, said["owner"]),
                due_on=said["due"], once=said["once"],
            )  # fmt: skip
        except Denied as denied:
            put_right(form, denied, "due" if isinstance(denied, WrongDay) else None)
        else:
            return back_to_where_it_is_heard(request, item, "actions")
    return live(request, item.meeting, 422, action_form=form)


@require_POST
def dissent(request: PanelRequest, uid: str) -> HttpResponse:
    """Write down that an agency disagrees, with its reason."""
    item = find_item(request, uid)
    insist(request.actor.may(Permission.ROOM_MINUTE))
    form = dissent_form(_now(request, item), request.POST)
    if not form.is_valid():
        return live(request, item.meeting, 422, dissent_form=form)
    operations.record_dissent(
        item, actor=request.actor, now=request.now, reason=form.cleaned_data["reason"],
        agency=find(request, Agency, form.cleaned_data["agency"]),
    )  # fmt: skip
    return back_to_where_it_is_heard(request, item, "dissent")


def _now(request: PanelRequest, item: AgendaItem) -> Any:
    if item.begun_at is None:
        insist(no(_("This case has not been heard yet.")))
    return hearing(item, now=request.now, today=request.today)
