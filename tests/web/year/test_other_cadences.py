"""The year and today of a panel that meets every week, or only when it is needed."""

import re
from datetime import date

import pytest

from conferral.meetings.models import Meeting
from conferral.meetings.queries import deadlines_of
from conferral.protocol.files.loading import read_folder, shipped
from tests import make
from tests.web.looking import read, send

WEEKLY = """
[cadence]
clause = "10.1"
minimum_per_year = 90

[cadence.weeks]
clause = "10.1"
weekdays = ["monday", "thursday"]
at = "09:00"

[cadence.collision]
move = "skip"
"""
ON_DEMAND = """
[cadence]
clause = "10.1"

[cadence.on_demand]
clause = "10.1"
words = "any agency may ask for one."
"""
ACTIONS = """
[[deadline]]
id = "reminder"
title = "A reminder"
after_deadline = "actions"
within = { working_days = 2 }
"""


def world_with(cadence: str) -> make.World:
    """A panel whose edition says otherwise when it meets."""
    made = make.world()
    files = read_folder(shipped()["wesp/1"])
    written = files["protocol.toml"]
    before, _, after = written.partition("[cadence]")
    rest = after[re.search(r"^# -+ deadlines$", after, re.MULTILINE).start() :]
    files = {name: text for name, text in files.items() if not name.startswith("examples/")}
    files["protocol.toml"] = before + cadence + "\n" + rest + ACTIONS
    make.adopt_files(made, files, date(2025, 2, 1))
    return made


@pytest.fixture
def weekly() -> make.World:
    return world_with(WEEKLY)


def test_a_weekly_panel_says_so_and_plans_every_meeting(weekly):
    assert "Plan the next year" in read(weekly, "coordinator", "year")
    answer = send(weekly, "coordinator", "year-plan", start="16 11 2026", months="12")
    assert answer.status_code == 303
    assert Meeting.objects.filter(panel=weekly.panel).count() > 90
    page = read(weekly, "coordinator", "year")
    assert "meetings, every Monday and Thursday, unless one was moved" in page
    assert not Meeting.objects.filter(held_on=date(2026, 12, 28)).exists()


def test_a_weekly_panel_is_told_on_today_when_few_meetings_are_left(weekly):
    assert "Plan the next year of meetings" in read(weekly, "coordinator", "today")


def test_what_counts_from_another_deadline_is_due_about_the_meeting_too(weekly):
    send(weekly, "coordinator", "year-plan", start="16 11 2026", months="1")
    dues = deadlines_of(Meeting.objects.get(held_on=date(2026, 11, 19)))
    assert dues["reminder"].day == date(2026, 11, 23)


def test_a_panel_that_is_called_when_needed_has_no_year_to_plan():
    made = world_with(ON_DEMAND)
    page = read(made, "coordinator", "year")
    assert "Meetings are called when needed: any agency may ask for one." in page
    assert "Plan the next year" not in page
    assert "Plan the next year" not in read(made, "coordinator", "today")
