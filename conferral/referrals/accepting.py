"""What accepting a referral makes: the case, her part in it, and its first records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.cases.models import (
    CapacityRecord,
    Case,
    Involvement,
    Level,
    RiskAssessment,
    SharingBasis,
    Voice,
)
from conferral.cases.opening import basis_in_words, disclose, grant, involve, new_case
from conferral.partnerships.models import Agency
from conferral.protocol.forms.form import Form
from conferral.referrals.models import Referral
from conferral.referrals.queries import REFERRAL, answers_of, assessment_of, in_words, route_of

Answers = Mapping[str, Mapping[str, Any]]


def become_a_case(referral: Referral, *, by: Actor, at: datetime) -> Case:
    """Open the case of a referral, and move to it what the draft has gathered."""
    case = new_case(referral.panel, by=by, at=at, kind=Case.Kind.ADULT)
    referral.case = case
    person = referral.person
    person.provisional = False
    person.save()
    adult = involve(case, person=person)
    answers = answers_of(referral)
    _record_voice(referral, adult, answers, at=at)
    _record_risk(referral, adult, answers, by=by, at=at)
    _record_capacity(referral, adult, answers, at=at)
    person.duties.filter(case=None).update(case=case)
    person.sharing_bases.filter(case=None, route=route_of(referral)).update(case=case)
    grant(case, [referral.agency], level=Level.PAPERS, why="referred", by=by, at=at)
    _enter_in_ledger(referral, case, by=by)
    return case


def _text(form: Form, answers: Answers, fills: str) -> str:
    """The answer to the question that fills a place; a reasoned unknown says so in words."""
    question = form.filling(fills)
    if question is None or question.id not in answers:
        return ""
    return in_words(question, answers[question.id])[0]


def _given(form: Form, answers: Answers, fills: str) -> bool:
    question = form.filling(fills)
    return bool(question and answers.get(question.id, {}).get("value"))


def _record_voice(
    referral: Referral, adult: Involvement, answers: Answers, *, at: datetime
) -> None:
    form = referral.protocol.form(REFERRAL)
    if not any(_given(form, answers, f"voice.{part}") for part in ("views", "wishes")):
        return
    Voice.objects.create(
        partnership_id=referral.partnership_id,
        involvement=adult,
        views=_text(form, answers, "voice.views"),
        wishes=_text(form, answers, "voice.wishes"),
        heard_by=_text(form, answers, "voice.heard_by"),
        heard_on=_text(form, answers, "voice.heard_on"),
        recorded_at=referral.received_at or at,
        recorded_by_id=referral.author_id,
    )


def _record_risk(
    referral: Referral, adult: Involvement, answers: Answers, *, by: Actor, at: datetime
) -> None:
    form = referral.protocol.form(REFERRAL)
    flags = {
        flag.id: {
            "title": flag.ask,
            "critical": flag.critical,
            "clause": flag.clause[0] if flag.clause else "",
            **(answers.get(flag.id, {}).get("value") or {"state": "not_known"}),
        }
        for flag in form.flags
        if flag.see == "all"  # the papers, the room and the case file show what is kept here
    }
    met = assessment_of(referral, local_day(at)).decision.allowed
    level = RiskAssessment.RiskLevel.HIGH if met else RiskAssessment.RiskLevel.UNKNOWN
    RiskAssessment.objects.create(
        partnership_id=referral.partnership_id,
        involvement=adult,
        level=level,
        flags=flags,
        why=referral.decision,
        assessed_at=referral.received_at or at,
        assessed_by_id=referral.author_id,
    )


def _record_capacity(
    referral: Referral, adult: Involvement, answers: Answers, *, at: datetime
) -> None:
    form = referral.protocol.form(REFERRAL)
    doubted = _given(form, answers, "capacity.doubt")
    Finding = CapacityRecord.Finding
    CapacityRecord.objects.create(
        partnership_id=referral.partnership_id,
        involvement=adult,
        decision=_text(form, answers, "capacity.decision"),
        finding=Finding.DOUBTED if doubted else Finding.PRESUMED,
        recorded_at=referral.received_at or at,
        recorded_by_id=referral.author_id,
    )


def _enter_in_ledger(referral: Referral, case: Case, *, by: Actor) -> None:
    convenor = Agency.objects.filter(pk=by.agency_id)
    entry = disclose(
        case,
        what=_("This referral"),
        by_agency=referral.agency,
        agencies=convenor,
        actor=by,
        at=referral.submitted_at or referral.saved_at,
        basis=basis_in_words(case),
        withheld=_withheld(referral),
    )
    entry.shared_by_id = referral.submitted_by_id or referral.author_id
    entry.save()


def _withheld(referral: Referral) -> str:
    said = [_("How to reach her safely, and her address")]
    said += [basis.withheld for basis in SharingBasis.objects.filter(case=referral.case)]
    return "; ".join(part for part in said if part)
