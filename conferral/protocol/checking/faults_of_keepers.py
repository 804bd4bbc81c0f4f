"""Clauses that name a part of the software which is not there."""

from collections.abc import Iterator
from typing import Final

from conferral.protocol import software
from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.clauses import RESOLVED_BY_TESTS
from conferral.protocol.edition import Edition
from conferral.protocol.guessing import nearest

CALLED: Final = {
    "url": "page",
    "operation": "operation",
    "reading": "reading",
    "document": "document",
    "notice": "notice",
}


def faults_of_keepers(edition: Edition) -> Iterator[Noticed]:
    """An edition that was adopted goes on loading when a later release renames a page."""
    for clause in edition.clauses:
        for keeper in clause.by:
            kind, _, name = keeper.partition(":")
            if kind in RESOLVED_BY_TESTS and keeper not in software.parts():
                yield noticed(
                    f"keeper.unknown.{clause.id}.{kind}.{name}",
                    "fault",
                    (clause.id,),
                    f"“{clause.title}” is said to be kept by the {CALLED[kind]} '{name}', "
                    "and the software has none of that name.",
                    remedy(kind, name),
                )


def remedy(kind: str, name: str) -> str:
    known = [each.partition(":")[2] for each in software.parts() if each.startswith(f"{kind}:")]
    close = nearest(name, sorted(known))
    meant = f"Write '{kind}:{close}' if you meant that, or say" if close else "Say"
    return f"{meant} what really keeps it, or mark the clause as awaited."
