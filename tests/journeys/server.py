"""A real server over a database of its own, whose demonstration clock the journeys set."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """Where it listens, and where its data lies."""

    url: str
    data: Path

    def set_clock(self, moment: datetime) -> None:
        """Let the server's own clock run on from a moment."""
        ahead = int((moment - datetime.now(UTC)).total_seconds())
        (self.data / "demo-clock").write_text(str(ahead), encoding="ascii")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command over the same data, such as `conferral audit verify`."""
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=environment(self.data), text=True,
            capture_output=True, check=False, timeout=60,
        )  # fmt: skip


def environment(data: Path) -> dict[str, str]:
    """The environment of a process over this data, in demonstration mode."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CONFERRAL_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "CONFERRAL_DATA": str(data), "CONFERRAL_DEMO": "yes"}


@contextmanager
def serving(data: Path, scene: str) -> Iterator[Server]:
    """Fill a database as far as a scene, and serve it on loopback until the block ends."""
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.fill", scene], cwd=ROOT, env=environment(data),
        check=True, timeout=120,
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (data / "server.log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "--log-level",
         "warning", "conferral.config.wsgi"],
        cwd=ROOT, env=environment(data), stdout=log, stderr=log,
    )  # fmt: skip
    server = Server(f"http://127.0.0.1:{port}", data)
    try:
        wait_for(f"{server.url}/health", process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("The journeys' server did not answer.")
