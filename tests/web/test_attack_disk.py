"""A full disk is said in words: what was sent is not saved, and what was saved before is."""

import errno
import os

import pytest
import time_machine
from django.db import OperationalError

from conferral.referrals.models import Referral
from conferral.web.referrals import writing
from tests import make
from tests.web.referrals.pages import address
from tests.web.sign_in import sign_in

pytestmark = pytest.mark.safety


class DiskFull(Exception):
    sqlstate = "53100"


def under_postgresql():
    error = OperationalError("could not extend file")
    error.__cause__ = DiskFull()
    return error


@pytest.mark.parametrize("fault, status", [
    (OperationalError("database or disk is full"), 503),
    (OperationalError("disk I/O error"), 503),
    (under_postgresql(), 503),
    (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), 503),
    (OperationalError("something else"), 500),
])  # fmt: skip
def test_a_page_that_cannot_be_saved_says_so(client, monkeypatch, fault, status):
    with time_machine.travel(make.NOW):
        world = make.world()
        referral = make.draft(world)
        sign_in(client, world.users["member"])

        def fails(*_given, **_named):
            raise fault

        monkeypatch.setattr(writing.operations, "save_answers", fails)
        client.raise_request_exception = False
        where = address(world, "referral-page", referral.uid, "referral", "need")
        answer = client.post(where, {"multi_agency_reason": "She was followed"})
    page = answer.content.decode()
    assert answer.status_code == status
    assert ("What you sent just now is not saved" in page) is (status == 503)
    assert "She was followed" not in page and answer["Cache-Control"] == "no-store"
    assert Referral.objects.get(pk=referral.pk).saved_at == make.NOW
