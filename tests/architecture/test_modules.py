"""The shape of the code: small modules, honest names, one place for the clock."""

import ast
from pathlib import Path

import pytest

import conferral

ROOT = Path(conferral.__file__).parent
MODULES = [file for file in ROOT.rglob("*.py") if "migrations" not in file.parts]
VAGUE = {"utils", "helpers", "common", "manager", "handler", "process", "data", "info", "base"}
DJANGO_NAMES = {ROOT / "vault" / "sqlcipher" / "base.py"}
"""Django finds a database back end only under this name."""


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_module_is_at_most_three_hundred_lines_and_says_what_it_holds(file: Path):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_a_name_says_something(file: Path):
    assert file in DJANGO_NAMES or not VAGUE & {file.stem, file.parent.name}


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_nobody_listens_to_signals(file: Path):
    assert "signals" not in file.read_text(encoding="utf-8").replace("signals an", "")


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_no_code_knows_a_partnership_or_an_edition_by_name(file: Path):
    """Rules live in protocol files. A demonstration may of course say which one it shows."""
    if "demo" in file.parts or "cli" in file.parts:
        return
    code = ast.parse(file.read_text(encoding="utf-8"))
    said = [
        node.value.lower()
        for node in ast.walk(code)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    docstrings = {text.lower() for text in docstrings_of(code)}
    named = [text for text in said if text not in docstrings]
    assert not [text for text in named if text in ("wesp", "thpp", "wesp/1", "thpp/1", "kingston")]


def docstrings_of(code: ast.Module) -> list[str]:
    holders = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return [
        ast.get_docstring(node, clean=False) or ""
        for node in ast.walk(code)
        if isinstance(node, holders)
    ]
