"""A year of meetings with every deadline, each with the reasons for its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from conferral.meetings.lifecycle import Stage
from conferral.meetings.models import Meeting
from conferral.meetings.queries import AGENDA, PAPERS, REFERRAL, deadlines_of
from conferral.protocol.checking.check import deadline_findings
from conferral.protocol.days.cadence import FreeMonth
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition, Unsettled
from conferral.web.year.picture import Shown
from conferral.web.year.span import Span

PAIR = 2
SHOWN = (REFERRAL, PAPERS, AGENDA)


@dataclass(frozen=True, slots=True)
class MeetingDates:
    """A meeting with its deadlines by id, and its state in a word."""

    meeting: Meeting
    dues: dict[str, Due]
    is_next: bool

    @property
    def state(self) -> tuple[str, str]:
        """The kit's state and the word beside it; nothing for a meeting that simply lies ahead."""
        words = {
            Stage.CANCELLED: ("declined", _("Cancelled")),
            Stage.MINUTED: ("done", _("Held")),
            Stage.HELD: ("done", _("Held")),
            Stage.IN_SESSION: ("now", _("Now")),
        }
        return words.get(self.meeting.stage, ("now", _("Next")) if self.is_next else ("", ""))

    @property
    def columns(self) -> list[Due | None]:
        return [self.dues.get(name) for name in SHOWN]

    @property
    def why(self) -> str:
        return self.meeting.why_this_day or _("The members agreed this day.")

    @property
    def clauses(self) -> tuple[str, ...]:
        cadence = self.meeting.protocol.cadence
        return cadence.pattern.clause if cadence else ()

    @property
    def collision(self) -> tuple[str, ...]:
        """The clauses by which a meeting moves off a day that nobody works."""
        cadence = self.meeting.protocol.cadence
        return cadence.collision.clause if cadence and cadence.collision else ()


def dates_of(meetings: list[Meeting], today: date) -> list[MeetingDates]:
    """Each meeting with its deadlines; one that was cancelled keeps its line and loses them."""
    ahead = [each for each in meetings if each.is_ahead(today)]
    return [
        MeetingDates(
            each, {} if each.cancelled_at else deadlines_of(each), bool(ahead) and each == ahead[0]
        )
        for each in meetings
    ]


def shown(dates: list[MeetingDates]) -> list[Shown]:
    """What the picture draws: the meetings that are not cancelled."""
    return [
        Shown(each.meeting.held_on, each.dues, each.meeting.moved_from)
        for each in dates
        if not each.meeting.cancelled_at
    ]


def free_months(edition: Edition, span: Span, meetings: list[Meeting]) -> list[FreeMonth]:
    """The months for which the cadence gives no meeting, and in which none was put."""
    if edition.cadence is None:
        return []
    held = {(each.held_on.year, each.held_on.month) for each in meetings if not each.cancelled_at}
    cadence = edition.cadence
    return [
        FreeMonth(month.year, month.month, cadence.why_free, cadence.free.clause)
        for month in span.months
        if month.month in cadence.free.months and (month.year, month.month) not in held
    ]


@dataclass(frozen=True, slots=True)
class Clash:
    """Deadlines in each other's way, what is asked about it, and what happens until then."""

    title: str
    said: str
    meanwhile: str
    clauses: tuple[str, ...]


def clashes(edition: Edition) -> Iterator[Clash]:
    """What the protocol check finds between deadlines, with the open query about it."""
    for finding in deadline_findings(edition):
        query = _query_about(edition, finding.clauses)
        yield Clash(
            query.title if query else finding.message,
            query.note if query else finding.remedy,
            query.meanwhile if query else "",
            query.clauses if query else finding.clauses,
        )


def _query_about(edition: Edition, clauses: tuple[str, ...]) -> Unsettled | None:
    """The query that names all the clauses of a clash, where there are two or more."""
    if len(clauses) < PAIR:
        return None
    return next((each for each in edition.queries if set(clauses) <= set(each.clauses)), None)


def lead_clauses(edition: Edition) -> tuple[str, ...]:
    """The clauses that say when the panel meets, and when referrals close."""
    meets = edition.cadence.clause[:1] if edition.cadence else ()
    closes = [each.principal_clause for each in edition.deadlines if each.id == REFERRAL]
    return tuple(dict.fromkeys(filter(None, (*meets, *closes))))


def rule_in_words(edition: Edition) -> str:
    """`on the last Tuesday of the month, unless one was moved`, or that it meets when needed."""
    if edition.cadence is None:
        return ""
    if edition.cadence.dates is None:
        return _("called when needed")
    return _("%(rule)s, unless one was moved") % {"rule": edition.cadence.when}
