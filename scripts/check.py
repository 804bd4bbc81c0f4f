"""Runs the checks of one kind, a line for each, and says at the end whether all is well."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
PYTEST = (PYTHON, "-m", "pytest", "-q", "--no-header")
NO_BROWSER = ("-m", "not journey and not bench")
# The engine has no database: its tests run once, where its branches are counted.
WITH_A_DATABASE = (*NO_BROWSER, "--ignore=tests/protocol")
# What looks at code and files alone finds the same beside any database.
ON_POSTGRES = ("-m", "not journey and not bench and not code", "--ignore=tests/protocol")


@dataclass(frozen=True)
class Step:
    """One check: what it is called, and the command that exits with 0 when it is satisfied."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command for a tool of the environment."""
    return (str(BIN / name), *arguments)


RUFF = Step("style: ruff", tool("ruff", "check", "--quiet"))
FORMAT = Step("format: ruff", tool("ruff", "format", "--check", "--quiet"))
LAYERS = Step("layers: import-linter", tool("lint-imports", "--cache-dir", ".cache/imports"))
TYPES = Step(
    "types: mypy", (PYTHON, "scripts/with_scratch.py", *tool("mypy", "--no-error-summary"))
)
MIGRATIONS = Step(
    "migrations: nothing left to make",
    (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", "-v", "1"),
    {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)},
)
PAGES, KIT = "conferral/web/templates", "conferral/ui/templates"
TEMPLATES = Step(
    "templates: djlint", tool("djlint", "--lint", "--quiet", "--profile=jinja", PAGES, KIT)
)
WITH_POSTGRES = (PYTHON, "scripts/with_postgres.py")
ON_SQLITE = {"DATABASE_URL": ""}
BRANCHES = Step(
    "tests of the protocol engine, every branch taken",
    (PYTHON, "scripts/branches.py"),
    ON_SQLITE,
)

KINDS: dict[str, tuple[Step, ...]] = {
    "fast": (
        RUFF,
        FORMAT,
        LAYERS,
        Step(
            "tests on SQLite, without the browser",
            (*PYTEST, "-x", "--failed-first", *NO_BROWSER),
            ON_SQLITE,
        ),
    ),
    "test": (
        RUFF,
        FORMAT,
        LAYERS,
        TYPES,
        TEMPLATES,
        MIGRATIONS,
        BRANCHES,
        Step("tests on SQLite", (*PYTEST, "-n", "2", *WITH_A_DATABASE), ON_SQLITE),
        Step("tests on PostgreSQL", (*WITH_POSTGRES, *PYTEST, "-n", "2", *ON_POSTGRES)),
        Step("journeys in the browser", (*PYTEST, "-m", "journey"), ON_SQLITE),
    ),
    "safety": (
        Step("style: ruff's security rules", tool("ruff", "check", "--quiet", "--select", "S")),
        Step("safety on SQLite", (*PYTEST, "-m", "safety and not journey"), ON_SQLITE),
        Step("safety on PostgreSQL", (*WITH_POSTGRES, *PYTEST, "-m", "safety and not journey")),
    ),
}


def main(kind: str) -> int:
    """Run every step of this kind, even after a failure, and count what failed."""
    began = time.monotonic()
    steps = KINDS[kind]
    failed = [step.name for step in steps if not passes(step)]
    took = f"{time.monotonic() - began:.0f} s"
    if failed:
        print(f"Not yet: {len(failed)} of {len(steps)} failed in {took}: {', '.join(failed)}.")
        return 1
    print(f"All is well: {len(steps)} checks in {took}.")
    return 0


def passes(step: Step) -> bool:
    """Run one step; print its line, and all it said when it failed."""
    began = time.monotonic()
    print(f"  {step.name} …", end=" ", flush=True)
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            step.command,
            cwd=ROOT,
            env=environment(step),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            check=False,
        )
        said.seek(0)
        text = said.read()
    print(f"{outcome(done.returncode, text)} ({time.monotonic() - began:.0f} s)")
    if done.returncode != 0:
        print(text, flush=True)
    return done.returncode == 0


def environment(step: Step) -> dict[str, str]:
    """Return the environment of a step: this one's, with the environment's tools first."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    chosen = {**os.environ, "PATH": path, **step.environment}
    chosen.pop("PYTHONDONTWRITEBYTECODE", None)
    return {name: value for name, value in chosen.items() if value}


def outcome(code: int, text: str) -> str:
    """Say how it went, with pytest's own count where there is one."""
    counts = re.findall(r"^=*\s*(\d+ (?:passed|failed)[^=\n]*?) in [\d.]+s", text, re.MULTILINE)
    return ("ok" if code == 0 else "FAILED") + (f", {counts[-1]}" if counts else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
