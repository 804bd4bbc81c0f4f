"""How often a page asks the database is pinned, and does not grow with what it shows."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conferral.cases import operations as cases
from conferral.meetings import operations as meetings
from tests import make
from tests.web.looking import place
from tests.web.sign_in import sign_in

MOST = {"today": 27, "case": 31, "meeting": 22}
"""Statements for the coordinator, the entry in the record included."""
OF_THE_TRANSACTION = ("BEGIN", "SAVEPOINT", "RELEASE SAVEPOINT", "SELECT SET_CONFIG", "SET ")
"""What only one of the two databases takes to open and close a transaction."""
LATER = datetime(2026, 11, 20, 10, tzinfo=UTC)


def panel_with(number: int) -> dict[str, tuple[make.World, str, tuple[str, ...]]]:
    """A meeting with so many cases and searching agencies more than usual; papers are out."""
    world = make.world(signed=False)
    for each in range(number):
        agency = f"Agency {each}"
        make.seated(
            world, f"lead{each}", agency=agency, kind="nhs", roles=["lead_member"], seat="lead"
        )
    make.sign_agreement(world)
    meeting, coordinator = make.meeting(world), world.actor("coordinator")
    listed = [make.listed(world, meeting, make.accepted(world).case) for _each in range(number)]
    for _each in range(number):
        make.unreferred(world)
    meetings.circulate(meeting, actor=coordinator, now=make.NOW)
    shown = (("today", ()), ("case", (listed[0].case.uid,)), ("meeting", (meeting.uid,)))
    return {name: (world, name, rest) for name, rest in shown}


def statements(world: make.World, name: str, rest: tuple[str, ...]) -> int:
    """How many statements a page takes that has been opened before."""
    with time_machine.travel(LATER, tick=False):
        client = Client()
        sign_in(client, world.users["coordinator"])
        address = place(world, name, *rest)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
    asked = [each["sql"].lstrip().upper() for each in caught.captured_queries]
    return sum(not sql.startswith(OF_THE_TRANSACTION) for sql in asked)


@pytest.mark.parametrize("name", sorted(MOST))
def test_a_page_asks_the_database_so_often_and_no_more(name: str):
    assert statements(*panel_with(1)[name]) <= MOST[name]


@pytest.mark.parametrize("name", sorted(MOST))
def test_more_cases_and_more_agencies_add_no_queries(name: str):
    assert statements(*panel_with(4)[name]) <= MOST[name]


def test_more_adults_in_a_case_add_no_queries():
    world = make.world()
    few = make.unreferred(world)
    many = cases.open_case(
        world.panel, actor=world.actor("coordinator"), now=make.NOW, kind="several",
        summary="One flat.", basis="Preventing serious harm.", unnamed=["Adult C", "Adult D"],
        names=["Maud Finch", "Ada Wren", "Tess Hale"], places=[],
    )  # fmt: skip
    least, most = (statements(world, "case", (case.uid,)) for case in (few, many))
    assert most <= least
