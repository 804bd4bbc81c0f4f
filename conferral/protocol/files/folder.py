"""Reading an edition's folder: text files in their places, none too large, none from elsewhere."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from conferral.protocol.files.complaints import Complaint, ProtocolError, plain

LARGEST_FILE: Final = 1_000_000
LARGEST_EDITION: Final = 4_000_000
MOST_FILES: Final = 200
FOLDERS: Final = ("forms", "examples")
IN_PLACE: Final = re.compile(r"(?:protocol|clauses|(?:forms|examples)/[a-z0-9][a-z0-9_.-]*)\.toml")
BESIDE: Final = re.compile(r"\..*|.*~|README(?:\..*)?", re.IGNORECASE)
HOLDS: Final = "an edition holds protocol.toml, clauses.toml, forms/*.toml and examples/*.toml"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_folder(path: Path) -> dict[str, str]:
    """The texts of an edition's folder by their names within it, `forms/referral.toml`.

    A README, and files whose names begin with a point, may lie beside them.
    Raises ProtocolError for whatever else there is.
    """
    insist_on_a_folder(path)
    reader = FolderReader(path.resolve())
    texts = reader.texts()
    if reader.complaints:
        raise ProtocolError(reader.complaints)
    if not texts:
        raise ProtocolError([Complaint("", None, "", f"There are no protocol files in {path}.")])
    return texts


def read_file(path: Path) -> str:
    """The text of one file that an author names. Raises ProtocolError where it will not do."""
    reader = FolderReader(path.parent)
    if not path.exists():
        reader.refuse("", f"There is no file {path}.")
    elif not stat.S_ISREG(path.stat().st_mode):
        reader.refuse("", f"{path} is not an ordinary file.")
    text = None if reader.complaints else reader.text(path.name, path)
    if text is None:
        raise ProtocolError(reader.complaints)
    return text


def insist_on_a_folder(path: Path) -> None:
    said = ""
    if not path.exists():
        said = f"There is no folder {path}."
    elif not path.is_dir():
        said = f"{path} is a file; name the folder that it lies in."
    if said:
        raise ProtocolError([Complaint("", None, "", plain(said))])


@dataclass(slots=True)
class FolderReader:
    """Looks at every name before it opens a file, and gathers what is wrong with each."""

    root: Path
    complaints: list[Complaint] = field(default_factory=list)
    read_so_far: int = 0

    def refuse(self, name: str, said: str, line: int | None = None) -> None:
        self.complaints.append(Complaint(plain(name), line, "", plain(said)))

    def texts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, file in sorted(self.files().items()):
            text = self.text(name, file)
            if text is not None:
                found[name] = text
        return found

    def files(self) -> dict[str, Path]:
        """The files that are in place and may be opened."""
        entries = sorted(islice(self.entries(), MOST_FILES + 1))
        if len(entries) > MOST_FILES:
            self.refuse("", f"There are more than {MOST_FILES} files; that is no edition.")
            return {}
        named = {path.relative_to(self.root).as_posix(): path for path in entries}
        return {name: path for name, path in named.items() if self.may_be_opened(name, path)}

    def entries(self) -> Iterator[Path]:
        """What lies in the folder and in its two folders."""
        for folder in (self.root, *(self.root / name for name in FOLDERS)):
            if folder.is_dir() and not folder.is_symlink():
                yield from (path for path in folder.iterdir() if not self.is_passed_over(path))

    def is_passed_over(self, path: Path) -> bool:
        """What tools leave beside the files, and the two folders themselves."""
        is_ours = path.parent == self.root and path.name in FOLDERS and not path.is_symlink()
        return bool(BESIDE.fullmatch(path.name)) or (is_ours and path.is_dir())

    def may_be_opened(self, name: str, path: Path) -> bool:
        if not Path(os.path.realpath(path)).is_relative_to(self.root):
            self.refuse(name, "this is a link to a place outside the folder; put the file here.")
        elif not path.exists():
            self.refuse(name, "this is a link to nothing.")
        elif path.is_dir():
            self.refuse(name, f"this folder has no place here; {HOLDS}.")
        elif not stat.S_ISREG(path.stat().st_mode):
            self.refuse(name, "this is not an ordinary file.")
        elif not IN_PLACE.fullmatch(name):
            self.refuse(name, f"an edition has no such file; {HOLDS}.")
        else:
            return True
        return False

    def text(self, name: str, path: Path) -> str | None:
        """What the file says; its size is looked at before it is opened."""
        size = path.stat().st_size
        if size > LARGEST_FILE:
            self.refuse(name, f"this file is larger than {LARGEST_FILE // 1_000_000} MB.")
            return None
        self.read_so_far += size
        if self.read_so_far > LARGEST_EDITION:
            self.refuse(name, f"with it the files pass {LARGEST_EDITION // 1_000_000} MB together.")
            return None
        try:
            written = path.read_bytes()
        except OSError as error:
            self.refuse(name, f"this file cannot be read ({error.strerror}).")
            return None
        return self.decoded(name, written)

    def decoded(self, name: str, written: bytes) -> str | None:
        """UTF-8, with or without a mark at its start, its line ends as on every system."""
        if written.startswith(UTF_16):
            self.refuse(name, "this file is saved as UTF-16; save it as UTF-8.")
            return None
        try:
            text = written.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = written.count(b"\n", 0, error.start) + 1
            self.refuse(name, "a letter here is not UTF-8; save the file as UTF-8.", line)
            return None
        return text.replace("\r\n", "\n")
