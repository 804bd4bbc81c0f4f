"""The example editions for authors: they load, their examples hold, they use the whole format."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from conferral.cli.protocol.editions import edition_of
from conferral.protocol.checking.check import check, counts
from conferral.protocol.conditions.answers import UNKNOWNS
from conferral.protocol.conditions.conditions import OPERATORS, operator_of
from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures
from conferral.protocol.files.descriptions import keys_of, models_in, models_under
from conferral.protocol.files.loading import load, read_folder, samples, shipped
from conferral.protocol.files.schema import FILES
from conferral.protocol.part import Part, Sourced

SAMPLES = sorted(samples())
FAULTS_ON_PURPOSE: dict[str, set[str]] = {}
NEVER_WRITTEN = {("Example", "name"): "an example is named by its file"}
FOLDERS = {"forms": "form", "examples": "example"}


@cache
def texts(sample: str) -> Mapping[str, str]:
    return read_folder(samples()[sample])


def edition(sample: str) -> Edition:
    return load(texts(sample))


def test_samples_stand_apart_from_what_a_partnership_can_adopt() -> None:
    assert SAMPLES
    assert not set(samples()) & set(shipped())
    assert all(name.startswith("samples/") for name in SAMPLES)


def test_the_commands_for_authors_know_them_by_where_they_lie() -> None:
    assert edition_of(SAMPLES[0]).fingerprint == edition(SAMPLES[0]).fingerprint


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_loads_under_its_own_name_and_its_examples_hold(sample: str) -> None:
    assert f"samples/{edition(sample).id}" == sample
    assert failures(edition(sample)) == {}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_has_no_fault_but_those_on_purpose(sample: str) -> None:
    found = {finding.id for finding in check(edition(sample)) if finding.level == "fault"}
    assert found == FAULTS_ON_PURPOSE.get(sample, set())


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_rule_has_an_example_and_little_is_left_to_people_alone(sample: str) -> None:
    kept = counts(edition(sample))
    assert kept["narrative"] * 10 <= kept["total"]
    assert kept["awaited"] == 0
    shown = {clause for example in edition(sample).examples for clause in example.clause}
    rules = {clause.id for clause in edition(sample).clauses if clause.kept_by == "rule"}
    assert rules <= shown


@pytest.mark.parametrize("sample", SAMPLES)
def test_examples_leave_answers_unknown(sample: str) -> None:
    given = [example.given.answers.values() for example in edition(sample).examples]
    unknown = [each for values in given for each in values if isinstance(each, Mapping)]
    assert {each["unknown"] for each in unknown if "unknown" in each} & set(UNKNOWNS)


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_two_examples_have_one_title(sample: str) -> None:
    titles = [example.title for example in edition(sample).examples]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_table_of_a_sample_opens_with_a_line_for_authors(sample: str) -> None:
    lines = texts(sample)["protocol.toml"].splitlines()
    heads = [number for number, line in enumerate(lines) if re.match(r"\[", line)]
    bare = [lines[number] for number in heads if not lines[number - 1].startswith("# ")]
    assert bare == []


# ---------------------------------------------------------------- the whole format


def kind_of(table: Mapping[str, Any], kinds: list[type[Part]]) -> type[Part]:
    return kinds[0] if len(kinds) == 1 else OPERATORS[operator_of(table) or ""]


def keys_written(model: type[Part], table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    fields = dict(keys_of(model))
    for key, value in table.items():
        yield named(model, key)
        kinds = list(models_in(fields[key].annotation))
        for inner in value if isinstance(value, list) else [value]:
            if kinds and isinstance(inner, Mapping):
                yield from keys_written(kind_of(inner, kinds), inner)


def named(model: type[Part], key: str) -> tuple[str, str]:
    """The table and the key; what says where any value comes from counts once for all tables."""
    shared = dict(keys_of(Sourced)).get(key)
    own = dict(keys_of(model))[key]
    same = shared and (own.annotation, own.is_required()) == (shared.annotation, False)
    return ("Sourced" if issubclass(model, Sourced) and same else model.__name__, key)


def everything_written() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for folder in (shipped() | samples()).values():
        for name, text in read_folder(folder).items():
            kind = name.removesuffix(".toml").partition("/")[0]
            found |= set(keys_written(FILES[FOLDERS.get(kind, kind)], tomllib.loads(text)))
    return found


def test_every_key_of_the_format_is_used_by_a_shipped_or_sample_edition() -> None:
    models = {kind for model in FILES.values() for kind in models_under(model)}
    format_ = {named(model, key) for model in models for key, _field in keys_of(model)}
    assert format_ - everything_written() == set(NEVER_WRITTEN)
