"""Make the database refuse another text or day in a proposal: what the first signed is adopted."""

from typing import Any

from django.db import migrations

TABLE = "partnerships_editionproposal"
NAME = f"{TABLE}_text_stays"
KEPT = ("edition_id", "files", "fingerprint", "in_force_from")
SAID = "a proposal keeps the text that was proposed"
SQLITE = f"""
CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE}
WHEN {" OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT)}
BEGIN SELECT RAISE(ABORT, '{SAID}'); END
"""
POSTGRESQL = (
    f"""
    CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAID}'; END $$
    """,
    f"""
    CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW
    WHEN ({" OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)})
    EXECUTE FUNCTION {NAME}()
    """,
)


def keep_the_text(_apps: Any, editor: Any) -> None:
    for statement in (SQLITE,) if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def let_it_change(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER {NAME}")
    else:
        editor.execute(f"DROP FUNCTION {NAME}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_adopted_editions_stay")]
    operations = [migrations.RunPython(keep_the_text, let_it_change)]
