"""Run the worker until it is told to stop, waiting a bounded time between rounds."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event

from django.db import DatabaseError, close_old_connections

from conferral.worker.mail import Drained, drain

SECONDS_BETWEEN = 20
LONGEST_WAIT = 300
log = logging.getLogger("conferral.worker")


def run(stop: Event, clock: Callable[[], datetime]) -> None:
    """Drain the outbox, wait, and again. A database that is away makes the waits longer."""
    wait = SECONDS_BETWEEN
    while not stop.is_set():
        try:
            tell_of(drain(clock()))
            wait = SECONDS_BETWEEN
        except DatabaseError:
            log.exception("The database does not answer; the worker tries again")
            wait = min(wait * 2, LONGEST_WAIT)
        close_old_connections()
        stop.wait(wait)


def tell_of(drained: Drained) -> None:
    """Write down how many hints went, and how many did not."""
    if drained.mailed:
        log.info("Hints mailed", extra={"count": drained.mailed})
    if drained.failed:
        log.warning("Hints that could not be mailed", extra={"count": drained.failed})
