"""What people do with referrals."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from conferral.access.actor import Actor, Denied, insist
from conferral.access.localtime import local_day
from conferral.access.operation import operation, reading
from conferral.cases.models import SharingBasis
from conferral.notices.outbox import tell
from conferral.partnerships.actors import users_who_may
from conferral.partnerships.models import Panel
from conferral.people.models import Person
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.forms.questions import WITHHELD
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.referrals.accepting import become_a_case
from conferral.referrals.duties import raise_duties
from conferral.referrals.filling import fill
from conferral.referrals.gaps import still_missing
from conferral.referrals.lifecycle import EDITABLE, LIFECYCLE, Stage
from conferral.referrals.models import LateApproval, Referral, ReturnForInformation
from conferral.referrals.queries import (
    REFERRAL,
    answers_of,
    answers_on,
    assessment_of,
    basis_of,
    late_roles,
    mark_of,
    own_answers,
    route_on,
    text_of,
)


class AnsweredMeanwhile(Denied):
    """Another window saved other answers since these were read; `saved` is what is kept now."""

    def __init__(self, saved: Mapping[str, Any]) -> None:
        super().__init__(no(_("Somebody saved other answers while you were writing.")))
        self.saved = saved


@operation(may=Permission.REFERRAL_DRAFT, records="referral.drafted")
def draft(panel: Panel, /, *, actor: Actor, now: datetime) -> Referral:
    """Begin a referral under the edition in force today, with a provisional person of its own."""
    adopted = panel.adopted_on(local_day(now))
    if REFERRAL not in {form.id for form in adopted.protocol.forms}:
        insist(no(_("The protocol of this panel has no referral form.")))
    person = Person.objects.create(partnership_id=panel.partnership_id, agency_id=actor.agency_id)
    return Referral.objects.create(
        partnership_id=panel.partnership_id,
        panel=panel,
        edition=adopted,
        agency_id=actor.agency_id,
        author_id=actor.user_id,
        entered_by_id=actor.user_id,
        person=person,
        drafted_at=now,
        saved_at=now,
    )


@operation(may=Permission.REFERRAL_DRAFT, records="referral.saved")
def save_answers(
    referral: Referral, /, *, actor: Actor, now: datetime, form: str, answers: Mapping[str, Any],
    seen: str = "",
) -> Referral:  # fmt: skip
    """Keep what was typed on some of a form's questions, complete or not.

    Duties that an answer raises are raised now: they never wait for the referral to be sent.
    `seen` marks the answers that the writer was shown: raises AnsweredMeanwhile rather than write
    over others that were saved since.
    """
    insist(_may_edit(referral, actor))
    _insist_on_what_was_seen(answers_on(referral, form), answers, seen)
    if form == REFERRAL:
        questions = referral.protocol.form(form).by_id
        fill(referral.person, questions, answers)
        referral.answers = {**referral.answers, **own_answers(referral, answers)}
    else:
        _keep_basis(referral, form, answers, actor=actor, now=now)
    referral.saved_at = now
    referral.save()
    raise_duties(referral, answers_of(referral), by=actor, at=now)
    return referral


def _insist_on_what_was_seen(saved: Mapping[str, Any], typed: Mapping[str, Any], seen: str) -> None:
    """What is typed may stand where nothing else was saved, or where it says the same."""
    if not seen or mark_of(saved, typed) == seen:
        return
    if any((saved.get(key) or {}) != answer for key, answer in typed.items()):
        raise AnsweredMeanwhile(saved)


def _may_edit(referral: Referral, actor: Actor) -> Decision:
    clause = referral.protocol.clause_for(Practice.REFERRAL_COMPLETE)
    if referral.agency_id != actor.agency_id:
        return no(
            _("Only the agency that makes a referral can change it. You can return it."),
            clause=clause,
        )
    if referral.stage not in EDITABLE:
        return no(
            _("This referral has been sent. It can change again if it is returned."), clause=clause
        )
    return yes()


def _keep_basis(
    referral: Referral, form: str, answers: Mapping[str, Any], *, actor: Actor, now: datetime
) -> None:
    basis = basis_of(referral, form) or SharingBasis(
        partnership_id=referral.partnership_id,
        person=referral.person,
        agency_id=referral.agency_id,
        route=route_on(referral, form),
    )
    basis.answers = {**basis.answers, **answers}
    withheld = referral.protocol.form(form).filling(WITHHELD)
    basis.withheld = text_of(basis.answers, withheld)
    basis.recorded_at, basis.recorded_by_id = now, actor.user_id
    basis.save()


@reading(may=Permission.REFERRAL_READ, records="referral.read")
def read_referral(referral: Referral, /, *, actor: Actor, now: datetime) -> Referral:
    """Open a referral that was sent. Who read it, and when, goes on the record."""
    return referral


@operation(may=Permission.REFERRAL_SUBMIT, records="referral.submitted")
def submit(referral: Referral, /, *, actor: Actor, now: datetime) -> Referral:
    """Send a referral to the coordinator. What arrives complete by the deadline is heard next.

    The first time it is sent is the time it was received: a return does not change that.
    """
    insist(LIFECYCLE.may_move(referral.stage, Stage.SUBMITTED))
    insist(_may_edit(referral, actor))
    insist(_is_complete(referral))
    referral.returns.filter(answered_at=None).update(answered_at=now, answered_by=actor.user_id)
    referral.stage = Stage.SUBMITTED
    referral.received_at = referral.received_at or now
    referral.submitted_at, referral.submitted_by_id = now, actor.user_id
    referral.save()
    deciders = users_who_may(Permission.REFERRAL_ACCEPT, referral.panel, local_day(now))
    _tell(referral, deciders, "referral.submitted", now)
    return referral


def _is_complete(referral: Referral) -> Decision:
    gaps = still_missing(referral)
    if not gaps:
        return yes()
    return no(
        _("This referral is not complete: “%(ask)s” still needs an answer.")
        % {"ask": gaps[0][1].question.ask},
        clause=gaps[0][1].clause or referral.protocol.clause_for(Practice.REFERRAL_COMPLETE),
    )


@operation(may=Permission.REFERRAL_RETURN, records="referral.returned")
def return_for_information(
    referral: Referral,
    /,
    *,
    actor: Actor,
    now: datetime,
    reasons: Mapping[str, str],
    note: str = "",
) -> Referral:
    """Ask the agency for more, question by question. The day it was received stays."""
    insist(LIFECYCLE.may_move(referral.stage, Stage.RETURNED))
    asked = {key: reason.strip() for key, reason in reasons.items() if reason.strip()}
    if not asked:
        clause = referral.protocol.clause_for(Practice.REFERRAL_COMPLETE)
        insist(no(_("Say what is needed, for at least one answer."), clause=clause))
    ReturnForInformation.objects.create(
        partnership_id=referral.partnership_id,
        referral=referral,
        reasons=asked,
        note=note,
        returned_at=now,
        returned_by_id=actor.user_id,
    )
    referral.stage = Stage.RETURNED
    referral.save()
    _tell(referral, [referral.author_id], "referral.returned", now)
    return referral


@operation(may=Permission.REFERRAL_ACCEPT, records="referral.accepted")
def accept(referral: Referral, /, *, actor: Actor, now: datetime, reasons: str = "") -> Referral:
    """Take a referral as a case. What the answers do not settle, a person decides, with reasons."""
    insist(LIFECYCLE.may_move(referral.stage, Stage.ACCEPTED))
    assessment = assessment_of(referral, local_day(now))
    insist(assessment.without_answers)  # a refusal stays on the record for good
    if assessment.person_must_judge and not reasons.strip():
        clause = assessment.decision.clause
        insist(no(_("The answers do not settle this, so give your reasons."), clause=clause))
    referral.criteria = [rule.id for rule in assessment.criteria_met]
    referral.decision = reasons
    become_a_case(referral, by=actor, at=now)
    _decide(referral, Stage.ACCEPTED, actor, now)
    return referral


@operation(may=Permission.REFERRAL_DECLINE, records="referral.declined")
def decline(referral: Referral, /, *, actor: Actor, now: datetime, reasons: str) -> Referral:
    """Say no to a referral, with reasons. Its duties stay."""
    insist(LIFECYCLE.may_move(referral.stage, Stage.DECLINED))
    if not reasons.strip():
        clause = referral.protocol.clause_for(Practice.REFERRAL_DECLINED)
        insist(no(_("Say why it is declined: the agency will read this."), clause=clause))
    referral.decision = reasons
    _decide(referral, Stage.DECLINED, actor, now)
    return referral


@operation(may=Permission.REFERRAL_WITHDRAW, records="referral.withdrawn")
def withdraw(referral: Referral, /, *, actor: Actor, now: datetime, reasons: str) -> Referral:
    """Take one's own agency's referral back before it is decided. Its duties stay."""
    insist(LIFECYCLE.may_move(referral.stage, Stage.WITHDRAWN))
    if referral.agency_id != actor.agency_id:
        insist(no(_("Only the agency that made a referral can withdraw it.")))
    referral.decision = reasons
    _decide(referral, Stage.WITHDRAWN, actor, now)
    return referral


def _decide(referral: Referral, stage: Stage, actor: Actor, now: datetime) -> None:
    referral.stage = stage
    referral.decided_at, referral.decided_by_id = now, actor.user_id
    referral.save()
    if actor.user_id != referral.author_id:
        _tell(referral, [referral.author_id], f"referral.{stage}", now)


def _tell(referral: Referral, users: Iterable[int], event: str, now: datetime) -> None:
    tell(users, event, subject=referral.uid, partnership_id=referral.partnership_id, at=now)


@operation(may=Permission.REFERRAL_APPROVE_LATE, records="referral.late_approved")
def approve_late(referral: Referral, /, *, actor: Actor, now: datetime, reason: str) -> Referral:
    """Agree that a referral which missed its deadline be heard. Nobody agrees to their own."""
    needed = late_roles(referral)
    role = next((role for role in needed if role in actor.roles), "")
    clause = referral.protocol.clause_for(Practice.REFERRAL_EXCEPTION)
    if actor.user_id in (referral.author_id, referral.submitted_by_id):
        insist(no(_("Somebody else must agree to your own late referral."), clause=clause))
    if referral.received_at is None:
        insist(no(_("This referral has not been sent yet."), clause=clause))
    if not role:
        insist(no(_("Your role does not agree to late referrals."), clause=clause))
    if not reason.strip():
        insist(no(_("Say why it must be heard all the same."), clause=clause))
    LateApproval.objects.get_or_create(
        partnership_id=referral.partnership_id,
        referral=referral,
        role=role,
        defaults={"reason": reason, "approved_at": now, "approved_by_id": actor.user_id},
    )
    return referral
