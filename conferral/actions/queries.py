"""What people look up about actions."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from conferral.access.actor import Actor
from conferral.actions.models import Action


def pressing_or_reported(actor: Actor, *, today: date, since: datetime) -> QuerySet[Action]:
    """What the actor took on by name, what is overdue with anybody, and what was reported since."""
    pressing = Q(owner_id=actor.user_id) | Q(due_on__lt=today)
    rows = Action.objects.visible_to(actor).filter(
        pressing & Q(outcome="") | Q(reported_at__gt=since)
    )
    return rows.select_related("case", "agency", "owner").order_by("due_on", "pk")
