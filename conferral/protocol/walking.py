"""Going through every part of an edition, each with the words for where it stands."""

from collections.abc import Iterator

from conferral.protocol.part import Part


def walk(part: Part, where: str = "") -> Iterator[tuple[str, Part]]:
    """The part and all inside it, as `("criterion 'escalation'", part)`."""
    yield where, part
    for name, field in type(part).model_fields.items():
        value, key = getattr(part, name), field.alias or name
        if isinstance(value, Part):
            yield from walk(value, joined(where, key))
        elif isinstance(value, tuple):
            for number, item in enumerate(value, start=1):
                if isinstance(item, Part):
                    yield from walk(item, joined(where, f"{key} {name_of(item, number)}"))


def name_of(part: Part, number: int) -> str:
    """Its id in quotes, else its number in the list."""
    for key in ("id", "code", "value", "name", "record", "role"):
        if name := getattr(part, key, ""):
            return f"'{name}'"
    return str(number)


def joined(where: str, step: str) -> str:
    return f"{where}, {step}" if where else step
