"""A person with an account, and what her phone would show."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from conferral.accounts.models import User

PASSWORD = "four unrelated quiet words"


@pytest.fixture(autouse=True)
def _nobody_was_counted() -> Iterator[None]:
    """Throttles of one test do not slow another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ines() -> User:
    """A coordinator's account, without a second factor yet."""
    return User.objects.create_user(
        email="ines@lantern.example", name="Ines Calloway", password=PASSWORD
    )


@pytest.fixture
def demonstration(settings: Any) -> Callable[[], None]:
    """Turns the demonstration on."""

    def turn_on() -> None:
        settings.DEMO = True

    return turn_on


@pytest.fixture
def typed(client: Client) -> Callable[..., Any]:
    """Types an address and a password on the sign-in page."""

    def type_in(email: str = "ines@lantern.example", password: str = PASSWORD) -> Any:
        return client.post("/sign-in/", {"login": email, "password": password})

    return type_in
