"""`conferral protocol examples`: each worked example, and whether it still holds."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from conferral.cli.protocol.editions import EDITION, FAILED, Answer, command, edition_of
from conferral.cli.protocol.shapes import Examples, Tried
from conferral.protocol.examples.running import run


def add_to(within: Any) -> None:
    """Describe the command."""
    added = command(within, "examples", "run its worked examples", answer, words)
    added.add_argument("edition", metavar="FOLDER", help=EDITION)


def answer(asked: Namespace) -> Answer:
    """1 where an example does not hold, for such an edition cannot be adopted."""
    edition = edition_of(asked.edition)
    tried = []
    for example in edition.examples:
        why = run(edition, example)
        tried.append(Tried(name=example.name, title=example.title, passed=not why, why=why))
    failed = sum(not each.passed for each in tried)
    found = Examples(
        edition=edition.id, passed=len(tried) - failed, failed=failed, examples=tried
    )  # fmt: skip
    return found, FAILED if failed else 0


def words(found: Examples) -> Iterator[str]:
    for each in found.examples:
        yield f"{'holds  ' if each.passed else 'differs'} {each.name}: {each.title}"
        yield from (f"        {why}" for why in each.why)
    yield f"{found.passed} of {len(found.examples)} examples hold."
