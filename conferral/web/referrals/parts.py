"""The parts of a referral in their order: sections, pages and how far each page has come."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferral.cases.models import Duty
from conferral.protocol.conditions.answers import answer_to
from conferral.protocol.conditions.conditions import answers_named_in
from conferral.protocol.forms.form import Form, Missing, Page, Question, applies, missing
from conferral.referrals.gaps import she_does_not_agree
from conferral.referrals.models import Referral
from conferral.referrals.queries import (
    REFERRAL,
    answers_on,
    beside,
    duties_of,
    fork_of,
    forms_of,
    reasons_of_open_return,
)
from conferral.web.referrals.fields import Written

WORDS: Mapping[str, Promise] = {
    "done": gettext_lazy("Done"),
    "started": gettext_lazy("Half done"),
    "unstarted": gettext_lazy("Not started"),
    "overdue": gettext_lazy("Needs you now"),
    "now": gettext_lazy("Asked again"),
    "later": gettext_lazy("Comes later"),
}


@dataclass(frozen=True)
class Leaf:
    """One page of one of a referral's forms, with its answers."""

    form: Form
    page: Page
    questions: tuple[Question, ...]
    answers: Mapping[str, Written]
    missing: tuple[Missing, ...]
    again: tuple[Question, ...]
    duties: tuple[Duty, ...]

    @property
    def asks(self) -> tuple[Question, ...]:
        """The questions that have to be answered, as things stand."""
        return tuple(
            question
            for question in self.questions
            if question.required and applies(self.form, question, self.answers)
        )

    @property
    def is_begun(self) -> bool:
        return any(not answer_to(self.answers, one.id).is_empty for one in self.questions)

    @property
    def state(self) -> str:
        if any(duty.done_at is None for duty in self.duties):
            return "overdue"
        if self.again:
            return "now"
        if not self.is_begun:
            return "unstarted"
        return "started" if self.missing else "done"

    @property
    def word(self) -> Promise:
        return WORDS[self.state]

    @property
    def hint(self) -> str:
        """What to know before opening it: a duty, a question asked again, how much is answered."""
        if waiting := [duty for duty in self.duties if duty.done_at is None]:
            said = _("Your answer means: %(duty)s. Do it now; do not wait for the panel.")
            return said % {"duty": _lower(waiting[0].title)}
        if self.state == "started":
            unanswered = {each.question.id for each in self.missing}
            settled = sum(one.id not in unanswered for one in self.asks)
            counts = {"done": settled, "of": len(self.asks)}
            return _("%(done)s of %(of)s answered") % counts
        return ""


@dataclass(frozen=True)
class Part:
    """A section with its number and pages."""

    number: int
    title: str
    leaves: tuple[Leaf, ...]
    awaits_route: bool = False


class Parts:
    """All parts of a referral."""

    def __init__(self, referral: Referral) -> None:
        self.referral = referral

    @cached_property
    def sections(self) -> tuple[Part, ...]:
        """The sections of the form; the consent pages stand behind the question that asks."""
        form, asked = self.referral.protocol.form(REFERRAL), fork_of(self.referral)
        fork = asked.page if asked else ""
        return tuple(
            Part(
                number,
                section.title,
                tuple(self._leaves(form, form.pages_in(section.id), fork)),
                any(page.id == fork for page in form.pages_in(section.id)) and not self._beside,
            )
            for number, section in enumerate(form.sections, start=1)
        )

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for part in self.sections for leaf in part.leaves)

    def leaf(self, form_id: str, page_id: str) -> Leaf | None:
        """One page, or nothing where this referral has no such page."""
        here = (form_id, page_id)
        return next((leaf for leaf in self.leaves if (leaf.form.id, leaf.page.id) == here), None)

    def part_of(self, leaf: Leaf) -> tuple[Part, int]:
        """The section in which a page stands, and its number there."""
        part = next(part for part in self.sections if leaf in part.leaves)
        return part, part.leaves.index(leaf) + 1

    def after(self, leaf: Leaf) -> Leaf | None:
        """The page after one; nothing after the last."""
        leaves = self.leaves
        following = leaves.index(leaf) + 1
        return leaves[following] if following < len(leaves) else None

    @cached_property
    def _beside(self) -> Form | None:
        return beside(self.referral)

    @cached_property
    def _gaps(self) -> dict[tuple[str, str], list[Missing]]:
        gaps: dict[tuple[str, str], list[Missing]] = {}
        for made in forms_of(self.referral):
            for each in missing(made, answers_on(self.referral, made.id)):
                gaps.setdefault((made.id, each.page.id), []).append(each)
        for made, each in she_does_not_agree(self.referral):
            gaps.setdefault((made.id, each.page.id), []).append(each)
        return gaps

    @cached_property
    def _duties(self) -> list[tuple[Duty, frozenset[str]]]:
        return [(duty, answers_named_in(duty.its_rule.when)) for duty in duties_of(self.referral)]

    @cached_property
    def _again(self) -> dict[str, str]:
        return reasons_of_open_return(self.referral)

    def _leaves(self, form: Form, pages: tuple[Page, ...], fork: str) -> Iterator[Leaf]:
        answers = answers_on(self.referral, form.id)
        for page in pages:
            yield self._leaf(form, page, answers)
            if form.id == REFERRAL and page.id == fork and self._beside:
                yield from self._leaves(self._beside, self._beside.pages, "")

    def _leaf(self, form: Form, page: Page, answers: Mapping[str, Written]) -> Leaf:
        questions = form.questions_on(page.id)
        ids = {question.id for question in questions}
        ours = form.id == REFERRAL
        return Leaf(
            form,
            page,
            questions,
            answers,
            tuple(self._gaps.get((form.id, page.id), ())),
            tuple(question for question in questions if question.id in self._again),
            tuple(duty for duty, asked in self._duties if ours and asked & ids),
        )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
