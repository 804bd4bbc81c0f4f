"""The embedded database: its file tells nothing, and opens with its own key alone."""

import secrets

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, IntegrityError
from django.db.utils import ConnectionHandler

from conferral.vault.sqlcipher import base

CANARY = "juniper-vale-was-here"


@pytest.fixture
def key():
    return secrets.token_bytes(32)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.sqlite"


def opened(path, key):
    settings = {
        "ENGINE": "conferral.vault.sqlcipher",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "key": key},
    }
    return ConnectionHandler({"default": settings})["default"]


@pytest.fixture
def database(path, key):
    connection = opened(path, key)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE said (id integer primary key, words text)")
        cursor.execute("INSERT INTO said (words) VALUES (%s)", [CANARY])
    yield connection
    connection.close()


def test_its_files_hold_nothing_readable(database, path):
    files = [path, path.with_name("kept.sqlite-wal")]
    assert all(file.stat().st_size > 1000 for file in files)
    for file in files:
        content = file.read_bytes()
        assert CANARY.encode() not in content
        assert b"SQLite format 3" not in content


@pytest.mark.parametrize("right", [True, False])
def test_it_opens_with_its_own_key_alone(database, path, key, right):
    database.close()
    again = opened(path, key if right else secrets.token_bytes(32))
    if right:
        with again.cursor() as cursor:
            assert cursor.execute("SELECT words FROM said").fetchone() == (CANARY,)
        again.close()
    else:
        with pytest.raises(DatabaseError, match="file is not a database"):
            again.cursor()


def test_a_changed_page_is_noticed(database, path, key):
    database.close()
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    again = opened(path, key)
    with pytest.raises(DatabaseError), again.cursor() as cursor:
        cursor.execute("SELECT words FROM said").fetchall()
    again.close()


def test_no_key_is_no_database(path):
    with pytest.raises(ImproperlyConfigured, match="needs its key"):
        opened(path, b"").cursor()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1),
        ("recursive_triggers", 1), ("trusted_schema", 0), ("cell_size_check", 1),
        ("busy_timeout", 10000),
    ],
)  # fmt: skip
def test_every_connection_is_set_up_for_safety(database, pragma, value):
    with database.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 50, 6), False),
        ((3, 50, 7), True), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 0), True),
    ],
)  # fmt: skip
def test_a_library_with_the_write_ahead_fault_is_refused(monkeypatch, version, sound):
    monkeypatch.setattr(base.sqlcipher, "sqlite_version_info", version)
    if sound:
        base.insist_on_a_sound_library()
    else:
        with pytest.raises(ImproperlyConfigured, match="can corrupt"):
            base.insist_on_a_sound_library()


def test_placeholders_and_constraints_work_as_in_django(database):
    with database.cursor() as cursor:
        cursor.executemany("INSERT INTO said VALUES (%s, %s)", [(7, "100%"), (8, None)])
        cursor.execute("SELECT words FROM said WHERE id = %(id)s", {"id": 7})
        assert cursor.fetchone() == ("100%",)
        with pytest.raises(IntegrityError):
            cursor.execute("INSERT INTO said VALUES (%s, %s)", [7, "again"])
