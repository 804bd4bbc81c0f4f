"""A browser on a real server. What a page must never do is watched all along."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.journeys.hands import sign_in_as
from tests.journeys.server import Server, serving

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LAPTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
START = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TOO_WIDE = "document.scrollingElement.scrollWidth - window.innerWidth"

Look = Callable[[Page, str], None]
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """One server for each scene that a journey begins from."""
    with ExitStack() as running:

        @cache
        def serve(scene: str) -> Server:
            return running.enter_context(serving(tmp_path_factory.mktemp(scene), scene))

        yield serve


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, servers: Callable[[str], Server]) -> Server:
    """The server of a journey. Its module may say from which scene it begins, and when."""
    found = servers(getattr(request.module, "SCENE", "planned"))
    found.set_clock(getattr(request.module, "BEGINS", START))
    return found


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
def visitor(browser: Browser, server: Server) -> Iterator[OpenPage]:
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
        page.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda answer: wrong.extend(_refused(answer)))
        page.on("request", lambda asked: wrong.append(asked.url) if away(asked.url) else None)
        return page

    def away(url: str) -> bool:
        return not url.startswith((server.url, "data:", "blob:", "about:"))

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, wrong


def _is_wrong(said: object) -> bool:
    """A line in the console; a refused answer writes one too, and is judged as an answer."""
    return getattr(said, "type", "") == "error" and "Failed to load resource" not in str(said)


def _refused(answer: Response) -> list[str]:
    """A page may be refused on purpose; our own failures, and parts of a page, never."""
    is_page = answer.request.resource_type in ("document", "xhr")
    return [f"{answer.status} {answer.url}"] if answer.status >= (500 if is_page else 400) else []


@pytest.fixture
def come(visitor: OpenPage) -> OpenPage:
    """Opens a page for one of the invented people, signed in; by name."""

    def come_as(name: str, viewport: dict[str, int] = LAPTOP, *, javascript: bool = True) -> Page:
        page = visitor(viewport, javascript=javascript)
        sign_in_as(page, name)
        return page

    return come_as


@pytest.fixture(scope="session")
def look() -> Look:
    """Asks axe about a page as it stands, and whether it fits a phone.

    Keeps pictures of both where PICTURES names a folder.
    """
    axe = Axe()
    pictures = os.environ.get("PICTURES", "")

    def look_at(page: Page, name: str) -> None:
        found = axe.run(
            page,
            options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]},
        )
        _keep(page, name)
        before = page.viewport_size
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        too_wide = page.evaluate(TOO_WIDE)
        _keep(page, f"{name}-phone")
        page.set_viewport_size(before or LAPTOP)  # type: ignore[arg-type]
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert too_wide <= 0, f"{name}: {too_wide} pixels too wide for a phone"

    def _keep(page: Page, name: str) -> None:
        if pictures:
            Path(pictures).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(pictures) / f"{name}.png", full_page=True)

    return look_at
