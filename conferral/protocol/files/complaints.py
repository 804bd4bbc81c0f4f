"""What is wrong with an edition's files, for their author: the file, the line and a sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from conferral.protocol.files.places import Places

LONGEST: Final = 500
MOST: Final = 50
WHERE: Final = re.compile(
    r"(?P<file>[^\s,:]+\.toml)(?:, (?P<where>(?:'[^']*'|[^':])+))?: (?P<said>.+)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to put right: the file, the table in words, and what is wrong with it.

    `line` is none where no one line is wrong.
    """

    file: str
    line: int | None
    where: str
    said: str

    @property
    def sentence(self) -> str:
        """Everything but the file and the line."""
        return f"{self.where}: {self.said}" if self.where else self.said

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (self.file, line, self.where) if part)
        return f"{place}: {self.said}" if place else self.said

    def as_json(self) -> dict[str, str | int | None]:
        return {"file": self.file, "line": self.line, "sentence": self.sentence}


class ProtocolError(Exception):
    """An edition cannot be used as it stands; `problems` are sentences for its author."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints[:MOST])
        if len(complaints) > MOST:
            said = "More things in these files need putting right after those."
            self.complaints += (Complaint("", None, "", said),)
        self.problems = [str(complaint) for complaint in self.complaints]
        super().__init__("\n".join(self.problems))


def plain(text: str) -> str:
    """The text on one line, short enough to read, with nothing that a terminal would obey."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: LONGEST + 1])
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]} …"


def placed(files: Mapping[str, str], sentences: Iterable[str]) -> list[Complaint]:
    """Sentences that name file and table in words, each with the line of what it is about."""
    lines = Lines(files)
    return [with_line(sentence, lines) for sentence in sentences]


def with_line(sentence: str, lines: "Lines") -> Complaint:
    parts = WHERE.fullmatch(sentence)
    if parts is None:
        return Complaint("", None, "", plain(sentence))
    file, where, said = parts["file"], parts["where"] or "", parts["said"]
    return Complaint(file, lines.named(file, where, said), plain(where), plain(said))


class Lines:
    """Finds lines in an edition's files, each laid out once, and only when it is asked about."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.read: dict[str, Places] = {}

    def of(self, file: str) -> "Places | None":
        from conferral.protocol.files.places import Places  # noqa: PLC0415  (a good edition needs none)

        if file in self.files and file not in self.read:
            self.read[file] = Places.of(self.files[file])
        return self.read.get(file)

    def at(self, file: str, path: Sequence[int | str]) -> int | None:
        """The line at the end of a path of keys and positions; the first where there is none."""
        places = self.of(file)
        return places.line_at(path) or 1 if places else None

    def named(self, file: str, where: str, said: str) -> int | None:
        """The line of a table that is named in words, or of the word there that is wrong."""
        places = self.of(file)
        return places.line_about(where, said) or 1 if places else None
