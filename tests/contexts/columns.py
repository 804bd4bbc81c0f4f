"""Reads and writes one column of one row past the model, as somebody with the database could."""

from typing import Any

from django.db import connection, models


def raw(row: models.Model, column: str) -> bytes:
    """What lies in a column."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM {row._meta.db_table} WHERE id = %s', [row.pk])
        return bytes(cursor.fetchone()[0])


def plant(row: models.Model, column: str, value: Any) -> None:
    """Put something into a column."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {row._meta.db_table} SET "{column}" = %s WHERE id = %s', [value, row.pk]
        )


def afresh(row: models.Model) -> Any:
    """The row as somebody reads it next."""
    return type(row)._default_manager.get(pk=row.pk)


def flipped(value: bytes, at: int) -> bytes:
    """The same bytes with one of them changed."""
    changed = bytearray(value)
    changed[at] ^= 1
    return bytes(changed)


def everything_stored() -> list[Any]:
    """Every value of every column of every table."""
    found: list[Any] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [value for row in cursor.fetchall() for value in row]
    return found
