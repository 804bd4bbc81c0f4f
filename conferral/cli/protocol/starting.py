"""`conferral protocol new`: a commented edition to start from, which loads and checks."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conferral.cli.protocol.editions import Answer, command
from conferral.cli.protocol.shapes import Started
from conferral.protocol.files.complaints import Complaint, ProtocolError
from conferral.protocol.files.starting import KINDS, starting_files


def add_to(within: Any) -> None:
    """Describe the command."""
    added = command(within, "new", "write a commented edition to start from", answer, words)
    added.add_argument("id", metavar="ID", help="a short name and an edition, as in eastmarsh/1")
    added.add_argument("--into", metavar="FOLDER", help="where it goes (a folder named after ID)")
    added.add_argument(
        "--like", choices=list(KINDS), default=KINDS[0], help="which kind of meeting (%(default)s)"
    )


def answer(asked: Namespace) -> Answer:
    """Refuse to write where there is something already."""
    edition_id = asked.id if "/" in asked.id else f"{asked.id}/1"
    files = starting_files(edition_id, asked.like)
    folder = Path(asked.into or asked.id)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        said = f"{folder} is there already and is not empty; name another folder with --into."
        raise ProtocolError([Complaint("", None, "", said)])
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return Started(edition=edition_id, folder=str(folder), files=list(files)), 0


def words(started: Started) -> Iterator[str]:
    yield f"{started.edition} is in {started.folder}: {', '.join(started.files)}."
    yield f"Change what is written there, then: conferral protocol check {started.folder}"
