"""The short forms about a referral say what is wrong with what they cannot take."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from conferral.cases.models import Case
from conferral.referrals.models import Referral
from tests import make
from tests.web.referrals.pages import address, posted
from tests.web.sign_in import sign_in

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


def test_of_clicks_at_the_same_moment_one_accepts_and_the_rest_say_that_it_is_done(
    transactional_db, world
):
    referral = make.submitted(world)
    where = address(world, "referral-accept", referral.uid)
    clicks, ready, came = 3, Barrier(3), []
    browser = Client()
    sign_in(browser, world.users["coordinator"])

    def click():
        same = Client()
        same.cookies = browser.cookies
        try:
            ready.wait()
            came.append(same.post(where, {"accept-reasons": "Grave risk."}))
        finally:
            connections.close_all()

    threads = [Thread(target=click) for _ in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in came] == [303] * clicks
    assert Case.objects.count() == 1
