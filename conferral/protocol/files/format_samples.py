"""Samples of every key as some edition writes it, for the reference of the format."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from conferral.protocol.conditions.conditions import OPERATORS, operator_of
from conferral.protocol.files.descriptions import keys_of, models_in
from conferral.protocol.files.schema import FILES
from conferral.protocol.part import Part

LONGEST: Final = 56
FOLDERS: Final = {"forms": "form", "examples": "example"}

Samples = dict[tuple[type[Part], str], str]
"""What one edition writes for a key of a table, short enough to show."""


def samples(folders: list[Path]) -> Samples:
    """The first short value of each key in these editions, in their order."""
    found: Samples = {}
    for folder in folders:
        for file in sorted(folder.rglob("*.toml")):
            model = FILES[FOLDERS.get(file.parent.name, file.stem)]
            gather(model, tomllib.loads(file.read_text(encoding="utf-8")), found)
    return found


def gather(model: type[Part], table: Mapping[str, Any], found: Samples) -> None:
    fields = dict(keys_of(model))
    for key, value in table.items():
        if key not in fields:
            continue
        shown = as_toml(value)
        if len(shown) <= LONGEST:
            found.setdefault((model, key), shown)
        kinds = list(models_in(fields[key].annotation))
        for inner in tables_in(value):
            if kind := kind_of(inner, kinds):
                gather(kind, inner, found)


def kind_of(table: Mapping[str, Any], kinds: list[type[Part]]) -> type[Part] | None:
    """Which of the kinds a table is: the only one, or the test that its operator says."""
    if len(kinds) == 1:
        return kinds[0]
    operator = operator_of(table)
    return OPERATORS[operator] if operator and OPERATORS[operator] in kinds else None


def tables_in(value: Any) -> Iterator[Mapping[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item


def as_toml(value: Any) -> str:
    """A value as it would be written on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {as_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
