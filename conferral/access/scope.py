"""Which rows an actor may see. Nothing is shown, or operated on, outside this scope."""

from typing import Any, Self, TypeVar

from django.db import models

from conferral.access.actor import Actor

M = TypeVar("M", bound=models.Model, covariant=True)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of a partnership. Every table that holds a partnership's rows uses one."""

    def visible_to(self, actor: Actor) -> Self:
        """Only this actor's partnership; narrower where a model says so."""
        return self.filter(partnership_id=actor.partnership_id)


class PanelQuerySet(ScopedQuerySet[M]):
    """Rows that hang on a panel, such as meetings."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(panel_id=actor.panel_id)


def pks(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The keys alone, for a subquery: a join could repeat rows."""
    return rows.order_by().values("pk")
