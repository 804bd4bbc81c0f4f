"""How a meeting runs: what comes first, what is asked in each case, what a panel may do without."""

import pytest

from conferral.protocol.files.loading import load
from conferral.protocol.panels.meeting_rules import CaseToHear
from tests.protocol.tiny import PROTOCOL, edition, files, problems

ITEMS = """
[[meeting.item]]
id = "welcome"
title = "Welcome"
position = "first"

[[meeting.item]]
id = "wishes"
title = "What she wants"
position = "per_case"

[[meeting.item]]
id = "capacity"
title = "Capacity"
position = "per_case"

[[meeting.item]]
id = "dates"
title = "Dates"
position = "last"
"""
CASES = (CaseToHear(name="A"), CaseToHear(name="B", child=True))


@pytest.mark.parametrize(
    ("children", "capacity", "order"),
    [
        ("true", "false", "B: wishes|B: capacity|B|A: wishes|A: capacity|A"),
        ("false", "true", "A: capacity|A: wishes|A|B: capacity|B: wishes|B"),
    ],
)
def test_the_order_of_a_meeting(children: str, capacity: str, order: str) -> None:
    rules = load(
        files(
            ITEMS,
            change=(
                "children_first = true, capacity_first = false",
                f"children_first = {children}, capacity_first = {capacity}",
            ),
        )
    )
    expected = ("welcome", *order.split("|"), "dates")
    assert rules.meeting.running_order(CASES) == expected


def test_a_panel_may_do_without_times_guests_and_paper() -> None:
    without = "\n".join(
        line
        for line in PROTOCOL.splitlines()
        if not line.startswith(("timing", "guests", "hard_copies"))
    )
    rules = load(files() | {"protocol.toml": without}).meeting
    assert (rules.timing, rules.guests, rules.hard_copies) == (None, None, None)
    assert rules.minutes_per_case is None
    assert edition().meeting.minutes_per_case == 10
    assert not rules.capacity_first


def test_whoever_agrees_to_guests_is_a_role() -> None:
    (found,) = problems(files(change=('agreed_by = "coordinator"', 'agreed_by = "king"')))
    assert found.endswith("meeting, guests: 'king' is not a role of this protocol.")


def test_an_item_is_on_the_agenda_once() -> None:
    (found,) = problems(files(ITEMS, change=('id = "dates"', 'id = "welcome"')))
    assert found.endswith("the meeting item 'welcome' is there twice.")


EMERGENCY = """
[emergency]
asked_by = ["coordinator"]
called_by = "coordinator"
may_be_remote = true
words = "When it cannot wait."
waives = ["papers"]

[[deadline]]
id = "papers"
title = "Papers"
before = "meeting"
within = { working_days = 3 }

[[deadline]]
id = "agenda"
title = "Agenda"
before = "meeting"
within = { working_days = 3 }
"""


def test_an_emergency_does_without_some_deadlines() -> None:
    rules = edition(EMERGENCY)
    assert (rules.holds_in_emergency("agenda"), rules.holds_in_emergency("papers")) == (True, False)
    assert edition().holds_in_emergency("papers")


def test_an_emergency_waives_deadlines_that_are_there() -> None:
    (found,) = problems(files(EMERGENCY, change=('waives = ["papers"]', 'waives = ["snacks"]')))
    assert found.endswith(
        "emergency: it waives 'snacks', which is not a deadline of this protocol."
    )
