"""The record as a page shows it: names instead of numbers, and no case that is hidden."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from conferral.access.actor import Actor
from conferral.accounts.models import User
from conferral.audit.queries import Line, lines
from conferral.cases.models import Case
from conferral.cases.models.grants import cases_in_conflict
from conferral.partnerships.models import Agency
from conferral.web.panel import PanelRequest
from conferral.web.record.words import in_words

A_PAGE = 50
THE_CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as it is shown. `case` is there only where this reader may see it."""

    seq: int
    at: datetime
    who: str
    agency: str
    what: str
    outcome: str
    reason: str
    case: Case | None
    damaged: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first, and where the older ones begin (0: there are none)."""

    entries: list[Shown] = field(default_factory=list)
    older: int = 0


def page_of(actor: Actor, *, about: str = "", who: str = "", before: int = 0) -> Page:
    """Fifty entries of the partnership's record."""
    found = lines(actor.partnership_id, about=about, actor=who, before=before, most=A_PAGE + 1)
    older = found[A_PAGE - 1].seq if len(found) > A_PAGE else 0
    return Page(_shown(actor, found[:A_PAGE]), older)


def about_case(request: PanelRequest, case: Case) -> Page:
    """The entries about one case, which the reader may see."""
    return page_of(request.actor, about=case.uid, before=before_in(request))


def before_in(request: PanelRequest) -> int:
    """The number from which a page goes back, out of its address; anything else is the newest."""
    asked = request.GET.get("before", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0


def _shown(actor: Actor, found: Iterable[Line]) -> list[Shown]:
    entries = list(found)
    names = dict(
        User.objects.filter(uid__in={one.actor for one in entries}).values_list("uid", "name")
    )
    agencies = dict(Agency.objects.visible_to(actor).values_list("uid", "name"))
    about = Case.objects.filter(uid__in={one.about for one in entries})
    seen = {case.uid: case for case in about.visible_to(actor)}
    hidden = set(about.filter(pk__in=cases_in_conflict(actor)).values_list("uid", flat=True))
    return [
        Shown(
            seq=one.seq,
            at=one.at,
            who=names.get(one.actor) or ("Conferral" if one.actor == THE_CLOCK else one.actor),
            agency=agencies.get(one.agency, ""),
            what=in_words(one.event),
            outcome=one.outcome,
            reason="" if one.about in hidden else _reason(one),
            case=seen.get(one.about),
            damaged=one.damaged,
        )
        for one in entries
    ]


def _reason(line: Line) -> str:
    return str(line.detail.get("why") or line.detail.get("reason") or "")
