"""Which rows an actor may see. Nothing is shown, or operated on, outside this scope."""

from functools import lru_cache
from typing import Any, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, models

from conferral.access.actor import Actor

M = TypeVar("M", bound=models.Model, covariant=True)
ACTORS_KEPT = 2_000


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of a partnership. Every table that holds a partnership's rows uses one."""

    def visible_to(self, actor: Actor) -> Self:
        """Only this actor's partnership; narrower where a model says so."""
        return self.filter(partnership_id=actor.partnership_id)


class PanelQuerySet(ScopedQuerySet[M]):
    """Rows that hang on a panel, such as meetings."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(partnership_id=actor.partnership_id, panel_id=actor.panel_id)


def pks(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The keys alone, for a subquery: a join could repeat rows."""
    return rows.order_by().values("pk")


class Subquery(models.Expression):
    """A subquery whose SQL is written once. The database still answers it anew each time."""

    conditional = False

    def __init__(self, rows: models.QuerySet[Any]) -> None:
        super().__init__(output_field=models.BigIntegerField())
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self.written: Any = compiler.as_sql()
        except EmptyResultSet:
            self.written = None

    @property
    def identity(self) -> Any:
        return (type(self), self.written)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if self.written is None:
            raise EmptyResultSet
        sql, parameters = self.written
        return f"({sql})", parameters


written_once = lru_cache(maxsize=ACTORS_KEPT)


@written_once
def visible(model: Any, actor: Actor) -> Subquery:
    """The keys of a model's rows that an actor may see, for `…__in`.

    `visible_to` depends on the actor alone, so its SQL is the same for an equal actor; what the
    SQL finds is looked up whenever it is asked.
    """
    return Subquery(pks(model.objects.visible_to(actor)))
