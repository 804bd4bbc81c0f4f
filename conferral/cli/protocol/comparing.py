"""`conferral protocol diff`: what changed from one edition to another, in sentences."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from conferral.cli.protocol.editions import EDITION, Answer, command, edition_of
from conferral.cli.protocol.shapes import Changed, Differences


def add_to(within: Any) -> None:
    """Describe the command."""
    added = command(within, "diff", "say what changed from one edition to another", answer, words)
    added.add_argument("before", metavar="FOLDER", help=EDITION)
    added.add_argument("after", metavar="FOLDER", help="the edition that came after it")


def answer(asked: Namespace) -> Answer:
    from conferral.protocol.comparing.diff import compare

    before, after = edition_of(asked.before), edition_of(asked.after)
    found = [Changed.model_validate(asdict(each)) for each in compare(before, after)]
    return Differences(before=before.id, after=after.id, differences=found), 0


def words(found: Differences) -> Iterator[str]:
    for each in found.differences:
        yield each.sentence
    if not found.differences:
        yield f"{found.before} and {found.after} say the same."
