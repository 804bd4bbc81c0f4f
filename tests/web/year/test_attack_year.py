"""Planning takes no day beyond what anybody looks at."""

import pytest

from tests import make
from tests.web.looking import send, words


@pytest.mark.parametrize("start", ["31 12 9999", "1 1 2300"])
def test_a_day_far_beyond_every_calendar_is_refused_in_a_sentence(start):
    world = make.world()
    answer = send(world, "coordinator", "year-plan", start=start, months="12")
    assert answer.status_code == 422
    assert "within the next five years" in words(answer)
