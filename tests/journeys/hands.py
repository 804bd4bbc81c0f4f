"""What a person's hands do on our pages: sign in, fill a page of questions, go on."""

import base64
import hmac
import re
import struct
import time
from io import BytesIO
from typing import Any

from playwright.sync_api import Page
from pypdf import PdfReader

from tests.journeys.answers import Typed

CHOOSING = ("radio", "checkbox")


def sign_in_as(page: Page, name: str) -> None:
    """Choose one of the invented people, as a demonstration lets a visitor."""
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url("**/eastmarsh/wesp/")


def code_now(secret: str, *, step: int = 30) -> str:
    """The six figures that an authenticator app shows for a secret."""
    counted = struct.pack(">Q", int(time.time()) // step)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, counted, "sha1")
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def fill(page: Page, typed: Typed) -> None:
    """Type and choose on a page, by the names of its fields."""
    for name, value in typed.items():
        found = page.locator(f'[name="{name}"]')
        kind = found.first.evaluate("field => field.type")
        if kind in CHOOSING:
            for one in value if isinstance(value, list) else [value]:
                page.locator(f'[name="{name}"][value="{one}"]').check()
        elif kind == "select-one":
            found.select_option(value)
        else:
            found.fill(value)


def cannot_answer(page: Page, question: str, kind: str, why: str) -> None:
    """Say that a question cannot be answered, and why."""
    around = page.locator(f"#q_{question}")
    around.locator("summary", has_text="I cannot answer this").click()
    around.locator(f'[name="{question}__unknown"][value="{kind}"]').check()
    around.locator(f'[name="{question}__why"]').fill(why)


def press(page: Page, name: str) -> None:
    """Press a button by what it says, and wait for what comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    """Follow a link by what it says."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def press_first(page: Page, beginning: str) -> None:
    """Press the first button whose words begin so; the rest of them may differ from day to day."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile(f"^{re.escape(beginning)}")).first.click()


def take_up(page: Page, need: str) -> None:
    """Take up what needs her on Today, by what it says."""
    with page.expect_navigation():
        page.locator(".c-need", has_text=need).first.get_by_role("button").click()


def title(page: Page) -> str:
    """The heading of a page."""
    return " ".join(page.locator("h1").inner_text().split())


def words(page: Page) -> str:
    """What a page says, in one line."""
    return " ".join(page.locator("main").inner_text().split())


def paper(page: Page, address: str) -> PdfReader:
    """A PDF, asked for with the cookies of whoever looks at the page."""
    answer = page.request.get(address)
    assert answer.ok, f"{answer.status} {address}"
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.body()))


def said_in(made: PdfReader) -> str:
    """The text of a paper, in one line."""
    return " ".join(" ".join(part.extract_text() for part in made.pages).split())


def is_tagged(made: PdfReader) -> bool:
    """Whether a screen reader finds the structure of a paper."""
    root: Any = made.trailer["/Root"]
    return bool(root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in root
