"""When things are due, why that day, and whether a moment is too late."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conferral.protocol.days.calendar import Nation, WorkingCalendar
from conferral.protocol.days.deadlines import Deadline
from conferral.protocol.days.durations import months_from
from tests.protocol.tiny import ENGLAND, edition

LONDON = ZoneInfo("Europe/London")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[misc, arg-type]


def deadline(**written: object) -> Deadline:
    return Deadline.model_validate({"id": "one", "title": "One", "clause": "8.4"} | written)


def test_working_days_before_a_meeting_say_which_holiday_was_passed_over() -> None:
    due = deadline(before="meeting", within={"working_days": 3}).due(date(2027, 1, 5), ENGLAND)
    assert due.day == date(2026, 12, 30)
    assert due.why == (
        "Three working days before the meeting on Tuesday 5 January. "
        "Friday 1 January is a bank holiday (New Year's Day), so it is not counted."
    )
    assert due.clause == "8.4"


def test_several_holidays_are_named_in_order() -> None:
    due = deadline(before="meeting", within={"working_days": 3}).due(date(2027, 3, 30), ENGLAND)
    assert due.day == date(2027, 3, 23)
    assert due.why.endswith(
        "Friday 26 March (Good Friday) and Monday 29 March (Easter Monday) are bank holidays, "
        "so they are not counted."
    )


def test_each_step_says_whether_the_day_counted() -> None:
    due = deadline(before="meeting", within={"working_days": 2}).due(date(2027, 1, 4), ENGLAND)
    assert [(step.day.day, step.counted, step.why) for step in due.steps] == [
        (3, False, "a Sunday"),
        (2, False, "a Saturday"),
        (1, False, "a bank holiday (New Year's Day)"),
        (31, True, "working day 1"),
        (30, True, "working day 2"),
    ]


def test_a_weekend_goes_unsaid() -> None:
    due = deadline(before="meeting", within={"working_days": 3}).due(date(2026, 11, 24), ENGLAND)
    assert due.why == "Three working days before the meeting on Tuesday 24 November."


@pytest.mark.parametrize(
    "meeting, agenda",
    [
        (date(2026, 11, 24), date(2026, 11, 20)),
        (date(2026, 11, 23), date(2026, 11, 20)),
        (date(2026, 11, 27), date(2026, 11, 20)),
        (date(2027, 3, 30), date(2027, 3, 25)),
        (date(2026, 12, 29), date(2026, 12, 24)),
    ],
)
def test_the_week_before_ends_on_its_last_working_day(meeting: date, agenda: date) -> None:
    due = deadline(before="meeting", within={"week_before": True}).due(meeting, ENGLAND)
    assert due.day == agenda
    assert due.why.startswith("By the last working day of the week before the meeting on")


def test_the_same_day_and_at_once_fall_on_the_day_itself() -> None:
    meeting, raised = date(2026, 11, 24), date(2026, 12, 25)
    same = deadline(after="meeting", within={"same_day": True}).due(meeting, ENGLAND)
    once = deadline(after="raised", within={"at_once": True}).due(raised, ENGLAND)
    assert (same.day, same.why) == (meeting, "On the day of the meeting, Tuesday 24 November.")
    assert (once.day, once.why) == (raised, "At once: the duty arose on Friday 25 December.")


def test_the_same_day_after_something_else_says_what_happened() -> None:
    due = deadline(after="submitted", within={"same_day": True}).due(date(2026, 11, 24), ENGLAND)
    assert due.why == "The same day: the referral was sent on Tuesday 24 November."


def test_plain_days_count_weekends() -> None:
    due = deadline(after="submitted", within={"days": 30}).due(date(2026, 11, 24), ENGLAND)
    assert due.day == date(2026, 12, 24)
    assert due.why == "30 days after Tuesday 24 November, when the referral was sent."


@pytest.mark.parametrize(
    "start, months, end",
    [
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 24), 2, date(2027, 1, 24)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_calendar_months_keep_to_the_end_of_a_shorter_month(
    start: date, months: int, end: date
) -> None:
    assert months_from(start, months) == end


def test_calendar_months_after_a_notice() -> None:
    due = deadline(after="notice", within={"calendar_months": 2}).due(date(2026, 12, 31), ENGLAND)
    assert due.day == date(2027, 2, 28)
    assert due.why == "Two calendar months after Thursday 31 December, when notice was given."


@pytest.mark.parametrize(
    "moment, late",
    [
        (at(2026, 11, 18, 23, 59), False),
        (at(2026, 11, 19, 17, 0, 59), False),
        (at(2026, 11, 19, 17, 1), True),
        (at(2026, 11, 20, 0, 0), True),
    ],
)
def test_a_moment_is_late_once_its_minute_is_over(moment: datetime, late: bool) -> None:
    rule = deadline(before="meeting", within={"working_days": 3}, by="17:00")
    due = rule.due(date(2026, 11, 24), ENGLAND)
    assert (due.time, due.has_passed(moment)) == (time(17), late)


def test_the_hour_may_be_a_time_of_the_file_format_itself() -> None:
    rule = deadline(before="meeting", within={"working_days": 3}, by=time(17))
    assert rule.due(date(2026, 11, 24), ENGLAND).time == time(17)


def test_without_an_hour_the_whole_day_is_in_time() -> None:
    due = deadline(before="meeting", within={"working_days": 3}).due(date(2026, 11, 24), ENGLAND)
    assert not due.has_passed(at(2026, 11, 19, 23, 59))
    assert due.has_passed(at(2026, 11, 20, 0, 0))


def test_an_edition_says_whether_a_referral_came_in_time_and_cites_its_clause() -> None:
    tiny = edition(
        '[[deadline]]\nid = "referral"\ntitle = "Close"\nclause = "2"\nbefore = "meeting"\n'
        'within = { working_days = 3 }\nby = "17:00"\n'
    )
    meeting = date(2026, 11, 24)
    late = tiny.in_time(at(2026, 11, 19, 17, 1), meeting, ENGLAND)
    early = tiny.in_time(at(2026, 11, 19, 9, 5), meeting, ENGLAND)
    assert not late
    assert (late.reason, late.clause) == (
        "It came after 5pm on Thursday 19 November, when referrals closed.",
        "2",
    )
    assert early
    assert early.reason == "It came before referrals closed, 5pm on Thursday 19 November."


def test_an_edition_adds_its_own_holidays_for_the_nations_named() -> None:
    tiny = edition(
        '[[calendar.holiday]]\nday = 2027-05-10\nname = "Coronation"\nnations = ["ENG"]\n'
        '[[calendar.closure]]\nday = 2026-12-29\nname = "Offices closed"\n'
        '[[calendar.working_day]]\nday = 2026-12-28\nname = "Staffed"\n'
    )
    assert not tiny.calendar_of("ENG").is_working_day(date(2027, 5, 10))
    assert tiny.calendar_of("WLS").is_working_day(date(2027, 5, 10))
    assert not tiny.calendar_of("WLS").is_working_day(date(2026, 12, 29))
    assert tiny.calendar_of("SCT").is_working_day(date(2026, 12, 28))


@settings(max_examples=60)
@given(
    st.dates(date(2025, 2, 1), date(2028, 11, 30)),
    st.integers(1, 12),
    st.sampled_from(list(Nation)),
)
def test_a_deadline_is_explained_by_exactly_so_many_counted_days(
    anchor: date, count: int, nation: Nation
) -> None:
    calendar = WorkingCalendar(nation)
    before = deadline(before="meeting", within={"working_days": count}).due(anchor, calendar)
    after = deadline(after="submitted", within={"working_days": count}).due(anchor, calendar)
    for due in (before, after):
        assert sum(step.counted for step in due.steps) == count
        assert due.steps[-1].day == due.day
    assert before.day < anchor < after.day
    assert before.day == calendar.subtract(anchor, count)


@settings(max_examples=60)
@given(st.dates(date(2025, 2, 1), date(2028, 11, 30)), st.sampled_from(list(Nation)))
def test_the_week_before_is_never_in_the_week_of_the_meeting(anchor: date, nation: Nation) -> None:
    due = deadline(before="meeting", within={"week_before": True}).due(
        anchor, WorkingCalendar(nation)
    )
    assert due.day.isocalendar()[:2] < anchor.isocalendar()[:2]
