"""What people look up about a referral: its answers, what is missing, and what its rules say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any

from django.db.models import QuerySet

from conferral.access.actor import Actor
from conferral.cases.models import Duty, SharingBasis
from conferral.protocol.conditions.answers import UNKNOWNS, Answer, Facts, answer_to
from conferral.protocol.forms.form import (
    Form,
    Option,
    Question,
    applies,
    facts_in,
)
from conferral.protocol.forms.questions import ROUTE, WITH_CONSENT, WITHOUT_CONSENT
from conferral.protocol.rules.criteria import Assessment
from conferral.referrals.filling import filled, stays_in_the_form
from conferral.referrals.models import Referral

REFERRAL = "referral"
# UK GDPR, article 6(1): a public authority at its tasks relies on neither of these.
NOT_FOR_PUBLIC_AUTHORITIES = frozenset({"recognised_legitimate_interest", "legitimate_interests"})

Answers = dict[str, Mapping[str, Any]]


def answers_of(referral: Referral) -> Answers:
    """Every answer, from the form and from the records that its answers filled.

    For its own agency and for rules alone: `shown` is what anybody else may see.
    """
    return {**filled(referral.person, referral.protocol.form(REFERRAL)), **referral.answers}


def answers_on(referral: Referral, form_id: str) -> Answers:
    """The answers of the referral form, or of the consent or without-consent form beside it."""
    if form_id == REFERRAL:
        return answers_of(referral)
    basis = basis_of(referral, form_id)
    return dict(basis.answers) if basis else {}


def mark_of(answers: Mapping[str, Any], questions: Iterable[str]) -> str:
    """Tells whether the answers to some questions are still what they were when it was taken."""
    given = {each: answers[each] for each in questions if answers.get(each)}
    return sha256(dumps(given, sort_keys=True, default=str).encode()).hexdigest()[:20]


def basis_of(referral: Referral, form_id: str) -> SharingBasis | None:
    """The record of consent, or of sharing without it, that this referral rests on."""
    return referral.person.sharing_bases.filter(
        route=route_on(referral, form_id), withdrawn_at=None, agency_id=referral.agency_id
    ).first()


def route_on(referral: Referral, form_id: str) -> SharingBasis.Route:
    """Which of the two records a form of the edition's policy on consent makes."""
    policy = referral.protocol.consent
    if policy and form_id == policy.form:
        return SharingBasis.Route.CONSENT
    if policy and form_id == policy.without_form:
        return SharingBasis.Route.WITHOUT
    raise LookupError(form_id)


def fork_of(referral: Referral) -> Question | None:
    """The question that tells which of the two consent forms follows, where there are any."""
    return referral.protocol.form(REFERRAL).filling(ROUTE) if referral.protocol.consent else None


def route_of(referral: Referral) -> SharingBasis.Route | None:
    """Which of the two applies, by the answer; a reasoned unknown is not her agreement."""
    asked = fork_of(referral)
    given = answer_to(referral.answers, asked.id) if asked else Answer()
    if given.value in (True, WITH_CONSENT):
        return SharingBasis.Route.CONSENT
    if given.unknown or given.value in (False, WITHOUT_CONSENT):
        return SharingBasis.Route.WITHOUT
    return None


def beside(referral: Referral) -> Form | None:
    """The consent or without-consent form, once it is known which; none where there are none."""
    policy, route = referral.protocol.consent, route_of(referral)
    if policy is None or route is None:
        return None
    agreed = route == SharingBasis.Route.CONSENT
    return referral.protocol.form(policy.form if agreed else policy.without_form)


def forms_of(referral: Referral) -> tuple[Form, ...]:
    """The referral form, and the consent or without-consent form once it is known which."""
    more = beside(referral)
    return (referral.protocol.form(REFERRAL), *([more] if more else []))


def assessment_of(referral: Referral, today: date) -> Assessment:
    """What the edition's rules say of this referral."""
    answers = answers_of(referral)
    return referral.protocol.assess(answers, facts_of(referral, answers, today))


def facts_of(referral: Referral, answers: Mapping[str, Mapping[str, Any]], today: date) -> Facts:
    """What is known beyond the form: its agency, and what the answers say of her on the day.

    Whether she was heard before is her agency's to say: a draft is tied to no earlier case.
    """
    known = facts_in(referral.protocol.form(REFERRAL), answers, today)
    agency = referral.agency
    return replace(known, referred_by=agency.kind, public_authority=agency.public_authority)


def passes_over_the_deadline(referral: Referral, today: date) -> bool:
    """Whether it is a repeat that its protocol hears again however late it comes."""
    if referral.protocol.repeat is None:
        return False
    answers = answers_of(referral)
    again = referral.protocol.repeats(answers, facts_of(referral, answers, today))
    return again is not None and bool(again.skips("deadline"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and its answer as somebody reads them."""

    question: Question
    text: str
    unknown: bool = False
    asked_again: str = ""


def shown(referral: Referral, form_id: str, *, actor: Actor) -> tuple[Shown, ...]:
    """The answers that an actor may read. What is kept apart is only its own agency's to see."""
    form = referral.protocol.form(form_id)
    answers = answers_on(referral, form_id)
    ours = actor.agency_id == referral.agency_id
    again = reasons_of_open_return(referral)
    return tuple(
        Shown(
            question,
            *in_words(offered(referral, question), answers[question.id]),
            again.get(question.id, ""),
        )
        for question in form.questions
        if not answer_to(answers, question.id).is_empty
        and applies(form, question, answers)
        and (ours or not question.is_kept_apart)
    )


def text_of(answers: Mapping[str, Mapping[str, Any]], question: Question | None) -> str:
    """What was written in answer to a question; nothing where it was not asked or not answered."""
    value = answers.get(question.id, {}).get("value") if question else None
    return value if isinstance(value, str) else ""


def reasons_of_open_return(referral: Referral) -> dict[str, str]:
    """What the coordinator asked for, question by question, and nobody has answered yet."""
    waiting = referral.returns.filter(answered_at=None).first()
    return dict(waiting.reasons) if waiting else {}


def in_words(question: Question, answer: Mapping[str, Any]) -> tuple[str, bool]:
    """An answer as text, and whether it is a reasoned unknown."""
    if unknown := answer.get("unknown"):
        why = f": {answer['why']}" if answer.get("why") else ""
        said = UNKNOWNS.get(unknown, unknown)
        return f"{said[:1].upper()}{said[1:]}{why}", True
    return _value_in_words(question, answer.get("value")), False


def _value_in_words(question: Question, value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if question.kind == "flag" and isinstance(value, dict):
        return _flag_in_words(value)
    if isinstance(value, dict):
        return str(value.get("about", ""))
    if isinstance(value, list):
        return ", ".join(question.labels.get(each, str(each)) for each in value)
    if question.kind == "date" and isinstance(value, str):
        return _day_in_words(value)
    return question.labels.get(str(value), "" if value is None else str(value))


def _flag_in_words(value: Mapping[str, Any]) -> str:
    state = {"present": "Present", "not_present": "Not present", "not_known": "Not known"}
    parts: Iterable[str] = (
        state.get(str(value.get("state")), ""), value.get("source", ""), value.get("when", ""),
    )  # fmt: skip
    return ". ".join(part for part in parts if part)


def _day_in_words(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"


def own_answers(referral: Referral, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a form's answers that stays with the referral."""
    by_id = referral.protocol.form(REFERRAL).by_id
    return {
        key: answer
        for key, answer in answers.items()
        if key in by_id and stays_in_the_form(by_id[key])
    }


def late_roles(referral: Referral) -> tuple[str, ...]:
    """The roles that must all agree before a late referral is heard."""
    closes = next((each for each in referral.protocol.deadlines if each.id == REFERRAL), None)
    return closes.exception.approved_by if closes and closes.exception else ()


def lateness_is_agreed(referral: Referral) -> bool:
    """Whether every role that must agree to a late referral has agreed."""
    agreed = set(referral.late_approvals.values_list("role", flat=True))
    needed = set(late_roles(referral))
    return bool(needed) and needed <= agreed


def duties_of(referral: Referral) -> QuerySet[Duty]:
    """What its answers oblige somebody to do. Whoever sees the referral sees that much of them."""
    return referral.person.duties.select_related("agency", "edition").defer("edition__files")


def options_for(referral: Referral, question: Question) -> tuple[Option, ...]:
    """What its agency may choose from: grounds and lawful bases go by the kind of agency."""
    agency = referral.agency
    if question.options_from == "grounds":
        grounds = referral.protocol.grounds_for(agency.kind, agency.public_authority)
        return tuple(
            Option(
                value=ground.code,
                label=ground.title,
                hint=f"{ground.sentence} {ground.limits} {ground.law}.",
            )
            for ground in grounds
        )
    barred = NOT_FOR_PUBLIC_AUTHORITIES if agency.public_authority else frozenset()
    return tuple(option for option in question.options if option.value not in barred)


def offered(referral: Referral, question: Question) -> Question:
    """The question with the options that its agency may choose from."""
    options = options_for(referral, question)
    return (
        question
        if options == question.options
        else question.model_copy(update={"options": options})
    )
