"""One thing that needs somebody: its day, why that day, what to do, and where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from conferral.meetings.models import Meeting
from conferral.meetings.queries import deadline_of, waived_for
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition
from conferral.web.today.visit import Visit


@dataclass(frozen=True, slots=True)
class Need:
    """What Today shows of one need. Flag and time left are filled in when it is shown."""

    due: date
    title: str
    advice: str
    action: str
    href: str
    why: str
    clauses: tuple[str, ...] = ()
    of: Edition | None = None
    """The edition whose clauses these are; today's where nothing else decides."""
    by: time | None = None
    first: bool = False
    """It goes before everything else, whatever its date: a child, or an open room."""
    flag: str = ""
    flag_text: str = ""
    when: str = ""

    @property
    def is_pressing(self) -> bool:
        return bool(self.flag)


Kind = Callable[[Visit], Iterator[Need]]


def mid_sentence(words: str) -> str:
    """A sentence of the engine's, to stand after "Why this date:"."""
    return words[:1].lower() + words[1:]


def due_for(meeting: Meeting, name: str) -> Due:
    """A deadline about a meeting; where the edition sets none, the meeting's own day."""
    set_by_edition = deadline_of(meeting, name)
    if set_by_edition:
        return set_by_edition
    emergency = waived_for(meeting, name)
    why = _("the meeting is on this day, and the protocol names no earlier one.")
    if emergency:
        why = _("the emergency meeting is on this day, and does without an earlier one.")
    cites = emergency.clause if emergency else ()
    return Due(name, "", meeting.held_on, meeting.starts, why, cites)


def need_by(due: Due, *, of: Edition, title: str, advice: str, action: str, href: str) -> Need:
    """A need whose day, hour, reason and clauses are those of a deadline."""
    return Need(
        due=due.day,
        title=title,
        advice=advice,
        action=action,
        href=href,
        why=mid_sentence(due.why),
        clauses=due.clauses,
        of=of,
        by=due.time,
    )
