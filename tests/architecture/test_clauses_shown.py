"""What a form, a screen or a document keeps has a marked test; a rule has a worked example."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from conferral.protocol.clauses import Clause
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load, read_folder, shipped

TESTS = Path(__file__).parents[1]
SHOWN_BY_A_TEST = ("form", "screen", "document")
EDITIONS = {edition: load(read_folder(folder)) for edition, folder in sorted(shipped().items())}
Mark = tuple[str, str]


def marks_in(source: str) -> Iterator[Mark]:
    """The edition and each clause that calls of `clause(…)` name in a module."""
    tree = ast.parse(source)
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_a_mark(node):
            edition, *numbers = (said_in(each, named) for each in node.args)
            yield from ((edition, number) for number in numbers)


def is_a_mark(node: ast.Call) -> bool:
    """Whether it calls the mark, which takes an edition and clauses; a method of that name no."""
    return isinstance(node.func, ast.Name) and node.func.id == "clause" and len(node.args) > 1


def said_in(node: ast.expr, named: Mapping[str, object]) -> str:
    """What an argument says: a text, or the name that the module gave to one."""
    if isinstance(node, ast.Name):
        return str(named.get(node.id, node.id))
    return str(ast.literal_eval(node))


def every_mark() -> dict[Mark, str]:
    """Each mark in the tests, with a module that carries it."""
    return {
        mark: str(path.relative_to(TESTS))
        for path in sorted(TESTS.rglob("test_*.py"))
        for mark in marks_in(path.read_text(encoding="utf-8"))
        if path != Path(__file__)
    }


def wants_a_test(clause: Clause) -> bool:
    return clause.kept_by in SHOWN_BY_A_TEST and not clause.awaited


def without_a_test(edition_id: str, marks: set[Mark]) -> list[str]:
    clauses = EDITIONS[edition_id].clauses
    return [c.id for c in clauses if wants_a_test(c) and (edition_id, c.id) not in marks]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_what_a_form_a_screen_or_a_document_keeps_has_a_marked_test(edition_id: str):
    assert without_a_test(edition_id, set(every_mark())) == []


def test_every_mark_names_an_edition_and_a_clause_of_it():
    known = {(id, clause.id) for id, edition in EDITIONS.items() for clause in edition.clauses}
    assert {mark: where for mark, where in every_mark().items() if mark not in known} == {}


def test_a_clause_whose_mark_is_gone_is_noticed():
    marks = set(every_mark())
    assert without_a_test("wesp/1", marks - {("wesp/1", "14.3")}) == ["14.3"]


def test_a_mark_is_found_wherever_it_stands():
    source = """
OURS = "wesp/1"
pytestmark = clause(OURS, "1.2")

@clause("wesp/1", "14.1", "14.3")
@clause("thpp/1", "14.1")
def test_papers():
    assert edition.clause("8.4")
"""
    assert set(marks_in(source)) == {
        ("wesp/1", "1.2"), ("wesp/1", "14.1"), ("wesp/1", "14.3"), ("thpp/1", "14.1"),
    }  # fmt: skip


def without_an_example(edition: Edition) -> list[str]:
    cited = {number for example in edition.examples for number in example.clause}
    rules = (c for c in edition.clauses if c.kept_by == "rule" and not c.awaited)
    return [clause.id for clause in rules if clause.id not in cited]


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_rule_has_a_worked_example(edition_id: str):
    assert without_an_example(EDITIONS[edition_id]) == []


def test_a_rule_whose_examples_are_gone_is_noticed():
    bare = EDITIONS["wesp/1"].model_copy(update={"examples": ()})
    rules = [c.id for c in bare.clauses if c.kept_by == "rule" and not c.awaited]
    assert without_an_example(bare) == rules
