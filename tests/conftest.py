"""The database of the tests, and the closed door to the network."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from tests.triggers import triggers_off

TESTS = Path(__file__).parent
WITHOUT_DATABASE = {"protocol", "journeys"}
ON_A_DATABASE = {"test_access", "test_models", "test_operations", "test_tooling"}
"""Of the tests of the architecture; all others look at code and files alone."""
LOOPBACK = ("127.", "::1", "localhost", "testserver")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test its database, but the pure engine's, and those that ask for their own."""
    for item in items:
        area = item.path.relative_to(TESTS).parts[0]
        if area == "architecture" and item.path.stem not in ON_A_DATABASE:
            item.add_marker(pytest.mark.code)
            continue
        asks = item.get_closest_marker("django_db") or {"transactional_db", "live_server"} & set(
            getattr(item, "fixturenames", ())
        )
        if area not in WITHOUT_DATABASE and not asks:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(autouse=True, scope="session")
def _sweep_past_the_triggers() -> Iterator[None]:
    """After a transactional test Django deletes every row, which the audit's triggers refuse."""
    sweep = TransactionTestCase._fixture_teardown

    def sweep_with_triggers_off(self: TransactionTestCase) -> None:
        with triggers_off():
            sweep(self)
        cache.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", sweep_with_triggers_off)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Nothing that Conferral does needs the network; a test that reaches for it fails."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _loopback_only(getattr(socket.socket, name)))
        yield


def _loopback_only(connect: Callable[..., Any]) -> Callable[..., Any]:
    def connect_if_local(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not address[0].startswith(LOOPBACK):
            self.close()
            raise AssertionError(f"A test tried to reach {address[0]}; tests stay on this machine.")
        return connect(self, address)

    return connect_if_local
