"""Who looks at Today, when, and by which edition: what every kind of need is told."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse

from conferral.access.actor import Actor
from conferral.access.localtime import local
from conferral.meetings.models import AgendaItem, Meeting
from conferral.meetings.queries import agenda_of, ahead
from conferral.partnerships.models import Membership, Panel
from conferral.protocol.calendar import WorkingCalendar
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.web.panel import PanelRequest


@dataclass(frozen=True)
class Visit:
    """One person's look at one panel, at one moment."""

    actor: Actor
    membership: Membership
    panel: Panel
    edition: Edition
    now: datetime

    @property
    def local(self) -> datetime:
        return local(self.now)

    @property
    def today(self) -> date:
        return self.local.date()

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return self.panel.calendar(self.edition)

    @cached_property
    def meetings_ahead(self) -> list[Meeting]:
        """The scheduled meetings that are still to be held, soonest first."""
        rows = ahead(self.panel, actor=self.actor, today=self.today)
        rows = rows.filter(kind=Meeting.Kind.SCHEDULED)
        found = list(rows.select_related("edition").defer("edition__files"))
        for meeting in found:
            meeting.panel = self.panel  # read already, with its partnership and closures
        return found

    @property
    def next_meeting(self) -> Meeting | None:
        return self.meetings_ahead[0] if self.meetings_ahead else None

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        """The next meeting's cases, as far as this person may see them."""
        return agenda_of(self.next_meeting, actor=self.actor) if self.next_meeting else []

    def may(self, *permissions: Permission) -> bool:
        """Whether this person may do all of these things here."""
        return set(permissions) <= self.actor.permissions

    def link(self, name: str, *positions: str) -> str:
        """The address of a named page of this panel."""
        return reverse(name, args=(self.panel.partnership.slug, self.panel.slug, *positions))


def visit_of(request: PanelRequest) -> Visit:
    """The visit that a request is."""
    return Visit(request.actor, request.membership, request.panel, request.edition, request.now)
