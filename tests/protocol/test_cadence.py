"""The days on which a panel meets."""

from datetime import date, time

import pytest

from conferral.protocol.days.patterns import MeetingDay
from tests.protocol.tiny import ENGLAND, edition

CADENCE = """
[cadence]
clause = "2"
count_per_year = 11
day = { nth = "NTH", weekday = "WEEKDAY", at = "09:30" }
free = { months = [8], reason = "August is free." }
collision = { move = "MOVE" }
horizon = { months = 11 }
"""


def cadence(nth: str, weekday: str, move: str = "earlier") -> str:
    written = CADENCE.replace("NTH", nth).replace("WEEKDAY", weekday)
    return written.replace("MOVE", move)


@pytest.mark.parametrize(
    "nth, weekday, month, day",
    [
        ("last", "tuesday", date(2026, 11, 1), 24),
        ("last", "tuesday", date(2026, 6, 1), 30),
        ("last", "tuesday", date(2027, 2, 1), 23),
        ("first", "friday", date(2027, 1, 1), 1),
        ("first", "tuesday", date(2026, 12, 1), 1),
        ("second", "wednesday", date(2028, 7, 1), 12),
        ("fourth", "monday", date(2026, 11, 1), 23),
    ],
)
def test_the_nth_weekday_of_a_month(nth: str, weekday: str, month: date, day: int) -> None:
    rule = MeetingDay.model_validate({"nth": nth, "weekday": weekday, "at": "09:30"})
    assert rule.within(month) == month.replace(day=day)


def test_a_year_has_its_meetings_and_says_which_month_is_free() -> None:
    year = edition(cadence("last", "tuesday")).meeting_days(date(2026, 4, 1), 12, ENGLAND)
    assert len(year.meetings) == 11
    assert 8 not in {meeting.day.month for meeting in year.meetings}
    assert [(free.first, free.why) for free in year.free] == [
        (date(2026, 8, 1), "August is free. There are eleven meetings a year.")
    ]
    assert year.meetings[0].why == "The last Tuesday of April."
    assert (year.meetings[0].at, year.meetings[0].clause) == (time(9, 30), "2")


@pytest.mark.parametrize(
    "move, held, words",
    [
        ("earlier", date(2026, 12, 31), "so it moves to the working day before it."),
        ("later", date(2027, 1, 4), "so it moves to the working day after it."),
    ],
)
def test_a_meeting_on_a_bank_holiday_moves_and_says_so(move: str, held: date, words: str) -> None:
    tiny = edition(cadence("first", "friday", move))
    meeting = tiny.meeting_days(date(2026, 12, 5), 2, ENGLAND).meetings[-1]
    assert (meeting.day, meeting.moved_from) == (held, date(2027, 1, 1))
    assert meeting.why == (
        "The first Friday of January. That is Friday 1 January, "
        f"a bank holiday (New Year's Day), {words}"
    )


def test_no_meeting_is_planned_before_the_day_of_planning() -> None:
    year = edition(cadence("first", "tuesday")).meeting_days(date(2026, 11, 4), 2, ENGLAND)
    assert [meeting.day for meeting in year.meetings] == [date(2026, 12, 1)]


def test_a_protocol_without_a_cadence_plans_no_meetings() -> None:
    year = edition().meeting_days(date(2026, 11, 4), 12, ENGLAND)
    assert (year.meetings, year.free) == ((), ())
