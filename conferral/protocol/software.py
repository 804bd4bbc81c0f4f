"""The parts of the software that a clause may name as its keeper: pages, operations, documents."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("software.toml")
"""Drawn from the code by scripts/reference.py: the engine itself knows no page and no operation."""


@cache
def parts() -> frozenset[str]:
    """Each as `kind:name`: `url:today`, `operation:referral.submitted`, `document:agenda`."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return frozenset(f"{kind}:{name}" for kind, names in written.items() for name in names)
