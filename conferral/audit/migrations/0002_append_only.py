"""Make the database refuse any change to the record: rows are added, and nothing else."""

from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_no_{event} BEFORE {event} ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the record is only ever added to'); END
"""
POSTGRESQL = (
    """
    CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the record is only ever added to'; END $$
    """,
    """
    CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()
    """,
    """
    CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()
    """,
)


def refuse_changes(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(SQLITE.format(event=event))
    else:
        for statement in POSTGRESQL:
            editor.execute(statement)


def allow_changes(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER audit_entry_no_{event}")
    else:
        editor.execute("DROP FUNCTION audit_entry_refuse() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
