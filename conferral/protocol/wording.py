"""How days, times, numbers and lists are said in the engine's sentences."""

from collections.abc import Sequence
from datetime import date, time

NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
)


def number(count: int) -> str:
    """`three`, and figures above fifteen."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


def counted(count: int, singular: str) -> str:
    """`three working days`, `one working day`."""
    return f"{number(count)} {singular}" + ("" if count == 1 else "s")


def day(when: date) -> str:
    """`Tuesday 5 January`."""
    return f"{when:%A} {when.day} {when:%B}"


def day_year(when: date) -> str:
    return f"{day(when)} {when.year}"


def clock(when: time) -> str:
    """`9.30am`, `5pm`, `noon`."""
    if when.hour == 12 and not when.minute:
        return "noon"
    hour = when.hour % 12 or 12
    minutes = f".{when.minute:02}" if when.minute else ""
    return f"{hour}{minutes}{'am' if when.hour < 12 else 'pm'}"


def listing(items: Sequence[str], word: str = "and") -> str:
    """`a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop, so that clauses join into sentences."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "”")) else ".")
