"""Serve the application with gunicorn, on an address that is free."""

import errno
import socket
from collections.abc import Callable, Sequence
from typing import Any

from conferral.cli.problems import Problem

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def split(bind: str) -> tuple[str, int]:
    """The host and port of 127.0.0.1:8000 or [::1]:8000."""
    host, colon, port = bind.rpartition(":")
    if not (colon and host and port.isdigit() and int(port) < 65536):
        raise Problem(f"Write an address and a port, such as 127.0.0.1:8000; “{bind}” is not one.")
    return host.strip("[]"), int(port)


def insist_on_loopback(host: str) -> None:
    """A demonstration lets anyone sign in, so it never listens beyond this machine."""
    if host not in LOOPBACK:
        raise Problem(
            f"A demonstration lets anyone sign in as anyone, so it does not listen on {host}. Bind "
            "it to 127.0.0.1, or unset CONFERRAL_DEMO."
        )


def insist_on_a_free_port(host: str, port: int) -> None:
    """Say at once where another program listens already, before anything else is done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Problem(why_not(error, host, port)) from None


def why_not(error: OSError, host: str, port: int) -> str:
    """What to do about an address that cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program. Stop that one, or choose another port: "
            f"`make demo PORT={port + 1}`, or --bind {host}:{port + 1}."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"This account may not listen on port {port}. Choose one above 1023, such as 8000."
    return f"This machine has no address {host} to listen on. Choose another with --bind."


def serve(
    binds: Sequence[str], *, workers: int, when_ready: Callable[[], None] | None = None
) -> None:
    """Serve until Ctrl-C or SIGTERM, which end the workers cleanly. Does not return."""
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    options: dict[str, Any] = {
        "bind": list(binds),
        "workers": workers,
        "worker_class": "sync",
        "loglevel": "warning",
        "timeout": 60,
        "graceful_timeout": 10,
        "control_socket_disable": True,
    }
    if when_ready:
        options["when_ready"] = lambda _arbiter: when_ready()

    class Application(BaseApplication):
        """Our WSGI application, for gunicorn."""

        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from conferral.config.wsgi import application

            return application

    connections.close_all()  # a connection must not cross the fork to the workers
    Application().run()
