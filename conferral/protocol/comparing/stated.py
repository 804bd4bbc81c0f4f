"""Everything that an edition sets, table by table in words, with where each value comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from conferral.protocol.comparing.diff import as_written, cited, kind_of, questions, upper
from conferral.protocol.comparing.diff_sentences import HEADINGS, TITLES
from conferral.protocol.comparing.facets import facets, flat, is_table
from conferral.protocol.edition import Edition, Protocol
from conferral.protocol.part import Part, Source, Sourced
from conferral.protocol.rules.conditions_in_words import Asked

ELSEWHERE: Final = frozenset({"id", "format", "predecessor", "open_queries", "wording_changes"})
"""What is no value of the panel's own, or has its own place: the questions, the changes."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One table: its values, each after its label; `given`, our `default`, or a `query`."""

    id: str
    kind: str
    title: str
    values: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    source: Source = "given"
    note: str = ""
    meanwhile: str = ""


def stated(edition: Edition) -> tuple[Stated, ...]:
    """Every table of the protocol that says something, in the order of the format."""
    return tuple(tables(edition, "", (), questions(edition)))


def tables(part: Part, where: str, clauses: tuple[str, ...], asked: Asked) -> Iterator[Stated]:
    own = cited(part, clauses)
    if where:
        yield from one_table(part, where, own, asked)
    for name, field in type(part).model_fields.items():
        if not where and (name in ELSEWHERE or name not in Protocol.model_fields):
            continue
        value, place = as_written(part, name), f"{where}.{field.alias or name}".lstrip(".")
        if isinstance(value, Part) and (not where or is_table(value)):
            yield from tables(value, place, own, asked)
        elif is_table(value) or are_sourced(value):
            for each in value:
                yield from tables(each, place, own, asked)


def are_sourced(value: Any) -> bool:
    """Whether it is a list of tables that have no name, each with a source of its own."""
    return isinstance(value, tuple) and any(isinstance(each, Sourced) for each in value)


def one_table(part: Part, where: str, clauses: tuple[str, ...], asked: Asked) -> Iterator[Stated]:
    found = facets(part, asked).items()
    said = tuple((label, words) for label, each in found if (words := flat(each)))
    title = getattr(part, "title", "") or TITLES.get(where, where.replace("_", " "))
    values = tuple((label, words) for label, words in said if label not in HEADINGS)
    origin = settling(part)
    if values or origin[0] != "given":
        yield Stated(where, kind_of(where), upper(title), values, clauses, *origin)


def settling(part: Part) -> tuple[Source, str, str]:
    """Where its values come from, what is to be settled, and what happens until then."""
    if isinstance(part, Sourced):
        return part.source, part.note, part.meanwhile
    return "given", "", ""
