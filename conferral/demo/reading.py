"""Read the invented people and stories, and put real days into their words."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
A_DAY = re.compile(r"\{(-?\d+)\}")


@cache
def written(name: str) -> dict[str, Any]:
    """One of the demonstration's own files."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def stories() -> Iterator[dict[str, Any]]:
    """Every story, in the order of its file and its place there."""
    for file in sorted((HERE / "stories").glob("*.toml")):
        yield from written(f"stories/{file.name}")["story"]


def with_days(said: Any, day: date) -> Any:
    """The same with `{-4}` as the day four days before, wherever it stands."""
    if isinstance(said, str):
        return A_DAY.sub(lambda found: in_words(day + timedelta(days=int(found[1]))), said)
    if isinstance(said, dict):
        return {key: with_days(value, day) for key, value in said.items()}
    return [with_days(value, day) for value in said] if isinstance(said, list) else said


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day:%-d %B}"
