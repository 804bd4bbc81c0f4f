"""What each key of the format means, in words: for editors, and for the reference of the format.

The words lie in descriptions.toml, by the name of the model; what holds wherever a key appears
lies there under `any`.
"""

import re
import tomllib
import typing
from collections.abc import Iterator
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any, Final

from pydantic.fields import FieldInfo

from conferral.protocol.part import Part

FILE: Final = Path(__file__).with_name("descriptions.toml")
ANYWHERE: Final = "any"


@cache
def written() -> dict[str, dict[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def meaning(model: type[Part], key: str, field: FieldInfo) -> str:
    """What the key means in this table; nothing where nobody has said so yet."""
    if field.description:
        return field.description
    for kind in model.__mro__:
        if key in (words := written().get(kind.__name__, {})):
            return words[key]
    return written().get(ANYWHERE, {}).get(key, "")


def about(model: type[Part]) -> str:
    """What the table is for: the model's own docstring on one line, or the words for it."""
    own = model.__dict__.get("__doc__")
    if own:
        return re.sub(r"\s+", " ", cleandoc(own))
    return written().get(model.__name__, {}).get("", "")


def keys_of(model: type[Part]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys as they are written in a file, in the order of the model."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def models_in(annotation: Any) -> Iterator[type[Part]]:
    """Every kind of table that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from models_in(argument)


def models_under(model: type[Part]) -> dict[type[Part], None]:
    """The model and every other that it leads to, nearest first."""
    found: dict[type[Part], None] = {}
    waiting = [model]
    while waiting:
        here = waiting.pop(0)
        if here not in found:
            found[here] = None
            waiting += [kind for _, field in keys_of(here) for kind in models_in(field.annotation)]
    return found
