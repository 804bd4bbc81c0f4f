"""`conferral serve`: serve the application, behind a proxy that speaks TLS."""

from argparse import Namespace
from typing import Any

from conferral.cli import serving, start


def add_to(commands: Any) -> None:
    """Describe the command."""
    command = commands.add_parser("serve", help="serve the application")
    command.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    command.add_argument("--workers", type=int, default=4, metavar="N")
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """See that all is in order, then serve until told to stop."""
    host, port = serving.split(asked.bind)
    start.with_database()
    from django.conf import settings

    if settings.DEMO:
        serving.insist_on_loopback(host)
    serving.insist_on_a_free_port(host, port)
    serving.serve(
        [asked.bind],
        workers=asked.workers,
        when_ready=lambda: print(
            f"Conferral answers on {asked.bind}. Ctrl-C stops it.", flush=True
        ),
    )
    return 0
