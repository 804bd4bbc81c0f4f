"""Runs a command, such as mypy, that loads the settings, over a throw-away data folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from conferral.vault import keyfile


def main(command: list[str]) -> int:
    """Make the folder, run the command with CONFERRAL_DATA naming it, and return its exit code."""
    if not command:
        raise SystemExit("Say which command to run: with_scratch.py COMMAND …")
    own = {name: value for name, value in os.environ.items() if not name.startswith("CONFERRAL_")}
    with tempfile.TemporaryDirectory(prefix="conferral-scratch-") as folder:
        keyfile.create(Path(folder) / "conferral.key")
        return subprocess.run(
            command, env={**own, "CONFERRAL_DATA": folder}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
