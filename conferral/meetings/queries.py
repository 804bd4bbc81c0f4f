"""What people look up about meetings: dates and their reasons, the agenda, who has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from conferral.access.actor import Actor
from conferral.access.localtime import at_local
from conferral.cases.models import Case, CaseGrant, Level
from conferral.meetings.models import (
    AgendaItem,
    Attendance,
    CaseSeen,
    ConfidentialitySignature,
    Copy,
    Meeting,
)
from conferral.partnerships.actors import actor_of
from conferral.partnerships.models import Agency, Membership, Panel
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition
from conferral.protocol.panels.leading import Emergency
from conferral.protocol.permissions import Permission
from conferral.protocol.year import dates_in

REFERRAL, AGENDA, PAPERS, MINUTES, ACTIONS = "referral", "agenda", "papers", "minutes", "actions"


def deadline_of(meeting: Meeting, name: str) -> Due | None:
    """When something is due for a meeting, why that day, and by which clause.

    Nothing where the edition sets no such deadline about a meeting, or an emergency waives it.
    """
    edition = meeting.protocol
    known = {deadline.id for deadline in edition.deadlines_about("meeting")}
    if name not in known or waived_for(meeting, name):
        return None
    return edition.due(name, meeting.held_on, meeting.panel.calendar(edition))


def deadlines_of(meeting: Meeting) -> dict[str, Due]:
    """Every deadline that the edition hangs on a meeting, by its id, in the order of their days."""
    edition = meeting.protocol
    calendar = meeting.panel.calendar(edition)
    found = dates_in(edition, meeting.held_on, calendar).due
    return {name: due for name, due in found.items() if not waived_for(meeting, name)}


def waived_for(meeting: Meeting, name: str) -> Emergency | None:
    """The edition's rule on emergencies, where this meeting does without a deadline by it."""
    if meeting.kind != Meeting.Kind.EMERGENCY or meeting.protocol.holds_in_emergency(name):
        return None
    return meeting.protocol.emergency


def starts_at(meeting: Meeting) -> datetime:
    """The instant at which a meeting begins."""
    return at_local(meeting.held_on, meeting.starts)


def ahead(panel: Panel, *, actor: Actor, today: date) -> QuerySet[Meeting]:
    """Meetings that are still to be held, soonest first."""
    rows = Meeting.objects.visible_to(actor).filter(panel=panel, closed_at=None, cancelled_at=None)
    return rows.filter(held_on__gte=today).order_by("held_on", "starts")


def agenda_of(meeting: Meeting, *, actor: Actor) -> list[AgendaItem]:
    """The cases that this actor may see, children first where the edition says so, without gaps."""
    rows = AgendaItem.objects.visible_to(actor).filter(meeting=meeting, taken_off_at=None)
    items = list(rows.select_related("case").order_by("position", "pk"))
    for item in items:
        item.meeting = meeting
    if meeting.protocol.meeting.children_first:
        items.sort(key=lambda item: not item.child_involved)
    return items


def cases_read_in(subject: Meeting | Copy, actor: Actor) -> list[str]:
    """The uids of the cases that somebody reads in a meeting's papers, minutes or actions."""
    meeting = subject if isinstance(subject, Meeting) else subject.circulation.meeting
    return [item.case.uid for item in agenda_of(meeting, actor=actor)]


def members_on(panel: Panel, day: date) -> list[Membership]:
    """The seats held on a day, with person and agency, in the order of agencies."""
    rows = panel.memberships.select_related("user", "agency").order_by(
        "agency__name", "seat", "user__name"
    )
    rows = rows.prefetch_related("agency__signatures")
    return [each for each in rows if each.holds_on(day) and each.user.is_active]


Acting = list[tuple[Membership, Actor]]


def acting_on(panel: Panel, day: date, *, edition: Edition | None = None) -> Acting:
    """The seats held on a day, each with what it may do then, by that day's edition."""
    edition = edition or panel.adopted_on(day).protocol
    return [(each, actor_of(each, day, edition=edition)) for each in members_on(panel, day)]


def recipients_of(meeting: Meeting, today: date, acting: Acting | None = None) -> Acting:
    """Who gets papers: everyone whose role lets them read papers, and whose agency has signed.

    A guest gets them where a case on the agenda was opened to that guest. `acting` spares reading
    the seats again.
    """
    return _asked_to(meeting, Permission.PAPERS_READ, acting or acting_on(meeting.panel, today))


def expected_at(meeting: Meeting, today: date, acting: Acting | None = None) -> Acting:
    """Who is expected in the room, and signs: all who may enter it, a guest for a case of hers."""
    return _asked_to(meeting, Permission.ROOM_ENTER, acting or acting_on(meeting.panel, today))


def _asked_to(meeting: Meeting, permission: Permission, acting: Acting) -> Acting:
    listed = meeting.items.filter(taken_off_at=None).values("case")
    return [
        (each, actor)
        for each, actor in acting
        if permission in actor.permissions
        and (not actor.is_guest or Case.objects.visible_to(actor).filter(pk__in=listed).exists())
    ]


def searching_agencies(panel: Panel, today: date, acting: Acting | None = None) -> list[Agency]:
    """The member agencies that are told whom to search for: those with a current agreement."""
    seats = members_on(panel, today) if acting is None else [seat for seat, _actor in acting]
    agencies = {
        each.agency_id: each.agency
        for each in seats
        if each.seat in (Membership.Seat.LEAD, Membership.Seat.SECONDARY)
    }
    return [agency for agency in agencies.values() if agency.agreement_holds(today)]


@dataclass(frozen=True, slots=True)
class Looked:
    """Whether an agency has looked at a listed case, and when it first did."""

    agency: Agency
    seen_at: datetime | None


def who_has_looked(
    items: Sequence[AgendaItem], agencies: Sequence[Agency]
) -> dict[AgendaItem, list[Looked]]:
    """Each agency's first look at each of the listed cases."""
    looks = CaseSeen.objects.filter(item__in=[item.pk for item in items])
    seen = {
        (item, agency): at for item, agency, at in looks.values_list("item", "agency", "seen_at")
    }
    return {
        item: [Looked(agency, seen.get((item.pk, agency.pk))) for agency in agencies]
        for item in items
    }


def has_signed(meeting: Meeting, *, actor: Actor) -> bool:
    """Whether this person has signed the confidentiality statement for this meeting."""
    return ConfidentialitySignature.objects.filter(
        meeting=meeting, membership_id=actor.membership_id
    ).exists()


def is_in_the_room(meeting: Meeting, *, actor: Actor) -> bool:
    """Whether this person has entered the meeting and not left it."""
    return Attendance.objects.filter(
        meeting=meeting, membership_id=actor.membership_id, entered_at__isnull=False, left_at=None
    ).exists()


def reach_of(case: Case, *, actor: Actor) -> str:
    """How much of a case this actor may read: a `Level`, or nothing.

    An agency that was sent papers reads on once its reader has signed for one of the case's
    meetings; until then it has the identifiers to search by.
    """
    if Permission.CASE_READ_ALL in actor.permissions:
        return Level.PAPERS
    grants = CaseGrant.objects.held_by(actor).filter(case=case)
    levels = {grant.level: grant.why for grant in grants}
    if Level.PAPERS not in levels:
        return Level.IDENTIFIERS if Level.IDENTIFIERS in levels else Level.OWN_ACTIONS
    own = grants.filter(level=Level.PAPERS, why="referred").exists()
    return Level.PAPERS if own or _signed_for(case, actor) else Level.IDENTIFIERS


def references_for(actor: Actor, *, level: str) -> set[str]:
    """The references of the cases that this actor was given up to a level, signed for or not."""
    rows = Case.objects.visible_to(actor)
    if Permission.CASE_READ_ALL not in actor.permissions:
        held = CaseGrant.objects.held_by(actor, level=level)
        rows = rows.filter(pk__in=held.values("case"))
    return set(rows.values_list("reference", flat=True))


def _signed_for(case: Case, actor: Actor) -> bool:
    meetings = AgendaItem.objects.filter(case=case, taken_off_at=None).values("meeting")
    return ConfidentialitySignature.objects.filter(
        meeting__in=meetings, membership_id=actor.membership_id
    ).exists()
