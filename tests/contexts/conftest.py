"""One partnership, made afresh for each test that asks for it."""

import pytest

from tests import make


@pytest.fixture
def world() -> make.World:
    return make.world()
