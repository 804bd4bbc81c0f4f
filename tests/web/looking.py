"""Open a page of a made panel as somebody, at a moment, and read it as she would."""

import html
import re
from datetime import datetime
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.make import NOW, World
from tests.web.sign_in import sign_in


def look(made: World, who: str, name: str, *rest: str, at: datetime = NOW, **query: str) -> Any:
    """The answer to opening a page."""
    with time_machine.travel(at, tick=False):
        client = Client()
        sign_in(client, made.users[who])
        return client.get(place(made, name, *rest), query)


def send(
    made: World, who: str, name: str, *rest: str, at: datetime = NOW, sent_from: str = "127.0.0.1",
    **typed: Any,
) -> Any:  # fmt: skip
    """The answer to sending a form."""
    with time_machine.travel(at, tick=False):
        client = Client()
        sign_in(client, made.users[who])
        return client.post(place(made, name, *rest), typed, REMOTE_ADDR=sent_from)


def read(made: World, who: str, name: str, *rest: str, at: datetime = NOW, **query: str) -> str:
    """What a page says, without its marks."""
    answer = look(made, who, name, *rest, at=at, **query)
    assert answer.status_code == 200, answer.status_code
    return words(answer)


def words(answer: HttpResponse) -> str:
    """The text of a page from its heading on, in one line."""
    body = answer.content.decode().partition('id="main"')[2].partition('<footer class="c-foot"')[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def place(made: World, name: str, *rest: str) -> str:
    """The address of a page of this panel."""
    return reverse(name, args=(made.partnership.slug, made.panel.slug, *rest))
