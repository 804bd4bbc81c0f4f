"""A panel whose protocol sets neither cadence nor deadline: no page and no operation needs any."""

from datetime import UTC, date, datetime, time

import pytest

from conferral.access.actor import Denied
from conferral.actions import operations as actions
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from tests import make
from tests.make import NOW, World
from tests.protocol import tiny
from tests.renumbered import without_dates
from tests.web.looking import look, read

LONG_AGO = date(2025, 1, 2)
PEOPLE = ("coordinator", "chair", "member", "minute_taker", "steering", "observer")


@pytest.fixture
def panel() -> World:
    made = make.world()
    make.adopt_files(made, without_dates(make.files_of()), LONG_AGO)
    return made


def called(made: World, held_on: date = date(2026, 11, 24)) -> Meeting:
    """A meeting that somebody called: no cadence gives one."""
    return Meeting.objects.create(
        partnership=made.partnership, panel=made.panel, edition=made.panel.adopted_on(held_on),
        held_on=held_on, starts=time(9, 30), planned_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("with_meeting", [False, True])
def test_the_pages_of_such_a_panel_open(panel: World, who: str, with_meeting: bool):
    if with_meeting:
        called(panel)
    make.draft(panel)
    make.submitted(panel, "police")
    for page in ("today", "year", "protocol", "meetings", "referrals", "actions"):
        assert look(panel, who, page).status_code in (200, 403), page


def test_its_referrals_go_all_the_way(panel: World):
    on = called(panel)
    sent = make.submitted(panel)
    assert look(panel, "member", "referral", sent.uid).status_code == 200
    whole = read(panel, "coordinator", "referral", sent.uid)
    assert "It is in time for Tuesday 24 November" in whole
    assert "close" not in whole.partition("Which meeting?")[2].partition("danger")[0]
    item = make.listed(panel, on, make.accepted(panel, "police").case)
    page = read(panel, "coordinator", "meeting-circulate", on.uid)
    assert "due by" not in page
    sent_out = meetings.circulate(on, actor=panel.actor("coordinator"), now=NOW)
    assert (sent_out.late, sent_out.due_on) == (False, on.held_on)
    for who in ("coordinator", "chair", "member"):
        assert look(panel, who, "today").status_code == 200
        assert look(panel, who, "meeting", on.uid).status_code == 200
    at = make.moment_of(on)
    meetings.open_meeting(on, actor=panel.actor("chair"), now=at)
    meetings.take_off(item, actor=panel.actor("coordinator"), now=at)
    meetings.close_meeting(on, actor=panel.actor("chair"), now=at)
    evening = datetime(2026, 11, 24, 18, tzinfo=UTC)
    assert "Issue the minutes of Tuesday 24 November" in read(
        panel, "coordinator", "today", at=evening
    )
    assert actions.issue_minutes(on, actor=panel.actor("coordinator"), now=at).issued_at == at


def test_a_draft_says_which_meeting_is_next_and_that_nothing_closes(panel: World):
    called(panel)
    draft = make.draft(panel)
    page = read(panel, "member", "referral", draft.uid)
    assert "The next meeting is on Tuesday 24 November" in page
    assert "names no day by which referrals for it close" in page
    needs = read(panel, "member", "today")
    assert "the meeting is on this day, and the protocol names no earlier one" in needs


MEMBER = """
[[role]]
id = "lead_member"
title = "Lead member"
may = ["referral.draft", "referral.read", "protocol.read"]
"""


def test_a_panel_without_a_referral_form_takes_no_referral():
    made = make.world()
    files = tiny.files(MEMBER)
    del files["forms/referral.toml"]
    make.adopt_files(made, files, LONG_AGO)
    with pytest.raises(Denied, match="has no referral form"):
        make.draft(made)
    assert look(made, "member", "today").status_code == 200
