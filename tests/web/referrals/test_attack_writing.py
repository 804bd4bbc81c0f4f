"""A page of a referral loses nothing to two windows at once, nor to what no browser sends."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from conferral.referrals.models import Referral
from conferral.referrals.queries import answers_of
from tests import make
from tests.web.referrals.pages import address, mark_in, opened, posted
from tests.web.sign_in import sign_in

pytestmark = pytest.mark.safety
WINDOWS = 4


def kept(referral, question="multi_agency_reason"):
    return answers_of(Referral.objects.get(pk=referral.pk)).get(question)


def test_of_windows_that_save_at_the_same_moment_one_is_kept_and_the_rest_are_told(
    transactional_db, world
):
    referral = make.draft(world)
    where = address(world, "referral-page", referral.uid, "referral", "need")
    mark = mark_in(opened(Client(), world, "member", "referral-page", referral.uid, "referral",
                          "need"))  # fmt: skip
    windows = [Client() for _ in range(WINDOWS)]
    for each in windows[:2]:
        sign_in(each, world.users["member"])
    for each in windows[2:]:
        each.cookies = windows[0].cookies
    ready, answers = Barrier(WINDOWS), {}

    def save(number):
        said = {"multi_agency_reason": f"From window {number}", "as_opened": mark}
        try:
            ready.wait()
            answers[number] = windows[number].post(where, said)
        finally:
            connections.close_all()

    threads = [Thread(target=save, args=(number,)) for number in range(WINDOWS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [number for number, answer in answers.items() if answer.status_code == 303]
    assert len(answers) == WINDOWS and len(won) == 1
    assert kept(referral) == {"value": f"From window {won[0]}"}
    for number in set(answers) - set(won):
        page = answers[number].content.decode()
        assert answers[number].status_code == 422 and "changed in another window" in page
        assert f"From window {won[0]}" in page and f"From window {number}" in page


def test_the_same_page_sent_twice_is_saved_twice_and_nobody_is_told_off(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "need")
    mark = mark_in(opened(client, world, "member", *where))
    said = {"multi_agency_reason": "Once", "as_opened": mark}
    assert posted(client, world, "member", *where, **said).status_code == 303
    assert posted(client, world, "member", *where, **said).status_code == 303


def test_a_window_that_left_a_question_empty_does_not_empty_it_for_the_other(client, world):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", "need")
    mark = mark_in(opened(client, world, "member", *where))
    posted(client, world, "member", *where, multi_agency_reason="Written", as_opened=mark)
    answer = posted(client, world, "member", *where, in_borough="yes", as_opened=mark)
    assert answer.status_code == 422
    assert kept(referral) == {"value": "Written"} and kept(referral, "in_borough") is None


@pytest.mark.parametrize("button", [{}, {"stop": "yes"}])
@pytest.mark.parametrize("question, page, before, sent", [
    ("multi_agency_reason", "need", "He waits at the door", "He waits\0at the door"),
    ("in_borough", "need", "yes", "perhaps"),
    ("child_concern", "children", "no", "1"),
])  # fmt: skip
def test_what_no_answer_can_be_takes_the_place_of_none(
    client, world, question, page, before, sent, button
):
    referral = make.draft(world)
    where = ("referral-page", referral.uid, "referral", page)
    posted(client, world, "member", *where, **{question: before})
    was = kept(referral, question)
    mark = mark_in(opened(client, world, "member", *where))
    answer = posted(client, world, "member", *where, **{question: sent}, as_opened=mark, **button)
    assert was and kept(referral, question) == was
    assert answer.status_code == 422
    assert f'href="#id_{question}"' in answer.content.decode()
