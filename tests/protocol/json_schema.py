"""As much of JSON Schema (draft 2020-12) as our schemas use, to hold values against them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

KNOWN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "minItems", "maxItems", "minLength", "pattern", "enum",
    "const", "anyOf", "oneOf", "minimum", "maximum", "exclusiveMinimum", "format", "default",
}  # fmt: skip
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def keywords(schema: Any) -> Iterator[str]:
    """Every keyword that a schema uses."""
    if isinstance(schema, list):
        for each in schema:
            yield from keywords(each)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            if key in ("properties", "$defs"):
                for each in value.values():
                    yield from keywords(each)
            elif key not in ("enum", "const", "default"):
                yield from keywords(value)


def faults(value: Any, schema: Any, defined: Mapping[str, Any], where: str = "") -> list[str]:
    """Why the value does not fit, each with its place; nothing when it does."""
    if "$ref" in schema:
        return faults(value, defined[schema["$ref"].rpartition("/")[2]], defined, where)
    for several, at_most in (("anyOf", 99), ("oneOf", 1)):
        if several in schema:
            fits = [each for each in schema[several] if not faults(value, each, defined)]
            return [] if 1 <= len(fits) <= at_most else [f"{where}: fits {len(fits)} of {several}"]
    return [*plain_faults(value, schema, where), *inner_faults(value, schema, defined, where)]


def plain_faults(value: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    kind = schema.get("type")
    if kind and (
        not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind == "integer")
    ):
        yield f"{where}: {value!r} is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not in the list"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} is not like {schema['pattern']}"
    if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield f"{where}: {value!r} is no date"
    if len(value) < schema.get("minLength", 0) if isinstance(value, str) else False:
        yield f"{where}: is too short"
    if isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
        and value > schema.get("exclusiveMinimum", value - 1)
    ):
        yield f"{where}: {value} is out of bounds"


def inner_faults(
    value: Any, schema: Mapping[str, Any], defined: Mapping[str, Any], where: str
) -> Iterator[str]:
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{where}: has {len(value)} items"
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), defined, f"{where}[{number}]")
    if isinstance(value, dict):
        missing = [key for key in schema.get("required", ()) if key not in value]
        yield from (f"{where}: {key} is missing" for key in missing)
        for key, item in value.items():
            yield from key_faults(key, item, schema, defined, where)


def key_faults(
    key: str, item: Any, schema: Mapping[str, Any], defined: Mapping[str, Any], where: str
) -> Iterator[str]:
    other = schema.get("additionalProperties", True)
    if key in schema.get("properties", {}):
        yield from faults(item, schema["properties"][key], defined, f"{where}.{key}")
    elif other is False:
        yield f"{where}: {key} is unknown"
    elif isinstance(other, dict):
        yield from faults(item, other, defined, f"{where}.{key}")
