"""Empties a database whose triggers forbid it: the audit's, which refuse change and removal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLES_WITH_TRIGGERS = (
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
)


@contextmanager
def triggers_off() -> Iterator[None]:
    """Let every trigger rest while a test's rows are swept away, and wake each one afterwards."""
    resting = _sqlite if connection.vendor == "sqlite" else _postgresql
    with resting():
        yield


@contextmanager
def _sqlite() -> Iterator[None]:
    """SQLite cannot disable a trigger: drop it, and make it again from its own words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)


@contextmanager
def _postgresql() -> Iterator[None]:
    """PostgreSQL lets the owner of a table disable the triggers that people made on it."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES_WITH_TRIGGERS)
        tables = [table for (table,) in cursor.fetchall()]
        # Rows written in this transaction wait for their foreign keys to be checked: do it now.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
