"""Days and times are said as people here say them, in London's time."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import timezone

from conferral.ui import moments, numbers

WINTER = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 23, 5, tzinfo=UTC)


def test_days() -> None:
    day = date(2026, 11, 19)
    assert moments.day(day) == "Thursday 19 November"
    assert moments.day_year(day) == "Thursday 19 November 2026"
    assert moments.short_day(day) == "19\u00a0Nov"
    assert moments.weekday_month(day) == "Thu Nov"


def test_times() -> None:
    assert moments.clock(WINTER) == "9.30am"
    assert moments.clock(WINTER.replace(minute=0, hour=17)) == "5pm"
    assert moments.clock(WINTER.replace(minute=5, hour=0)) == "12.05am"
    assert moments.clock(WINTER.replace(minute=0, hour=12)) == "12pm"
    assert moments.moment(WINTER) == "19 November 2026 at 9.30am"


def test_in_summer_a_late_evening_in_utc_is_the_next_day() -> None:
    assert moments.day(SUMMER) == "Thursday 2 July"
    assert moments.clock(SUMMER) == "12.05am"


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        moments.clock(datetime(2026, 1, 1, 9))  # noqa: DTZ001


@pytest.mark.parametrize(
    "today, said",
    [
        (date(2026, 11, 19), "Today, 9.30am"),
        (date(2026, 11, 20), "Yesterday, 9.30am"),
        (date(2026, 11, 23), "Thursday, 9.30am"),
        (date(2026, 11, 26), "19 November, 9.30am"),
    ],
)
def test_since(today: date, said: str) -> None:
    assert moments.since(WINTER, today) == said


def test_numbers_in_words() -> None:
    assert numbers.in_words(4) == "four"
    assert numbers.in_words(13) == "13"
    assert numbers.to_put_right(1) == "One thing to put right"
    assert numbers.to_put_right(2) == "Two things to put right"


def test_instants_are_kept_in_utc() -> None:
    assert settings.USE_TZ
    assert str(timezone.get_default_timezone()) == "UTC"
