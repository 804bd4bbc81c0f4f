"""The dates about a meeting, and a whole year of them."""

import time
from datetime import date
from statistics import median

import pytest

from conferral.protocol.days.calendar import CalendarProblem, Nation
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.year import dates_about, year_of
from tests.protocol.tiny import edition

DEADLINES = """
[[deadline]]
id = "referral"
title = "Referrals close"
clause = "2"
before = "meeting"
within = { working_days = 3 }
by = "17:00"

[[deadline]]
id = "papers"
title = "Papers go out"
after_deadline = "referral"
within = { working_days = 1 }

[[deadline]]
id = "morning"
title = "The room is booked"
before = "meeting"
within = { working_days = 3 }
by = "09:00"

[[deadline]]
id = "breach"
title = "Tell"
after = "noticed"
within = { at_once = true }
"""
FIRST_FRIDAY = """
[cadence]
clause = "2"
minimum_per_year = 11
day = { nth = "first", weekday = "friday", at = "14:00" }
free = { months = [8], reason = "August is free." }
collision = { move = "MOVE" }
"""


def first_friday(move: str) -> Edition:
    return edition(FIRST_FRIDAY.replace("MOVE", move) + DEADLINES)


def test_everything_that_counts_from_the_meeting_is_there_in_the_order_of_its_days() -> None:
    found = dates_about(edition(DEADLINES), date(2026, 11, 24), "england")
    assert found.as_json() == {
        "meeting": "2026-11-24",
        "due": {"morning": "2026-11-19", "referral": "2026-11-19", "papers": "2026-11-20"},
        "why": {
            "morning": "Three working days before the meeting on Tuesday 24 November.",
            "referral": "Three working days before the meeting on Tuesday 24 November.",
            "papers": (
                "One working day after “Referrals close” on Thursday 19 November. “Referrals "
                "close” is due three working days before the meeting on Tuesday 24 November."
            ),
        },
    }


def test_a_meeting_on_a_day_when_nobody_works_carries_a_note() -> None:
    found = dates_about(edition(DEADLINES), date(2027, 1, 4), Nation.SCOTLAND)
    assert found.as_json()["note"] == (
        "The meeting itself is on Monday 4 January 2027, a bank holiday (New Year Holiday, "
        "substitute day): that is not a working day in Scotland. Its dates are counted from it all "
        "the same."
    )
    assert found.due["referral"].day == date(2026, 12, 29)
    assert dates_about(edition(DEADLINES), date(2027, 1, 4), Nation.ENGLAND).note == ""


def test_without_a_nation_days_are_counted_in_the_one_that_the_document_names() -> None:
    tiny = edition('[calendar]\nnation = "SCT"\n' + DEADLINES)
    assert dates_about(tiny, date(2027, 1, 4), None).note
    assert year_of(tiny, 2027, None).nation is Nation.SCOTLAND


def test_a_year_has_each_meeting_with_its_dates_and_the_free_months() -> None:
    found = year_of(first_friday("later"), 2026, "england").as_json()
    assert (found["year"], found["nation"], found["note"]) == (2026, "england", "")
    assert [each["meeting"] for each in found["meetings"]][:5] == [
        "2026-01-02",
        "2026-02-06",
        "2026-03-06",
        "2026-04-07",
        "2026-05-01",
    ]
    assert found["meetings"][3]["moved_from"] == "2026-04-03"
    assert "moved_from" not in found["meetings"][0]
    assert found["meetings"][1]["held"] == "The first Friday of February."
    assert found["meetings"][1]["due"]["referral"] == "2026-02-03"
    assert found["meetings"][1]["why"]["papers"].startswith("One working day after")
    assert found["free"] == [
        {"month": "2026-08", "why": "August is free. There are eleven meetings a year."}
    ]


def test_a_meeting_belongs_to_the_year_in_which_it_is_held() -> None:
    moved = first_friday("earlier")
    of_2026, of_2027 = year_of(moved, 2026, "england"), year_of(moved, 2027, "england")
    assert of_2026.meetings[-1].meeting == date(2026, 12, 31)
    assert of_2027.meetings[0].meeting == date(2027, 2, 5)
    assert of_2027.note == (
        "There are ten meetings this year, and the protocol wants eleven meetings at least."
    )


def test_a_meeting_that_is_left_out_leaves_its_month_without_one_and_says_why() -> None:
    found = year_of(first_friday("skip"), 2027, "england")
    why = (
        "The first Friday of January. That is Friday 1 January, a bank holiday (New Year's Day), "
        "so there is no meeting."
    )
    assert [(each.month, each.why) for each in found.free] == [
        (1, why),
        (8, "August is free. There are eleven meetings a year."),
    ]
    assert found.note.startswith(why)
    assert found.note.endswith("the protocol wants eleven meetings at least.")


def test_a_weekly_panel_that_leaves_a_meeting_out_still_has_others_that_month() -> None:
    weekly = edition(
        '[cadence]\nweeks = { weekdays = ["monday"], at = "09:00" }\ncollision = { move = "skip" }'
    )
    found = year_of(weekly, 2026, "england")
    assert (len(found.meetings), found.free) == (47, ())
    assert found.note.count("so there is no meeting.") == 5


def test_a_year_with_one_meeting_says_so() -> None:
    rare = edition(
        '[cadence]\nminimum_per_year = 2\nweeks = { every = 26, weekdays = ["monday"], '
        'at = "09:00", from = 2026-11-02 }\n'
    )
    assert year_of(rare, 2026, "england").note == (
        "There is one meeting this year, and the protocol wants two meetings at least."
    )


NEEDED = '[cadence]\non_demand = { words = "any agency may ask" }\n'


@pytest.mark.parametrize(
    "written, note",
    [
        ("", "The protocol does not say when the panel meets."),
        (NEEDED, "Meetings are called when needed: Any agency may ask."),
        (
            NEEDED.replace("]\n", "]\nminimum_per_year = 4\n"),
            (
                "Meetings are called when needed: Any agency may ask. "
                "There are four meetings a year at least."
            ),
        ),
    ],
)
def test_a_year_without_planned_dates_says_when_the_panel_meets(written: str, note: str) -> None:
    found = year_of(edition(written), 2026, "wales")
    assert (found.meetings, found.free, found.note) == ((), (), note)


@pytest.mark.parametrize("year", [1800, 2150, 9999])
def test_a_year_without_bank_holidays_on_record_is_refused(year: int) -> None:
    sentence = f"no bank holidays on record for England in {year}"
    with pytest.raises(CalendarProblem, match=sentence):
        year_of(first_friday("later"), year, "england")
    with pytest.raises(CalendarProblem, match=sentence):
        dates_about(edition(), date(year, 12, 30), "england")


def fastest(times: int, run: object) -> float:
    """The median in milliseconds."""
    assert callable(run)
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


@pytest.mark.parametrize("edition_id", shipped())
def test_a_year_and_the_dates_about_a_meeting_come_at_once(edition_id: str) -> None:
    whole = load(read_folder(shipped()[edition_id]))
    assert fastest(5, lambda: year_of(whole, 2027, "england")) < 50
    assert fastest(25, lambda: dates_about(whole, date(2027, 1, 5), "england")) < 1
