"""`conferral worker`: mail the hints that wait in the outbox."""

import signal
from argparse import Namespace
from threading import Event
from typing import Any

from conferral.cli import start


def add_to(commands: Any) -> None:
    """Describe the command."""
    command = commands.add_parser("worker", help="mail people that something waits for them")
    command.add_argument("--once", action="store_true", help="one round, then stop")
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Work until told to stop; with --once, one round, which fails if a mail did."""
    start.with_database()
    from django.utils import timezone

    from conferral.worker import mail, running

    if asked.once:
        drained = mail.drain(timezone.now())
        print(f"{drained.mailed} people mailed, {drained.failed} not reached.")
        return 1 if drained.failed else 0
    running.run(stopped_by_signal(), timezone.now)
    return 0


def stopped_by_signal() -> Event:
    """An event that SIGTERM and Ctrl-C set, so that a round in progress is finished first."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop
