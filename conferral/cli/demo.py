"""`conferral demo`: an invented partnership on this machine, to try everything with."""

import os
import shutil
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

from conferral.cli import serving, start
from conferral.cli.problems import Problem

MARKER = "demonstration"
MARKED = "This folder holds a demonstration of Conferral. `conferral demo --reset` deletes it.\n"
HOST = "127.0.0.1"


def add_to(commands: Any) -> None:
    """Describe the command."""
    command = commands.add_parser("demo", help="serve an invented partnership, to try things with")
    command.add_argument("--port", type=int, default=8000, metavar="N")
    command.add_argument("--reset", action="store_true", help="start over")
    command.add_argument("--no-serve", action="store_true", help="only make it")
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Make the demonstration where there is none, then serve it on this machine alone."""
    if not asked.no_serve:
        if not 0 < asked.port < 65536:
            raise Problem(f"A port is a number from 1 to 65535; {asked.port} is not one.")
        serving.insist_on_a_free_port(HOST, asked.port)
    data = prepare_environment()
    prepare_folder(data, reset=asked.reset)
    prepare_database()
    if asked.no_serve:
        print(f"The demonstration is ready in {data}.")
        return 0
    serving.serve([f"{HOST}:{asked.port}"], workers=2, when_ready=lambda: print_welcome(asked.port))
    return 0


def prepare_environment() -> Path:
    """Choose the demonstration's own folder, and demonstration mode; refuse a real database."""
    if os.environ.get("DATABASE_URL"):
        raise Problem(
            "A demonstration makes an encrypted SQLite database of its own. Unset DATABASE_URL, so "
            "that nothing is ever filled into yours."
        )
    os.environ["CONFERRAL_DEMO"] = "yes"
    os.environ.setdefault("CONFERRAL_DATA", str(Path("var") / "demo"))
    from conferral.config import env

    return env.read(os.environ).data


def prepare_folder(data: Path, *, reset: bool) -> None:
    """Make the folder, or see that it is a demonstration's, before anything in it is touched."""
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        if not (data / MARKER).is_file():
            raise Problem(
                f"{data} holds something that is not a demonstration, so it is left alone. Name an "
                "empty folder in CONFERRAL_DATA."
            )
        if reset:
            shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    (data / MARKER).write_text(MARKED, encoding="ascii")
    from conferral.config import env
    from conferral.vault import keyfile

    key_file = env.read(os.environ).key_file
    if not key_file.exists() and not (data / "conferral.sqlite").exists():
        keyfile.create(key_file)


def prepare_database() -> None:
    """Make the tables and fill them, unless that was done before."""
    start.with_settings()
    start.migrate()
    from django.utils import timezone

    from conferral.demo.filling import fill, is_filled

    if is_filled():
        return
    print("  filling one panel with invented people and half a year of cases", flush=True)
    began = time.monotonic()
    fill(timezone.now())
    print(f"  filled in {time.monotonic() - began:.0f} s", flush=True)


def print_welcome(port: int) -> None:
    """Say what to open, and whom to be there."""
    from conferral.demo.welcome import welcome

    print(welcome(f"http://localhost:{port}"), flush=True)
