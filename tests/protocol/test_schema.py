"""The schemas that editors use, and the reference of the format, say what the models say."""

import re
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from conferral.protocol.conditions.conditions import OPERATORS
from conferral.protocol.files.descriptions import about, keys_of, meaning, models_under, written
from conferral.protocol.files.format_in_words import page
from conferral.protocol.files.format_samples import as_toml, samples
from conferral.protocol.files.loading import SHIPPED, shipped
from conferral.protocol.files.schema import FILES, schema
from conferral.protocol.files.starting import KINDS, WHERE
from conferral.protocol.part import Part
from tests.protocol.json_schema import KNOWN, faults, keywords

INVENTED = sorted(file.parent for file in SHIPPED.glob("samples/*/*/protocol.toml"))
FOLDERS = [*(WHERE / kind for kind in KINDS), *INVENTED, *shipped().values()]
EVERY_FILE = [file for folder in FOLDERS for file in sorted(folder.rglob("*.toml"))]
MODELS = list({model: None for file in FILES.values() for model in models_under(file)})


def kind_of(file: Path) -> str:
    return {"forms": "form", "examples": "example"}.get(file.parent.name, file.stem)


def as_an_editor_reads(value: Any) -> Any:
    """TOML's days and times as text, as editors hold them against a schema."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def wrong_in(file: Path, change: dict[str, Any] | None = None) -> list[str]:
    made = schema(kind_of(file))
    table = as_an_editor_reads(tomllib.loads(file.read_text(encoding="utf-8")))
    return faults(table | (change or {}), made, made["$defs"])


@pytest.mark.parametrize("file", EVERY_FILE, ids=lambda file: "/".join(file.parts[-3:]))
def test_every_file_that_ships_fits_its_schema(file: Path) -> None:
    assert wrong_in(file) == []


@pytest.mark.parametrize(
    "change, fault",
    [
        ({"roles": []}, ": roles is unknown"),
        ({"format": 2}, ".format: 2 is not 1"),
        ({"title": ""}, ".title: is too short"),
        ({"kind": "party"}, ".kind: 'party' is not in the list"),
        ({"review": {"every_months": 0}}, ".review.every_months: 0 is out of bounds"),
        ({"review": {"every_months": "12"}}, ".review.every_months: '12' is no integer"),
        ({"retention": {"clause": 3}}, ".retention.clause: fits 0 of anyOf"),
        (
            {"criterion": [{"id": "x", "title": "X", "when": {"answer": "y", "equals": 1}}]},
            ".criterion[0].when: fits 0 of oneOf",
        ),
    ],
)
def test_a_mistake_does_not_fit(change: dict[str, Any], fault: str) -> None:
    assert wrong_in(WHERE / KINDS[0] / "protocol.toml", change) == [fault]


@pytest.mark.parametrize("file", FILES)
def test_a_schema_uses_only_keywords_that_we_hold_values_against(file: str) -> None:
    assert set(keywords(schema(file))) <= KNOWN
    assert '"null"' not in str(schema(file))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_table_and_every_key_has_a_meaning(model: type[Part]) -> None:
    assert about(model), f"say in descriptions.toml, under {model.__name__}, what it is for"
    unsaid = [key for key, field in keys_of(model) if not meaning(model, key, field)]
    assert not unsaid, f"say in descriptions.toml, under {model.__name__}, what these mean"


def test_no_meaning_is_left_over() -> None:
    known: dict[str, set[str]] = {}
    for model in MODELS:
        for kind in model.__mro__:
            known.setdefault(kind.__name__, {""}).update(key for key, _ in keys_of(model))
    known["any"] = set().union(*known.values())
    left_over = [
        f"{table}.{key}"
        for table, words in written().items()
        for key in words
        if key not in known.get(table, ())
    ]
    assert left_over == []


def test_a_model_may_say_itself_what_a_key_means() -> None:
    from pydantic import Field

    class Drawer(Part):
        """A drawer."""

        depth: int = Field(description="In inches.")
        colour: str

    assert [meaning(Drawer, key, field) for key, field in keys_of(Drawer)] == ["In inches.", ""]


def test_the_reference_has_every_table_key_and_test() -> None:
    text = page(FOLDERS)
    for operator in OPERATORS:
        assert f"### `{operator}`" in text
    for head in ("[[deadline]]", "[cadence.day]", "[[question]]", "[expect]", "[given]"):
        assert f"### `{head}`" in text
    row = re.search(r"\| `years` \| (.*) \| `6` \|", text)
    assert row and row[1].startswith("a whole number, above 0")
    assert "| `by` | a time of day |" in text
    assert '| `source` | `"given"` or `"default"` or `"query"` |' in text


def test_samples_are_written_as_an_author_writes_them() -> None:
    assert as_toml({"a": [1, True, "x"], "b": date(2026, 11, 24)}) == (
        '{ a = [1, true, "x"], b = 2026-11-24 }'
    )


def test_samples_pass_over_what_the_format_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "protocol.toml").write_text(
        'attic = 1\n[[criterion]]\nid = "one"\nwhen = { nothing = true }\n'
    )
    found = {key: shown for (_, key), shown in samples([tmp_path]).items()}
    assert found == {
        "criterion": '[{ id = "one", when = { nothing = true } }]',
        "id": '"one"',
        "when": "{ nothing = true }",
    }
