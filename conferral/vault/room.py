"""Whether a failure means that the disk has no room left, or does not answer."""

import errno
from collections.abc import Iterator

FULL_CODES = (errno.ENOSPC, errno.EDQUOT)
DISK_FULL = "53100"  # PostgreSQL's SQLSTATE


def is_full(error: BaseException) -> bool:
    """Whether a file, SQLite or PostgreSQL says that there is no room."""
    return any(
        getattr(one, "errno", None) in FULL_CODES
        or getattr(one, "sqlstate", None) == DISK_FULL
        or "disk is full" in str(one)
        for one in _chain(error)
    )


def disk_fails(error: BaseException) -> bool:
    """Whether SQLite met a disk that fails, as a full one also does when a database is opened."""
    return any("disk I/O error" in str(one) for one in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, and those that it came from."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__
