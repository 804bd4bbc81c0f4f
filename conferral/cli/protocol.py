"""`conferral protocol`: check an edition and run its examples, without any database."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from conferral.cli.problems import Problem
from conferral.protocol.check import awaited, check
from conferral.protocol.edition import Edition
from conferral.protocol.examples import run as differences
from conferral.protocol.loading import load, read_folder, shipped


def add_to(commands: Any) -> None:
    """Describe the commands."""
    protocol = commands.add_parser("protocol", help="check an edition of a protocol")
    within = protocol.add_subparsers(metavar="WHAT", required=True)
    for name, run, says in (
        ("check", run_check, "say what its drafters should look at"),
        ("examples", run_examples, "run its worked examples"),
    ):
        command = within.add_parser(name, help=says)
        command.add_argument("edition", help="an edition’s id, such as wesp/1, or its folder")
        command.set_defaults(run=run)


def edition_of(name: str) -> Edition:
    """The edition that ships under an id, or that lies in a folder."""
    known = shipped()
    folder = known.get(name) or Path(name)
    if not folder.is_dir():
        raise Problem(
            f"There is no edition “{name}”. Known are {', '.join(known)}; or name a folder."
        )
    return load(read_folder(folder))


def run_check(asked: Namespace) -> int:
    """List what its drafters should look at, the gravest first; that is no failure of ours."""
    edition = edition_of(asked.edition)
    for found in check(edition):
        cited = f" ({edition.abbreviation} {found.clause})" if found.clause else ""
        print(f"{found.severity:<6} {found.sentence}{cited}")
    print(f"{edition.id} can be used. {awaited(edition)} of its clauses are kept by nothing yet.")
    return 0


def run_examples(asked: Namespace) -> int:
    """Run each example; 1 where one does not hold."""
    edition = edition_of(asked.edition)
    failed = 0
    for example in edition.examples:
        found = differences(edition, example)
        failed += bool(found)
        print(f"{'differs' if found else 'holds  '} {example.name}")
        for difference in found:
            print(f"        {difference}")
    print(f"{len(edition.examples) - failed} of {len(edition.examples)} examples hold.")
    return 1 if failed else 0
