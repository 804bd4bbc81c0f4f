"""Make the database refuse any change to an edition that was adopted."""

from typing import Any

from django.db import migrations

TABLE = "partnerships_adoptededition"
SQLITE = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'an adopted edition stays as it was adopted'); END
"""
POSTGRESQL = (
    f"""
    CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an adopted edition stays as it was adopted'; END $$
    """,
    f"""
    CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()
    """,
)


def refuse_changes(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(SQLITE.format(table=TABLE, event=event))
    else:
        for statement in POSTGRESQL:
            editor.execute(statement)


def allow_changes(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER {TABLE}_no_{event}")
    else:
        editor.execute(f"DROP FUNCTION {TABLE}_refuse() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
