"""Who looks at Today, when, and by which edition: what every kind of need is told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.urls import reverse

from conferral.access.actor import Actor
from conferral.access.localtime import at_local, local
from conferral.accounts.models import Session
from conferral.accounts.sessions import mac_of
from conferral.meetings.models import AgendaItem, Meeting
from conferral.meetings.queries import (
    Acting,
    Looked,
    acting_on,
    agenda_of,
    searching_agencies,
    who_has_looked,
)
from conferral.partnerships.models import AdoptedEdition, Agency, Membership, Panel
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.web.panel import PanelRequest
from conferral.web.today import reading

A_WEEK = timedelta(days=7)
END_OF_DAY = time(17)


@dataclass(frozen=True)
class Visit:
    """One person's look at one panel, at one moment. What several needs tell of is read once."""

    actor: Actor
    membership: Membership
    panel: Panel
    adopted: AdoptedEdition
    now: datetime
    session: str
    """The mark of the session that this visit is part of."""

    @property
    def edition(self) -> Edition:
        return self.adopted.protocol

    @cached_property
    def local(self) -> datetime:
        return local(self.now)

    @cached_property
    def today(self) -> date:
        return self.local.date()

    @cached_property
    def calendar(self) -> WorkingCalendar:
        return self.panel.calendar(self.edition)

    @cached_property
    def since(self) -> datetime:
        """When she was here last, in another session; at the latest the last working evening."""
        evening = at_local(self.calendar.subtract(self.today, 1), END_OF_DAY)
        others = Session.objects.filter(user_id=self.actor.user_id).exclude(key_mac=self.session)
        seen = others.order_by("-last_seen_at").values_list("last_seen_at", flat=True).first()
        return min(seen or self.now - A_WEEK, evening)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """What is not done with, was held lately, or changed since she was here; in order."""
        return reading.meetings(self)

    @cached_property
    def meetings_ahead(self) -> list[Meeting]:
        """The scheduled meetings that are still to be held, soonest first."""
        return [
            meeting
            for meeting in self.meetings
            if meeting.is_ahead(self.today) and meeting.kind == Meeting.Kind.SCHEDULED
        ]

    @property
    def next_meeting(self) -> Meeting | None:
        return self.meetings_ahead[0] if self.meetings_ahead else None

    @cached_property
    def meeting_before(self) -> Meeting | None:
        """The scheduled meeting before the next one."""
        return reading.meeting_before(self)

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        """The next meeting's cases, as far as this person may see them."""
        return agenda_of(self.next_meeting, actor=self.actor) if self.next_meeting else []

    @cached_property
    def acting(self) -> Acting:
        """Everyone who has a seat today, with what each may do."""
        return acting_on(self.panel, self.today, edition=self.edition)

    @cached_property
    def searching(self) -> list[Agency]:
        """The agencies that are told whom to search for."""
        return searching_agencies(self.panel, self.today, self.acting)

    @cached_property
    def looks(self) -> list[Looked]:
        """Each agency's first look at each case of the next meeting."""
        found = who_has_looked(self.agenda, self.searching)
        return [looked for each in found.values() for looked in each]

    @property
    def not_looked(self) -> list[str]:
        """The agencies that have not looked at every case of the next meeting."""
        return sorted({looked.agency.name for looked in self.looks if looked.seen_at is None})

    referrals = cached_property(reading.referrals)
    referrals_lately = cached_property(reading.referrals_lately)
    duties = cached_property(reading.duties)
    actions = cached_property(reading.actions)

    def may(self, *permissions: Permission) -> bool:
        """Whether this person may do all of these things here."""
        return set(permissions) <= self.actor.permissions

    def link(self, name: str, *positions: str) -> str:
        """The address of a named page of this panel."""
        return reverse(name, args=(self.panel.partnership.slug, self.panel.slug, *positions))


def visit_of(request: PanelRequest) -> Visit:
    """The visit that a request is."""
    session = mac_of(request.session.session_key or "")
    return Visit(
        request.actor, request.membership, request.panel, request.adopted, request.now, session
    )
