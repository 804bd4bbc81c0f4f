"""The reference of the format, drawn from the models: every table and key, and what it means."""

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic.fields import FieldInfo

from conferral.protocol.conditions.conditions import OPERATORS
from conferral.protocol.files.descriptions import about, keys_of, models_in
from conferral.protocol.files.folder import LARGEST_EDITION, LARGEST_FILE, MOST_FILES
from conferral.protocol.files.format_names import sections as names
from conferral.protocol.files.format_samples import Samples, as_toml, samples
from conferral.protocol.files.schema import CLOCK, FILES, schema
from conferral.protocol.part import Part, Sourced

TITLES: Final = {
    "protocol": "protocol.toml",
    "clauses": "clauses.toml",
    "form": "forms/*.toml",
    "example": "examples/*.toml",
}
KINDS: Final = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "object": "a table",
}
ID: Final = r"^[a-z0-9][a-z0-9_.-]*$"
LIMITS: Final = {
    "exclusiveMinimum": "above",
    "minimum": "at least",
    "maximum": "at most",
}
PLAIN_SOURCED: Final = dict(keys_of(Sourced))
TESTS: Final = frozenset(OPERATORS.values())
BEFORE: Final = f"""# The format of an edition

An edition is a folder: `protocol.toml`, `clauses.toml`, a file for each form in `forms`, and a file
for each worked example in `examples`. A `README`, and files whose names begin with a point, may lie
beside them; any other file is refused. They are TOML, in UTF-8. One file may be as large as
{LARGEST_FILE // 1_000_000} MB, and all of them together {LARGEST_EDITION // 1_000_000} MB, in
{MOST_FILES} files at most.

A key that is not listed here is refused, and so is a value of another kind: nothing is guessed.
Every complaint names the file and the line. `conferral protocol schema` prints the same as JSON
Schema, for editors that complete and underline.

An *id* is made of small letters, figures, `-`, `_` and points, and begins with a letter or figure.
The names that the software knows already stand under [Names](#names).
A *test* is one of those at the end of this page. What the last column shows is taken from an
edition or from an example for authors.
"""
SOURCED_SAYS: Final = "It also takes [the keys that say where a value comes from](#provenance)."
PROVENANCE: Final = """## Provenance

Most tables of `protocol.toml` say where their values come from. What the document gives needs a
clause and no more. A value of our own is a `default`, which the partnership confirms; where the
document is silent or disagrees with itself, there is a `query`, which it answers with reasons.
"""
OF_TESTS: Final = """## Tests

A test is a table with one of these operators. It is met, not met, or cannot be told; what is not
known never settles a test, and so never refuses anyone. Tests may stand inside one another.
"""


def page(folders: list[Path]) -> str:
    """The whole reference as Markdown, with samples from these editions."""
    shown = samples(folders)
    lines = [BEFORE]
    for file in FILES:
        lines += FilePage(file, shown).sections()
    protocol = FilePage("protocol", shown)
    lines += [PROVENANCE, *protocol.rows(Sourced, protocol.defined["Chair"], list(PLAIN_SOURCED))]
    lines += names()
    lines.append(OF_TESTS)
    for operator, kind in OPERATORS.items():
        lines += [f"### `{operator}`\n", *protocol.table(kind)]
    return "\n".join(lines)


class FilePage:
    """One kind of file: its own keys, then each of its tables."""

    def __init__(self, file: str, shown: Samples) -> None:
        self.model, self.title, self.shown = FILES[file], TITLES[file], shown
        self.whole = schema(file)
        self.defined: Mapping[str, Any] = self.whole.get("$defs", {})
        self.heads = heads(self.model)
        self.head_of = {kind.__name__: head for kind, head in self.heads.items() if head}

    def sections(self) -> Iterator[str]:
        for kind, head in self.heads.items():
            yield f"### `{head}`\n" if head else f"## `{self.title}`\n"
            yield from self.table(kind)

    def table(self, kind: type[Part]) -> Iterator[str]:
        made = self.whole if kind is self.model else self.defined[kind.__name__]
        own = [key for key, field in own_first(kind) if not says_where_from(kind, key, field)]
        yield f"{about(kind)}\n"
        if len(own) < len(kind.model_fields):
            yield f"{SOURCED_SAYS}\n"
        yield from self.rows(kind, made, own)

    def rows(self, kind: type[Part], made: Mapping[str, Any], keys: list[str]) -> Iterator[str]:
        yield "| key | what it holds | needed | what it means | for example |"
        yield "|---|---|---|---|---|"
        for key in keys:
            entry = made["properties"][key]
            needed = "yes" if key in made.get("required", ()) else ""
            sample = self.sample(kind, key)
            row = (self.holds(entry), needed, entry["description"], sample and f"`{sample}`")
            yield f"| `{key}` | {' | '.join(map(cell, row))} |"
        yield ""

    def sample(self, kind: type[Part], key: str) -> str:
        """What an edition writes for the key; for one that many tables share, any of them."""
        found = (
            shown
            for (owner, name), shown in self.shown.items()
            if name == key and (owner is kind or (kind is Sourced and issubclass(owner, kind)))
        )
        return next(found, "")

    def holds(self, entry: Mapping[str, Any]) -> str:
        """What a key may hold, in words."""
        if "$ref" in entry:
            name = entry["$ref"].rpartition("/")[2]
            head = self.head_of.get(name)
            return f"a table like `{head}`" if head else self.holds(self.defined[name])
        if "oneOf" in entry:
            return "a test"
        if "anyOf" in entry:
            return " or ".join(dict.fromkeys(map(self.holds, entry["anyOf"])))
        if values := entry.get("enum") or [entry[key] for key in ("const",) if key in entry]:
            return " or ".join(f"`{as_toml(value)}`" for value in values)
        if entry.get("type") == "array":
            return f"a list of: {self.holds(entry['items'])}"
        return plain_kind(entry)


def own_first(kind: type[Part]) -> list[tuple[str, FieldInfo]]:
    """The keys that the model names itself, then those that it shares with others."""
    own = inspect.get_annotations(kind)
    by_name = zip(kind.model_fields, keys_of(kind), strict=True)
    ordered = sorted(by_name, key=lambda each: each[0] not in own)
    return [key for _, key in ordered]


def says_where_from(kind: type[Part], key: str, field: FieldInfo) -> bool:
    """Whether a key is one that every table with a source has, and no more than that."""
    plain = PLAIN_SOURCED.get(key)
    return (
        issubclass(kind, Sourced)
        and plain is not None
        and (field.annotation, field.is_required()) == (plain.annotation, plain.is_required())
    )


def heads(model: type[Part]) -> dict[type[Part], str]:
    """Each table of a file with its head as it is written, `[[deadline]]`; tests apart."""
    found: dict[type[Part], str] = {model: ""}
    waiting = [(model, "")]
    while waiting:
        owner, path = waiting.pop(0)
        for key, field in keys_of(owner):
            below = f"{path}.{key}" if path else key
            for kind in models_in(field.annotation):
                if kind not in found and kind not in TESTS:
                    several = "tuple[" in str(field.annotation)
                    found[kind] = f"[[{below}]]" if several else f"[{below}]"
                    waiting.append((kind, below))
    return found


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def plain_kind(entry: Mapping[str, Any]) -> str:
    pattern = entry.get("pattern")
    if entry.get("format") == "date":
        return "a date"
    if pattern in (ID, CLOCK):
        return "an id" if pattern == ID else "a time of day"
    kind = KINDS.get(str(entry.get("type")), "any value")
    limits = [f"{words} {entry[key]}" for key, words in LIMITS.items() if key in entry]
    return f"{kind}, {' and '.join(limits)}" if limits else kind
