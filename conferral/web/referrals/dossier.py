"""A whole referral as a reader may see it: its answers, rules, duties and lateness."""

from dataclasses import dataclass
from typing import Any

from conferral.access.localtime import local_day
from conferral.cases.models import Duty
from conferral.protocol.forms.form import Page
from conferral.protocol.permissions import Permission
from conferral.protocol.rules.criteria import Assessment
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral, ReturnForInformation
from conferral.referrals.queries import (
    REFERRAL,
    Shown,
    assessment_of,
    duties_of,
    forms_of,
    shown,
)
from conferral.web.panel import PanelRequest
from conferral.web.referrals.aims import aim_of, lateness_of

HER_WORDS = ("voice.views", "voice.wishes")
HEARD = ("voice.heard_by", "voice.heard_on")
WARNING = "person.contact_warning"


@dataclass(frozen=True)
class AnswersOnPage:
    """What was answered on one page of a form."""

    form_id: str
    page: Page
    answers: tuple[Shown, ...]


def answers_of_pages(request: PanelRequest, referral: Referral) -> list[AnswersOnPage]:
    """Every page with the answers on it that this reader may see."""
    pages = []
    for form in forms_of(referral):
        said = shown(referral, form.id, actor=request.actor)
        for page in form.pages:
            here = tuple(each for each in said if each.question.page == page.id)
            pages.append(AnswersOnPage(form.id, page, here))
    return [each for each in pages if each.answers]


def dossier(request: PanelRequest, referral: Referral) -> dict[str, Any]:
    """What the page of a sent referral shows to this reader."""
    pages = answers_of_pages(request, referral)
    said = {one.question.fills: one for each in pages for one in each.answers}
    aim = aim_of(referral, panel=request.panel, actor=request.actor, now=request.now)
    return {
        "referral": referral,
        "name": name_of(referral),
        "pages": pages,
        "warning": said.get(WARNING),
        "voice_said": [said[fills] for fills in HER_WORDS if fills in said],
        "heard": [said[fills].text for fills in HEARD if fills in said],
        "assessment": assessment(referral),
        "duties": list(duties_of(referral)),
        "aim": aim,
        "lateness": lateness_of(referral, aim, actor=request.actor),
        "returns": returns_of(referral),
        "ours": referral.agency_id == request.actor.agency_id,
        "decides": decides(request, referral),
    }


def name_of(referral: Referral) -> str:
    """What she is called; empty while nobody has said."""
    return referral.person.name


def assessment(referral: Referral) -> Assessment:
    """What the rules say of her, on the day it was received."""
    return assessment_of(referral, local_day(referral.received_at or referral.saved_at))


def decides(request: PanelRequest, referral: Referral) -> bool:
    """Whether it is for this reader to decide now."""
    return bool(referral.stage == Stage.SUBMITTED and request.actor.may(Permission.REFERRAL_ACCEPT))


@dataclass(frozen=True)
class Returned:
    """One return, with each question that was asked again."""

    row: ReturnForInformation
    asked: tuple[tuple[str, str], ...]


def returns_of(referral: Referral) -> list[Returned]:
    """Each time it went back, with what was asked, the latest first."""
    asks = {one.id: one.ask for form in forms_of(referral) for one in form.questions}
    rows = referral.returns.select_related("returned_by")
    return [
        Returned(row, tuple((asks.get(key, key), why) for key, why in row.reasons.items()))
        for row in rows
    ]


def her_words(referral: Referral) -> str:
    """What she says about her safety, to stand beside the pages that follow."""
    form = referral.protocol.form(REFERRAL)
    asked = next(filter(None, map(form.filling, HER_WORDS)), None)
    answer = referral.answers.get(asked.id) or {} if asked else {}
    return str(answer.get("value") or "")


def open_duties(referral: Referral) -> list[Duty]:
    """What still has to be done whatever the panel decides."""
    return [duty for duty in duties_of(referral) if duty.done_at is None]
