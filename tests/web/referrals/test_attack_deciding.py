"""The short forms about a referral say what is wrong with what they cannot take."""

import pytest

from conferral.referrals.models import Referral
from tests import make
from tests.web.referrals.pages import posted

NUL = "Grave\0risk"


@pytest.mark.parametrize("who, name, field, made", [
    ("coordinator", "referral-accept", "accept-reasons", make.submitted),
    ("chair", "referral-approve-late", "late-reason", make.submitted),
    ("member", "referral-withdraw", "withdraw-reasons", make.submitted),
    ("member", "referral-withdraw", "withdraw-reasons", make.draft),
    ("coordinator", "referral-decline", "reasons", make.submitted),
    ("coordinator", "referral-return", "note", make.submitted),
])  # fmt: skip
def test_what_cannot_be_kept_is_said_beside_its_box_and_nothing_is_done(
    client, world, who, name, field, made
):
    referral = made(world)
    answer = posted(client, world, who, name, referral.uid, **{field: NUL})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert Referral.objects.get(pk=referral.pk).stage == referral.stage
