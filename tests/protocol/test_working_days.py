"""Working days over real bank holidays, in four nations."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conferral.protocol.days.calendar import (
    SATURDAY,
    CalendarProblem,
    Nation,
    WorkingCalendar,
    bank_holidays,
)
from conferral.protocol.days.patterns import MeetingDay
from tests.protocol.published_holidays import TABLES, published

ENGLAND = WorkingCalendar(Nation.ENGLAND)
SCOTLAND = WorkingCalendar(Nation.SCOTLAND)
NORTHERN_IRELAND = WorkingCalendar(Nation.NORTHERN_IRELAND)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CALENDARS = st.sampled_from([WorkingCalendar(nation) for nation in Nation])

# Computed from the government's published list: meeting, 7 and 3 before, 3 and 10 after.
COUNTED = [
    ("2026-04-09", "ENG WLS NIR", "2026-03-27", "2026-04-02", "2026-04-14", "2026-04-23"),
    ("2026-04-09", "SCT", "2026-03-30", "2026-04-06", "2026-04-14", "2026-04-23"),
    ("2026-05-08", "ENG WLS SCT NIR", "2026-04-28", "2026-05-05", "2026-05-13", "2026-05-22"),
    ("2026-07-16", "ENG WLS SCT", "2026-07-07", "2026-07-13", "2026-07-21", "2026-07-30"),
    ("2026-07-16", "NIR", "2026-07-06", "2026-07-10", "2026-07-21", "2026-07-30"),
    ("2026-12-31", "ENG WLS NIR", "2026-12-18", "2026-12-24", "2027-01-06", "2027-01-15"),
    ("2026-12-31", "SCT", "2026-12-18", "2026-12-24", "2027-01-07", "2027-01-18"),
    ("2027-01-04", "ENG WLS NIR", "2026-12-21", "2026-12-29", "2027-01-07", "2027-01-18"),
    ("2027-03-31", "ENG WLS NIR", "2027-03-18", "2027-03-24", "2027-04-05", "2027-04-14"),
    ("2027-03-31", "SCT", "2027-03-19", "2027-03-25", "2027-04-05", "2027-04-14"),
]
BY_NATION = [
    (nation, meeting, *days) for meeting, nations, *days in COUNTED for nation in nations.split()
]


@pytest.mark.parametrize("nation, meeting, seven, three, after, ten", BY_NATION)
def test_days_are_counted_as_the_published_holidays_have_them(
    nation: str, meeting: str, seven: str, three: str, after: str, ten: str
) -> None:
    calendar, day = WorkingCalendar(Nation(nation)), date.fromisoformat(meeting)
    assert calendar.subtract(day, 7).isoformat() == seven
    assert calendar.subtract(day, 3).isoformat() == three
    assert calendar.add(day, 3).isoformat() == after
    assert calendar.add(day, 10).isoformat() == ten


@pytest.mark.parametrize("year", range(2025, 2029))
@pytest.mark.parametrize("nation", TABLES)
def test_the_bank_holidays_of_a_nation_are_those_that_were_published(
    nation: str, year: int
) -> None:
    found = {day for day in bank_holidays(Nation(nation), year) if day.weekday() < SATURDAY}
    assert found == published(nation, year)


def test_the_fourth_of_january_2027_is_no_day_for_a_meeting_in_scotland() -> None:
    assert not SCOTLAND.is_working_day(date(2027, 1, 4))
    assert ENGLAND.is_working_day(date(2027, 1, 4))


def test_scotland_has_its_one_day_off_for_the_world_cup_and_england_has_not() -> None:
    day = date(2026, 6, 15)
    assert SCOTLAND.why_not_working(day).startswith("a bank holiday (Scotland's participation")
    assert ENGLAND.is_working_day(day)
    assert NORTHERN_IRELAND.is_working_day(day)


COLLISIONS = {
    ("first", "friday"): {
        "ENG": ["2026-04-03", "2027-01-01"],
        "WLS": ["2026-04-03", "2027-01-01"],
        "SCT": ["2026-01-02", "2026-04-03", "2027-01-01"],
        "NIR": ["2026-04-03", "2027-01-01"],
    },
    ("second", "wednesday"): {"ENG": [], "WLS": [], "SCT": [], "NIR": ["2028-07-12"]},
}


@pytest.mark.parametrize("nation", TABLES)
@pytest.mark.parametrize("rule", COLLISIONS)
def test_a_monthly_rule_meets_the_bank_holidays_that_are_known(
    rule: tuple[str, str], nation: str
) -> None:
    meets = MeetingDay.model_validate({"nth": rule[0], "weekday": rule[1], "at": "09:30"})
    calendar = WorkingCalendar(Nation(nation))
    days = meets.days(date(2025, 1, 1), date(2029, 1, 1))
    found = [day.isoformat() for day in days if not calendar.is_working_day(day)]
    assert found == COLLISIONS[rule][nation]


@pytest.mark.parametrize(
    "written, nation",
    [
        ("england", Nation.ENGLAND),
        ("wales", Nation.WALES),
        ("scotland", Nation.SCOTLAND),
        ("northern-ireland", Nation.NORTHERN_IRELAND),
        ("NIR", Nation.NORTHERN_IRELAND),
    ],
)
def test_a_nation_is_known_by_its_name_and_by_its_letters(written: str, nation: Nation) -> None:
    assert Nation(written) is nation


def test_a_nation_that_is_none_of_the_four_is_not_known() -> None:
    with pytest.raises(ValueError, match="cornwall"):
        Nation("cornwall")


@pytest.mark.parametrize(
    "day, calendar, reason",
    [
        ("2026-12-25", ENGLAND, "a bank holiday (Christmas Day)"),
        ("2026-12-26", ENGLAND, "a Saturday"),
        ("2026-12-28", ENGLAND, "a bank holiday (Boxing Day, substitute day)"),
        ("2026-12-29", ENGLAND, ""),
        ("2027-03-26", ENGLAND, "a bank holiday (Good Friday)"),
        ("2027-03-29", ENGLAND, "a bank holiday (Easter Monday)"),
        ("2027-03-29", SCOTLAND, ""),
        ("2027-01-04", SCOTLAND, "a bank holiday (New Year Holiday, substitute day)"),
        ("2026-11-30", SCOTLAND, "a bank holiday (Saint Andrew's Day)"),
        ("2026-11-30", ENGLAND, ""),
        ("2026-07-13", NORTHERN_IRELAND, "a bank holiday (Battle of the Boyne, substitute day)"),
        ("2026-07-13", ENGLAND, ""),
    ],
)
def test_each_nation_keeps_its_own_holidays(
    day: str, calendar: WorkingCalendar, reason: str
) -> None:
    assert calendar.why_not_working(date.fromisoformat(day)) == reason


def test_a_holiday_proclaimed_later_is_added_without_a_release() -> None:
    coronation = date(2027, 5, 10)
    calendar = WorkingCalendar(Nation.ENGLAND, extra_holidays={coronation: "Coronation"})
    assert ENGLAND.is_working_day(coronation)
    assert calendar.why_not_working(coronation) == "a bank holiday (Coronation)"


def test_a_closure_of_the_panel_is_not_a_working_day() -> None:
    calendar = WorkingCalendar(Nation.ENGLAND, closures={date(2026, 12, 29): "Offices closed"})
    assert calendar.why_not_working(date(2026, 12, 29)) == "a closure (Offices closed)"


def test_a_holiday_that_is_worked_counts() -> None:
    boxing = date(2026, 12, 28)
    calendar = WorkingCalendar(Nation.ENGLAND, extra_working_days={boxing: "Staffed"})
    assert calendar.is_working_day(boxing)


def test_a_year_without_bank_holidays_on_record_stops_and_says_so() -> None:
    said = "no bank holidays on record for England in 2105.*The record runs from 1872 to 2100"
    with pytest.raises(CalendarProblem, match=said):
        ENGLAND.is_working_day(date(2105, 6, 1))


@settings(max_examples=60)
@given(DAYS, st.integers(1, 15), CALENDARS)
def test_counting_there_passes_exactly_so_many_working_days(
    day: date, count: int, calendar: WorkingCalendar
) -> None:
    found = calendar.add(day, count)
    assert calendar.is_working_day(found)
    assert calendar.working_days_between(day, found) == count


@settings(max_examples=60)
@given(DAYS, st.integers(1, 15), CALENDARS)
def test_counting_there_and_back_returns_to_a_working_day(
    day: date, count: int, calendar: WorkingCalendar
) -> None:
    start = calendar.on_or_after(day)
    assert calendar.subtract(calendar.add(start, count), count) == start


@settings(max_examples=60)
@given(DAYS, st.integers(1, 14), CALENDARS)
def test_one_more_day_is_always_earlier(day: date, count: int, calendar: WorkingCalendar) -> None:
    assert calendar.subtract(day, count + 1) < calendar.subtract(day, count) < day


@settings(max_examples=60)
@given(DAYS, CALENDARS)
def test_no_working_day_lies_between_a_day_and_the_one_before_it(
    day: date, calendar: WorkingCalendar
) -> None:
    found = calendar.subtract(day, 1)
    between = [found + timedelta(days=n) for n in range(1, (day - found).days)]
    assert not [each for each in between if calendar.is_working_day(each)]
