"""Worked examples in words, whatever kind of value their author wrote."""

from datetime import date, datetime, time

import pytest

from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.situations.situation import Expect, Given
from conferral.web.protocol.retelling import Words, retold
from conferral.web.protocol.retelling_words import EXPECTED, GIVEN
from tests import make


@pytest.fixture(scope="module")
def words():
    return Words(load(make.files_of()))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "Yes"), (False, "No"), (None, "Not set"), (3, "3"), ((), "Nothing"),
        (date(2026, 11, 24), "Tuesday 24 November 2026"),
        (datetime(2026, 11, 19, 17, 1), "Thursday 19 November 2026 at 5.01pm"),  # noqa: DTZ001
        (("coordinator", "chair"), "Coordinator; Chair"), ("SCT", "Scotland"),
        ({"referral": date(2026, 11, 19)}, "Referrals close: Thursday 19 November 2026"),
        ("no_such_id", "no such id"), ("case.open", "open a case without a referral"),
        ("meeting.guests.agreed_by", "guests, agreed by"),
        ("A letter. To her.", "A letter. To her."),
        (Given(public_authority=True), "public authority: Yes"),
        (time(9, 30), "9.30am"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_a_reader_would_write_it(words, value, said):
    assert words.said(value) == said


def test_every_key_of_an_example_has_words():
    nameless = set(Given.model_fields) - set(GIVEN) - {"answers", "flags", "other_flags"}
    assert not nameless
    assert not set(Expect.model_fields) - set(EXPECTED)


@pytest.mark.parametrize("edition_id", sorted(shipped()))
def test_every_example_of_a_shipped_edition_can_be_told(edition_id):
    edition = load(read_folder(shipped()[edition_id]))
    for example in edition.examples:
        told = retold(edition, example)
        assert told.given and told.expected, example.name
        assert not [text for text in (*told.given, *told.expected) if "{" in "".join(text)]
