"""Which keys of the format nothing outside the engine asks about yet, and what each waits for.

Every one of them is executed by the engine and by worked examples; the list gets only shorter.

A key counts as asked about when its name is read outside `conferral.protocol`, or inside it by a
function that is reached from outside. Checks, comparisons, worked examples and the reference read
everything, and so count for nothing here. Names are all that is compared: a key that shares its
name with another may pass unseen, so this finds too little and never too much.
"""

import ast
import re
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import conferral
from conferral.protocol.clauses import ClauseFile
from conferral.protocol.edition import Protocol
from conferral.protocol.forms.form import Form
from conferral.protocol.part import Part

ROOT = Path(conferral.__file__).parent
ENGINE = ROOT / "protocol"
READS_EVERYTHING = {"checking", "comparing", "examples", "files"}
"""Folders of the engine that go through every key, whatever it means."""

NO_VALUES = {"format", "query", "Within.at_once", "CriticalFlag.critical_flag_present"}
"""The version of the format, the questions that every page about an edition lists, and two marks
that are there or not."""

WAITS: dict[str, str] = {
    "breach": "the register of breaches",
    "chair": "naming who chairs",
    "complaints": "the register of complaints",
    "decision": "how a meeting decides, and dissent",
    "dispute: Dispute.triggers": "raising a dispute",
    "document": "the paper that an edition was made from",
    "emergency: Emergency.called_by": "calling an emergency meeting",
    "emergency: Emergency.may_be_remote": "calling an emergency meeting",
    "equality": "the equality report",
    "escalation": "telling the steering group of missed actions",
    "governance": "the steering group",
    "lead_agency": "the lead agency of a case",
    "level: Level.quorum": "panels with levels",
    "meeting: Attendance.heard_through": "how she is heard",
    "meeting: Attendance.subject_attends": "how she is heard",
    "meeting: Guests.one_case_only": "inviting guests",
    "meeting: HardCopies.control": "numbered copies on paper",
    "meeting: MeetingRules.guests": "inviting guests",
    "meeting: MeetingRules.hard_copies": "numbered copies on paper",
    "membership": "attesting authority and training",
    "panel": "aims, and who sees a listed case",
    "plan": "what a plan must hold",
    "quorum": "who must be there",
    "register: Register.review_months": "registers",
    "research": "the research board",
    "retention": "the retention schedule",
    "review": "the yearly review of the protocol",
    "subject": "cases about premises, pairs and nobody named",
    "visit": "visits",
    "withdrawal": "leaving the panel",
    "wording_change": "comparing editions, which the engine does itself",
}


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def names_read(tree: ast.AST) -> Iterator[str]:
    """Every attribute, called name and imported name in a piece of code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (alias.name for alias in node.names)


def outside() -> set[str]:
    found: set[str] = set()
    for file in ROOT.rglob("*.py"):
        if ENGINE not in file.parents:
            found |= set(names_read(parsed(file)))
    for page in ROOT.rglob("templates/**/*.html"):
        found |= set(re.findall(r"\.(\w+)", page.read_text()))
    return found


@cache
def functions() -> dict[str, set[str]]:
    """What each function of the engine reads, by its bare name."""
    found: dict[str, set[str]] = {}
    for file in ENGINE.rglob("*.py"):
        if file.parent.name in READS_EVERYTHING or file.name == "walking.py":
            continue
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, set()).update(names_read(node))
    return found


@cache
def asked_about() -> frozenset[str]:
    reached, waiting = set(), outside()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= functions().get(name, set()) - reached
    return frozenset(reached)


def parts_in(annotation: typing.Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from parts_in(argument)


def inside(part: type[Part], found: set[str] | None = None) -> set[str]:
    """The names of a model and of every model within it."""
    seen = set() if found is None else found
    if part.__name__ not in seen:
        seen.add(part.__name__)
        for field in part.model_fields.values():
            for inner in parts_in(field.annotation):
                inside(inner, seen)
    return seen


def edition_asked(tree: ast.AST, holders: tuple[str, ...]) -> Iterator[str]:
    """What is read of an edition: `edition.quorum`, `referral.protocol.quorum`, `self.quorum`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value
            named = getattr(owner, "attr", "") or getattr(owner, "id", "")
            if named in holders:
                yield node.attr


@cache
def tables_asked() -> frozenset[str]:
    """The tables of protocol.toml that somebody outside asks an edition about, by name."""
    methods: dict[str, set[str]] = {}
    for file in ("edition.py", "panel_rules.py"):
        for node in ast.walk(parsed(ENGINE / file)):
            if isinstance(node, ast.FunctionDef):
                methods[node.name] = set(edition_asked(node, ("self",)))
    waiting = set()
    for source in ROOT.rglob("*.py"):
        if ENGINE not in source.parents:
            holders = ("edition", "protocol", "_edition")
            waiting |= set(edition_asked(parsed(source), holders))
    for page in ROOT.rglob("templates/**/*.html"):
        waiting |= set(re.findall(r"\bedition\.(\w+)", page.read_text()))
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= methods.get(name, set()) - reached
    return frozenset(reached)


def keys_waiting() -> Iterator[str]:
    """Every key that waits, with its table: all of a table that waits, else the key alone."""
    for own, field in Protocol.model_fields.items():
        table = field.alias or own
        if own not in tables_asked():
            if table not in NO_VALUES:
                yield table
            continue
        for part in parts_in(field.annotation):
            for name in sorted(inside(part)):
                model = BY_NAME[name]
                yield from (
                    f"{table}: {name}.{inner.alias or key}"
                    for key, inner in model.model_fields.items()
                    if key not in asked_about() and f"{name}.{key}" not in NO_VALUES
                )


def named(part: type[Part], found: dict[str, type[Part]]) -> dict[str, type[Part]]:
    if part.__name__ not in found:
        found[part.__name__] = part
        for field in part.model_fields.values():
            for inner in parts_in(field.annotation):
                named(inner, found)
    return found


BY_NAME = named(Form, named(ClauseFile, named(Protocol, {})))


def test_the_keys_that_nothing_outside_the_engine_asks_about_are_these():
    assert sorted(set(keys_waiting())) == sorted(WAITS)


def test_a_key_that_is_asked_about_is_found_and_one_that_is_not_is_missed():
    assert {"clauses", "deadlines", "summary"} <= asked_about()
    assert {"cadence", "deadlines", "duties"} <= tables_asked()
    assert "a_key_that_nobody_reads" not in asked_about() | tables_asked()
    assert len(BY_NAME) > 60
