"""Every answer carries the same strict headers."""

import re

import pytest
from django.test import Client

from conferral.accounts.models import User
from conferral.web.middleware import HEADERS
from tests.web.sign_in import sign_in

pytestmark = pytest.mark.safety

PATHS = ["/sign-in/", "/your-sign-in/", "/nothing/at/all/", "/health", "/static/ui/conferral.css"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    answer = client.get(path)
    answer.getvalue()
    for name, value in HEADERS.items():
        assert answer[name] == value
    assert answer["Strict-Transport-Security"].startswith("max-age=63072000")


def test_pages_are_never_stored_and_static_files_are(client: Client) -> None:
    assert client.get("/sign-in/")["Cache-Control"] == "no-store"
    sheet = client.get("/static/ui/conferral.css")
    sheet.getvalue()
    assert "max-age" in sheet["Cache-Control"]


def test_the_policy_allows_no_inline_script_or_style() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "data:" not in policy


def test_sign_in_pages_hold_no_inline_script_or_style(client: Client, ines: User) -> None:
    sign_in(client, ines)
    for path in ["/sign-in/", "/your-sign-in/", "/sign-out/", "/away/", "/nothing/"]:
        page = client.get(path).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page), path


def test_a_post_without_its_token_is_refused_in_our_words(ines: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert "lay open for too long" in answer.content.decode()


def test_what_is_not_there_says_nothing_more(client: Client) -> None:
    answer = client.get("/nothing/at/all/")
    assert answer.status_code == 404
    assert "There is nothing here that you can open" in answer.content.decode()
