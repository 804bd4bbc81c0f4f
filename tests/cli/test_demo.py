import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from conferral.cli.__main__ import main
from conferral.vault import keyfile
from tests.cli.running import ROOT, conferral, environment, refused


def opened(data: Path) -> Any:
    """The demonstration's database, opened with its own key and past Django."""
    key = keyfile.load(data / "conferral.key").derive("database")
    connection = sqlcipher.connect(data / "conferral.sqlite", isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def count(data: Path, table: str) -> int:
    with opened(data) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_file_is_encrypted_and_every_file_is_its_owners_alone(filled):
    assert not (filled / "conferral.sqlite").read_bytes().startswith(b"SQLite format 3")
    for file in filled.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_a_second_run_starts_at_once_and_keeps_what_was_entered(demonstration):
    before = count(demonstration, "audit_entry")
    with opened(demonstration) as connection:
        connection.execute("UPDATE partnerships_panel SET venue = 'Another room'")
    done = conferral(demonstration, "demo", "--no-serve")
    assert done.returncode == 0
    assert "filling" not in done.stdout
    assert count(demonstration, "audit_entry") == before
    with opened(demonstration) as connection:
        assert connection.execute("SELECT venue FROM partnerships_panel").fetchone() == (
            "Another room",
        )


def test_a_folder_that_is_no_demonstration_is_left_alone(tmp_path):
    (tmp_path / "letters").write_text("mine")
    said = refused(conferral(tmp_path, "demo", "--reset", "--no-serve"))
    assert "not a demonstration" in said
    assert [file.name for file in tmp_path.iterdir()] == ["letters"]


def test_reset_starts_over(demonstration, monkeypatch):
    (demonstration / "demo-clock").write_text("86400")
    from conferral.cli import demo

    monkeypatch.setenv("CONFERRAL_DATA", str(demonstration))
    demo.prepare_folder(demonstration, reset=True)
    assert sorted(file.name for file in demonstration.iterdir()) == [
        "conferral.key",
        "demonstration",
    ]


def test_a_real_database_is_never_filled(tmp_path):
    settings = {"DATABASE_URL": "postgres://her@127.0.0.1:1/real"}
    said = refused(conferral(tmp_path, "demo", "--no-serve", **settings))
    assert "Unset DATABASE_URL" in said
    assert not list(tmp_path.iterdir())


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["demo", "--port", str(port)]) == 2
    assert f"Port {port} is in use" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_half_filled(tmp_path):
    data = tmp_path / "demo"
    assert "no space left" in refused(conferral(data, "demo", "--no-serve", crowded=400))
    assert count(data, "partnerships_partnership") == 0


def test_it_serves_on_this_machine_and_ends_when_told(demonstration):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "conferral.cli", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment(demonstration),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        page = page_at(f"http://127.0.0.1:{port}/sign-in/")
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=30)
    assert "Ines Calloway" in page
    assert f"http://localhost:{port}" in said
    assert server.returncode == 0


def page_at(address: str) -> str:
    for _attempt in range(200):
        try:
            with urlopen(address) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


@pytest.mark.safety
def test_the_record_is_whole_until_one_byte_is_changed(demonstration):
    done = conferral(demonstration, "audit", "verify")
    assert done.returncode == 0
    assert "the record is whole" in done.stdout
    change_a_byte(demonstration, seq=57)
    done = conferral(demonstration, "audit", "verify", "--partnership", "eastmarsh")
    assert done.returncode == 1
    assert "breaks at entry 57" in done.stdout


def change_a_byte(data: Path, *, seq: int) -> None:
    """Change one byte of an entry, as somebody could who holds the file and its key."""
    with opened(data) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        sealed = connection.execute(
            "SELECT payload FROM audit_entry WHERE seq = ?", (seq,)
        ).fetchone()[0]
        changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
        connection.execute("UPDATE audit_entry SET payload = ? WHERE seq = ?", (changed, seq))


@pytest.mark.safety
def test_a_wrong_key_file_opens_nothing_and_changes_nothing(demonstration):
    before = (demonstration / "conferral.sqlite").read_bytes()
    (demonstration / "conferral.key").unlink()
    keyfile.create(demonstration / "conferral.key")
    for command in (("serve",), ("demo", "--no-serve"), ("audit", "verify")):
        said = refused(conferral(demonstration, *command))
        assert "does not open this database" in said
    assert (demonstration / "conferral.sqlite").read_bytes() == before


def test_a_database_of_a_newer_conferral_is_left_alone(demonstration):
    with opened(demonstration) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('cases', '0099_later', '2030-01-01 00:00:00')"
        )
    assert "newer Conferral" in refused(conferral(demonstration, "migrate"))
    assert "newer Conferral" in refused(conferral(demonstration, "demo", "--no-serve"))
