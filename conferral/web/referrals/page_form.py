"""One page of a protocol's form as a Django form: what is asked on it, and what to put right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from conferral.protocol.conditions.answers import answer_to
from conferral.protocol.conditions.conditions import In, Is, answers_named_in
from conferral.protocol.days.typed_days import Problem, read_day
from conferral.protocol.forms.form import Form, Missing, Question, applies
from conferral.referrals.models import Referral
from conferral.referrals.queries import answers_on, options_for, reasons_of_open_return
from conferral.web.referrals.fields import (
    RADIOS,
    Asked,
    Written,
    answer_in,
    fields_of,
    place_of_problem,
    typed,
)


def asked_on(referral: Referral, form: Form, page_id: str) -> tuple[Asked, ...]:
    """What a page asks this agency. A question that rests on another page waits for its answer."""
    here = {question.id: question for question in form.questions_on(page_id)}
    answers, again = answers_on(referral, form.id), reasons_of_open_return(referral)
    return tuple(
        Asked(
            question,
            options_for(referral, question),
            again.get(question.id, ""),
            *_brought_up_by(question, here),
        )
        for question in here.values()
        if question.when is None
        or answers_named_in(question.when) & here.keys()
        or applies(form, question, answers)
    )


def _brought_up_by(question: Question, here: Mapping[str, Question]) -> tuple[str, tuple[str, ...]]:
    """The question of the same page, and its answers, under which this one is drawn."""
    when = question.when
    if not isinstance(when, Is | In) or when.answer not in here:
        return "", ()
    if here[when.answer].kind not in (*RADIOS, "choices"):
        return "", ()
    values = (when.is_,) if isinstance(when, Is) else when.in_
    said = {True: "yes", False: "no"}
    return when.answer, tuple(
        said[value] if isinstance(value, bool) else str(value) for value in values
    )


class PageForm(forms.Form):
    """The questions of one page. Nothing is required here: what is empty may wait for the end."""

    def __init__(self, asked: Sequence[Asked], data: Any, *, today: date) -> None:
        super().__init__(data)
        self.asked, self.today = tuple(asked), today
        self.found: list[tuple[str, str]] = []
        self.owner: dict[str, Asked] = {}
        for one in asked:
            boxes = fields_of(one)
            self.fields.update(boxes)
            self.owner.update(dict.fromkeys(boxes, one))
        self.full_clean()
        self.unusable = tuple(self.errors)

    @classmethod
    def of_stored(
        cls, asked: Sequence[Asked], answers: Mapping[str, Written], *, today: date
    ) -> "PageForm":
        """The page as it was last saved."""
        shown: dict[str, Any] = {}
        for one in asked:
            shown |= typed(one, answers.get(one.id) or {})
        return cls(asked, shown, today=today)

    def answers(self) -> dict[str, Written]:
        """The answers that were typed, in the form in which they are kept."""
        return {one.id: answer_in(one, self.cleaned_data, self.today) for one in self.asked}

    @property
    def unusable_answers(self) -> frozenset[str]:
        """The questions that were sent what no answer can be: their answers stay as they were."""
        return frozenset(self.owner[name].id for name in self.unusable)

    @property
    def first_asked(self) -> tuple[Asked, ...]:
        """The questions that no other one on the page brings up."""
        return tuple(one for one in self.asked if not one.under)

    def brought_up(self, by: str, value: str) -> tuple[Asked, ...]:
        """The questions drawn under one answer to another."""
        return tuple(one for one in self.asked if one.under == by and value == one.under_values[0])

    def say(self, problems: Iterable[Missing], before: Mapping[str, Written]) -> None:
        """Put each problem beside its question, and into the summary above the page.

        An answer may take the place of the unknown that stood there `before`.
        """
        by_id, answers = {one.id: one for one in self.asked}, self.answers()
        for name in self.unusable:
            for reason in self.errors[name]:
                self._note(self.owner[name], name, str(reason))
        for problem in problems:
            one = by_id[problem.question.id]
            if one.id in self.unusable_answers:
                continue
            answer = answer_to(answers, one.id)
            place = place_of_problem(one, answer)
            self._say(one, place, self._day_problem(one, answer.value) or problem.reason)
        for one in self.asked:
            if self._says_both(one, before.get(one.id, {}).get("unknown", "")):
                reason = _("You answered this, and also said that you cannot. Keep one of the two.")
                self._say(one, one.part("unknown"), reason)

    def _say(self, one: Asked, place: str, reason: str) -> None:
        self.add_error(place, reason)
        self._note(one, place, reason)

    def _note(self, one: Asked, place: str, reason: str) -> None:
        self.found.append((f"id_{place}", f"{one.question.ask.rstrip('?.')}: {_lower(reason)}"))

    def _says_both(self, one: Asked, unknown_before: str) -> bool:
        if one.is_radios or not self.cleaned_data.get(one.id):
            return False
        unknown = self.cleaned_data.get(one.part("unknown"))
        return bool(unknown) and unknown != unknown_before

    def _day_problem(self, one: Asked, value: Any) -> str:
        if one.question.kind != "date" or not isinstance(value, str):
            return ""
        day = read_day(value, self.today)
        return day.reason if isinstance(day, Problem) else ""


def _lower(reason: str) -> str:
    return reason[:1].lower() + reason[1:]
