"""Reading an edition's files, or telling their author what is wrong with them."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from conferral.protocol.clauses import ClauseFile
from conferral.protocol.conditions.conditions import TOO_DEEP, too_deep
from conferral.protocol.edition import Edition, Protocol
from conferral.protocol.files import crosscheck
from conferral.protocol.files.authoring import Mistake, named
from conferral.protocol.files.complaints import MOST, Complaint, Lines, ProtocolError, placed, plain
from conferral.protocol.files.folder import (
    HOLDS,
    IN_PLACE,
    LARGEST_EDITION,
    MOST_FILES,
    read_folder,
)
from conferral.protocol.files.tables import NotTables, frozen, tables_in
from conferral.protocol.forms.form import Form
from conferral.protocol.part import Part
from conferral.protocol.situations.situation import Example

__all__ = ["ProtocolError", "fingerprint", "load", "read_folder", "samples", "shipped"]

SHIPPED: Final = Path(__file__).parents[2] / "protocols"
Written = TypeVar("Written", bound=Part)


def shipped() -> dict[str, Path]:
    """The folder of each edition that comes with Conferral, by its id: `wesp/1`."""
    return folders("*/*/protocol.toml")


def samples() -> dict[str, Path]:
    """The folder of each example for authors, by its place. No partnership adopts one as it is."""
    return folders("samples/*/*/protocol.toml")


def folders(pattern: str) -> dict[str, Path]:
    return {
        file.parent.relative_to(SHIPPED).as_posix(): file.parent
        for file in sorted(SHIPPED.glob(pattern))
    }


def fingerprint(files: Mapping[str, str]) -> str:
    """A SHA-256 over every name and text, whatever their order."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name].encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def load(files: Mapping[str, str]) -> Edition:
    """The edition that the files make. Raises ProtocolError with every problem found."""
    return load_once(tuple(sorted(files.items())))


@lru_cache(maxsize=64)
def load_once(files: tuple[tuple[str, str], ...]) -> Edition:
    reader = Reader(dict(files))
    edition = reader.edition()
    if edition is None:
        raise ProtocolError(reader.complaints)
    if problems := list(islice(crosscheck.problems(edition), MOST + 1)):
        raise ProtocolError(placed(reader.files, problems))
    return edition


def mistaken(error: ValidationError) -> Iterator[ErrorDetails]:
    """The errors, but not that a list is empty for no reason but the mistakes inside it."""
    for one in error.errors(include_url=False):
        if one["type"] != "too_short" or not one["input"]:
            yield one


class Reader:
    """Reads each file into its model and gathers what is wrong in all of them."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.lines = Lines(files)
        self.complaints: list[Complaint] = []

    def refuse(self, name: str, said: str, line: int | None = None) -> None:
        self.complaints.append(Complaint(name, line, "", said))

    def edition(self) -> Edition | None:
        self.look_at_names()
        protocol = self.read("protocol.toml", Protocol)
        clauses = self.read("clauses.toml", ClauseFile)
        forms = self.read_all("forms/", Form)
        examples = self.read_all("examples/", Example)
        for name, form in forms.items():
            if form.id != name:
                file = f"forms/{name}.toml"
                self.refuse(
                    file, f"its id is '{form.id}', not '{name}'.", self.lines.at(file, ["id"])
                )
        if protocol is None or clauses is None or self.complaints:
            return None
        return Edition.model_validate(
            {name: getattr(protocol, name) for name in Protocol.model_fields}
            | {
                "clauses": clauses.clauses,
                "sections": clauses.sections,
                "forms": tuple(forms.values()),
                "examples": tuple(
                    example.model_copy(update={"name": name}) for name, example in examples.items()
                ),
                "fingerprint": fingerprint(self.files),
            }
        )

    def look_at_names(self) -> None:
        """Refuse what has no place, and more than anybody writes, before any of it is read."""
        if len(self.files) > MOST_FILES or sum(map(len, self.files.values())) > LARGEST_EDITION:
            said = (
                f"An edition has at most {MOST_FILES} files and "
                f"{LARGEST_EDITION // 1_000_000} MB together."
            )
            raise ProtocolError([Complaint("", None, "", said)])
        for name in self.files:
            if not IN_PLACE.fullmatch(name):
                self.refuse(name, f"an edition has no such file; {HOLDS}.")

    def read_all(self, folder: str, model: type[Written]) -> dict[str, Written]:
        names = [
            name
            for name in sorted(self.files)
            if name.startswith(folder) and IN_PLACE.fullmatch(name)
        ]
        read = {name: self.read(name, model) for name in names}
        stem = slice(len(folder), -len(".toml"))
        return {name[stem]: part for name, part in read.items() if part is not None}

    def read(self, name: str, model: type[Written]) -> Written | None:
        if name not in self.files:
            self.refuse(name, "this file is missing.")
            return None
        if len(self.complaints) > MOST:
            return None
        try:
            written = frozen(tables_in(name, self.files[name]))
            if self.insist_on_simple_conditions(name, written):
                return model.model_validate(written)
        except NotTables as error:
            self.complaints.append(error.complaint)
        except ValidationError as error:
            for one in islice(mistaken(error), MOST + 1):
                mistake = Mistake.of(written, model, one)
                self.complaints.append(mistake.in_words(name, self.lines))
        return None

    def insist_on_simple_conditions(self, name: str, written: Mapping[str, Any]) -> bool:
        """Refuse a condition that nobody could follow, before anything tries to."""
        simple = True
        for key, value in written.items():
            for number, table in enumerate(value if isinstance(value, tuple) else (value,)):
                if too_deep({key: table}):
                    simple = False
                    where = f"{key} {named(table, number)}" if value is not table else key
                    line = self.lines.at(name, [key, number])
                    self.complaints.append(Complaint(name, line, plain(where), f"{TOO_DEEP}."))
        return simple
