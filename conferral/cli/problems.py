"""What can go wrong outside Conferral, each in one sentence that says what to do."""

import errno
import re
from typing import TYPE_CHECKING

from conferral.protocol.files.complaints import ProtocolError
from conferral.vault.room import disk_fails, is_full

if TYPE_CHECKING:
    from django.db import DatabaseError

    from conferral.access.actor import Denied

NO_SPACE = (
    "There is no space left on the disk, so the last thing was not written; what was there before "
    "is whole. Free some space and run the same command again."
)
DISK_FAILS = (
    "The disk is full, or it fails. Free some space on it, or have it looked at, and run the same "
    "command again."
)
WRONG_KEY = (
    "The key file does not open this database. Put back the key file that was made with it, or "
    "name that file in CONFERRAL_KEY_FILE; nothing was changed."
)
READ_ONLY = (
    "The database cannot be written to. Let the account that runs Conferral own CONFERRAL_DATA and "
    "all that is in it, and run the same command again."
)
LOCKED = (
    "Another process holds the database. Wait until it has finished, or stop it, and run the same "
    "command again."
)
BARRED_CODES = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)


class Problem(Exception):
    """Something that the operator must put right; its text is one sentence that says what to do."""


def in_one_sentence(error: BaseException) -> str | None:
    """Say what went wrong and what to do, or nothing where we do not know and a trace is needed."""
    if isinstance(error, ProtocolError):
        return edition_sentence(error)
    if isinstance(error, Problem):
        return str(error)
    return of_the_installation(error)


def of_the_installation(error: BaseException) -> str | None:
    """What only an installation can raise; commands on editions never wait for any of it."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from conferral.access.actor import Denied
    from conferral.vault.keyfile import KeyProblem

    if isinstance(error, (KeyProblem, ImproperlyConfigured)):
        return str(error)
    if isinstance(error, Denied):
        return refusal_sentence(error)
    if isinstance(error, DatabaseError):
        return database_sentence(error)
    return file_sentence(error) if isinstance(error, OSError) else None


def edition_sentence(error: ProtocolError) -> str:
    """Every mistake in an edition, a line for each."""
    count = len(error.problems)
    things = "one thing" if count == 1 else f"{count} things"
    lines = "\n".join(f"  {problem}" for problem in error.problems)
    return f"This edition cannot be used until {things} in it are put right:\n{lines}".replace(
        "one thing in it are", "one thing in it is"
    )


def refusal_sentence(error: "Denied") -> str:
    """Why the protocol does not allow it, with the clause that says so."""
    reason, clause = error.decision.reason, error.decision.clause
    return f"{reason} Clause {clause} says so." if clause else reason


def database_sentence(error: "DatabaseError") -> str | None:
    """The faults of a database that whoever runs the server can put right."""
    from django.db import OperationalError

    said = str(error)
    if is_full(error):
        return NO_SPACE
    if disk_fails(error):
        return DISK_FAILS
    if "file is not a database" in said or "file is encrypted" in said:
        return WRONG_KEY
    if "readonly database" in said or "unable to open database" in said:
        return READ_ONLY
    if "database is locked" in said:
        return LOCKED
    if isinstance(error, OperationalError) and re.search(r"connection|connect|resolve", said):
        return unreachable(said)
    return None


def unreachable(said: str) -> str:
    """PostgreSQL's own first line, which names the host and never the password."""
    first = said.strip().splitlines()[0].rstrip(".")
    return (
        f"PostgreSQL cannot be reached as DATABASE_URL says ({first}). Check DATABASE_URL, and "
        "that the server is running; nothing was changed."
    )


def file_sentence(error: OSError) -> str | None:
    """The faults of files and folders that whoever runs the server can put right."""
    if is_full(error):
        return NO_SPACE
    if error.errno in BARRED_CODES and error.filename:
        return (
            f"{error.filename} cannot be written to ({error.strerror}). Let the account that runs "
            "Conferral own that folder, or name another in CONFERRAL_DATA."
        )
    return None
