"""The ground that the tests and the builds stand on."""

import json
import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.triggers import triggers_off

ROOT = Path(__file__).resolve().parents[2]
TABLE = "CREATE TABLE keeps (id integer)"
ON_SQLITE = """
CREATE TRIGGER refuse BEFORE DELETE ON keeps BEGIN SELECT RAISE(ABORT, 'refused'); END
"""
ON_POSTGRESQL = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
CREATE TRIGGER refuse BEFORE DELETE ON keeps FOR EACH ROW EXECUTE FUNCTION refuse();
"""
# Put together here, so that this file does not name them either.
REGISTRIES = [f"{site}.org" for site in ("py" + "pi", "python" + "hosted", "registry.npm" + "js")]


@pytest.fixture
def _refusing() -> None:
    """A table that refuses to let rows go, with a row in it."""
    run(TABLE)
    run(ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
    run("INSERT INTO keeps VALUES (1)")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("_refusing")
def test_a_trigger_that_refuses_keeps_the_row() -> None:
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        run("DELETE FROM keeps")


@pytest.mark.usefixtures("_refusing")
def test_triggers_rest_for_the_sweep_and_wake_after_it() -> None:
    with triggers_off():
        run("DELETE FROM keeps")
    run("INSERT INTO keeps VALUES (2)")
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        run("DELETE FROM keeps")


def test_the_network_is_closed() -> None:
    with pytest.raises(AssertionError, match="stay on this machine"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.parametrize(("file", "groups"), [("run.txt", ()), ("dev.txt", ("dev",))])
def test_what_the_project_asks_for_is_what_is_pinned(file: str, groups: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = list(project["project"]["dependencies"])
    for group in groups:
        wanted += project["dependency-groups"][group]
    pinned = (ROOT / "requirements" / file).read_text()
    missing = [name for name in wanted if not re.search(rf"^{_pin(name)}[ ;\\]", pinned, re.M)]
    assert missing == [], "run scripts/pin"


def _pin(requirement: str) -> str:
    """`django-allauth[mfa]==65.21.1` is pinned as `django-allauth==65.21.1` or with its extras."""
    name, version = requirement.split("==")
    return rf"{re.escape(name.split('[')[0])}(\[[a-z,-]+\])?=={re.escape(version)}"


def test_the_front_end_lock_says_what_and_not_from_where() -> None:
    lock = json.loads((ROOT / "front" / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all("resolved" not in entry for entry in packages.values())
    assert all("integrity" in entry for entry in packages.values())


def test_no_file_names_a_package_registry() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    naming = [
        name
        for name in tracked
        if name
        and (ROOT / name).is_file()
        and any(host.encode() in (ROOT / name).read_bytes() for host in REGISTRIES)
    ]
    assert naming == []
