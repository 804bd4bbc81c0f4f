"""What people do with papers: circulate them, sign for them, open a copy."""

from datetime import datetime

from django.utils.translation import gettext as _

from conferral.access.actor import Actor, insist
from conferral.access.localtime import local, local_day
from conferral.access.operation import operation, reading
from conferral.cases.models import Case, Level
from conferral.cases.opening import basis_in_words, disclose, grant, without_conflict
from conferral.meetings.lifecycle import Stage
from conferral.meetings.models import (
    AgendaItem,
    Circulation,
    ConfidentialitySignature,
    Copy,
    Meeting,
)
from conferral.meetings.papers import as_sealed_content, from_sealed_content
from conferral.meetings.queries import (
    PAPERS,
    agenda_of,
    cases_read_in,
    deadline_of,
    has_signed,
    recipients_of,
)
from conferral.meetings.seeing import note_seen_wherever_listed
from conferral.notices.outbox import tell
from conferral.partnerships.models import Agency
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.vault.files import content_of, keep


@operation(may=Permission.PAPERS_CIRCULATE, records="papers.circulated")
def circulate(
    meeting: Meeting, /, *, actor: Actor, now: datetime, late_reason: str = ""
) -> Circulation:
    """Send the papers to everyone who should have them, one numbered copy each.

    What they say is kept as it was sent. Late papers need a reason.
    """
    insist(may_circulate(meeting, actor=actor))
    due = deadline_of(meeting, PAPERS)
    late = due is not None and due.has_passed(local(now))
    if due and late and not late_reason.strip():
        insist(no(_("The papers were due on %(day)s. Say why they are late.")
                  % {"day": f"{due.day:%-d %B}"}, clause=due.clause))  # fmt: skip
    items = agenda_of(meeting, actor=actor)
    content = as_sealed_content(items, today=local_day(now))
    circulation = Circulation.objects.create(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        content=keep(
            content,
            name=f"papers-{meeting.held_on}.json",
            media_type="application/json",
            partnership_id=meeting.partnership_id,
        ),
        sent_at=now,
        sent_by_id=actor.user_id,
        due_on=due.day if due else meeting.held_on,
        late=late,
        late_reason=late_reason if late else "",
    )
    _hand_out(circulation, items, actor=actor, now=now)
    meeting.papers_sent_at, meeting.papers_sent_by_id = now, actor.user_id
    meeting.save()
    return circulation


def may_circulate(
    meeting: Meeting, *, actor: Actor, listed: list[AgendaItem] | None = None
) -> Decision:
    """Papers go out once there is a case on the agenda; again where one was added since.

    `listed` is the agenda as this actor sees it, where it has been read.
    """
    clause = meeting.protocol.clause_for(Practice.PAPERS_BEFORE)
    if meeting.stage not in (Stage.PLANNED, Stage.PAPERS_OUT):
        return no(_("This meeting has begun or is over."), clause=clause)
    listed = agenda_of(meeting, actor=actor) if listed is None else listed
    if not listed:
        return no(_("No case is on the agenda yet, so there are no papers to send."), clause=clause)
    if not _not_sent(meeting, listed):
        return no(_("These papers have been sent, and no case was added since."), clause=clause)
    return yes()


def _not_sent(meeting: Meeting, listed: list[AgendaItem]) -> list[AgendaItem]:
    """What was listed since papers went out, or was hidden from whoever sent them."""
    sent = meeting.papers_sent_at
    if sent is None:
        return listed
    told = {
        case.reference
        for circulation in meeting.circulations.select_related("content")
        for case in from_sealed_content(content_of(circulation.content))
    }
    return [item for item in listed if item.listed_at > sent or item.case.reference not in told]


def _hand_out(
    circulation: Circulation, items: list[AgendaItem], *, actor: Actor, now: datetime
) -> None:
    recipients = recipients_of(circulation.meeting, local_day(now))
    Copy.objects.bulk_create(
        Copy(
            partnership_id=circulation.partnership_id,
            circulation=circulation,
            membership=membership,
            number=number,
        )
        for number, (membership, _actor) in enumerate(recipients, start=1)
    )
    members = [each for each, who in recipients if not who.is_guest]
    everyone = list({each.agency_id: each.agency for each in members}.values())
    convenor = Agency.objects.visible_to(actor).get(pk=actor.agency_id)
    for item in items:
        agencies = without_conflict(item.case, everyone)
        grant(item.case, agencies, level=Level.PAPERS, why="circulated", by=actor, at=now)
        disclose(
            item.case, what=_("The case papers"), by_agency=convenor, agencies=agencies,
            actor=actor, at=now, basis=basis_in_words(item.case),
            withheld=_("How to reach her safely, and her address"),
        )  # fmt: skip
    tell(
        [membership.user_id for membership, _actor in recipients], "papers.circulated",
        subject=circulation.meeting.uid, partnership_id=circulation.partnership_id, at=now,
    )  # fmt: skip


@operation(may=Permission.CONFIDENTIALITY_SIGN, records="confidentiality.signed")
def sign_confidentiality(
    meeting: Meeting, /, *, actor: Actor, now: datetime, agrees: bool,
    where: str = ConfidentialitySignature.Where.PAPERS,
) -> ConfidentialitySignature:  # fmt: skip
    """Sign the confidentiality statement for one meeting. Signing again changes nothing."""
    statement = meeting.protocol.meeting.confidentiality
    if not agrees:
        insist(no(_("Read the statement and agree to it first."), clause=_clause_of(meeting)))
    signature, _made = ConfidentialitySignature.objects.get_or_create(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        membership_id=actor.membership_id,
        defaults={
            "statement_version": statement.version,
            "where": where,
            "signed_at": now,
            "signed_by_id": actor.user_id,
        },
    )
    return signature


@reading(may=Permission.PAPERS_READ, records="papers.opened", cases_in=cases_read_in)
def open_copy(copy: Copy, /, *, actor: Actor, now: datetime) -> Copy:
    """Open one's own copy of the papers, after signing for this meeting."""
    meeting = copy.circulation.meeting
    if copy.membership_id != actor.membership_id:
        clause = meeting.protocol.clause_for(Practice.PAPERS_OWN_COPY)
        insist(no(_("This copy is somebody else’s; open your own."), clause=clause))
    insist(may_open_papers(meeting, actor=actor))
    if copy.opened_at is None:
        copy.opened_at = now
        copy.save(update_fields=["opened_at"])
    return copy


@reading(may=Permission.PAPERS_CIRCULATE, records="copy.printed", cases_in=cases_read_in)
def print_copy(copy: Copy, /, *, actor: Actor, now: datetime) -> Copy:
    """Print a recipient's copy for the meeting. That does not count as its being opened."""
    insist(may_open_papers(copy.circulation.meeting, actor=actor))
    return copy


def may_open_papers(meeting: Meeting, *, actor: Actor) -> Decision:
    """Nobody opens papers before signing the statement for that meeting (a floor rule)."""
    if has_signed(meeting, actor=actor):
        return yes()
    return no(
        _("Sign the confidentiality statement for this meeting first."), clause=_clause_of(meeting)
    )


@reading(may=Permission.CASE_READ, records="case.read")
def open_case_file(case: Case, /, *, actor: Actor, now: datetime) -> Case:
    """Open a case file. An agency's first look at a listed case is noted for the coordinator."""
    note_seen_wherever_listed(case, agency_id=actor.agency_id, user_id=actor.user_id, at=now)
    return case


def _clause_of(meeting: Meeting) -> str:
    asked = meeting.protocol.clause_for(Practice.PAPERS_SIGNED_FOR)
    return asked or meeting.protocol.meeting.confidentiality.principal_clause
