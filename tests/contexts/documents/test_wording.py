"""How a day, a moment and typed text read on paper."""

from datetime import UTC, datetime

import pytest

from conferral.documents.content import Writer
from conferral.documents.wording import LONGEST_TEXT, clock, day, moment, printable, short_day


def kept(text: str) -> str:
    return printable(text, cut=pytest.fail)


def test_days_and_moments_read_as_people_say_them() -> None:
    when = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert day(when) == "Tuesday 24 November 2026"
    assert short_day(when) == "24 Nov"
    assert moment(when) == "Tuesday 24 November 2026, 9.30am"


@pytest.mark.parametrize(
    ("hour", "minute", "reads"),
    [(0, 5, "12.05am"), (11, 59, "11.59am"), (12, 0, "12.00pm"), (13, 5, "1.05pm")],
)
def test_the_clock_turns_at_noon(hour: int, minute: int, reads: str) -> None:
    assert clock(datetime(2026, 11, 24, hour, minute, tzinfo=UTC)) == reads


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("tab\there\x00", "tab here"),
        ("non\u00a0breaking", "non\u00a0breaking"),
        ("e\u0301", "é"),
        ("left \u202etfel", "left tfel"),
        ("half \ud83d", "half \ufffd"),
        ("joined \u09b0\u200d\u09cd", "joined \u09b0\u200d\u09cd"),
    ],
)
def test_typed_text_keeps_its_letters_and_loses_its_controls(typed: str, printed: str) -> None:
    assert kept(typed) == printed


def test_a_long_word_may_break_and_a_short_one_may_not() -> None:
    assert kept("Strengthfulness") == "Strengthfulness"
    assert kept("x" * 30) == "\u200b".join(("x" * 14, "x" * 14, "xx"))


def test_what_is_too_long_is_cut_with_a_sentence() -> None:
    said: list[str] = []
    printed = printable("word " * LONGEST_TEXT, cut=said.append)
    assert said == ["Only the first 20,000 of 100,000 characters are printed."]
    assert printed.endswith(f"… [{said[0]}]")


def test_a_paper_carries_only_what_it_knows_how_to_write() -> None:
    with pytest.raises(TypeError, match="A paper cannot carry a float"):
        Writer().write(1.5)
