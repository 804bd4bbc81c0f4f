"""A panel whose clock stands on the morning of its test data."""

from collections.abc import Iterator

import pytest
import time_machine

from tests import make


@pytest.fixture(autouse=True)
def _on_the_morning() -> Iterator[None]:
    with time_machine.travel(make.NOW, tick=True):
        yield


@pytest.fixture
def world() -> make.World:
    """A panel with its people, and its year of meetings."""
    made = make.world()
    make.meeting(made)
    return made
