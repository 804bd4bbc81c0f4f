"""A browser on a real server. What a page must never do is watched all along."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.server import Server, serving

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LAPTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
START = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Look = Callable[[Page, str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("journeys")) as running:
        running.set_clock(START)
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=found or shutil.which("google-chrome"), args=FLAGS
        )
        yield opened
        opened.close()


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a page for another person, with cookies of their own; watches what it does."""
    contexts, wrong = [], []

    def open_page(viewport: dict[str, int] = LAPTOP, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport=viewport, base_url=server.url, java_script_enabled=javascript,
            locale="en-GB", timezone_id="Europe/London",
        )  # fmt: skip
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if away(asked.url) else None)
        return page

    def away(url: str) -> bool:
        return not url.startswith((server.url, "data:", "blob:", "about:"))

    yield open_page
    for context in contexts:
        context.close()
    expected = re.compile(r"status of (4\d\d)")  # a refusal that a journey asks for on purpose
    assert not [text for text in wrong if not expected.search(text)]


@pytest.fixture(scope="session")
def look() -> Look:
    """Asks axe about a page as it stands; keeps a picture where PICTURES names a folder."""
    axe = Axe()
    pictures = os.environ.get("PICTURES", "")

    def look_at(page: Page, name: str) -> None:
        if pictures:
            folder = Path(pictures)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png", full_page=True)
        found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"

    return look_at
