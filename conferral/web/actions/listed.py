"""The list of actions: whose, in which state, and the word and shape of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.actor import Actor
from conferral.actions.models import Action
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.permissions import Permission

MINE, AGENCY, ALL = "mine", "agency", "all"
OPEN, OVERDUE, DONE = "open", "overdue", "done"
DONE_STATES = {
    Action.Outcome.NOT_POSSIBLE: "declined",
    Action.Outcome.NOT_DONE: "declined",
    Action.Outcome.SUPERSEDED: "none",
    Action.Outcome.REFUSED: "declined",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the ways to narrow the list, and whether it is chosen."""

    value: str
    text: str
    chosen: bool
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """An action with its state as the page shows it."""

    action: Action
    kind: str
    word: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Listed:
    whose: list[Choice]
    show: list[Choice]
    lines: list[Line]


def listed(
    actor: Actor, *, whose: str, show: str, today: date, calendar: WorkingCalendar
) -> Listed:
    """The actions that this actor may see, narrowed, overdue first."""
    possible = whose_of(actor)
    whose = whose if whose in possible else possible[-1]
    show = show if show in (OPEN, OVERDUE, DONE) else OPEN
    visible = Action.objects.visible_to(actor)
    ours = _narrowed(visible, whose, actor)
    rows = _in_state(ours, show, today).select_related("case", "agency", "owner")
    names = {
        MINE: _("Mine"), AGENCY: actor.agency_name, ALL: _("Every agency"),
        OPEN: _("Open"), OVERDUE: _("Overdue"), DONE: _("Reported"),
    }  # fmt: skip
    return Listed(
        whose=[
            Choice(
                each,
                names[each],
                each == whose,
                _in_state(_narrowed(visible, each, actor), show, today).count(),
            )
            for each in possible
        ],
        show=[
            Choice(each, names[each], each == show, _in_state(ours, each, today).count())
            for each in (OPEN, OVERDUE, DONE)
        ],
        lines=_lines(rows, today, calendar),
    )


def whose_of(actor: Actor) -> tuple[str, ...]:
    """Whose actions somebody may choose from; the last is what she sees at first."""
    if Permission.CASE_READ_ALL in actor.permissions:
        return (MINE, AGENCY, ALL)
    return (MINE,) if actor.is_guest else (MINE, AGENCY)


def _narrowed(rows: QuerySet[Action], whose: str, actor: Actor) -> QuerySet[Action]:
    if whose == MINE:
        return rows.filter(owner_id=actor.user_id)
    return rows.filter(agency_id=actor.agency_id) if whose == AGENCY else rows


def _in_state(rows: QuerySet[Action], show: str, today: date) -> QuerySet[Action]:
    if show == DONE:
        return rows.exclude(outcome="").order_by("-reported_at")
    rows = rows.filter(outcome="").order_by("due_on", "pk")
    return rows.filter(due_on__lt=today) if show == OVERDUE else rows


def _lines(rows: Iterable[Action], today: date, calendar: WorkingCalendar) -> list[Line]:
    return [line_of(action, today, calendar) for action in rows]


def line_of(action: Action, today: date, calendar: WorkingCalendar) -> Line:
    """An action’s state in a shape and words."""
    if not action.is_open:
        return Line(action, *_ended(action), is_overdue=False)
    if action.is_overdue(today):
        return Line(action, "overdue", _late(action.due_on, today, calendar), is_overdue=True)
    return Line(action, *_left(action.due_on, today, calendar), is_overdue=False)


def _ended(action: Action) -> tuple[str, str]:
    if action.outcome == Action.Outcome.DONE:
        return "done", _("Done late") if action.was_late else _("Done")
    return DONE_STATES[Action.Outcome(action.outcome)], action.get_outcome_display()


def _late(due: date, today: date, calendar: WorkingCalendar) -> str:
    days = calendar.working_days_between(due, today)
    if not days:
        return _("Overdue")
    return ngettext("Overdue, %(n)s working day", "Overdue, %(n)s working days", days) % {"n": days}


def _left(due: date, today: date, calendar: WorkingCalendar) -> tuple[str, str]:
    if due == today:
        return "soon", _("Due today")
    days = calendar.working_days_between(today, due)
    if days <= 1:
        return "soon", _("Due tomorrow") if (due - today).days == 1 else _("Next working day")
    words = ngettext("%(n)s working day left", "%(n)s working days left", days)
    return "unstarted", words % {"n": days}
