"""Take the README's pictures from the demonstration: Today and a case, as the coordinator has them.

Run `.venv/bin/python scripts/pictures.py` after `make setup`. It fills a demonstration of its
own, and needs Chromium.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
COORDINATOR, PERSON = "Ines Calloway", "Juniper Vale"
SIZE: ViewportSize = {"width": 1280, "height": 1500}


def main() -> int:
    """Serve a demonstration, look at it, and keep two pictures."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        server = subprocess.Popen(
            [ROOT / ".venv/bin/conferral", "demo", "--port", str(port)],
            env={**os.environ, "CONFERRAL_DATA": data},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://localhost:{port}/health")
            take(f"http://localhost:{port}")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=15)
    return 0


def take(address: str) -> None:
    """Sign in, and take both pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport=SIZE, base_url=address)
        page.goto("/sign-in/")
        page.locator("li").filter(has_text=COORDINATOR).get_by_role("button").click()
        keep(page, "today")
        page.get_by_role("link", name="Cases", exact=True).click()
        page.get_by_role("row").filter(has_text=PERSON).get_by_role("link").first.click()
        keep(page, "case")
        browser.close()


def keep(page: Page, name: str) -> None:
    """Keep what the window shows, in the colours that it uses."""
    page.wait_for_load_state()
    page.screenshot(path=PICTURES / f"{name}.png")


def free_port() -> int:
    """Ask the machine for a port that nobody uses."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(url: str) -> None:
    """Wait until the demonstration is filled and serves."""
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310 - our own loopback address
            return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The demonstration did not start.")


if __name__ == "__main__":
    sys.exit(main())
