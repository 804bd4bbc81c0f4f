"""What an actor may see is written as SQL once: nothing in it may be read, or depend on the day."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferral.access.scope import ScopedQuerySet

SCOPED = [
    model
    for model in apps.get_models()
    if isinstance(getattr(model, "_default_manager", None), object)
    and isinstance(model._default_manager.all(), ScopedQuerySet)
]


def test_there_are_such_tables():
    assert len(SCOPED) > 20


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("who", ["coordinator", "chair", "member", "observer"])
def test_what_is_visible_is_decided_by_the_database_and_the_same_on_any_day(world, model, who):
    actor = world.actor(who)
    with CaptureQueriesContext(connection) as asked:
        written = [compiled(model, actor, year) for year in (2026, 2036)]
    assert written[0] == written[1]
    assert len(asked) == 0


def compiled(model, actor, year: int) -> tuple[str, str]:
    with time_machine.travel(datetime(year, 3, 1, tzinfo=UTC), tick=False):
        try:
            sql, parameters = model._default_manager.visible_to(actor).query.sql_with_params()
        except EmptyResultSet:
            return "nothing", ""
    return sql, str(parameters)
