"""What goes wrong outside Conferral is said in one sentence, and nothing is changed or lost."""

import errno
import re
import sqlite3
from argparse import Namespace
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from conferral.cli import serving, start
from conferral.cli.__main__ import main, perform
from conferral.cli.problems import NO_SPACE, Problem, in_one_sentence
from conferral.protocol.files.loading import read_folder, shipped
from conferral.vault import keyfile
from tests.cli.running import conferral, refused


def test_an_unknown_setting_is_named_with_the_one_that_was_meant(tmp_path):
    keyfile.create(tmp_path / "conferral.key")
    said = refused(conferral(tmp_path, "serve", CONFERRAL_HOST="eastmarsh.example"))
    assert "no setting CONFERRAL_HOST" in said
    assert "CONFERRAL_HOSTS" in said


def test_a_missing_key_file_is_not_made_anew(tmp_path):
    assert "There is no key file" in refused(conferral(tmp_path, "serve"))
    assert not list(tmp_path.iterdir())


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    keyfile.create(tmp_path / "conferral.key")
    (tmp_path / "conferral.key").chmod(0o644)
    assert "chmod 600" in refused(conferral(tmp_path, "serve"))


def test_a_file_that_is_no_key_is_refused(tmp_path):
    (tmp_path / "conferral.key").write_text("letmein")
    (tmp_path / "conferral.key").chmod(0o600)
    assert "not a Conferral key file" in refused(conferral(tmp_path, "serve"))


def test_no_database_is_made_where_hers_should_be(tmp_path):
    keyfile.create(tmp_path / "conferral.key")
    for command in (("serve",), ("migrate",), ("worker", "--once")):
        assert "There is no database" in refused(conferral(tmp_path, *command))
    assert [file.name for file in tmp_path.iterdir()] == ["conferral.key"]


def test_a_plain_sqlite_file_is_left_alone(tmp_path):
    keyfile.create(tmp_path / "conferral.key")
    with sqlite3.connect(tmp_path / "conferral.sqlite") as other:
        other.execute("CREATE TABLE recipes (name text)")
    before = (tmp_path / "conferral.sqlite").read_bytes()
    for command in ("serve", "migrate"):
        assert "plain SQLite database" in refused(conferral(tmp_path, command))
    assert (tmp_path / "conferral.sqlite").read_bytes() == before


@pytest.mark.parametrize("url", ["mysql://her@db/conferral", "postgres://her@db/", "conferral"])
def test_a_database_url_that_cannot_be_read_is_shown_how(tmp_path, url):
    keyfile.create(tmp_path / "conferral.key")
    said = refused(conferral(tmp_path, "serve", DATABASE_URL=url))
    assert "postgres://user:password@host:port/name" in said


def test_a_postgresql_that_does_not_answer_is_said_without_the_password(tmp_path):
    keyfile.create(tmp_path / "conferral.key")
    url = "postgres://her:opensesame@127.0.0.1:1/conferral"
    said = refused(conferral(tmp_path, "serve", DATABASE_URL=url))
    assert "PostgreSQL cannot be reached" in said
    assert "opensesame" not in said


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    said = refused(conferral(tmp_path / "file" / "data", "demo", "--no-serve"))
    assert "cannot be written to" in said


def test_a_demonstration_does_not_listen_beyond_this_machine(demonstration):
    settings = {"CONFERRAL_DEMO": "yes"}
    said = refused(conferral(demonstration, "serve", "--bind", "0.0.0.0:8099", **settings))
    assert "does not listen on 0.0.0.0" in said
    serving.insist_on_loopback("127.0.0.1")


# ---- on both databases ----


def test_a_database_with_other_tables_is_left_alone(monkeypatch):
    start.insist_on_our_tables()
    monkeypatch.setattr(start, "applied", list)
    with pytest.raises(Problem, match="belongs to another program"):
        start.insist_on_our_tables()


def test_a_database_newer_than_the_code_is_left_alone():
    start.insist_on_our_tables()
    MigrationRecorder(connection).record_applied("cases", "0099_later")
    with pytest.raises(Problem, match="newer Conferral"):
        start.insist_on_our_tables()


def test_a_database_older_than_the_code_waits_for_migrate():
    start.with_database()
    MigrationRecorder(connection).record_unapplied("notices", "0001_initial")
    with pytest.raises(Problem, match="conferral migrate"):
        start.with_database()


# ---- in words ----


def broken(folder: Path) -> Path:
    """A copy of an edition with two mistakes in it."""
    for name, text in read_folder(shipped()["wesp/1"]).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        changed = text.replace('weekday = "tuesday"', 'weekday = "someday"')
        file.write_text(changed.replace("count_per_year = 11", 'count_per_year = "many"'))
    return folder


def test_every_mistake_in_an_edition_is_listed(tmp_path, capsys):
    assert main(["protocol", "check", str(broken(tmp_path))]) == 1
    assert capsys.readouterr().err.count("protocol.toml, line ") == 2


def test_an_edition_that_is_not_there_is_named_with_those_that_are(capsys):
    assert main(["protocol", "examples", "wesp/9"]) == 1
    assert "thpp/1, wesp/1" in capsys.readouterr().err


def test_the_shipped_edition_passes_its_check_and_its_examples(capsys):
    assert main(["protocol", "check", "wesp/1"]) == 0
    assert main(["protocol", "examples", "wesp/1"]) == 0
    assert re.search(r"\b(\d+) of \1 examples hold", capsys.readouterr().out)


@pytest.mark.parametrize(
    "error, words",
    [
        (OSError(errno.ENOSPC, "No space left on device", "/data/x"), "no space left"),
        (OperationalError("database or disk is full"), "no space left"),
        (OperationalError("disk I/O error"), "The disk is full, or it fails"),
        (PermissionError(errno.EACCES, "Permission denied", "/data"), "/data cannot be written to"),
        (OSError(errno.EROFS, "Read-only file system", "/data"), "/data cannot be written to"),
        (OperationalError("attempt to write a readonly database"), "cannot be written to"),
        (OperationalError("unable to open database file"), "cannot be written to"),
        (OperationalError("database is locked"), "Another process holds the database"),
        (DatabaseError("file is not a database"), "does not open this database"),
    ],
)
def test_what_an_operator_can_put_right_is_said_in_a_sentence(error, words, capsys):
    assert perform(Namespace(run=raising(error))) == 2
    assert words in capsys.readouterr().err


def test_a_full_disk_under_postgresql_is_known_by_its_state():
    class DiskFull(Exception):
        sqlstate = "53100"

    error = OperationalError("could not extend file")
    error.__cause__ = DiskFull()
    assert in_one_sentence(error) == NO_SPACE


def test_what_we_do_not_know_keeps_its_trace():
    with pytest.raises(ZeroDivisionError):
        perform(Namespace(run=raising(ZeroDivisionError())))


def raising(error: Exception):
    def run(_asked: Namespace) -> int:
        raise error

    return run
