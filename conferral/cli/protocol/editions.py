"""What the protocol commands share: finding an edition, and answering in words or as JSON."""

import json
import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from conferral.cli.protocol.shapes import Place, Problems
from conferral.protocol.days.calendar import CalendarProblem, Nation
from conferral.protocol.edition import Edition
from conferral.protocol.files.complaints import Complaint, ProtocolError
from conferral.protocol.files.loading import load, read_folder, samples, shipped

EDITION: Final = "an edition’s folder, or the id of one that ships, such as wesp/1"
NATIONS: Final = {nation.slug: nation for nation in Nation}
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
FAILED: Final = 1

Answer = tuple[BaseModel, int]
"""What a command found, and its exit code."""


def command(
    within: Any,
    name: str,
    says: str,
    answer: Callable[[Namespace], Answer],
    words: Callable[[Any], Iterator[str]],
) -> ArgumentParser:
    """Add a command that answers with a shape, shown in words unless --json asks for JSON."""
    added: ArgumentParser = within.add_parser(name, help=says, description=sentence_case(says))
    added.add_argument("--json", action="store_true", help="answer as JSON")
    added.set_defaults(run=lambda asked: run(asked, answer, words))
    return added


def sentence_case(says: str) -> str:
    return f"{says[:1].upper()}{says[1:]}."


def run(
    asked: Namespace,
    answer: Callable[[Namespace], Answer],
    words: Callable[[Any], Iterator[str]],
) -> int:
    """Answer, or say what the author must put right; 1 then."""
    try:
        found, code = answer(asked)
    except ProtocolError as error:
        return refuse(asked, error)
    except (CalendarProblem, OverflowError) as error:
        return refuse(asked, ProtocolError([Complaint("", None, "", why_not(error))]))
    show(as_json(found) if asked.json else "\n".join(words(found)))
    return code


def why_not(error: Exception) -> str:
    if isinstance(error, CalendarProblem):
        return str(error)
    return "A date here lies beyond the years that can be counted."


def refuse(asked: Namespace, error: ProtocolError) -> int:
    if asked.json:
        places = [Place.model_validate(complaint.as_json()) for complaint in error.complaints]
        show(as_json(Problems(problems=places)))
    else:
        print("\n".join(error.problems), file=sys.stderr)
    return FAILED


def as_json(found: BaseModel) -> str:
    said = found.model_dump(mode="json", exclude_unset=True)
    return json.dumps(said, ensure_ascii=False, indent=2)


def show(text: str) -> None:
    """Print it; a reader that has seen enough, such as `head`, may leave before the end."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def edition_of(name: str) -> Edition:
    """The edition or example that ships under an id, or the edition that lies in a folder."""
    return load(read_folder(folder_of(name)))


def folder_of(name: str) -> Path:
    """The folder of the edition or example with that id, or the folder itself."""
    known = shipped() | samples()
    folder = known.get(name) or Path(name)
    if not folder.exists():
        said = f"There is no edition “{name}”. Known are {', '.join(known)}; or name a folder."
        raise ProtocolError([Complaint("", None, "", said)])
    return folder


def nation_for(asked: Namespace, edition: Edition) -> Nation:
    """The nation asked for, else the edition’s own, else England."""
    return NATIONS.get(asked.nation) or edition.calendar.nation or Nation.ENGLAND


def a_day(written: str) -> date:
    try:
        return date.fromisoformat(written if DAY.fullmatch(written) else "")
    except ValueError:
        raise ArgumentTypeError(f"“{written}” is not a day; write it like 2026-11-24") from None


def takes_a_nation(added: ArgumentParser) -> None:
    added.add_argument(
        "--nation",
        choices=list(NATIONS),
        default="",
        help="whose bank holidays count (the edition’s own nation, else england)",
    )
