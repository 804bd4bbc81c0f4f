"""Runs the tests of the protocol engine and fails where a line or a branch of it was not taken."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import coverage
import pytest


def main() -> int:
    """Count the branches of `conferral.protocol`, and list those that no test takes."""
    with tempfile.TemporaryDirectory(prefix="conferral-branches-") as folder:
        counter = coverage.Coverage(
            data_file=str(Path(folder) / "coverage"), branch=True, source=["conferral.protocol"]
        )
        counter.start()
        failed = pytest.main(["-q", "--no-header", "tests/protocol"])
        counter.stop()
        found = counter.report(show_missing=True, skip_covered=True)
    return int(failed) or int(found < 100)


if __name__ == "__main__":
    sys.exit(main())
