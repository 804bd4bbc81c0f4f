"""Somebody who reached for what is hidden is on the record, whatever her page answers."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from conferral.access.actor import NotVisible
from conferral.audit.queries import lines, verify
from conferral.cases import operations as cases
from conferral.web.panel import in_panel
from tests import make


@pytest.mark.parametrize("hidden", [True, False])
def test_reaching_for_a_hidden_case_is_refused_and_recorded(world, hidden):
    case, actor = make.circulated(world).case, world.actor("police")
    if hidden:
        cases.declare_conflict(case, actor=actor, now=make.NOW, why="My cousin.")

    def view(request):
        cases.declare_conflict(case, actor=request.actor, now=make.NOW, why="My cousin.")
        return HttpResponse("Declared.")

    request = RequestFactory().post("/")
    request.user = world.users["police"]
    page = in_panel(view)
    if hidden:
        with pytest.raises(Http404) as missing:
            page(request, "eastmarsh", "wesp")
        assert isinstance(missing.value.__cause__, NotVisible)
    else:
        assert page(request, "eastmarsh", "wesp").status_code == 200
    newest = lines(world.partnership.pk)[0]
    assert (newest.event, newest.outcome) == (
        "conflict.declared", "refused" if hidden else "done",
    )  # fmt: skip
    assert verify(world.partnership.pk).whole
