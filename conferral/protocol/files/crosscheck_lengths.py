"""Names and titles that are short enough to be kept and shown wherever they are used."""

from collections.abc import Iterable, Iterator
from typing import Final

from conferral.protocol.edition import Edition
from conferral.protocol.part import Part

LONGEST: Final = {"id": 40, "title": 200}


def problems(edition: Edition, parts: Iterable[tuple[str, Part]]) -> Iterator[str]:
    """Every id and title that is longer than the records that keep it."""
    for where, part in (*parts, *((f"clauses.toml, clause '{c.id}'", c) for c in edition.clauses)):
        for key, longest in LONGEST.items():
            if len(getattr(part, key, "")) > longest:
                yield f"{where}: its {key} is longer than {longest} characters."
