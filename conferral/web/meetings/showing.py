"""What the pages of a meeting show: its deadlines, its agenda by the clock, who has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from conferral.access.actor import Actor
from conferral.access.localtime import at_local
from conferral.cases.models import Case, Involvement
from conferral.meetings.models import AgendaItem, Copy, Meeting
from conferral.meetings.papers import initials_of
from conferral.meetings.queries import (
    Acting,
    Looked,
    agenda_of,
    deadlines_of,
    recipients_of,
    searching_agencies,
    starts_at,
    who_has_looked,
)
from conferral.protocol.days.deadlines import Due

SENT = {"agenda": "agenda_sent_at", "papers": "papers_sent_at", "minutes": "minutes_issued_at",
        "actions": "minutes_issued_at"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a meeting, and what became of it."""

    due: Due
    at: datetime
    done_at: datetime | None
    passed: bool

    @property
    def was_late(self) -> bool:
        return bool(self.done_at and self.done_at > self.at)


@dataclass(frozen=True, slots=True)
class Line:
    """A case on the agenda, at its time by the clock."""

    item: AgendaItem
    initials: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """Which agencies have looked at one case."""

    line: Line
    looked: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a meeting is prepared, in figures."""

    cases: int
    seen: int
    to_see: int
    recipients: int
    signed: int
    opened: int
    working_days: int


def gathered() -> tuple[Any, ...]:
    """What the page of a meeting tells of it, to read once: papers, signatures, places."""
    copies = Copy.objects.select_related("membership__user", "membership__agency")
    return ("circulations", Prefetch("circulations__copies", copies), "signatures", "attendances")


def deadlines(meeting: Meeting, now: datetime) -> list[Deadline]:
    """The deadlines that hang on a meeting, soonest first."""
    found = []
    for due in deadlines_of(meeting).values():
        at = at_local(due.day, due.time) if due.time else _end_of(due.day)
        found.append(Deadline(due, at, _done_at(meeting, due), now > at))
    return found


def _done_at(meeting: Meeting, due: Due) -> datetime | None:
    """When it was done; papers that went again, with a case more, were not late for that."""
    sent = [each.sent_at for each in meeting.circulations.all()] if due.id == "papers" else []
    if sent:
        return min(sent)
    done: datetime | None = getattr(meeting, SENT[due.id]) if due.id in SENT else None
    return done


def _end_of(day: date) -> datetime:
    return at_local(day, datetime.max.time().replace(microsecond=0))


def next_deadline(meeting: Meeting, now: datetime) -> Deadline | None:
    """What comes next for a meeting, and is not done yet."""
    waiting = (each for each in deadlines(meeting, now) if not (each.done_at or each.passed))
    return next(waiting, None)


def agenda_lines(meeting: Meeting, *, actor: Actor) -> list[Line]:
    """The agenda by the clock: as it went where it has been heard, planned after that."""
    at, lines = starts_at(meeting), []
    items = agenda_of(meeting, actor=actor)
    parts = Prefetch("involvements", Involvement.objects.select_related("person"))
    prefetch_related_objects([item.case for item in items], parts, "involvements__person__names")
    for item in items:
        at = item.begun_at or at
        until = item.ended_at or at + timedelta(minutes=item.minutes)
        lines.append(Line(item, initials_of(item.case), at, until))
        at = until
    return lines


def board(meeting: Meeting, lines: Sequence[Line], today: date, acting: Acting) -> list[Row]:
    """Agencies across, cases down: seen, or not yet."""
    agencies = searching_agencies(meeting.panel, today, acting)
    looked = who_has_looked([line.item for line in lines], agencies)
    return [Row(line, tuple(looked[line.item])) for line in lines]


def readiness(meeting: Meeting, rows: Sequence[Row], today: date, acting: Acting) -> Readiness:
    """The figures beside the countdown."""
    calendar = meeting.panel.calendar(meeting.protocol)
    looks = [look.seen_at is not None for row in rows for look in row.looked]
    newest = next(iter(meeting.circulations.all()), None)
    copies = list(newest.copies.all()) if newest else []
    return Readiness(
        cases=len(rows),
        seen=sum(looks),
        to_see=len(looks),
        recipients=len(recipients_of(meeting, today, acting)),
        signed=len(meeting.signatures.all()),
        opened=sum(copy.opened_at is not None for copy in copies),
        working_days=calendar.working_days_between(today, meeting.held_on),
    )


def not_listed(meeting: Meeting, *, actor: Actor) -> list[Case]:
    """Open cases of the panel that are on no agenda yet to be heard."""
    waiting = AgendaItem.objects.filter(taken_off_at=None, meeting__closed_at=None)
    rows = Case.objects.visible_to(actor).filter(panel=meeting.panel, closed_at=None)
    return list(rows.exclude(pk__in=waiting.values("case")).order_by("-opened_at"))
