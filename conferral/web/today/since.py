"""What happened since this person was last here, from the tables and within her own view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.meetings.models import CaseSeen, Copy
from conferral.protocol.permissions import Permission
from conferral.ui.moments import day
from conferral.ui.numbers import in_words
from conferral.web.today.visit import Visit

MOST = 8


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and where it can be read."""

    at: datetime
    text: str
    href: str = ""


def happened_since(visit: Visit) -> list[Event]:
    """The latest events that this person may know of, and did not make."""
    since, now = visit.since, visit.now
    found = [event for kind in KINDS for event in kind(visit) if since < event.at <= now]
    return sorted(found, key=lambda event: event.at, reverse=True)[:MOST]


def _received(visit: Visit) -> Iterator[Event]:
    for row in visit.referrals_lately:
        if row.received_at and row.submitted_by_id != visit.actor.user_id:
            text = _("%(agency)s sent a referral.") % {"agency": row.agency.name}
            yield Event(row.received_at, text, visit.link("referral", row.uid))


def _decided(visit: Visit) -> Iterator[Event]:
    for row in visit.referrals_lately:
        if row.decided_at is None or row.decided_by_id == visit.actor.user_id:
            continue
        words = {"agency": row.agency.name, "case": row.case.reference if row.case else ""}
        if row.case:
            text = _("A referral from %(agency)s was accepted. It is now %(case)s.") % words
        else:
            text = _("A referral from %(agency)s was not taken on.") % words
        yield Event(row.decided_at, text, visit.link("referral", row.uid))


def _reported(visit: Visit) -> Iterator[Event]:
    for row in visit.actions:
        if row.reported_at and row.reported_by_id != visit.actor.user_id:
            words = {
                "agency": row.agency.name,
                "case": row.case.reference,
                "text": row.text.rstrip("."),
                "outcome": row.get_outcome_display().lower(),
            }
            text = _("%(agency)s reported on %(case)s: “%(text)s”, %(outcome)s.") % words
            yield Event(row.reported_at, text, visit.link("action", row.uid))


def _looked(visit: Visit) -> Iterator[Event]:
    if not visit.may(Permission.CASE_READ_ALL):
        return
    rows = CaseSeen.objects.visible_to(visit.actor).filter(seen_at__gt=visit.since)
    others = rows.exclude(seen_by_id=visit.actor.user_id)
    told = ("seen_at", "agency__name", "item__case__reference", "item__case__uid")
    for at, agency, reference, uid in others.values_list(*told):
        words = {"agency": agency, "case": reference}
        text = _("%(agency)s looked at %(case)s for the first time.") % words
        yield Event(at, text, visit.link("case", uid))


def _opened(visit: Visit) -> Iterator[Event]:
    """Papers that were opened, all of one meeting's together."""
    if not visit.may(Permission.PAPERS_CIRCULATE):
        return
    rows = Copy.objects.visible_to(visit.actor).filter(opened_at__gt=visit.since)
    others = rows.exclude(membership_id=visit.actor.membership_id)
    meeting = "circulation__meeting"
    opened: dict[tuple[str, date], list[datetime]] = {}
    for at, uid, on in others.values_list("opened_at", f"{meeting}__uid", f"{meeting}__held_on"):
        opened.setdefault((uid, on), []).append(at)
    for (uid, on), moments in opened.items():
        words = ngettext(
            "%(number)s person opened the papers for %(day)s.",
            "%(number)s people opened the papers for %(day)s.",
            len(moments),
        ) % {"number": in_words(len(moments)), "day": day(on)}
        yield Event(max(moments), words[:1].upper() + words[1:], visit.link("meeting", uid))


def _of_meetings(visit: Visit) -> Iterator[Event]:
    said: tuple[tuple[str, str], ...] = (
        ("agenda_sent", _("The agenda for %(day)s went out.")),
        ("papers_sent", _("The papers for %(day)s went out.")),
        ("minutes_issued", _("The minutes of %(day)s were issued.")),
        ("cancelled", _("The meeting of %(day)s was cancelled.")),
    )
    for row in visit.meetings:
        for stem, words in said:
            at, by = getattr(row, f"{stem}_at"), getattr(row, f"{stem}_by_id")
            if at and at > visit.since and by != visit.actor.user_id:
                yield Event(at, words % {"day": day(row.held_on)}, visit.link("meeting", row.uid))


KINDS: tuple[Callable[[Visit], Iterator[Event]], ...] = (
    _received,
    _decided,
    _reported,
    _looked,
    _opened,
    _of_meetings,
)
