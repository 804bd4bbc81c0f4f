"""Panels that meet weekly, every few weeks or when needed, and what a bank holiday does to them."""

from datetime import date, time

import pytest

from conferral.protocol.days.cadence import Cadence, MeetingYear
from conferral.protocol.days.calendar import Nation, WorkingCalendar
from tests.protocol.tiny import ENGLAND, edition, files, problems

NORTHERN_IRELAND = WorkingCalendar(Nation.NORTHERN_IRELAND)
WEEKLY = '[cadence]\nweeks = { weekdays = ["thursday", "monday"], at = "09:00" }\n'
FORTNIGHTLY = (
    '[cadence]\nclause = "2"\n'
    'weeks = { every = 2, weekdays = ["monday"], at = "09:00", from = 2026-01-07 }\n'
)
MONTHLY = '[cadence]\nday = { nth = "first", weekday = "friday", at = "14:00" }\n'
ON_DEMAND = '[cadence]\non_demand = { words = "any agency may ask" }\n'


def cadence(written: str) -> Cadence:
    found = edition(written).cadence
    assert found is not None
    return found


def planned(
    written: str, start: date, months: int, calendar: WorkingCalendar = ENGLAND
) -> MeetingYear:
    return cadence(written).plan(start, months, calendar)


def days(year: MeetingYear) -> list[str]:
    return [f"{meeting.day:%d %b}" for meeting in year.meetings]


def test_a_weekly_panel_meets_on_each_of_its_weekdays() -> None:
    year = planned(WEEKLY, date(2026, 11, 10), 1)
    assert days(year) == ["12 Nov", "16 Nov", "19 Nov", "23 Nov", "26 Nov", "30 Nov"]
    first = year.meetings[0]
    assert (first.at, first.why) == (time(9), "The panel meets every Monday and Thursday.")


def test_every_second_week_is_counted_from_the_week_of_the_first_day() -> None:
    year = planned(FORTNIGHTLY, date(2026, 1, 1), 2)
    assert days(year) == ["19 Jan", "02 Feb", "16 Feb"]
    assert year.meetings[0].why == (
        "The panel meets every two weeks on Monday, from Wednesday 7 January 2026."
    )
    assert days(planned(FORTNIGHTLY, date(2026, 3, 3), 1)) == ["16 Mar", "30 Mar"]
    assert year.meetings[0].clause == "2"


def test_there_is_no_meeting_before_the_day_from_which_a_panel_meets() -> None:
    assert days(planned(FORTNIGHTLY, date(2025, 1, 1), 12)) == []


def test_a_free_month_has_no_weekly_meeting_either() -> None:
    year = planned(WEEKLY + "free = { months = [8] }\n", date(2026, 7, 28), 3)
    assert days(year)[:3] == ["30 Jul", "03 Sep", "07 Sep"]
    assert [free.why for free in year.free] == ["The panel does not meet in this month."]


def test_a_panel_that_is_called_when_needed_plans_no_dates() -> None:
    assert planned(ON_DEMAND, date(2026, 1, 1), 12) == MeetingYear((), ())
    assert cadence(ON_DEMAND).per_year == (0, 0)


def test_no_months_give_no_meetings() -> None:
    assert planned(WEEKLY, date(2026, 1, 1), 0) == MeetingYear((), ())


@pytest.mark.parametrize(
    "written, when",
    [
        (MONTHLY, "on the first Friday of the month"),
        (WEEKLY, "every Monday and Thursday"),
        (FORTNIGHTLY, "every two weeks on Monday"),
        (ON_DEMAND, "when needed"),
    ],
)
def test_each_pattern_says_when_the_panel_meets(written: str, when: str) -> None:
    assert cadence(written).when == cadence(written).pattern.when == when


NEW_YEAR = "The first Friday of January. That is Friday 1 January, a bank holiday (New Year's Day)"


@pytest.mark.parametrize(
    "move, held, why",
    [
        ("earlier", date(2026, 12, 31), ", so it moves to the working day before it."),
        ("later", date(2027, 1, 4), ", so it moves to the working day after it."),
        ("next_week", date(2027, 1, 8), ", so it moves to Friday 8 January."),
    ],
)
def test_a_meeting_on_a_bank_holiday_goes_where_the_protocol_says(
    move: str, held: date, why: str
) -> None:
    written = MONTHLY + f'collision = {{ move = "{move}" }}\n'
    meeting = planned(written, date(2026, 12, 5), 2).meetings[-1]
    assert (meeting.day, meeting.moved_from) == (held, date(2027, 1, 1))
    assert meeting.why == NEW_YEAR + why


def test_a_meeting_is_left_out_where_the_protocol_says_so() -> None:
    year = planned(MONTHLY + 'collision = { move = "skip" }\n', date(2027, 1, 1), 1)
    assert year.meetings == ()
    assert [(each.day, each.why) for each in year.left_out] == [
        (date(2027, 1, 1), NEW_YEAR + ", so there is no meeting.")
    ]


def test_a_meeting_stays_on_a_bank_holiday_where_nothing_says_where_it_goes() -> None:
    meeting = planned(MONTHLY, date(2027, 1, 1), 1).meetings[0]
    assert (meeting.day, meeting.moved_from) == (date(2027, 1, 1), None)
    assert meeting.why == (
        NEW_YEAR + ". The protocol does not say what happens then, so the day stands."
    )
    assert meeting.not_worked == "a bank holiday (New Year's Day)"


def test_next_week_is_looked_at_again_when_nobody_works_then_either() -> None:
    written = (
        '[cadence]\nday = { nth = "last", weekday = "monday", at = "14:00" }\n'
        'collision = { move = "next_week" }\n'
        '[[calendar.closure]]\nday = 2026-06-01\nname = "The office moves"\n'
    )
    calendar = edition(written).calendar_of("ENG")
    meeting = planned(written, date(2026, 5, 5), 1, calendar).meetings[0]
    assert (meeting.day, meeting.moved_from) == (date(2026, 6, 8), date(2026, 5, 25))


def test_two_meetings_never_fall_on_one_day() -> None:
    written = (
        '[cadence]\nweeks = { weekdays = ["monday", "tuesday"], at = "09:00" }\n'
        'collision = { move = "later" }\n'
    )
    assert days(planned(written, date(2026, 8, 31), 2))[:2] == ["01 Sep", "07 Sep"]
    year = planned(written, date(2026, 8, 31), 1)
    assert days(year) == []
    assert year.left_out[-1].why == (
        "The panel meets every Monday and Tuesday. Monday 31 August is a bank holiday (Late Summer "
        "Bank Holiday), so it moves to the working day after it. The panel meets on that day "
        "already, so it is one meeting."
    )


def test_two_meetings_that_move_to_one_day_are_one() -> None:
    written = (
        '[cadence]\nweeks = { weekdays = ["thursday", "friday"], at = "09:00" }\n'
        'collision = { move = "later" }\n'
        '[[calendar.closure]]\nday = 2026-04-02\nname = "The office moves"\n'
    )
    year = planned(written, date(2026, 4, 1), 1, edition(written).calendar_of("ENG"))
    assert days(year)[0] == "07 Apr"
    assert [each.day for each in year.left_out] == [date(2026, 4, 3)]


def test_a_second_wednesday_moves_off_the_twelfth_of_july_in_northern_ireland() -> None:
    written = (
        '[cadence]\nday = { nth = "second", weekday = "wednesday", at = "14:00" }\n'
        'collision = { move = "later" }\n'
    )
    start = date(2028, 7, 1)
    assert days(planned(written, start, 1, NORTHERN_IRELAND)) == ["13 Jul"]
    assert days(planned(written, start, 1)) == ["12 Jul"]


@pytest.mark.parametrize(
    "written, fewest, most",
    [
        (MONTHLY, 12, 12),
        (MONTHLY + "free = { months = [8, 12] }\n", 10, 10),
        (WEEKLY, 104, 105),
        (FORTNIGHTLY, 26, 27),
        (WEEKLY + "free = { months = [8] }\n", 95, 96),
    ],
)
def test_a_pattern_knows_how_many_meetings_a_year_has(written: str, fewest: int, most: int) -> None:
    assert cadence(written).per_year == (fewest, most)


def test_a_free_month_says_how_many_meetings_there_are_where_that_is_known() -> None:
    free = 'free = { months = [8], reason = "August is free." }\n'
    assert cadence(MONTHLY + free).why_free == "August is free. There are eleven meetings a year."
    assert cadence(WEEKLY + free).why_free == "August is free."
    counted = WEEKLY.replace("[cadence]", "[cadence]\ncount_per_year = 96") + free
    assert cadence(counted).why_free == "August is free. There are 96 meetings a year."


WHEN = 'day = { nth = "first", weekday = "friday", at = "14:00" }\n'
EVERY_MONDAY = 'weeks = { weekdays = ["monday"], at = "09:00" }\n'
NEEDED = 'on_demand = { words = "any agency may ask" }\n'
MISTAKES = [
    ("", "needs one of day, weeks, on_demand, to say when the panel meets."),
    (WHEN + NEEDED, "day and on_demand each say when the panel meets; keep one of them."),
    (WHEN + EVERY_MONDAY + NEEDED, "day, weeks and on_demand each say when the panel meets;"),
    (
        NEEDED + "count_per_year = 4\n",
        "a panel that is called when needed plans no dates, so it takes no count_per_year.",
    ),
    (NEEDED + "free = { months = [8] }\n", "plans no dates, so it takes no free."),
    (NEEDED + 'collision = { move = "skip" }\n', "plans no dates, so it takes no collision."),
    (NEEDED + "horizon = { months = 6 }\n", "plans no dates, so it takes no horizon."),
    (
        EVERY_MONDAY + 'collision = { move = "next_week" }\n',
        "next week has a meeting of its own; use skip, earlier or later.",
    ),
    (
        WHEN + f"free = {{ months = {list(range(1, 13))} }}\n",
        "every month is free, so the panel never meets.",
    ),
    (WHEN + "free = { months = [13] }\n", "13 is not a month; use 1 to 12."),
    (
        WHEN + "minimum_per_year = 13\n",
        "its days give 12 meetings a year, and 13 are wanted at least.",
    ),
    (
        EVERY_MONDAY + "minimum_per_year = 60\n",
        "its days give 52 to 53 meetings a year, and 60 are wanted at least.",
    ),
    (
        EVERY_MONDAY + "count_per_year = 48\n",
        "its days give 52 to 53 meetings a year, not 48; name the months without one.",
    ),
    ('weeks = { weekdays = [], at = "09:00" }\n', "needs at least one of its weekdays."),
    ('weeks = { weekdays = ["monday", "monday"], at = "09:00" }\n', "monday is there twice."),
    (
        'weeks = { every = 2, weekdays = ["monday"], at = "09:00" }\n',
        "needs from, a day in the first of its weeks.",
    ),
    (
        'weeks = { weekdays = ["monday"], at = "09:00", from = 9999-12-30 }\n',
        "from is in 9999; write a year from 2000 to 2100.",
    ),
    ('weeks = { weekdays = ["sunday"], at = "09:00" }\n', "'sunday' is not one of 'monday',"),
    ('weeks = { weekdays = ["monday"], at = "9am" }\n', "'9am' is not a time of day;"),
    (WHEN + 'collision = { move = "away" }\n', "move = 'away' is not one of 'earlier', 'later',"),
]


@pytest.mark.parametrize("written, sentence", MISTAKES)
def test_a_mistake_in_the_cadence_gets_its_sentence(written: str, sentence: str) -> None:
    found = problems(files(protocol="[cadence]\n" + written))
    assert len(found) == 1
    assert sentence in found[0]


def test_dates_are_published_as_far_ahead_as_the_protocol_says() -> None:
    ahead = cadence(WEEKLY + "horizon = { months = 6 }\n")
    assert ahead.published_until(date(2026, 8, 31)) == date(2027, 2, 28)
    assert cadence(WEEKLY).published_until(date(2026, 8, 31)) is None


def test_a_count_that_the_weeks_give_is_kept() -> None:
    found = cadence(WEEKLY.replace("[cadence]", "[cadence]\ncount_per_year = 104"))
    assert found.count_per_year == 104
    least = ON_DEMAND.replace("[cadence]", "[cadence]\nminimum_per_year = 4")
    assert cadence(least).minimum_per_year == 4
