"""What the coordinator can ask about: each question, with its answer where it is hers to see."""

from dataclasses import dataclass

from django.forms import BoundField

from conferral.access.actor import Actor
from conferral.protocol.forms.form import Page, Question, applies
from conferral.referrals.models import Referral
from conferral.referrals.queries import answers_on, forms_of, shown
from conferral.web.referrals.forms import ReturnForm


@dataclass(frozen=True)
class Askable:
    """A question, the answer as this reader sees it, and the box for what is needed."""

    question: Question
    text: str
    is_kept_apart: bool
    box: BoundField


@dataclass(frozen=True)
class AskablePage:
    """One page of questions; `is_typed` when something is asked about it."""

    page: Page
    questions: tuple[Askable, ...]
    is_typed: bool


def questions_by_page(referral: Referral, form: ReturnForm, *, actor: Actor) -> list[AskablePage]:
    """Every question that was asked of the agency, page by page."""
    pages = []
    for made in forms_of(referral):
        answers = answers_on(referral, made.id)
        said = {one.question.id: one.text for one in shown(referral, made.id, actor=actor)}
        for page in made.pages:
            asked = [one for one in made.questions_on(page.id) if applies(made, one, answers)]
            boxes = tuple(
                Askable(
                    one, said.get(one.id, ""), one.is_kept_apart and one.id not in said,
                    form[f"ask__{one.id}"],
                )
                for one in asked
            )  # fmt: skip
            pages.append(AskablePage(page, boxes, form.asks_about(one.id for one in asked)))
    return pages
