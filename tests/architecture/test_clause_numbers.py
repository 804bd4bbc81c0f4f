"""No clause number of one protocol lives in code: the edition that decides is asked for it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.practices import PHRASES, Practice

CONFERRAL = Path(__file__).parents[2] / "conferral"
DATA = {"protocols", "demo", "migrations", "static"}
NUMBER = r"[A-Za-z]?[0-9]{1,2}(?:\.[0-9]{1,2})+[a-z]?"
IS_A_NUMBER = re.compile(NUMBER)
NAMES_A_CLAUSE = re.compile(
    rf"(?:\b[A-Z]{{3,8}} |\b[Cc]lauses? ){NUMBER}(?![0-9])|\({NUMBER}(?:, {NUMBER})*\)"
)
IN_QUOTES = re.compile(rf"[\"']({NUMBER})[\"']")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
ASKED_BY = re.compile(r"asked_by\(\s*\"([^\"]+)\"(?:,\s*\"([^\"]+)\")?")
OTHERWISE = {"WCAG 2.2", "(0.15)", "(3.40)"}
"""A standard, and versions of what we build on."""


def numbers_in_python(source: str) -> Iterator[str]:
    """Clause numbers as strings of their own, or named in any string, docstring or comment."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if IS_A_NUMBER.fullmatch(node.value):
                yield node.value
            yield from NAMES_A_CLAUSE.findall(node.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield from NAMES_A_CLAUSE.findall(token.string)


def numbers_in_template(text: str) -> Iterator[str]:
    """Clause numbers that a template passes on, or says."""
    for block in JINJA.findall(text):
        yield from IN_QUOTES.findall(block)
    yield from NAMES_A_CLAUSE.findall(TAG.sub(" ", JINJA.sub(" ", text)))


def files(*endings: str) -> list[Path]:
    found = [path for ending in endings for path in CONFERRAL.rglob(f"*{ending}")]
    return sorted(path for path in found if not DATA & set(path.relative_to(CONFERRAL).parts))


def name(path: Path) -> str:
    return str(path.relative_to(CONFERRAL))


@pytest.mark.parametrize("path", files(".py"), ids=name)
def test_no_module_knows_the_number_of_a_clause(path: Path):
    assert set(numbers_in_python(path.read_text(encoding="utf-8"))) <= OTHERWISE


@pytest.mark.parametrize("path", files(".html", ".typ", ".txt"), ids=name)
def test_no_template_knows_the_number_of_a_clause(path: Path):
    assert not set(numbers_in_template(path.read_text(encoding="utf-8"))) - OTHERWISE


@pytest.mark.parametrize(
    "source",
    [
        'no("Too late.", clause="8.4")',
        'CLAUSES = ("4.6", "14.3")',
        'said = f"{edition} WESP 14.3"',
        'def sign():\n    """Sign (5.5)."""',
        "x = 1  # by clause 9.1",
    ],
)
def test_a_number_in_a_module_is_found(source: str):
    assert list(numbers_in_python(source))


@pytest.mark.parametrize(
    "text",
    [
        '{{ clause("8.3") }}',
        '{{ clauses(["14.3"] if known else []) }}',
        "<p>By clause 8.3.</p>",
        "<p>WESP 8.3 says so.</p>",
        "{% set first = [(one, '6.2')] %}",
    ],
)
def test_a_number_in_a_template_is_found(text: str):
    assert list(numbers_in_template(text))


@pytest.mark.parametrize("text", ['<path d="M8.4 2.3"/>', '<rect width="27.4" x="{{ x }}"/>'])
def test_a_drawing_holds_no_clauses(text: str):
    assert not list(numbers_in_template(text))


def practices_in_templates() -> set[str]:
    said = " ".join(path.read_text(encoding="utf-8") for path in files(".html"))
    asked = {each for pair in ASKED_BY.findall(said) for each in pair if each}
    return asked | {practice.value for practice in Practice if f'"{practice.value}")' in said}


def practices_in_modules() -> set[str]:
    modules = [path for path in files(".py") if path.name != "practices.py"]
    said = " ".join(path.read_text(encoding="utf-8") for path in modules)
    names = set(re.findall(r"\bPractice\.([A-Z_]+)", said))
    return {practice.value for practice in Practice if practice.name in names}


def test_every_practice_is_carried_out_somewhere():
    assert practices_in_templates() | practices_in_modules() == {each.value for each in Practice}


def test_what_a_template_asks_about_is_a_practice():
    assert practices_in_templates() <= {practice.value for practice in Practice}


def test_every_practice_can_be_said():
    assert set(PHRASES) == set(Practice)
    assert all(practice.phrase and practice.phrase[-1] != "." for practice in Practice)


@pytest.mark.parametrize("edition_id", sorted(shipped()))
def test_every_practice_that_a_shipped_edition_names_is_one(edition_id: str):
    edition = load(read_folder(shipped()[edition_id]))
    named = {by.partition(":")[2] for clause in edition.clauses for by in clause.by
             if by.startswith("practice:")}  # fmt: skip
    assert named <= {practice.value for practice in Practice}
    assert set(edition.by_practice) == {Practice(each) for each in named}
