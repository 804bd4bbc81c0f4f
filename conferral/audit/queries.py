"""Read the record, and check that it is whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, models

from conferral.audit.chain import mac_of, open_payload, payload_mac_of
from conferral.audit.models import Entry, Head
from conferral.vault.sealing import TamperedWith

UNREADABLE = (DatabaseError, ValueError)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a person reads it. `detail` is empty where it was lawfully erased.

    `damaged` says that the detail cannot be opened: somebody changed it.
    """

    seq: int
    at: datetime
    event: str
    outcome: str
    actor: str
    agency: str
    subject_kind: str
    subject: str
    about: str
    detail: dict[str, Any]
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest entry's number and seal, to be kept outside: it is printed on minutes."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain is whole; if not, the number of the first entry that is wrong, and how."""

    scope: int
    entries: int
    broken_at: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def lines(
    scope: int, *, about: str = "", actor: str = "", most: int = 200, before: int = 0
) -> tuple[Line, ...]:
    """The newest entries of a partnership, newest first."""
    rows = Entry.objects.filter(scope=scope)
    if about:
        rows = rows.filter(about=about)
    if actor:
        rows = rows.filter(actor=actor)
    if before:
        rows = rows.filter(seq__lt=before)
    return tuple(_line(entry) for entry in rows.order_by("-seq")[:most])


def anchor(scope: int) -> Anchor:
    """Return where the chain stands now."""
    head = Head.objects.filter(scope=scope).first()
    return Anchor(head.seq, head.mac) if head else Anchor(0, "")


def scopes() -> tuple[int, ...]:
    """Every chain there is: one a partnership, and 0 for the installation.

    A chain whose head was taken away is still there to be found broken.
    """
    heads = Head.objects.values_list("scope", flat=True)
    return tuple(sorted({*heads, *Entry.objects.values_list("scope", flat=True).distinct()}))


def verify(scope: int, *, expect: Anchor | None = None) -> Verdict:
    """Walk a chain from its first entry. `expect` is an anchor that was kept outside."""
    prev, count = "", 0
    for entry in _in_order(scope):
        count += 1
        if entry is None or (why := _fault(entry, number=count, prev=prev)):
            why = why if entry else "It cannot be read any more."
            return Verdict(scope, count, broken_at=count, why=why)
        if expect and entry.seq == expect.seq and entry.mac != expect.mac:
            return Verdict(scope, count, broken_at=count, why="It is not the entry on the anchor.")
        prev = entry.mac
    head = anchor(scope)
    expected = max(head.seq, expect.seq if expect else 0)
    if head != Anchor(count, prev) or expected > count:
        return Verdict(scope, count, broken_at=count + 1, why=_wrong_end(expected, count))
    return Verdict(scope, count)


def _in_order(scope: int) -> Iterator[Entry | None]:
    """Each entry, in order; None stands for one whose columns no longer hold what they should."""
    rows, read = Entry.objects.filter(scope=scope).order_by("seq"), 0
    try:
        for read, entry in enumerate(rows.iterator(chunk_size=2000), start=1):  # noqa: B007
            yield entry
    except UNREADABLE:
        yield from _one_by_one(rows, read)


def _one_by_one(rows: models.QuerySet[Entry], after: int) -> Iterator[Entry | None]:
    for number in range(after, rows.count()):
        try:
            yield rows[number]
        except UNREADABLE:
            yield None


def _fault(entry: Entry, *, number: int, prev: str) -> str:
    if entry.seq != number:
        return f"Entry {number} is missing."
    if entry.prev != prev:
        return "It does not follow from the entry before it."
    if entry.mac != mac_of(entry):
        return "It was changed after it was written."
    try:
        payload = open_payload(entry)
    except TamperedWith:
        return "Its detail was changed after it was written."
    if payload is not None and payload_mac_of(entry, payload) != entry.payload_mac:
        return "Its detail was exchanged."
    return ""


def _wrong_end(expected: int, found: int) -> str:
    if expected <= found:
        return f"The newest entry should be number {expected}, and it is not the one that is there."
    return f"There should be {expected} entries, and there are {found}: the end was cut off."


def _line(entry: Entry) -> Line:
    detail, damaged = _detail(entry)
    return Line(
        entry.seq, entry.at, entry.event, entry.outcome, entry.actor, entry.agency,
        entry.subject_kind, entry.subject, entry.about, detail, damaged,
    )  # fmt: skip


def _detail(entry: Entry) -> tuple[dict[str, Any], bool]:
    """What an entry holds, and whether it was tampered with: the rest can still be read."""
    try:
        payload = open_payload(entry)
    except TamperedWith:
        return {}, True
    return (json.loads(payload) if payload else {}), False
