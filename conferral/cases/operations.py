"""What people do with cases, apart from hearing them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from conferral.access.actor import Actor, insist
from conferral.access.localtime import local_day
from conferral.access.operation import operation, reading
from conferral.cases.lifecycle import LIFECYCLE, Stage
from conferral.cases.models import Case, CaseGrant, CasePlace, ConflictOfInterest, Duty, Level
from conferral.cases.opening import involve, new_case
from conferral.partnerships.models import Panel
from conferral.people.models import Name, Person, Place
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice


@operation(may=Permission.CASE_OPEN, records="case.opened")
def open_case(
    panel: Panel, /, *, actor: Actor, now: datetime, kind: str, summary: str, basis: str,
    names: Sequence[str] = (), unnamed: Sequence[str] = (),
    places: Sequence[tuple[str, str, str]] = (),
) -> Case:  # fmt: skip
    """Open a case without a referral.

    `names` are adults whose names are known, `unnamed` labels for those whose are not ("Adult B"),
    `places` are (kind, label, address), `basis` says why it is lawful to share what is known.
    """
    if not basis.strip():
        clause = panel.adopted_on(local_day(now)).protocol.clause_for(Practice.SHARING_REASONS)
        insist(no(_("Say why it is lawful and necessary to share this."), clause=clause))
    case = new_case(panel, by=actor, at=now, kind=kind, summary=summary, basis=basis)
    for name in names:
        involve(case, person=_named(panel, name))
    for label in unnamed:
        involve(case, label=label)
    for place_kind, label, address in places:
        place = Place.objects.create(
            partnership_id=panel.partnership_id, kind=place_kind, label=label, address=address
        )
        CasePlace.objects.create(partnership_id=panel.partnership_id, case=case, place=place)
    return case


def _named(panel: Panel, name: str) -> Person:
    person = Person.objects.create(partnership_id=panel.partnership_id, provisional=False)
    Name.objects.create(
        partnership_id=panel.partnership_id, person=person, kind=Name.Kind.LEGAL, text=name
    )
    return person


@operation(may=Permission.CASE_CLOSE, records="case.closed")
def close_case(case: Case, /, *, actor: Actor, now: datetime) -> Case:
    """Close a case in which every duty is done that keeps it open."""
    insist(LIFECYCLE.may_move(case.stage, Stage.CLOSED))
    insist(may_close(case))
    case.stage, case.closed_at, case.closed_by_id = Stage.CLOSED, now, actor.user_id
    case.save()
    return case


def may_close(case: Case) -> Decision:
    """A duty that is not done keeps a case open, whatever a meeting decided."""
    waiting = case.duties.filter(done_at=None, blocks_closure=True).first()
    if waiting is None:
        return yes()
    return no(
        _("A duty is not done yet: %(title)s.") % {"title": waiting.title}, clause=waiting.clause
    )


@operation(may=Permission.CONFLICT_DECLARE, records="conflict.declared")
def declare_conflict(case: Case, /, *, actor: Actor, now: datetime, why: str) -> ConflictOfInterest:
    """Say that one knows somebody in this case. It is hidden from that moment on one's own word."""
    return ConflictOfInterest.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        user_id=actor.user_id,
        why=why,
        declared_at=now,
        declared_by_id=actor.user_id,
    )


@operation(may=Permission.DUTY_RECORD, records="duty.recorded")
def record_duty(duty: Duty, /, *, actor: Actor, now: datetime, told: str, reference: str) -> Duty:
    """Record that a duty is done: who was told, and the reference they gave."""
    if duty.agency_id != actor.agency_id and Permission.CASE_READ_ALL not in actor.permissions:
        insist(no(_("Only the agency that has this duty records it."), clause=duty.clause))
    if not told.strip():
        insist(no(_("Say who was told."), clause=duty.clause))
    if duty.done_at is None:
        duty.done_at, duty.done_by_id = now, actor.user_id
        duty.told, duty.reference = told, reference
        duty.save()
    return duty


@reading(may=Permission.SAFE_CONTACT_READ, records="safe_contact.read")
def read_safe_contact(case: Case, /, *, actor: Actor, now: datetime, why: str) -> Case:
    """Open how to reach her. The reason goes on the record with the reader's name.

    Whoever was told only whom to search for has nothing to reach her about yet.
    """
    insist(_may_reach_her(case, actor))
    if not why.strip():
        insist(no(_("Say why you need to reach her.")))
    return case


def _may_reach_her(case: Case, actor: Actor) -> Decision:
    given = CaseGrant.objects.held_by(actor, level=Level.PAPERS).filter(case=case)
    if Permission.CASE_READ_ALL in actor.permissions or given.exists():
        return yes()
    return no(_("How to reach her is for those who have this case’s papers."))
