"""Counting days agrees with a second, plainer way of counting them, written here."""

import calendar as months
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conferral.protocol.days.calendar import Nation, WorkingCalendar
from conferral.protocol.days.deadlines import Deadline
from tests.protocol.published_holidays import PUBLISHED

DAYS = st.dates(date(2025, 3, 1), date(2028, 10, 31))
NATIONS = st.sampled_from(sorted(PUBLISHED))
LONDON = ZoneInfo("Europe/London")
EVERY_DAY = [date(2025, 1, 1) + timedelta(days=n) for n in range(1461)]
WORKED = {
    nation: [day for day in EVERY_DAY if day.isoweekday() <= 5 and day not in PUBLISHED[nation]]
    for nation in PUBLISHED
}


def due(anchor: date, nation: str, **written: object) -> date:
    fields = {"id": "one", "title": "One", **written}
    rule = Deadline.model_validate(fields)
    return rule.due(anchor, WorkingCalendar(Nation(nation))).day


@settings(max_examples=150)
@given(DAYS, st.integers(1, 30), NATIONS)
def test_working_days_are_those_of_the_plain_list(anchor: date, count: int, nation: str) -> None:
    before = [day for day in WORKED[nation] if day < anchor][-count]
    after = [day for day in WORKED[nation] if day > anchor][count - 1]
    within = {"working_days": count}
    assert due(anchor, nation, before="meeting", within=within) == before
    assert due(anchor, nation, after="submitted", within=within) == after


@settings(max_examples=100)
@given(DAYS, st.integers(1, 60))
def test_so_many_clear_days_lie_between_and_neither_end_is_one(anchor: date, count: int) -> None:
    before = due(anchor, "ENG", before="meeting", within={"clear_days": count})
    after = due(anchor, "ENG", after="submitted", within={"clear_days": count})
    assert len([day for day in EVERY_DAY if before < day < anchor]) == count
    assert len([day for day in EVERY_DAY if anchor < day < after]) == count


def months_later(anchor: date, count: int) -> date:
    """One month at a time by the almanac, and the day cut to the length of the last."""
    year, month = anchor.year, anchor.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month not in range(1, 13):
            year, month = (year + 1, 1) if count > 0 else (year - 1, 12)
    return date(year, month, min(anchor.day, months.monthrange(year, month)[1]))


@settings(max_examples=150)
@given(DAYS, st.integers(1, 48))
def test_calendar_months_are_turned_one_leaf_at_a_time(anchor: date, count: int) -> None:
    within = {"calendar_months": count}
    later = due(anchor, "ENG", after="notice", within=within)
    earlier = due(anchor, "ENG", before="meeting", within=within)
    assert (later, earlier) == (months_later(anchor, count), months_later(anchor, -count))


@settings(max_examples=150)
@given(DAYS, NATIONS)
def test_the_week_before_is_the_last_day_worked_before_this_week_began(
    anchor: date, nation: str
) -> None:
    monday = max(day for day in EVERY_DAY if day.isoweekday() == 1 and day <= anchor)
    expected = [day for day in WORKED[nation] if day < monday][-1]
    assert due(anchor, nation, before="meeting", within={"week_before": True}) == expected


@settings(max_examples=150)
@given(DAYS, NATIONS, st.sampled_from(["week", "month", "quarter"]))
def test_the_end_of_a_period_is_its_last_day_worked(anchor: date, nation: str, period: str) -> None:
    def of(day: date) -> tuple[int, ...]:
        quarter = (day.year, (day.month + 2) // 3)
        return {"week": day.isocalendar()[:2], "month": (day.year, day.month)}.get(period, quarter)

    ahead = [day for day in EVERY_DAY if of(day) == of(anchor) and day >= anchor]
    expected = [day for day in ahead if day in WORKED[nation]] or ahead
    assert due(anchor, nation, after="heard", within={"end_of": period}) == expected[-1]


@pytest.mark.parametrize("way", ["before", "after"])
@settings(max_examples=100)
@given(DAYS, st.integers(0, 1439), st.integers(1, 400))
def test_hours_pass_one_by_one_even_when_the_clocks_change(
    way: str, day: date, minute: int, count: int
) -> None:
    moment = datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
    rule = Deadline.model_validate(
        {"id": "one", "title": "One", way: "heard", "within": {"hours": count}}
    )
    found = rule.due(moment.astimezone(LONDON), WorkingCalendar(Nation.ENGLAND))
    passed = moment
    for _ in range(count):
        passed += timedelta(hours=1 if way == "after" else -1)
    assert found.ends is not None
    assert found.ends.astimezone(UTC) == passed
    assert (found.day, found.time) == (found.ends.date(), found.ends.time())
