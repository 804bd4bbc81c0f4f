"""Reading an edition's files, or telling their author what is wrong with them."""

import hashlib
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from conferral.protocol import crosscheck
from conferral.protocol.authoring import in_words
from conferral.protocol.clauses import ClauseFile
from conferral.protocol.edition import Edition, Protocol
from conferral.protocol.forms import Form
from conferral.protocol.part import Part
from conferral.protocol.situations import Example

SHIPPED: Final = Path(__file__).parent.parent / "protocols"
Written = TypeVar("Written", bound=Part)


class ProtocolError(Exception):
    """An edition cannot be used as it stands; `problems` are sentences for its author."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_folder(path: Path) -> dict[str, str]:
    """The texts of an edition's folder by their names within it, `forms/referral.toml`."""
    found = {
        file.relative_to(path).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(path.rglob("*.toml"))
    }
    if not found:
        raise ProtocolError([f"There are no protocol files in {path}."])
    return found


def shipped() -> dict[str, Path]:
    """The folder of each edition that comes with Conferral, by its id: `wesp/1`."""
    return {
        file.parent.relative_to(SHIPPED).as_posix(): file.parent
        for file in sorted(SHIPPED.glob("*/*/protocol.toml"))
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
    if edition is None or reader.problems:
        raise ProtocolError(reader.problems)
    if problems := list(crosscheck.problems(edition)):
        raise ProtocolError(problems)
    return edition


class Reader:
    """Reads each file into its model and gathers the problems of all."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.problems: list[str] = []

    def edition(self) -> Edition | None:
        for name in self.files:
            if not is_expected(name):
                self.problems.append(f"{name}: an edition has no such file.")
        protocol = self.read("protocol.toml", Protocol)
        clauses = self.read("clauses.toml", ClauseFile)
        forms = self.read_all("forms/", Form)
        examples = self.read_all("examples/", Example)
        for name, form in forms.items():
            if form.id != name:
                self.problems.append(f"forms/{name}.toml: its id is '{form.id}', not '{name}'.")
        if protocol is None or clauses is None or self.problems:
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

    def read_all(self, folder: str, model: type[Written]) -> dict[str, Written]:
        names = [name for name in sorted(self.files) if name.startswith(folder)]
        read = {name: self.read(name, model) for name in names}
        stem = slice(len(folder), -len(".toml"))
        return {name[stem]: part for name, part in read.items() if part is not None}

    def read(self, name: str, model: type[Written]) -> Written | None:
        if name not in self.files:
            self.problems.append(f"{name}: this file is missing.")
            return None
        try:
            written = frozen(tomllib.loads(self.files[name]))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(f"{name}: this is not TOML. {error}.")
            return None
        try:
            return model.model_validate(written)
        except ValidationError as error:
            self.problems += [in_words(name, written, model, one) for one in error.errors()]
            return None


def is_expected(name: str) -> bool:
    return name in ("protocol.toml", "clauses.toml") or name.startswith(("forms/", "examples/"))


def frozen(written: Any) -> Any:
    """TOML's lists as tuples, so that what is read cannot be changed."""
    if isinstance(written, dict):
        return {key: frozen(value) for key, value in written.items()}
    return tuple(frozen(item) for item in written) if isinstance(written, list) else written
