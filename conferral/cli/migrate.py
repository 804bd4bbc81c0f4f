"""`conferral migrate`: bring the database to this version's tables."""

from argparse import Namespace
from typing import Any

from conferral.cli import start


def add_to(commands: Any) -> None:
    """Describe the command."""
    command = commands.add_parser("migrate", help="bring the database to this version’s tables")
    command.set_defaults(run=run)


def run(_asked: Namespace) -> int:
    """Apply what waits, and say how much that was."""
    start.with_settings()
    start.insist_on_a_database()
    start.insist_on_our_tables()
    waiting = start.unapplied()
    start.migrate()
    print(f"{len(waiting)} migrations applied." if waiting else "The database is up to date.")
    return 0
