"""Saying where a worked example and the protocol differ."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any


def differs(what: str, expected: Any, found: Any) -> Iterator[str]:
    """A sentence where they differ. An expectation of None asks for nothing."""
    if expected is not None and expected != found:
        yield f"{what}: the example expects {said(expected)}, and the protocol gives {said(found)}."


def each_differs(
    what: str, expected: Mapping[str, Any] | None, found: Mapping[str, Any]
) -> Iterator[str]:
    """A sentence for each name at which they differ; names that are not expected are not asked."""
    for name, value in (expected or {}).items():
        yield from differs(f"{what} '{name}'", value, found.get(name, "nothing"))


def said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(said(item) for item in value) or "none"
    return str(value)
