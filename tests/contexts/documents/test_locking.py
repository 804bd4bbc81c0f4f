"""A locked paper opens with its password and with nothing else."""

from io import BytesIO

import pikepdf
import pytest

from conferral.documents.locking import lock
from conferral.documents.typesetting import typeset
from tests.contexts.documents.records import LOG


def test_a_locked_paper_opens_with_its_password_only() -> None:
    locked = lock(typeset(LOG).pdf, "five grey herons")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(locked))
    with pikepdf.open(BytesIO(locked), password="five grey herons") as opened:
        assert (opened.encryption.R, opened.encryption.bits) == (6, 256)


def test_neither_title_nor_panel_of_a_locked_paper_shows() -> None:
    plain = typeset(LOG).pdf
    locked = lock(plain, "five grey herons")
    assert b"Action log" in plain
    assert b"Action log" not in locked
    assert b"Eastmarsh" not in locked


def test_a_lock_without_a_password_is_refused() -> None:
    with pytest.raises(ValueError, match="A locked paper needs a password"):
        lock(typeset(LOG).pdf, "")
