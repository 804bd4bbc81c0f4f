"""What people look up about actions."""

from datetime import date

from django.db.models import QuerySet

from conferral.access.actor import Actor
from conferral.actions.models import Action


def open_actions(actor: Actor) -> QuerySet[Action]:
    """Every action that nobody has reported on and that the actor may see, soonest first."""
    return _with_names(Action.objects.visible_to(actor).filter(outcome=""))


def own_open_actions(actor: Actor) -> QuerySet[Action]:
    """What the actor has taken on by name."""
    return open_actions(actor).filter(owner_id=actor.user_id)


def overdue(actor: Actor, today: date) -> QuerySet[Action]:
    """Open actions whose day has passed."""
    return open_actions(actor).filter(due_on__lt=today)


def _with_names(rows: QuerySet[Action]) -> QuerySet[Action]:
    return rows.select_related("case", "agency", "owner").order_by("due_on", "pk")
