"""Start Django for a command, and see that the database is ours before touching it."""

import os
from collections.abc import Iterable
from pathlib import Path

from conferral.cli.problems import Problem

PLAIN_SQLITE = b"SQLite format 3\x00"
PACKAGE = "conferral."


def with_settings() -> None:
    """Load the settings; raises what is wrong with the environment or the key file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conferral.config.settings")
    import django

    django.setup()


def with_database() -> None:
    """Load the settings and see that the database is there, is ours and is up to date."""
    with_settings()
    insist_on_a_database()
    insist_on_our_tables()
    if waiting := unapplied():
        raise Problem(
            f"This database is older than Conferral ({len(waiting)} migrations wait). Take a "
            "backup, then run `conferral migrate`."
        )


def insist_on_a_database() -> None:
    """Refuse to make an empty database where the operator expects hers to be."""
    file = database_file()
    if file and not file.exists():
        raise Problem(
            f"There is no database at {file}. Put CONFERRAL_DATA right if it lies elsewhere, or "
            "run `conferral init` to make a new one."
        )


def database_file() -> Path | None:
    """The file of the embedded database; None where PostgreSQL keeps it."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    return Path(str(connection.settings_dict["NAME"]))


def insist_on_our_tables() -> None:
    """Refuse a database that another program made, or a newer Conferral."""
    insist_on_an_encrypted_file()
    names, known = tables(), applied()
    ours = [app for app, _name in known if app in our_apps()]
    if names and not ours:
        raise Problem(
            "This database belongs to another program, so Conferral leaves it alone. Name an empty "
            "one in DATABASE_URL, or another folder in CONFERRAL_DATA."
        )
    if newer := from_the_future(known):
        app, name = newer[0]
        raise Problem(
            f"This database was made by a newer Conferral (it knows {app} {name}). Install that "
            "version again, or restore the backup that was taken before it; nothing was changed."
        )


def insist_on_an_encrypted_file() -> None:
    """Refuse a plain SQLite file, which no Conferral has made."""
    file = database_file()
    if file and file.exists():
        with file.open("rb") as start:
            if start.read(len(PLAIN_SQLITE)) == PLAIN_SQLITE:
                raise Problem(
                    f"The file at {file} is a plain SQLite database, not one of Conferral’s, so it "
                    "is left alone. Move it away, or name another folder in CONFERRAL_DATA."
                )


def tables() -> list[str]:
    """The names of every table there is."""
    from django.db import connection

    return connection.introspection.table_names()


def applied() -> list[tuple[str, str]]:
    """The migrations that this database has had, by app and name."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(MigrationRecorder(connection).applied_migrations())


def our_apps() -> set[str]:
    """The labels of Conferral's own apps."""
    from django.apps import apps

    return {each.label for each in apps.get_app_configs() if each.name.startswith(PACKAGE)}


def from_the_future(known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The migrations of ours that were applied and that this code does not have."""
    from django.db.migrations.loader import MigrationLoader

    here = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    return [each for each in known if each[0] in our_apps() and each not in here]


def unapplied() -> list[str]:
    """The migrations that this code has and the database has not had yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _backwards in plan]


def migrate() -> None:
    """Bring the database to this code's tables, unless it is not ours to touch."""
    from django.core.management import call_command

    insist_on_our_tables()
    call_command("migrate", verbosity=0, interactive=False)
