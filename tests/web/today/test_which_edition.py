"""Today and the case file name a clause by the edition that decides, not by today's."""

from datetime import UTC, date, datetime, time

import pytest

from conferral.meetings.models import Meeting
from conferral.referrals.queries import duties_of
from tests import any_edition, make
from tests.make import NOW, World
from tests.web.looking import read

LATER = datetime(2026, 11, 18, 9, tzinfo=UTC)


@pytest.fixture
def renamed() -> World:
    """A panel whose edition is followed, on 17 November, by one with another short name."""
    made = make.world()
    files = make.rewritten(make.files_of(), ('abbreviation = "WESP"', 'abbreviation = "NEXT"'))
    make.adopt_files(made, files, date(2026, 11, 17))
    return made


def test_a_duty_cites_the_edition_whose_rule_raised_it(renamed: World):
    sent = make.submitted(renamed, child_concern=True, children=True)
    (duty,) = duties_of(sent)
    today = read(renamed, "member", "today", at=LATER)
    assert duty.cites in today and duty.cites.startswith("WESP ")
    assert f"NEXT {duty.clause}" not in today
    assert duty.cites in read(renamed, "member", "duty", duty.uid, at=LATER)


def test_a_case_file_and_its_papers_cite_it_too(renamed: World):
    item = make.listed(renamed, case=make.accepted(renamed, child_concern=True, children=True).case)
    duty = item.case.duties.first()
    page = read(renamed, "coordinator", "case", item.case.uid, at=LATER)
    assert duty.cites in page
    assert f"NEXT {duty.clause}" not in page


def test_a_deadline_cites_the_edition_of_its_meeting(renamed: World):
    adopted = renamed.panel.adopted_on(make.TODAY)
    Meeting.objects.create(
        partnership=renamed.partnership, panel=renamed.panel, edition=adopted,
        held_on=date(2026, 11, 27), starts=time(9, 30), planned_at=NOW,
    )  # fmt: skip
    make.draft(renamed)
    page = read(renamed, "member", "today", at=LATER)
    assert f"WESP {adopted.protocol.deadline('referral').clause[0]}" in page


def test_a_draft_waits_for_its_author_with_no_meeting_ahead():
    made = make.world()
    make.draft(made)
    page = read(made, "member", "today")
    assert "Finish the referral you began on Monday 16 November" in page
    assert "no meeting is planned yet, so nothing closes" in page
    assert "No day is set" in page
    assert "Overdue" not in page


def test_a_draft_waits_when_every_planned_meeting_has_closed():
    made = make.world()
    make.draft(made)
    Meeting.objects.create(
        partnership=made.partnership, panel=made.panel, edition=made.panel.adopted_on(make.TODAY),
        held_on=make.TODAY, starts=time(9, 30), planned_at=NOW,
    )  # fmt: skip
    assert "referrals for every planned meeting have closed" in read(made, "member", "today")


def test_a_draft_of_a_panel_that_is_called_when_needed_waits_for_its_author():
    made = any_edition.founded("kingston-map/draft")
    author = any_edition.author_of(made, any_edition.drafted(made))
    assert "no meeting is planned yet" in read(made, author, "today")
