"""Work inside one partnership, so that the database itself can keep the others out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

SET = "select set_config('app.partnership', %s, true)"
_partnership: ContextVar[int | None] = ContextVar("partnership", default=None)


@contextmanager
def within(partnership_id: int) -> Iterator[None]:
    """Run queries as one partnership.

    On PostgreSQL this is a transaction that sets `app.partnership` for itself alone, which the
    row-level policies read. On SQLite only operations open transactions: it just notes the scope.
    """
    outer = _partnership.get()
    token = _partnership.set(partnership_id)
    try:
        if connection.vendor == "postgresql":
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(SET, [str(partnership_id)])
                yield
                if outer is not None:  # a savepoint that is released keeps what was set in it
                    cursor.execute(SET, [str(outer)])
        else:
            yield
    finally:
        _partnership.reset(token)


def current_partnership() -> int | None:
    """Return the partnership that this code runs within, if any."""
    return _partnership.get()
