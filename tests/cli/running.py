"""Runs the real command in a process of its own, over a data folder that a test chooses."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CROWDED = (
    "import sys, conferral.vault.sqlcipher.base as base;"
    "base.PRAGMAS += ('max_page_count = {pages}',);"
    "from conferral.cli.__main__ import main; sys.exit(main(sys.argv[1:]))"
)


def conferral(
    data: Path, *arguments: str, crowded: int = 0, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run `conferral`; `crowded` lets the database have so many pages, as a full disk would."""
    entry = ["-c", CROWDED.format(pages=crowded)] if crowded else ["-m", "conferral.cli"]
    return subprocess.run(
        [sys.executable, *entry, *arguments],
        cwd=ROOT,
        env=environment(data, **settings),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


def environment(data: Path, **settings: str) -> dict[str, str]:
    """This environment, with the data folder and settings of the test and no others of ours."""
    own = ("CONFERRAL_", "DATABASE_URL", "DJANGO_", "PYTEST")
    rest = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**rest, "CONFERRAL_DATA": str(data), **settings}


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that a refused command says; a trace or a second line is a defect."""
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.strip()
