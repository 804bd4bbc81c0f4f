"""A page cites the clauses of the edition that decides, by the numbers that they have there."""

from datetime import date

import pytest

from tests import make
from tests.make import NOW
from tests.marks import clause
from tests.renumbered import renumbered
from tests.web.looking import look, read

LONG_AGO = date(2025, 1, 2)


@pytest.mark.parametrize(
    ("page", "who", "cited"),
    [
        ("actions", "coordinator", ("WESP 104.6", "WESP 114.3")),
        ("referral-check", "member", ("WESP 108.3",)),
        ("referral", "member", ("WESP 111.2",)),
        ("year", "member", ("WESP 110.1", "WESP 108.4")),
    ],
)
def test_a_page_cites_the_numbers_of_its_edition(page: str, who: str, cited: tuple[str, ...]):
    made = make.world()
    make.adopt_files(made, renumbered(make.files_of()), LONG_AGO)
    make.meeting(made)
    uid = (make.written(made).uid,) if page.startswith("referral") else ()
    shown = read(made, who, page, *uid)
    for number in cited:
        assert number in shown


def test_an_older_editions_clause_is_named_and_not_linked_to_todays():
    made = make.world()
    make.meeting(made)
    sent = make.submitted(made)
    newer = {
        name: text.replace('abbreviation = "WESP"', 'abbreviation = "NEXT"')
        for name, text in renumbered(make.files_of()).items()
    }
    make.adopt_files(made, newer, NOW.date())
    page = look(made, "coordinator", "referral", sent.uid).content.decode()
    assert "WESP 7.3" in page
    assert "#c7.3" not in page
    assert "NEXT 7.3" not in page


def test_a_refusal_names_the_edition_that_decided():
    made = make.world()
    item = make.circulated(made)
    at = make.moment_of(item.meeting)
    newer = {
        name: text.replace('abbreviation = "WESP"', 'abbreviation = "NEXT"')
        for name, text in make.files_of().items()
    }
    make.adopt_files(made, newer, at.date())
    page = look(made, "member", "action-log-pdf", item.meeting.uid, at=at)
    assert page.status_code == 403
    assert "WESP 14.2" in page.content.decode()
    assert "NEXT 14.2" not in page.content.decode()
    meeting = read(made, "member", "meeting", item.meeting.uid, at=at)
    assert "WESP 14.1" in meeting
    assert "NEXT 14.1" not in meeting


@clause("wesp/1", "11.2")
@clause("thpp/1", "11.2")
@pytest.mark.parametrize(("who", "page"), [("member", "referral"), ("member", "referral-check")])
def test_every_page_of_a_referral_says_what_to_do_about_danger_now(who: str, page: str):
    made = make.world()
    draft = make.draft(made)
    shown = read(made, who, page, draft.uid)
    assert "Ring 999" in shown
    assert "nothing here has to be finished first" in shown
    assert "safety_so_far" in draft.protocol.form("referral").by_id
