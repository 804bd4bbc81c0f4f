"""Turning a mistake in a protocol file into a sentence that its author can act on."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import ErrorDetails

from conferral.protocol.clauses import CLAUSE_ID, SECTION_ID
from conferral.protocol.conditions.conditions import OPERATORS
from conferral.protocol.edition import EDITION_ID
from conferral.protocol.files.complaints import Complaint, Lines, plain
from conferral.protocol.files.descriptions import keys_of, models_in
from conferral.protocol.part import Part

NAMES: Final = ("id", "code", "value", "name", "record", "role")
OWN_SENTENCES: Final = ("value_error", "unknown_test")
LONGEST_VALUE: Final = 60
WANTED: Final = {
    "string_type": "must be text, in quotes",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number, without quotes",
    "date_type": "must be a date like 2026-11-24, without quotes",
    "datetime_type": "must be a date and time like 2026-11-24T09:30:00, without quotes",
    "time_type": 'must be a time of day like "17:00"',
    "tuple_type": "must be a list, in square brackets",
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_pattern_mismatch": "may hold small letters, figures, - and _ only",
}
BRACKETS: Final = {
    "tuple_type": "there may be several, so it stands in double brackets",
    "model_type": "there is only one, so it stands in single brackets",
    "dict_type": "there is only one, so it stands in single brackets",
}

PATTERNS: Final = {
    EDITION_ID: "must be a short name, a stroke and an edition, like eastmarsh/1",
    CLAUSE_ID: "must be the number of a clause, like 7 or 7.2",
    SECTION_ID: "must be the number of a section, like 7",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One of pydantic's errors, brought back to what its author wrote."""

    places: tuple[str, ...]
    key: str
    owner: type[Part] | None
    path: tuple[int | str, ...]
    error: ErrorDetails

    @classmethod
    def of(cls, written: Any, model: type[Part], error: ErrorDetails) -> "Mistake":
        trail = Trail(written, model)
        for step in error["loc"]:
            trail.follow(step)
        return cls(tuple(trail.places), trail.key, trail.owner, tuple(trail.path), error)

    def in_words(self, file: str, lines: Lines) -> Complaint:
        """The file, the line, the table by its id, and what is wrong."""
        own_sentence = self.error["type"] in OWN_SENTENCES
        where = ", ".join([*self.places, *([self.key] if own_sentence and self.key else [])])
        said = complaint(self.error, self.key, self.owner)
        line = lines.at(file, self.path)
        if own_sentence and not self.key:
            line = lines.named(file, where, said)
        return Complaint(file, line, plain(where), plain(said))


class Trail:
    """Follows an error's steps through what is written and the models that read it.

    Pydantic also names the kind of test that it took a table for; such a step is nowhere written.
    """

    def __init__(self, written: Any, model: type[Part]) -> None:
        self.here = written
        self.owner: type[Part] | None = model
        self.key = ""
        self.places: list[str] = []
        self.path: list[int | str] = []
        self.kinds: Mapping[str, type[Part]] = {}

    def follow(self, step: int | str) -> None:
        if isinstance(step, int):
            self.into_item(step)
        elif step in self.kinds:
            kind = self.kinds[step]
            self.enter()
            self.owner, self.kinds = kind, {}
        elif self.is_a_key(step):
            self.enter()
            self.kinds = kinds_under(self.owner, step)
            self.key, self.here = step, self.here.get(step)
            self.path.append(step)

    def is_a_key(self, step: str) -> bool:
        """Whether it is written here, or is missing here."""
        if not isinstance(self.here, Mapping):
            return False
        inner = inside(self.owner, self.key) if self.key else self.owner
        return step in self.here or inner is None or step in dict(keys_of(inner))

    def enter(self) -> None:
        """The last key turns out to hold a table."""
        if self.key:
            self.places.append(self.key)
            self.owner, self.key = inside(self.owner, self.key), ""

    def into_item(self, step: int) -> None:
        self.here = self.here[step] if is_list(self.here) and step < len(self.here) else None
        self.places.append(f"{self.key} {named(self.here, step)}".strip())
        self.path.append(step)
        self.owner, self.key = inside(self.owner, self.key), ""


def is_list(written: Any) -> bool:
    return isinstance(written, Sequence) and not isinstance(written, str)


def named(item: Any, position: int) -> str:
    if isinstance(item, Mapping):
        for key in NAMES:
            if isinstance(item.get(key), str):
                return f"'{item[key]}'"
    return str(position + 1)


def inside(owner: type[Part] | None, key: str) -> type[Part] | None:
    """The kind of table that a key of this one holds, where there is just one."""
    kinds = kinds_in(owner, key)
    return kinds[0] if len(kinds) == 1 else None


def kinds_in(owner: type[Part] | None, key: str) -> list[type[Part]]:
    field = dict(keys_of(owner)).get(key) if owner else None
    return list(models_in(field.annotation)) if field else []


def kinds_under(owner: type[Part] | None, key: str) -> dict[str, type[Part]]:
    """The kinds of table that a key may hold, as pydantic calls them in its errors."""
    kinds = kinds_in(owner, key)
    several = {kind.__name__: kind for kind in kinds} if len(kinds) > 1 else {}
    return several | {name: kind for name, kind in OPERATORS.items() if kind in kinds}


def complaint(error: ErrorDetails, key: str, owner: type[Part] | None) -> str:
    kind, said = error["type"], error.get("input")
    if kind == "extra_forbidden":
        return f"'{key}' is not a key that belongs here{suggestion(key, owner)}"
    if kind == "missing":
        return f"'{key}' is missing."
    if kind in OWN_SENTENCES:
        reason = str(error.get("ctx", {}).get("error") or error["msg"])
        end = "" if reason.endswith("?") else "."
        return f"{reason}{end}{meant_test(said) if kind == 'unknown_test' else ''}"
    if kind == "string_pattern_mismatch":
        return f"{key} {PATTERNS.get(str(error.get('ctx', {}).get('pattern')), WANTED[kind])}."
    if kind in ("literal_error", "enum"):
        written = f"{key} = {shown(said)}" if key else shown(said)
        return f"{written} is not one of {error.get('ctx', {}).get('expected', '')}."
    if key and (head := other_brackets(kind, said)):
        return f"write {head.format(key)}: {BRACKETS[kind]}."
    return f"{key or 'this'} {WANTED.get(kind, error['msg'].lower())}."


def other_brackets(kind: str, written: Any) -> str:
    """How the head of a table is written, where it has one bracket too few or too many."""
    if kind == "tuple_type" and isinstance(written, Mapping):
        return "[[{}]]"
    several = is_list(written) and written and isinstance(written[0], Mapping)
    return "[{}]" if kind in ("model_type", "dict_type") and several else ""


def meant_test(written: Any) -> str:
    """Which operator a misspelt one may have meant."""
    for key in written if isinstance(written, Mapping) else ():
        if close := difflib.get_close_matches(key[:LONGEST_VALUE], OPERATORS, n=1):
            return f" Did you mean '{close[0]}'?"
    return ""


def shown(written: Any) -> str:
    """What was written, short enough for a sentence."""
    try:
        text = repr(written)
    except ValueError:
        return "a number too long to show"
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"


def suggestion(key: str, owner: type[Part] | None) -> str:
    if owner is None:
        return "."
    known = [name for name, _ in keys_of(owner)]
    close = difflib.get_close_matches(key[:LONGEST_VALUE], known, n=1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; there {'is only' if len(known) == 1 else 'are'} {', '.join(known)}."
