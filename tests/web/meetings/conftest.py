"""A panel with a browser, and a clock that a test sets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conferral.web import clock
from tests import make
from tests.web.sign_in import sign_in


@dataclass
class Site:
    """The panel's pages, as one of its people sees them at a moment."""

    world: make.World
    set_clock: Callable[[datetime], None]

    def at(self, moment: datetime) -> None:
        """Let it be that moment for every page."""
        self.set_clock(moment)

    def of(self, who: str) -> "Pages":
        """The pages for one person, in a browser of their own."""
        client = Client()
        sign_in(client, self.world.users[who])
        return Pages(client, self.world.partnership.slug)


@dataclass
class Pages:
    """Pages by name."""

    client: Client
    slug: str

    def address(self, name: str, *args: str) -> str:
        return reverse(name, args=(self.slug, "wesp", *args))

    def get(self, name: str, *args: str) -> Any:
        return self.client.get(self.address(name, *args))

    def text(self, name: str, *args: str) -> str:
        answer = self.get(name, *args)
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content.decode()

    def post(self, name: str, *args: str, ask: str = "", **typed: Any) -> Any:
        return self.client.post(self.address(name, *args) + ask, typed)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    """A partnership at the tests' own moment."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(make.NOW)
    return Site(make.world(), set_clock)
