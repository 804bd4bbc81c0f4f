"""Reading a day as people type it: the day first, months by name or number, or only about when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
ABOUT = re.compile(
    r"^(?:about|around|roughly|approximately|approx\.?|circa|c\.?|in|early|late|~)\s"
)
DAY = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s./,-]+([a-z]+|\d{1,2})[\s./,-]+(\d{2}|\d{4})$"
)
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
MONTH_ONLY = re.compile(r"^([a-z]+)[\s,]+(\d{4})$")
YEAR_ONLY = re.compile(r"^\d{4}s?$")
EXAMPLE = "Write a day like 2 November 2026 or 2/11/2026, or “about 1997”."


@dataclass(frozen=True, slots=True)
class About:
    """A day known only roughly, in the words that were typed; the year where one was said."""

    text: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why what was typed is not a day, in a sentence for whoever typed it."""

    reason: str


def read_day(text: str, today: date) -> date | About | Problem:
    """The day that was typed, the day first. A two-figure year is the latest not in the future."""
    typed = " ".join(text.split())
    plain = typed.lower()
    if not plain:
        return Problem(EXAMPLE)
    if plain == "today":
        return today
    if ABOUT.match(plain) or MONTH_ONLY.match(plain) or YEAR_ONLY.match(plain):
        return about(typed)
    if iso := ISO.match(plain):
        return exact(int(iso[1]), int(iso[2]), int(iso[3]))
    if found := DAY.match(re.sub(r"^[a-z]+day,?\s+", "", plain)):
        return from_parts(found[1], found[2], found[3], today)
    return Problem(EXAMPLE)


def about(typed: str) -> About:
    year = re.search(r"\b(\d{4})", typed)
    return About(typed, int(year[1]) if year else None)


def from_parts(day: str, month: str, year: str, today: date) -> date | Problem:
    number = int(month) if month.isdigit() else month_number(month)
    if number is None:
        return Problem(f"“{month.capitalize()}” is not a month. {EXAMPLE}")
    return exact(full_year(year, today), number, int(day))


def month_number(name: str) -> int | None:
    """`nov`, `sept` and `november` are 11; `ju` could be two months and is none."""
    matches = [month for month in MONTHS if month.startswith(name.replace("sept", "sep"))]
    whole = [month for month in MONTHS if month == name] or matches
    return MONTHS.index(whole[0]) + 1 if len(whole) == 1 and len(name) >= 3 else None


def full_year(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    this_century = today.year // 100 * 100 + int(year)
    return this_century if this_century <= today.year + 1 else this_century - 100


def exact(year: int, month: int, day: int) -> date | Problem:
    if not 1 <= month <= 12:
        return Problem(f"There is no month {month}. Write the day first, then the month.")
    if not 1900 <= year <= 2199:
        return Problem(f"The year {year} cannot be right. {EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        return Problem(f"There is no {day} {MONTHS[month - 1].capitalize()} {year}.")
