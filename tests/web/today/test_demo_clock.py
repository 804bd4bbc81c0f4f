"""The demonstration's clock: set from Today's foot, and only in a demonstration on this machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from conferral.web.clock import DEMO_CLOCK
from tests import make
from tests.web.looking import look, read, send, words


@pytest.fixture(autouse=True)
def _the_real_time_again() -> Iterator[None]:
    yield
    (Path(configured.DATA) / DEMO_CLOCK).unlink(missing_ok=True)


def test_a_visitor_moves_to_the_meeting_day_and_back(settings: Any):
    settings.DEMO = True
    world = make.world()
    make.circulated(world)
    answer = send(world, "chair", "demo-clock", day="24 November 2026", time="09:35")
    assert answer.status_code == 303
    page = read(world, "chair", "today")
    assert "Tuesday 24 November 2026" in page
    assert "it is 24 November 2026 at 9.35am" in page
    assert "Open the meeting" in page
    send(world, "chair", "demo-clock", real="yes")
    assert "it is 16 November 2026 at 9.30am" in read(world, "chair", "today")


def test_an_action_becomes_overdue_when_the_clock_passes_its_day(settings: Any):
    settings.DEMO = True
    world = make.world()
    make.minuted(world)
    send(world, "housing", "demo-clock", day="2 12 2026", time="9.00")
    assert "Overdue One working day ago" in read(world, "housing", "today")


def test_a_day_nobody_can_sit_on_is_refused_and_what_was_typed_is_kept(settings: Any):
    settings.DEMO = True
    world = make.world()
    answer = send(world, "chair", "demo-clock", day="1 1 1999", time="09:35")
    assert answer.status_code == 422
    assert "Choose a day from 1 January 2025" in words(answer)
    assert 'value="1 1 1999"' in answer.content.decode()


@pytest.mark.safety
def test_outside_a_demonstration_there_is_no_such_clock():
    world = make.world()
    assert "Demonstration clock" not in read(world, "coordinator", "today")
    answer = send(world, "coordinator", "demo-clock", day="24 11 2026", time="09:35")
    assert answer.status_code == 404
    assert not (Path(configured.DATA) / DEMO_CLOCK).exists()


@pytest.mark.safety
def test_the_clock_is_set_only_from_this_machine(settings: Any):
    settings.DEMO = True
    world = make.world()
    elsewhere = {"day": "24 11 2026", "time": "09:35"}
    answer = send(world, "chair", "demo-clock", sent_from="192.0.2.7", **elsewhere)
    assert answer.status_code == 404
    assert look(world, "chair", "today").status_code == 200
