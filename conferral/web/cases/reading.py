"""The rows that a case file tells of: each kind is read once, for the story and the timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects

from conferral.access.actor import Actor
from conferral.actions.models import Action
from conferral.cases.models import (
    Case,
    CasePlace,
    Disclosure,
    Duty,
    Involvement,
    RiskAssessment,
    SharingBasis,
)
from conferral.meetings.models import AgendaItem, Circulation
from conferral.partnerships.models import AdoptedEdition, lend
from conferral.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Sent:
    """Papers as they went out: when, and to how many people."""

    at: datetime
    people: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What lies in the tables about one case, as far as a reader of its papers may see it."""

    case: Case
    parts: list[Involvement]
    places: list[CasePlace]
    bases: list[SharingBasis]
    duties: list[Duty]
    actions: list[Action]
    ledger: list[Disclosure]
    referrals: list[Referral]
    open_referrals: set[int]
    """Those of them that the reader may open."""
    items: list[AgendaItem]
    """Every time it was listed, in the order of the meetings."""
    papers: dict[int, list[Sent]]
    """What was sent, by meeting."""


def rows_of(case: Case, *, actor: Actor, adopted: AdoptedEdition) -> Rows:
    """Read a case file for somebody who may read its papers."""
    prefetch_related_objects([case], Prefetch("involvements", _parts()), _places())
    bases = SharingBasis.objects.visible_to(actor).filter(case=case).select_related("agency")
    duties = list(Duty.objects.visible_to(actor).filter(case=case).select_related("agency"))
    actions = Action.objects.visible_to(actor).filter(case=case).select_related("agency", "owner")
    ledger = Disclosure.objects.visible_to(actor).filter(case=case).select_related("by_agency")
    items = AgendaItem.objects.visible_to(actor).filter(case=case)
    listed = list(items.select_related("meeting", "record").order_by("meeting__held_on", "pk"))
    referrals = list(case.referrals.select_related("agency", "author").defer("answers"))
    lend(adopted, [*referrals, *duties])
    may_open = Referral.objects.visible_to(actor)
    return Rows(
        case=case,
        parts=list(case.involvements.all()),
        places=list(case.case_places.all()),
        bases=list(bases.order_by("pk")),
        duties=duties,
        actions=list(actions),
        ledger=list(ledger),
        referrals=referrals,
        open_referrals=set(may_open.filter(case=case).values_list("pk", flat=True)),
        items=listed,
        papers=_papers(listed),
    )


def _parts() -> QuerySet[Involvement]:
    """Each person's part, with her names and address, her words, her risk and her capacity."""
    risks = RiskAssessment.objects.select_related("assessed_by")
    rows = Involvement.objects.select_related("person__address")
    return rows.prefetch_related(
        "person__names",
        "voices",
        Prefetch("risk_assessments", risks),
        "capacity_records",
    )


def _places() -> Any:
    return Prefetch("case_places", CasePlace.objects.select_related("place"))


def _papers(items: list[AgendaItem]) -> dict[int, list[Sent]]:
    """What went out for the meetings that a case was listed for, with the number of copies."""
    sent: dict[int, list[Sent]] = {}
    rows = Circulation.objects.filter(meeting__in={item.meeting_id for item in items})
    counted = rows.values_list("meeting_id", "sent_at").annotate(people=Count("copies"))
    for meeting, at, people in counted:
        sent.setdefault(meeting, []).append(Sent(at, people))
    return sent
