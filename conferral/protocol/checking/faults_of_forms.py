"""What the check finds in forms: pages nobody reaches, answers nobody reads, no way to say so."""

from collections.abc import Iterator
from typing import Final

from conferral.protocol.checking.faults_of_words import rules_of
from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.checking.possible import outcomes
from conferral.protocol.conditions.conditions import answers_named_in
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.forms.form import Form
from conferral.protocol.forms.questions import Question, See
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import listing

NOT_OF_HER: Final = ("sharing.", "background.")
OF_HER: Final = ("yes_no", "date", "age", "number", "choice", "phone")
READ_WITH: Final[dict[See, tuple[Permission, ...]]] = {
    "all": (Permission.REFERRAL_READ, Permission.CASE_READ),
    "need_to_know": (Permission.REFERRAL_READ, Permission.CASE_READ),
    "safe_contact": (Permission.SAFE_CONTACT_READ,),
    "statistics": (Permission.YEAR_READ,),
}
SEEN_AS: Final[dict[See, str]] = {
    "all": "what everybody on the panel may read",
    "need_to_know": "what only those who need it may read",
    "safe_contact": "how to contact her safely",
    "statistics": "what is only counted",
}


def faults_of_forms(edition: Edition) -> Iterator[Noticed]:
    """Everything that the forms of an edition show."""
    for form in edition.forms:
        yield from never_asked(form)
        yield from without_unknown(edition, form)
    yield from unread(edition)
    yield from uncounted(edition)


def never_asked(form: Form) -> Iterator[Noticed]:
    """Questions whose condition nobody can meet, and pages that ask nothing else."""
    never = {each.id for each in form.questions if is_never_asked(each, form)}
    empty = [
        page for page in form.pages if {each.id for each in form.questions_on(page.id)} <= never
    ]
    for page in empty:
        yield noticed(
            f"page.unreachable.{form.id}.{page.id}",
            "fault",
            page.clause,
            f"Nobody reaches the page “{page.title}”: none of its questions is ever asked.",
            "Correct the conditions of its questions, or take the page out.",
        )
    for question in form.questions:
        if question.id in never and question.page not in {page.id for page in empty}:
            yield noticed(
                f"question.never-asked.{form.id}.{question.id}",
                "fault",
                question.clause,
                f"“{question.ask}” is never asked: no answer meets its condition.",
                "Correct its condition, or take the question out.",
            )


def is_never_asked(question: Question, form: Form) -> bool:
    return question.when is not None and True not in outcomes(question.when, form.by_id)


def without_unknown(edition: Edition, form: Form) -> Iterator[Noticed]:
    """Required questions about her that decide something and cannot be answered “not known”."""
    read = rule_answers(edition) if form.id == REFERRAL else frozenset()
    for question in form.questions:
        of_her = question.fills and not question.fills.startswith(NOT_OF_HER)
        decides = of_her or question.id in read
        if question.required and not question.unknowns and question.kind in OF_HER and decides:
            yield noticed(
                f"question.no-unknown.{form.id}.{question.id}",
                "query",
                question.clause,
                f"“{question.ask}” must be answered and offers no way to say that it is not known.",
                "Offer “not known”, so that nobody guesses and nobody is refused for not knowing.",
            )


def rule_answers(edition: Edition) -> frozenset[str]:
    rules = [rule.when for _kind, rule in rules_of(edition)]
    rules += [duty.when for duty in edition.duties]
    return frozenset(name for when in rules for name in answers_named_in(when))


def uncounted(edition: Edition) -> Iterator[Noticed]:
    """What the equality report counts and no question asks. Age comes from the birthday."""
    filled = {each.fills for form in edition.forms for each in form.questions}
    asked = {name.removeprefix("equality.") for name in filled} | {"age"}
    report = edition.equality
    if report and (missing := [each for each in report.characteristics if each not in asked]):
        yield noticed(
            "equality.not-asked",
            "fault",
            report.clause,
            f"The equality report counts {listing([each.replace('_', ' ') for each in missing])}, "
            "and no form asks about it.",
            "Ask on the referral, or leave it out of the report.",
        )


def unread(edition: Edition) -> Iterator[Noticed]:
    """Answers that are asked for and that no role of the edition may read."""
    for see, permissions in READ_WITH.items():
        asked = [each for form in edition.forms for each in form.questions if each.see == see]
        if asked and not any(edition.roles_that_may(permission) for permission in permissions):
            phrases = listing([permission.phrase for permission in permissions], "or")
            yield noticed(
                f"question.nobody-reads.{see.replace('_', '-')}",
                "fault",
                [clause for question in asked for clause in question.clause],
                f"The form asks for {SEEN_AS[see]}, and no role may {phrases}.",
                "Give the permission to the role that needs it, or ask no such questions.",
            )
