"""Finding one value of an edition by its dotted name, `meeting.order.children_first`."""

from datetime import time
from typing import Any

from conferral.protocol.part import Part
from conferral.protocol.walking import name_of

NOT_SET = "not set"


class NoSuchValue(Exception):
    """Nothing in the edition has this name; the text says where the way ended."""


def value_at(part: Part, path: str) -> Any:
    """The value; a table of a list goes by its id, `role.chair.held`. Raises NoSuchValue."""
    here: Any = part
    for step in path.split("."):
        here = step_into(here, step, path)
    if isinstance(here, Part) or (isinstance(here, tuple) and any_part(here)):
        raise NoSuchValue(f"'{path}' is a table: name one of its values")
    return comparable(here)


def step_into(here: Any, step: str, path: str) -> Any:
    if isinstance(here, Part):
        for name, field in type(here).model_fields.items():
            if step in (name, field.alias):
                return getattr(here, name)
    elif isinstance(here, tuple):
        for number, item in enumerate(here, start=1):
            if isinstance(item, Part) and name_of(item, number).strip("'") == step:
                return item
    raise NoSuchValue(f"there is no value '{path}'; the way ends at '{step}'")


def any_part(items: tuple[Any, ...]) -> bool:
    return any(isinstance(item, Part) for item in items)


def comparable(value: Any) -> Any:
    """As its author writes it: a time of day as text, and `not set` where nothing is."""
    if value is None:
        return NOT_SET
    if isinstance(value, time):
        return value.isoformat("minutes")
    return (
        tuple(str(item) if isinstance(item, str) else item for item in value)
        if isinstance(value, tuple)
        else value
    )
