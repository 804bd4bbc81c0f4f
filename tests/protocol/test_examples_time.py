"""Worked examples of days: they hold, and one that does not says what differs."""

import pytest

from conferral.protocol.examples.running import run
from conferral.protocol.files.loading import load
from tests.protocol.tiny import files

RULES = """
[calendar]
nation = "ENG"

[[deadline]]
id = "referral"
title = "Close"
before = "meeting"
within = { working_days = 3 }
by = "17:00"

[[deadline]]
id = "papers"
title = "Papers"
after_deadline = "referral"
within = { same_day = true }

[[deadline]]
id = "breach"
title = "Tell"
after = "noticed"
within = { hours = 72 }

[cadence]
count_per_year = 11
day = { nth = "last", weekday = "tuesday", at = "09:30" }
free = { months = [8] }
collision = { move = "skip" }
horizon = { months = 11 }
"""
GIVEN = """
title = "One"
on = 2026-11-11

[given]
meeting_on = 2027-01-04
received_at = 2026-12-29T17:00:00
happened_at = 2026-11-20T09:30:00
"""


def tried(given: str, expect: str) -> list[str]:
    written = f"{GIVEN}{given}\n[expect]\n{expect}\n"
    edition = load(files(protocol=RULES) | {"examples/one.toml": written})
    return run(edition, edition.examples[0])


@pytest.mark.parametrize(
    "given, expect",
    [
        ("", "due = { referral = 2026-12-29, papers = 2026-12-29, breach = 2026-11-23 }"),
        ('nation = "SCT"', "due = { referral = 2026-12-29 }"),
        ("", 'due_time = { referral = "17:00", breach = "09:30" }'),
        ("", 'due_why = { referral = "is a bank holiday", papers = "“Close” is due" }'),
        ("", 'about_meeting = ["referral", "papers"]'),
        ("", "late = false"),
        ("", "published_until = 2027-10-11"),
        ("plan_from = 2027-03-31", "published_until = 2028-02-29"),
        ("plan_from = 2026-12-01\nplan_months = 2", "meetings = [2026-12-29, 2027-01-26]"),
        ("year = 2026", 'meetings_count = 11\nfree = ["2026-08"]'),
        ("plan_months = 10", 'meetings_count = 9\nfree = ["2027-08"]'),
        ("year = 2150", 'meetings_count = 11\nrefused = "for England in 2150"'),
        ("year = 2026", 'year_says = ""\nmeetings_count = 11'),
    ],
)
def test_an_example_of_days_holds(given: str, expect: str) -> None:
    assert tried(given, expect) == []


@pytest.mark.parametrize(
    "given, expect, sentence",
    [
        (
            'nation = "NIR"',
            "due = { referral = 2026-12-30 }",
            (
                "Deadline 'referral': the example expects 2026-12-30, and the protocol gives "
                "2026-12-29."
            ),
        ),
        (
            "",
            "due = { lunch = 2026-12-30 }",
            "Deadline 'lunch': the example expects it, and the protocol has none such.",
        ),
        (
            "",
            'due_time = { referral = "16:00" }',
            "Deadline 'referral' ends: the example expects 4pm, and the protocol gives 5pm.",
        ),
        (
            "",
            'due_time = { papers = "16:00" }',
            (
                "Deadline 'papers' ends: the example expects 4pm, and the protocol gives the whole "
                "day."
            ),
        ),
        (
            "",
            'due_why = { breach = "nine hours" }',
            (
                "Deadline 'breach': the example expects the words “nine hours”, and the protocol "
                "says: "
                "72 hours after 9.30am on Friday 20 November, when it was noticed."
            ),
        ),
        (
            "",
            "about_meeting = []",
            (
                "Dates about the meeting: the example expects none, and the protocol gives "
                "referral, "
                "papers."
            ),
        ),
        (
            "",
            "published_until = 2027-11-11",
            (
                "Dates are published until: the example expects 2027-11-11, and the protocol gives "
                "2027-10-11."
            ),
        ),
        (
            "",
            "late = true",
            "Late: the example expects yes, and the protocol gives no.",
        ),
        (
            "year = 2026",
            "meetings_count = 12",
            "Number of meetings: the example expects 12, and the protocol gives 11.",
        ),
        (
            "year = 2026",
            'free = ["2026-07"]',
            "Free months: the example expects 2026-07, and the protocol gives 2026-08.",
        ),
        (
            "",
            'year_says = "skipped"',
            "The year: the example expects the words “skipped”, and the protocol says: ",
        ),
        (
            "",
            'refused = "no bank holidays"',
            "The example expects a refusal with “no bank holidays”, and the protocol gives dates.",
        ),
        (
            "year = 2150",
            "meetings_count = 11",
            (
                "Refused: the example expects dates, and the protocol says: There are no bank "
                "holidays "
                "on record for England in 2150, so working days in 2150 cannot be counted. The "
                "record "
                "runs from 1872 to 2100."
            ),
        ),
        (
            "year = 2150",
            'meetings_count = 11\nrefused = "moon"',
            (
                "Refused: the example expects the words “moon”, and the protocol says: There are "
                "no "
                "bank holidays on record for England in 2150, so working days in 2150 cannot be "
                "counted. The record runs from 1872 to 2100."
            ),
        ),
    ],
)
def test_an_example_of_days_that_does_not_hold_says_what_differs(
    given: str, expect: str, sentence: str
) -> None:
    assert tried(given, expect) == [sentence]
