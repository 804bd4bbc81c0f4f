"""The papers of a meeting as PDF: their marking, and the answer that carries them."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.access.actor import Actor
from conferral.documents.agenda import Agenda, AgendaLine
from conferral.documents.attendance import AttendanceSheet, Attendee, StatementPoint
from conferral.documents.marking import Copy as NumberedCopy
from conferral.documents.marking import Marking, MeetingHeading, RecordHead
from conferral.documents.papers import CasePack
from conferral.documents.typesetting import Document, typeset
from conferral.meetings.models import ConfidentialitySignature, Copy, Meeting
from conferral.meetings.papers import from_sealed_content, initials_of
from conferral.meetings.queries import agenda_of, expected_at, members_on, starts_at
from conferral.partnerships.models import Membership
from conferral.protocol.permissions import Permission
from conferral.vault.files import content_of
from conferral.web.panel import PanelRequest


def answer(request: PanelRequest, document: Document, name: str) -> HttpResponse:
    """Typeset a paper and send it under a name that tells nothing."""
    made = typeset(document)
    for warning in made.warnings:
        messages.info(request, warning)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        made.pdf, content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


def marking(
    request: PanelRequest, meeting: Meeting, *, record: RecordHead | None = None
) -> Marking:
    """How the papers of a meeting are marked, in the words of its edition."""
    edition = meeting.protocol
    number = edition.id.partition("/")[2]
    cited = dict.fromkeys(
        [
            *edition.meeting.confidentiality.clause,
            *(edition.marking.clause if edition.marking else ()),
        ]
    )
    return Marking(
        panel=request.panel.name,
        edition=_("%(name)s, edition %(number)s")
        % {"name": edition.abbreviation, "number": number},
        printed_at=request.now,
        handling=_("Keep it where nobody else can read it, and destroy it when you are done."),
        banner=edition.marking.text if edition.marking else _("STRICTLY CONFIDENTIAL"),
        clauses=tuple(f"{edition.abbreviation} {id}: {edition.clause(id).summary}" for id in cited),
        audience=_("For the members of this meeting."),
        record=record,
    )


def heading(meeting: Meeting) -> MeetingHeading:
    """Which meeting it is, who chairs it and who writes."""
    return MeetingHeading(
        title=_("Meeting of %(day)s") % {"day": date_format(meeting.held_on, "j F Y")},
        starts_at=starts_at(meeting),
        place=meeting.venue,
        chair=meeting.chair.name if meeting.chair else _who_may(meeting, Permission.ROOM_CHAIR),
        minute_taker=_who_may(meeting, Permission.ROOM_MINUTE),
    )


def _who_may(meeting: Meeting, permission: Permission) -> str:
    """Whose role it is: of several roles that may, the one that is there for little else."""
    roles = sorted(meeting.protocol.roles_that_may(permission), key=lambda role: len(role.may))
    seats = members_on(meeting.panel, meeting.held_on)
    held = (seat.user.name for role in roles for seat in seats if role.id in seat.roles)
    return next(held, "")


def numbered(copy: Copy) -> NumberedCopy:
    """A recipient's copy as it is printed: Copy 07 of 14."""
    seat: Membership = copy.membership
    of = copy.circulation.copies.count()
    return NumberedCopy(copy.number, of, seat.user.name, seat.agency.name)


def file_name(copy: Copy) -> str:
    """A name that says whose copy it is by number alone."""
    return f"papers-copy-{copy.number:02d}.pdf"


def case_pack(request: PanelRequest, copy: Copy, *, only: set[str]) -> CasePack:
    """One recipient's copy of the papers, as they were sent."""
    meeting = copy.circulation.meeting
    cases = from_sealed_content(content_of(copy.circulation.content))
    pack = CasePack(marking(request, meeting), heading(meeting), cases)
    return pack.for_copy(numbered(copy), only=only)


def agenda(request: PanelRequest, meeting: Meeting) -> Agenda:
    """The agenda as this reader may see it: references and initials, times without gaps."""
    at, lines = starts_at(meeting), []
    for item in agenda_of(meeting, actor=request.actor):
        child = _("child involved") if item.child_involved else ""
        note = ", ".join(part for part in (child, item.note) if part)
        lines.append(
            AgendaLine(item.case.reference, initials_of(item.case), at, item.minutes, note)
        )
        at += timedelta(minutes=item.minutes)
    rules = meeting.protocol.meeting
    order = _("Cases with children come first.") if rules.children_first else ""
    return Agenda(
        marking(request, meeting), heading(meeting), tuple(lines), order,
        rules.confidentiality.points,
    )  # fmt: skip


def attendance_sheet(request: PanelRequest, meeting: Meeting) -> AttendanceSheet:
    """The statement with room to sign; who signed on screen is shown."""
    signed = dict(
        ConfidentialitySignature.objects.visible_to(request.actor)
        .filter(meeting=meeting)
        .values_list("membership_id", "signed_at")
    )
    away = set(
        meeting.attendances.filter(apologies_at__isnull=False).values_list(
            "membership_id", flat=True
        )
    )
    seats = expected_at(meeting, request.today)
    people = [(seat.pk, _attendee(meeting, seat)) for seat, _actor in seats]
    return AttendanceSheet(
        marking(request, meeting),
        heading(meeting),
        tuple(StatementPoint(point) for point in meeting.protocol.meeting.confidentiality.points),
        tuple(replace(who, signed_at=signed.get(pk)) for pk, who in people if pk not in away),
        tuple(who for pk, who in people if pk in away),
    )


def _attendee(meeting: Meeting, seat: Membership) -> Attendee:
    titles = [role.title for role in meeting.protocol.known_roles(seat.roles)]
    return Attendee(seat.user.name, seat.agency.name, ", ".join(titles))


def for_reader(paper_marking: Marking, actor: Actor) -> Marking:
    """The same marking, naming its one reader where the paper is not a numbered copy."""
    who = f"{actor.name}, {actor.agency_name}" if actor.agency_name else actor.name
    return replace(paper_marking, audience=_("For %(who)s only.") % {"who": who})
