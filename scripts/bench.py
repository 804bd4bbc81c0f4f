"""Measures what people wait for, writes build/bench.json and prints it as a table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bench.json"
PYTHON = sys.executable
SCRATCH = (PYTHON, "scripts/with_scratch.py")
RUNS: tuple[tuple[str, ...], ...] = (
    (PYTHON, "-m", "scripts.measures.protocol"),
    (*SCRATCH, PYTHON, "-m", "scripts.measures.pages"),
    (PYTHON, "scripts/with_postgres.py", *SCRATCH, PYTHON, "-m", "scripts.measures.pages"),
)
AIMS = {
    "page_today": ("ratio", 3.0),
    "page_case": ("ratio", 3.0),
    "page_meeting": ("ratio", 3.0),
    "edition_load": ("value", 200.0),
    "decide": ("value", 1.0),
    "year_dates": ("value", 50.0),
}


def main() -> int:
    """Run each module of measures in a process of its own, one after the other."""
    rows = [row for run in RUNS for row in measured(run)]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    for row in rows:
        print(line(row))
    print(f"Written to {OUT.relative_to(ROOT)}. How each is measured: docs/performance.md.")
    return 0


def measured(command: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows that a run prints; its complaints, if it has any, go to the terminal."""
    own = {"DJANGO_SETTINGS_MODULE": "conferral.config.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=plain() | own, stdout=subprocess.PIPE, text=True, check=True
    )
    return [json.loads(each) for each in done.stdout.splitlines()]


def plain() -> dict[str, str]:
    """This environment without a developer's own database."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def line(row: dict[str, Any]) -> str:
    """One row of the table: the measure, its floor, how they compare, and whether that will do."""
    kind, most = AIMS[row["name"]]
    well = "within" if row[kind] <= most else "ABOVE"
    aim = f"{most:g} × the floor" if kind == "ratio" else f"{most:g} {row['unit']}"
    return (
        f"{row['name']:<14}{row['value']:>9.2f} {row['unit']}{row['floor']:>9.2f} floor"
        f"{row['ratio']:>8.2f} ×   {well} the aim of {aim}   ({row['conditions'].split(';')[0]})"
    )


if __name__ == "__main__":
    sys.exit(main())
