"""Turning a mistake in a protocol file into a sentence that its author can act on."""

import difflib
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from conferral.protocol.conditions import OPERATORS
from conferral.protocol.part import Part

NAMES = ("id", "code", "value", "name")
LISTS_OF_TESTS = ("all", "any", "none")
WANTED = {
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


def in_words(file: str, written: Mapping[str, Any], model: type[Part], error: ErrorDetails) -> str:
    """One pydantic error as a sentence: the file, the table by its id, what is wrong."""
    places, key, owner = located(written, model, error["loc"])
    own_sentence = error["type"] in ("value_error", "unknown_test")
    where = ", ".join([file, *places, *([key] if own_sentence and key else [])])
    return f"{where}: {complaint(error, key, owner)}"


def located(
    written: Any, model: type[Part] | None, loc: Sequence[int | str]
) -> tuple[list[str], str, type[Part] | None]:
    """The tables passed through, the last key, and the kind of table that it is in."""
    places: list[str] = []
    here, key, owner, expects_test = written, "", model, False
    for step in loc:
        if expects_test and step in OPERATORS:
            owner, expects_test = OPERATORS[str(step)], False
            continue
        if isinstance(step, int):
            here = here[step] if isinstance(here, Sequence) and step < len(here) else None
            places.append(f"{key} {named(here, step)}")
            owner, expects_test, key = inside(owner, key), key in LISTS_OF_TESTS, ""
            continue
        if key:
            places.append(key)
            owner = inside(owner, key)
        key, here = step, here.get(step) if isinstance(here, Mapping) else None
        expects_test = step == "when"
    return places, key, owner


def named(item: Any, position: int) -> str:
    if isinstance(item, Mapping):
        for key in NAMES:
            if isinstance(item.get(key), str):
                return f"'{item[key]}'"
    return str(position + 1)


def inside(owner: type[Part] | None, key: str) -> type[Part] | None:
    """The kind of table that a key of this one holds, where there is just one."""
    for name, field in owner.model_fields.items() if owner else ():
        if key in (name, field.alias):
            kinds = list(parts_in(field.annotation))
            return kinds[0] if len(kinds) == 1 else None
    return None


def parts_in(annotation: Any) -> typing.Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from parts_in(argument)


def keys_of(owner: type[Part]) -> list[str]:
    return [field.alias or name for name, field in owner.model_fields.items()]


def complaint(error: ErrorDetails, key: str, owner: type[Part] | None) -> str:
    kind, said = error["type"], error.get("input")
    if kind == "extra_forbidden":
        return f"'{key}' is not a key that belongs here{suggestion(key, owner)}"
    if kind == "missing":
        return f"'{key}' is missing."
    if kind in ("value_error", "unknown_test"):
        reason = error.get("ctx", {}).get("error") or error["msg"]
        return f"{reason}."
    if kind in ("literal_error", "enum"):
        written = f"{key} = {said!r}" if key else repr(said)
        return f"{written} is not one of {error.get('ctx', {}).get('expected', '')}."
    return f"{key or 'this'} {WANTED.get(kind, error['msg'].lower())}."


def suggestion(key: str, owner: type[Part] | None) -> str:
    if owner is None:
        return "."
    close = difflib.get_close_matches(key, keys_of(owner), n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(keys_of(owner))}."
