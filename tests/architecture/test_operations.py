"""Every write is an operation, named and recorded as the design asks."""

import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import conferral
from conferral.access.operation import OPERATIONS, Operation
from conferral.protocol.files.loading import load, read_folder, shipped

ROOT = Path(conferral.__file__).parent
FILES = sorted({*ROOT.glob("*/operations.py"), *ROOT.glob("*/operations/*.py")})
MODULES = [
    importlib.import_module(".".join(file.relative_to(ROOT.parent).with_suffix("").parts))
    for file in FILES
]
PUBLIC = [
    thing
    for module in MODULES
    for name, thing in vars(module).items()
    if (isinstance(thing, Operation) or inspect.isfunction(thing))
    and not name.startswith("_")
    and thing.__module__ == module.__name__
]
DECISIONS = re.compile(r"^(may_|meets_|in_time|who_is)")


def test_there_are_operations_to_look_at():
    assert len(OPERATIONS) > 30


@pytest.mark.parametrize("function", PUBLIC, ids=lambda found: found.__qualname__)
def test_whatever_an_operations_module_offers_is_an_operation_or_a_decision(
    function: Callable[..., Any],
):
    if DECISIONS.match(function.__name__):
        return
    assert isinstance(function, Operation)
    taken = inspect.signature(function.perform).parameters
    assert {"actor", "now"} <= set(taken)
    assert next(iter(taken.values())).kind is inspect.Parameter.POSITIONAL_ONLY
    rest = list(taken.values())[1:]
    assert all(one.kind is inspect.Parameter.KEYWORD_ONLY for one in rest)
    assert function.__doc__


@pytest.mark.parametrize("event", sorted(OPERATIONS))
def test_an_event_is_a_noun_and_a_past_participle(event: str):
    assert re.fullmatch(
        r"[a-z_]+\.([a-z_]+ed|([a-z]+_)?sent|left|begun|heard|read|withdrawn|[a-z]+_taken_off)",
        event,
    )


@pytest.mark.parametrize("edition", sorted(shipped()))
def test_every_permission_that_an_operation_needs_is_somebodys_in_each_edition(edition: str):
    roles = load(read_folder(shipped()[edition])).roles
    held = frozenset().union(*(role.permissions for role in roles))
    assert {one.permission for one in OPERATIONS.values()} <= held
