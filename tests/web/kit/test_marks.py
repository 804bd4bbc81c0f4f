"""A state is always a shape and a word; an unknown one stops the page."""

from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

KINDS = (
    "done", "unstarted", "seen", "started", "nil", "declined", "soon", "waiting", "overdue", "risk",
    "later", "now", "none",
)  # fmt: skip


def drawn(source: str, **context: Any) -> str:
    page = '{% from "ui/kit.html" import state, flag, mark, ready, bar with context %}' + source
    return str(engines["jinja2"].from_string(page).render(context, RequestFactory().get("/")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_has_a_shape_and_a_word(kind: str) -> None:
    page = drawn("{{ state(kind, 'The word') }}", kind=kind)
    assert '<svg class="c-mark"' in page
    assert "<span>The word</span>" in page


def test_an_unknown_state_stops_the_page() -> None:
    with pytest.raises(Exception, match="has no attribute 'pending'"):
        drawn("{{ state('pending', 'Pending') }}")


def test_what_is_shown_in_a_bar_is_also_said() -> None:
    page = drawn("{{ ready('Referrals checked', 6, 7) }}")
    assert "6 of 7" in page
    assert 'width="257"' in page
    assert "style=" not in page


def test_words_are_escaped() -> None:
    assert "&lt;b&gt;" in drawn("{{ flag('risk', '<b>') }}")
