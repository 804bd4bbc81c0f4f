"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conferral.protocol.forms.form import About, Problem, read_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed, day",
    [
        ("2 Nov 2026", date(2026, 11, 2)),
        ("2nd November 2026", date(2026, 11, 2)),
        ("  2  november,  2026 ", date(2026, 11, 2)),
        ("Monday 2 November 2026", date(2026, 11, 2)),
        ("2nd of May 1990", date(1990, 5, 2)),
        ("12/11/1990", date(1990, 11, 12)),
        ("12.11.1990", date(1990, 11, 12)),
        ("12-11-1990", date(1990, 11, 12)),
        ("12 11 1990", date(1990, 11, 12)),
        ("1/2/97", date(1997, 2, 1)),
        ("1/2/26", date(2026, 2, 1)),
        ("1990-11-12", date(1990, 11, 12)),
        ("3 sept 2001", date(2001, 9, 3)),
        ("29/2/2000", date(2000, 2, 29)),
        ("today", TODAY),
    ],
)
def test_a_day_is_read_with_the_day_first(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed, year",
    [
        ("about 1997", 1997),
        ("About 20 October 2026", 2026),
        ("c. 1980", 1980),
        ("1997", 1997),
        ("1990s", 1990),
        ("June 2024", 2024),
        ("around Christmas", None),
    ],
)
def test_a_day_known_roughly_keeps_its_words(typed: str, year: int | None) -> None:
    assert read_day(typed, TODAY) == About(typed, year)


@pytest.mark.parametrize(
    "typed, reason",
    [
        ("31/2/2026", "There is no 31 February 2026."),
        ("29/2/2027", "There is no 29 February 2027."),
        ("11/13/2026", "There is no month 13. Write the day first, then the month."),
        ("2 Nob 2026", "“Nob” is not a month."),
        ("2 ju 2026", "“Ju” is not a month."),
        ("1/1/1066", "The year 1066 cannot be right."),
        ("next week", "Write a day like 2 November 2026"),
        ("", "Write a day like 2 November 2026"),
    ],
)
def test_what_is_no_day_gets_a_sentence(typed: str, reason: str) -> None:
    found = read_day(typed, TODAY)
    assert isinstance(found, Problem)
    assert found.reason.startswith(reason)


@given(st.dates(date(1930, 1, 1), date(2026, 11, 22)))
def test_every_day_is_read_back_however_it_is_written(day: date) -> None:
    assert read_day(f"{day.day}/{day.month}/{day.year}", TODAY) == day
    assert read_day(f"{day.day} {day:%B} {day.year}", TODAY) == day
    assert read_day(f"{day.day} {day:%b} {day.year}", TODAY) == day


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    assert isinstance(read_day(typed, TODAY), date | About | Problem)
