"""The protocol check: drafting faults that show in an edition's own values, each in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from conferral.protocol.calendar import Nation, WorkingCalendar
from conferral.protocol.deadlines import Deadline
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import counted, day_year, listing, sentence

Severity = Literal["fault", "query", "note"]
A_TUESDAY: Final = date(2026, 11, 24)
PLAIN_WEEKS: Final = WorkingCalendar(Nation.ENGLAND)
WANTED: Final = (
    (Permission.ROOM_CHAIR, "chair a meeting"),
    (Permission.ROOM_MINUTE, "take the minutes"),
    (Permission.REFERRAL_ACCEPT, "accept a referral"),
    (Permission.PAPERS_CIRCULATE, "circulate papers"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What to look at: a `fault` of drafting, an open `query`, or a `note`."""

    severity: Severity
    sentence: str
    clause: str = ""


def check(edition: Edition) -> tuple[Finding, ...]:
    """Everything the drafters should look at, the gravest first."""
    found = [*deadline_findings(edition), *absences(edition), *people_findings(edition)]
    found += cadence_findings(edition)
    found += [
        Finding("query", f"{query.title}: {query.note}", query.clause) for query in edition.queries
    ]
    found += notes(edition)
    order = ("fault", "query", "note")
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def awaited(edition: Edition) -> int:
    """How many clauses nothing keeps yet."""
    return sum(clause.awaited for clause in edition.clauses)


def check_year(
    edition: Edition, start: date, months: int, calendar: WorkingCalendar
) -> tuple[Finding, ...]:
    """The meeting days of a year that the rule puts on a day when nobody works."""
    return tuple(
        Finding(
            "note",
            f"The meeting of {day_year(meeting.moved_from)} moves. {meeting.why}",
            meeting.clause,
        )
        for meeting in edition.meeting_days(start, months, calendar).meetings
        if meeting.moved_from
    )


def deadline_findings(edition: Edition) -> Iterator[Finding]:
    ids = {deadline.id: deadline for deadline in edition.deadlines}
    closes, papers, agenda = (ids.get(name) for name in (REFERRAL, "papers", "agenda"))
    if closes is None:
        yield Finding("fault", "No deadline says when referrals close.")
        return
    if papers and falls(papers) <= falls(closes):
        yield Finding(
            "fault",
            "Papers are due no later than the day when referrals close, so the last referral "
            "cannot be in them. Leave at least one working day between the two.",
            papers.principal_clause,
        )
    if agenda and falls(agenda) < falls(closes):
        yield Finding("fault", "The agenda is due before referrals close.", agenda.principal_clause)
    if closes.exception and not closes.exception.approved_by:
        yield Finding(
            "fault", "Nobody is named to approve a late referral.", closes.principal_clause
        )


def falls(deadline: Deadline) -> date:
    """The day it falls in weeks without a bank holiday, to compare deadlines of one meeting."""
    return deadline.due(A_TUESDAY, PLAIN_WEEKS).day


def absences(edition: Edition) -> Iterator[Finding]:
    if edition.retention is None or edition.retention.years is None:
        clause = edition.retention.principal_clause if edition.retention else ""
        yield Finding("fault", "Nothing says how long records are kept.", clause)
    if edition.quorum is None or edition.quorum.source == "query":
        clause = edition.quorum.principal_clause if edition.quorum else ""
        yield Finding(
            "fault", "No quorum is set: a meeting may be held with anybody missing.", clause
        )
    if edition.chair is None or edition.chair.source == "query":
        clause = edition.chair.principal_clause if edition.chair else ""
        yield Finding("fault", "Nothing says who chairs.", clause)
    if edition.review is None:
        yield Finding("fault", "Nothing says when the protocol is reviewed.")


def people_findings(edition: Edition) -> Iterator[Finding]:
    for permission, phrase in WANTED:
        if not edition.roles_that_may(permission):
            yield Finding("fault", f"No role may {phrase}.")
    for role in edition.roles:
        if {Permission.ROOM_CHAIR, Permission.ROOM_MINUTE} <= role.permissions:
            said = f"{role.title}: one person would chair and take the minutes."
            yield Finding("fault", said, role.principal_clause)


def cadence_findings(edition: Edition) -> Iterator[Finding]:
    cadence = edition.cadence
    if cadence is None:
        if edition.kind == "standing_panel":
            yield Finding("fault", "A standing panel needs to say when it meets.")
        return
    if cadence.free.months and cadence.free.source != "given":
        yield Finding(
            "query",
            f"The document says {counted(cadence.count_per_year, 'meeting')} a year and does not "
            "name the months without one.",
            cadence.principal_clause,
        )


def notes(edition: Edition) -> Iterator[Finding]:
    if waiting := [clause.id for clause in edition.clauses if clause.awaited]:
        are = "is" if len(waiting) == 1 else "are"
        said = f"{counted(len(waiting), 'clause')} {are} not kept by the software yet"
        yield Finding("note", sentence(f"{said}: {listing(waiting)}"))
    if edition.defaults:
        yield Finding(
            "note",
            f"{counted(len(edition.defaults), 'value').capitalize()} of ours "
            f"{'is' if len(edition.defaults) == 1 else 'are'} for the partnership to confirm.",
        )
    if not edition.examples:
        yield Finding("note", "There are no worked examples to sign.")
