"""What a clause says keeps it is there: a rule, a question, a page, an operation, a paper."""

import importlib
import importlib.util
from pathlib import Path

import pytest
from django.urls import get_resolver

from conferral.access.operation import OPERATIONS
from conferral.protocol.checking.check import awaited
from conferral.protocol.files.crosscheck import keepers
from conferral.protocol.files.loading import load, read_folder, samples, shipped

SCRIPTS = Path(__file__).parents[2] / "scripts"
DOCUMENTS = {
    "agenda": "agenda.Agenda",
    "case_pack": "papers.CasePack",
    "attendance": "attendance.AttendanceSheet",
    "minutes": "minutes.Minutes",
    "action_log": "action_log.ActionLog",
}
EDITIONS = shipped() | samples()
CLAIMS = [
    (edition_id, clause.id, keeper)
    for edition_id, folder in sorted(EDITIONS.items())
    for clause in load(read_folder(folder)).clauses
    for keeper in clause.by
]


def names_of_pages() -> set[str]:
    found: set[str] = set()
    waiting = list(get_resolver().url_patterns)
    while waiting:
        pattern = waiting.pop()
        waiting += getattr(pattern, "url_patterns", [])
        found.add(getattr(pattern, "name", "") or "")
    return found


def stands(edition_id: str, keeper: str) -> bool:
    kind, _, name = keeper.partition(":")
    if kind == "url":
        return name in names_of_pages()
    if kind in ("operation", "reading"):
        return name in OPERATIONS
    if kind == "document":
        module, _, shape = DOCUMENTS[name].partition(".")
        return hasattr(importlib.import_module(f"conferral.documents.{module}"), shape)
    return keeper in keepers(load(read_folder(EDITIONS[edition_id])))


@pytest.fixture(autouse=True, scope="module")
def _every_operation_is_known():
    spec = importlib.util.spec_from_file_location("reference", SCRIPTS / "reference.py")
    assert spec and spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    reference.load_every_operation()


def test_a_keeper_that_is_not_there_is_noticed():
    assert not stands("wesp/1", "url:nowhere")
    assert not stands("wesp/1", "operation:nothing.done")


@pytest.mark.parametrize(("edition_id", "clause", "keeper"), CLAIMS)
def test_what_keeps_a_clause_is_there(edition_id: str, clause: str, keeper: str):
    assert stands(edition_id, keeper), f"{edition_id} {clause}"


@pytest.mark.parametrize("edition_id", sorted(EDITIONS))
def test_what_is_not_built_yet_is_counted_and_narrative_is_rare(edition_id: str):
    edition = load(read_folder(EDITIONS[edition_id]))
    waiting = [clause for clause in edition.clauses if clause.awaited]
    narrative = [clause for clause in edition.clauses if clause.kept_by == "narrative"]
    assert awaited(edition) == len(waiting)
    assert len(narrative) * 10 <= len(edition.clauses)
    assert all(clause.by or clause.awaited or clause.why for clause in edition.clauses)
