"""A form: its sections, pages and questions, and what is still missing from somebody's answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

from pydantic import Field, model_validator

from conferral.protocol.conditions.answers import Answer, Answers, Facts, Reading, answer_to
from conferral.protocol.conditions.conditions import Condition, Truth
from conferral.protocol.days.typed_days import About, Problem, read_day
from conferral.protocol.forms.questions import Option, Question
from conferral.protocol.part import Clauses, Id, Part, Text

__all__ = [
    "About",
    "Form",
    "Missing",
    "Option",
    "Page",
    "Problem",
    "Question",
    "Section",
    "applies",
    "facts_in",
    "missing",
    "read_day",
    "reading",
]


class Section(Part):
    id: Id
    title: Text


class Page(Part):
    id: Id
    section: Id
    title: Text
    hint: str = ""
    clause: Clauses = ()
    why: str = ""


class Form(Part):
    id: Id
    title: Text
    clause: Clauses = ()
    lead: str = ""
    sections: tuple[Section, ...] = Field(alias="section", min_length=1)
    pages: tuple[Page, ...] = Field(alias="page", min_length=1)
    questions: tuple[Question, ...] = Field(alias="question", min_length=1)

    @model_validator(mode="after")
    def every_place_named_exists(self) -> Self:
        sections = {section.id for section in self.sections}
        pages = {page.id for page in self.pages}
        for page in self.pages:
            if page.section not in sections:
                raise ValueError(
                    f"page {page.id!r} is in section {page.section!r}, which is not here"
                )
        for question in self.questions:
            if question.page not in pages:
                raise ValueError(
                    f"question {question.id!r} is on page {question.page!r}, which is not here"
                )
        for empty in sorted(pages - {question.page for question in self.questions}):
            raise ValueError(f"page {empty!r} asks nothing")
        return self

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def question(self, question_id: str) -> Question:
        return self.by_id[question_id]

    def filling(self, place: str) -> Question | None:
        """The question whose answer fills a place, such as `person.name`; the first, of several."""
        return next((question for question in self.questions if question.fills == place), None)

    def page(self, page_id: str) -> Page:
        return next(page for page in self.pages if page.id == page_id)

    def questions_on(self, page_id: str) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.page == page_id)

    def pages_in(self, section_id: str) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.section == section_id)

    @property
    def flags(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.kind == "flag")

    @cached_property
    def unread(self) -> Reading:
        """The form as a condition reads it, before there are any answers."""
        return Reading(
            answers={},
            asks={question.id: question.ask for question in self.questions},
            labels={question.id: question.labels for question in self.questions},
            flags=tuple(question.id for question in self.flags),
            critical=frozenset(question.id for question in self.flags if question.critical),
        )

    @cached_property
    def conditional(self) -> tuple[tuple[str, Condition], ...]:
        """The questions that are asked only when something is so, with what must be so."""
        return tuple((each.id, each.when) for each in self.questions if each.when is not None)


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that is not settled yet, where it stands, and what to do about it.

    `unanswered` tells an empty box from an answer that will not do as it stands.
    `clause` is the rule that two answers break together; a question alone cites its own.
    """

    question: Question
    page: Page
    reason: str
    unanswered: bool
    clause: str = ""


def reading(form: Form, answers: Answers, facts: Facts | None = None) -> Reading:
    """The answers laid beside the form. What the form never asked counts as not so.

    A question settles nothing while nobody can tell whether it is asked.
    """
    laid = replace(form.unread, answers=answers, facts=facts or Facts())
    for question, when in form.conditional:
        truth = when.test(laid).truth
        if truth is Truth.NOT_MET:
            laid = replace(laid, not_asked=laid.not_asked | {question})
        elif truth is Truth.CANNOT_TELL:
            laid = replace(laid, perhaps_asked=laid.perhaps_asked | {question})
    return laid


def applies(form: Form, question: Question, answers: Answers) -> bool:
    """Whether the question is asked, given the other answers. In doubt it is not."""
    if question.when is None:
        return True
    return question.when.test(reading(form, answers)).truth is Truth.MET


def asked(form: Form, answers: Answers) -> Iterator[tuple[Question, Answer]]:
    laid = reading(form, answers)
    for question in form.questions:
        if question.when is None or question.when.test(laid).truth is Truth.MET:
            yield question, laid.answer(question.id)


def missing(form: Form, answers: Answers) -> tuple[Missing, ...]:
    """Everything that stops the form from being complete, in the order of its pages."""
    found = []
    for question, answer in asked(form, answers):
        empty = question.required and answer.is_empty
        if reason := question.unanswered if empty else question.wrong_with(answer):
            found.append(Missing(question, form.page(question.page), reason, empty))
    order = {page.id: number for number, page in enumerate(form.pages)}
    return tuple(sorted(found, key=lambda each: order[each.page.id]))


def facts_in(form: Form, answers: Answers, on: date) -> Facts:
    """What answers say of her on a day: her age, the birthday first, and where she lives."""
    filled = {
        question.fills: answer_to(answers, question.id).value
        for question in form.questions
        if question.fills in ("person.date_of_birth", "person.estimated_age", "address.area")
    }
    area = filled.get("address.area")
    known = age_in(filled, on)
    return replace(known, on=on, home_area=str(area) if area else None)


def age_in(filled: Mapping[str, Any], on: date) -> Facts:
    born = birthday_in(filled.get("person.date_of_birth"), on)
    estimate = filled.get("person.estimated_age")
    if isinstance(born, date):
        return Facts.born(born, on=on)
    if isinstance(estimate, int):
        return Facts(estimate, age_is_estimated=True)
    if isinstance(born, About) and born.year:
        return Facts(on.year - born.year, age_is_estimated=True)
    return Facts()


def birthday_in(written: Any, on: date) -> date | About | Problem | None:
    """A stored day: ISO text, or `about` with the words as they were typed."""
    text = written.get("about") if isinstance(written, dict) else written
    return read_day(text, on) if isinstance(text, str) else None
