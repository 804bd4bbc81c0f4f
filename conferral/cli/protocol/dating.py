"""`conferral protocol dates`: what is due about a meeting, or the meetings of a whole year."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from conferral.cli.protocol.editions import (
    EDITION,
    Answer,
    a_day,
    command,
    edition_of,
    nation_for,
    takes_a_nation,
)
from conferral.cli.protocol.shapes import Dates, Year
from conferral.protocol.wording import counted, day_year, sentence

YEARS: Final = range(1, 10_000)


def add_to(within: Any) -> None:
    """Describe the command."""
    added = command(within, "dates", "say what is due about a meeting, and why", answer, words)
    added.add_argument("edition", metavar="FOLDER", help=EDITION)
    asked_for = added.add_mutually_exclusive_group(required=True)
    asked_for.add_argument("--meeting", type=a_day, metavar="YYYY-MM-DD", help="one meeting’s day")
    asked_for.add_argument("--year", type=a_year, metavar="YYYY", help="every meeting of a year")
    takes_a_nation(added)


def a_year(written: str) -> int:
    if not written.isdecimal() or int(written) not in YEARS:
        raise ArgumentTypeError(f"“{written}” is not a year; write it like 2027")
    return int(written)


def answer(asked: Namespace) -> Answer:
    from conferral.protocol.year import dates_about, year_of

    edition = edition_of(asked.edition)
    nation = nation_for(asked, edition)
    if asked.year:
        return Year.model_validate(year_of(edition, asked.year, nation).as_json()), 0
    return Dates.model_validate(dates_about(edition, asked.meeting, nation).as_json()), 0


def words(found: Dates | Year) -> Iterator[str]:
    if isinstance(found, Dates):
        yield from words_of_meeting(found)
        return
    for meeting in found.meetings:
        yield from words_of_meeting(meeting)
        yield f"  {meeting.held}"
        yield ""
    yield from (f"{free.month}: {free.why}" for free in found.free)
    total = sentence(f"{counted(len(found.meetings), 'meeting')} in {found.year}")
    yield f"{total} {found.note}".strip()


def words_of_meeting(found: Dates) -> Iterator[str]:
    yield in_full(found.meeting)
    for deadline, day in found.due.items():
        yield f"  {deadline:<12}{in_full(day)}"
        yield f"              {found.why[deadline]}"
    if found.note:
        yield f"  {found.note}"


def in_full(day: str) -> str:
    return day_year(date.fromisoformat(day))
