"""The list of cases, as far as each reader may know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from conferral.access.actor import Actor
from conferral.actions.models import Action
from conferral.cases.models import Case, CaseGrant, Level
from conferral.meetings.models import AgendaItem, Meeting
from conferral.protocol.permissions import Permission

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list. `who` is empty where only the reference may be shown."""

    case: Case
    who: str
    meeting: Meeting | None
    open_actions: int
    overdue: int


def cases_at(actor: Actor, stage: str) -> QuerySet[Case]:
    """The visible cases of one stage, newest first."""
    rows = Case.objects.visible_to(actor).filter(stage=stage).order_by("-opened_at", "-pk")
    return rows.prefetch_related("involvements__person__names", "case_places__place")


def rows_of(cases: Iterable[Case], *, actor: Actor, today: date) -> list[Row]:
    """What the list says of each case."""
    found = list(cases)
    named = _named_to(actor, found)
    meetings = _next_meetings(actor, found, today)
    actions = _actions(actor, found, today)
    return [
        Row(
            case,
            case.title if case.pk in named else "",
            meetings.get(case.pk),
            *actions.get(case.pk, (0, 0)),
        )
        for case in found
    ]


def _named_to(actor: Actor, cases: list[Case]) -> set[int]:
    if Permission.CASE_READ_ALL in actor.permissions:
        return {case.pk for case in cases}
    held = CaseGrant.objects.held_by(actor, level=Level.IDENTIFIERS)
    return set(held.filter(case__in=cases).values_list("case_id", flat=True))


def _next_meetings(actor: Actor, cases: list[Case], today: date) -> dict[int, Meeting]:
    items = AgendaItem.objects.visible_to(actor).filter(
        case__in=cases, taken_off_at=None, meeting__closed_at=None, meeting__cancelled_at=None,
        meeting__held_on__gte=today,
    )  # fmt: skip
    latest_first = items.select_related("meeting").order_by("-meeting__held_on")
    return {item.case_id: item.meeting for item in latest_first}


def _actions(actor: Actor, cases: list[Case], today: date) -> dict[int, tuple[int, int]]:
    rows: Any = Action.objects.visible_to(actor).filter(case__in=cases, outcome="").order_by()
    counted = rows.values("case_id").annotate(
        waiting=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today))
    )
    return {row["case_id"]: (row["waiting"], row["late"]) for row in counted}
