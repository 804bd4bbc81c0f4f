"""Django's SQLite back end, on the SQLCipher library instead of Python's own SQLite.

Debian's SQLite (3.40) has the write-ahead-log reset fault; the one inside sqlcipher3 does not.
"""

import datetime
import decimal
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as sqlite
from django.db.backends.sqlite3._functions import register as register_functions
from sqlcipher3 import dbapi2 as sqlcipher

SAFE_SINCE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 10000",
    "secure_delete = ON",
    "recursive_triggers = ON",  # or INSERT OR REPLACE slips past the audit table's triggers
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "legacy_alter_table = OFF",
)

sqlcipher.register_converter("bool", lambda value: value == b"1")
sqlcipher.register_converter("date", lambda value: datetime.date.fromisoformat(value.decode()))
sqlcipher.register_converter("time", lambda value: datetime.time.fromisoformat(value.decode()))
for name in ("datetime", "timestamp"):
    sqlcipher.register_converter(
        name, lambda value: datetime.datetime.fromisoformat(value.decode())
    )
sqlcipher.register_adapter(decimal.Decimal, str)
sqlcipher.register_adapter(datetime.date, lambda value: value.isoformat())
sqlcipher.register_adapter(datetime.datetime, lambda value: value.isoformat(" "))


class CursorWrapper(sqlcipher.Cursor):
    """Takes Django's `%s` placeholders, as Django's own SQLite cursor does."""

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, dict) else None
        return super().execute(_placeholders(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        rows = list(param_list)
        names = list(rows[0]) if rows and isinstance(rows[0], dict) else None
        return super().executemany(_placeholders(query, names), rows)


def _placeholders(query: str, names: list[str] | None) -> str:
    if names is not None:
        return query % {name: f":{name}" for name in names}
    return sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(sqlite.DatabaseWrapper):
    """One connection to an encrypted database file. OPTIONS must carry `key`: 32 raw bytes."""

    Database = sqlcipher

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self.key: bytes | None = params.pop("key", None)
        if not self.key:
            raise ImproperlyConfigured("The SQLCipher database needs its key in OPTIONS.")
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        insist_on_a_sound_library()
        connection = sqlcipher.connect(**conn_params)
        # A wrong key is said by the error alone, not by lines of the library's own on stderr.
        connection.execute("PRAGMA cipher_log_level = NONE").close()
        connection.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"" if self.key else "")
        register_functions(connection)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()
        return connection

    def create_cursor(self, name: str | None = None) -> CursorWrapper:
        cursor: CursorWrapper = self.connection.cursor(factory=CursorWrapper)
        return cursor


def insist_on_a_sound_library() -> None:
    """Refuse a SQLite library whose write-ahead log can corrupt the file."""
    version = sqlcipher.sqlite_version_info
    sound = any(
        version >= since and (since[1] == version[1] or since == SAFE_SINCE[0])
        for since in SAFE_SINCE
    )
    if not sound:
        raise ImproperlyConfigured(
            f"The SQLite library is {sqlcipher.sqlite_version}, whose write-ahead log can corrupt "
            "the database. Install the sqlcipher3 package that Conferral names."
        )
