"""What happened since this person was last here, from the tables and within her own view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.localtime import at_local
from conferral.accounts.models import Session
from conferral.actions.models import Action
from conferral.meetings.models import CaseSeen, Copy, Meeting
from conferral.protocol.permissions import Permission
from conferral.referrals.models import Referral
from conferral.ui.moments import day
from conferral.ui.numbers import in_words
from conferral.web.today.visit import Visit

MOST = 8
A_WEEK = timedelta(days=7)
END_OF_DAY = time(17)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and where it can be read."""

    at: datetime
    text: str
    href: str = ""


def last_here(visit: Visit, this_session: str) -> datetime:
    """When she was last seen in another session; at the latest, the end of the last working day."""
    day_before = visit.calendar.subtract(visit.today, 1)
    evening = at_local(day_before, END_OF_DAY)
    others = Session.objects.filter(user_id=visit.actor.user_id).exclude(key_mac=this_session)
    seen = others.order_by("-last_seen_at").values_list("last_seen_at", flat=True).first()
    return min(seen or visit.now - A_WEEK, evening)


def happened_since(visit: Visit, since: datetime) -> list[Event]:
    """The latest events that this person may know of, and did not make."""
    found = [
        event for kind in KINDS for event in kind(visit, since) if since < event.at <= visit.now
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)[:MOST]


def _received(visit: Visit, since: datetime) -> Iterator[Event]:
    rows = Referral.objects.visible_to(visit.actor).filter(received_at__gt=since)
    for row in rows.exclude(submitted_by_id=visit.actor.user_id).select_related("agency"):
        if row.received_at:
            text = _("%(agency)s sent a referral.") % {"agency": row.agency.name}
            yield Event(row.received_at, text, visit.link("referral", row.uid))


def _decided(visit: Visit, since: datetime) -> Iterator[Event]:
    rows = Referral.objects.visible_to(visit.actor).filter(decided_at__gt=since)
    for row in rows.exclude(decided_by_id=visit.actor.user_id).select_related("agency", "case"):
        if row.decided_at is None:
            continue
        words = {"agency": row.agency.name, "case": row.case.reference if row.case else ""}
        if row.case:
            text = _("A referral from %(agency)s was accepted. It is now %(case)s.") % words
        else:
            text = _("A referral from %(agency)s was not taken on.") % words
        yield Event(row.decided_at, text, visit.link("referral", row.uid))


def _reported(visit: Visit, since: datetime) -> Iterator[Event]:
    rows = Action.objects.visible_to(visit.actor).filter(reported_at__gt=since)
    for row in rows.exclude(reported_by_id=visit.actor.user_id).select_related("agency", "case"):
        if row.reported_at:
            words = {
                "agency": row.agency.name,
                "case": row.case.reference,
                "text": row.text.rstrip("."),
                "outcome": row.get_outcome_display().lower(),
            }
            text = _("%(agency)s reported on %(case)s: “%(text)s”, %(outcome)s.") % words
            yield Event(row.reported_at, text, visit.link("action", row.uid))


def _looked(visit: Visit, since: datetime) -> Iterator[Event]:
    if not visit.may(Permission.CASE_READ_ALL):
        return
    rows = CaseSeen.objects.visible_to(visit.actor).filter(seen_at__gt=since)
    for row in rows.exclude(seen_by_id=visit.actor.user_id).select_related("agency", "item__case"):
        words = {"agency": row.agency.name, "case": row.item.case.reference}
        text = _("%(agency)s looked at %(case)s for the first time.") % words
        yield Event(row.seen_at, text, visit.link("case", row.item.case.uid))


def _opened(visit: Visit, since: datetime) -> Iterator[Event]:
    """Papers that were opened, all of one meeting's together."""
    if not visit.may(Permission.PAPERS_CIRCULATE):
        return
    rows = Copy.objects.visible_to(visit.actor).filter(opened_at__gt=since)
    others = rows.exclude(membership_id=visit.actor.membership_id)
    opened: dict[Meeting, list[datetime]] = {}
    for row in others.select_related("circulation__meeting"):
        if row.opened_at:
            opened.setdefault(row.circulation.meeting, []).append(row.opened_at)
    for meeting, moments in opened.items():
        words = ngettext(
            "%(number)s person opened the papers for %(day)s.",
            "%(number)s people opened the papers for %(day)s.",
            len(moments),
        ) % {"number": in_words(len(moments)), "day": day(meeting.held_on)}
        yield Event(max(moments), words[:1].upper() + words[1:], visit.link("meeting", meeting.uid))


def _of_meetings(visit: Visit, since: datetime) -> Iterator[Event]:
    said: tuple[tuple[str, str], ...] = (
        ("agenda_sent", _("The agenda for %(day)s went out.")),
        ("papers_sent", _("The papers for %(day)s went out.")),
        ("minutes_issued", _("The minutes of %(day)s were issued.")),
        ("cancelled", _("The meeting of %(day)s was cancelled.")),
    )
    lately = [Q(**{f"{stem}_at__gt": since}) for stem, _words in said]
    for row in Meeting.objects.visible_to(visit.actor).filter(reduce(or_, lately)):
        for stem, words in said:
            at, by = getattr(row, f"{stem}_at"), getattr(row, f"{stem}_by_id")
            if at and at > since and by != visit.actor.user_id:
                yield Event(at, words % {"day": day(row.held_on)}, visit.link("meeting", row.uid))


KINDS: tuple[Callable[[Visit, datetime], Iterator[Event]], ...] = (
    _received,
    _decided,
    _reported,
    _looked,
    _opened,
    _of_meetings,
)
