"""Sending a referral: exactly what is missing, once, and back for more."""

import pytest

from conferral.cases.models import Duty
from conferral.referrals import operations as referrals
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from tests import make
from tests.web.referrals.pages import address, opened, posted


def test_the_check_page_names_what_is_missing_and_offers_no_way_to_send(client, world):
    referral = make.written(world, multi_agency_reason="")
    page = opened(client, world, "member", "referral-check", referral.uid).content.decode()
    assert "One answer is still missing" in page
    question = address(world, "referral-page", referral.uid, "referral", "need")
    assert f'{question}?missing=yes#q_multi_agency_reason"' in page
    assert "Send the referral" not in page
    answer = posted(client, world, "member", "referral-submit", referral.uid)
    assert answer.status_code == 422
    assert "still needs an answer" in answer.content.decode()


def test_a_complete_referral_is_sent_and_a_second_click_does_no_harm(client, world):
    referral = make.written(world)
    assert (
        "Send the referral"
        in opened(client, world, "member", "referral-check", referral.uid).content.decode()
    )
    posted(client, world, "member", "referral-submit", referral.uid)
    sent = Referral.objects.get(pk=referral.pk)
    answer = posted(client, world, "member", "referral-submit", referral.uid)
    assert answer.status_code == 303
    assert "once is enough" in client.get(answer["Location"]).content.decode()
    assert Referral.objects.get(pk=referral.pk).submitted_at == sent.submitted_at


def test_who_does_not_agree_needs_the_other_form(client, world):
    referral = make.written(world)
    where = ("referral-page", referral.uid, "consent", "agreed")
    answer = posted(client, world, "member", *where, agrees_referral="no")
    assert answer["Location"] == address(
        world, "referral-page", referral.uid, "referral", "agreement"
    )
    page = client.get(answer["Location"]).content.decode()
    assert "fill in “Sharing without her agreement”" in page
    check = opened(client, world, "member", "referral-check", referral.uid).content.decode()
    assert "she does not agree to be referred" in check and "WESP 8.8" in check


def test_what_the_coordinator_asks_for_stands_at_its_question_until_it_is_sent_again(client, world):
    referral = make.submitted(world)
    received = referral.received_at
    asked = {"ask__name": "Is this her legal name?", "ask__rf_control": "The police log differs."}
    answer = posted(client, world, "coordinator", "referral-return", referral.uid, **asked)
    assert answer.status_code == 303
    start = opened(client, world, "member", "referral", referral.uid).content.decode()
    assert "asks for more" in start and "Is this her legal name?" in start
    assert start.count("Asked again") == 2
    page = opened(client, world, "member", "referral-page", referral.uid, "referral", "who")
    assert "Is this her legal name?" in page.content.decode()
    posted(client, world, "member", "referral-submit", referral.uid)
    again = Referral.objects.get(pk=referral.pk)
    assert (again.stage, again.received_at) == (Stage.SUBMITTED, received)
    page = opened(client, world, "coordinator", "referral", referral.uid).content.decode()
    assert "Is this her legal name?" in page and "Sent again" in page


def test_a_return_that_asks_nothing_is_refused_and_keeps_its_note(client, world):
    referral = make.submitted(world)
    answer = posted(client, world, "coordinator", "referral-return", referral.uid, note="Nearly")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "for at least one answer" in page and "Nearly" in page


@pytest.mark.parametrize("make_it", [make.written, make.submitted])
def test_its_agency_can_withdraw_it(client, world, make_it):
    referral = make_it(world)
    form = {"withdraw-reasons": "She moved away."}
    answer = posted(client, world, "member", "referral-withdraw", referral.uid, **form)
    assert "Withdrawn" in client.get(answer["Location"]).content.decode()
    again = posted(client, world, "member", "referral-withdraw", referral.uid, **form)
    assert again.status_code == 422
    assert posted(client, world, "housing", "referral-withdraw", referral.uid).status_code == 404


def test_a_duty_is_recorded_with_whom_was_told(client, world):
    referral = make.written(world, child_concern=True)
    duty = Duty.objects.get(person=referral.person)
    page = opened(client, world, "member", "duty", duty.uid).content.decode()
    assert "Refer the child to children’s social care now" in page
    answer = posted(client, world, "member", "duty", duty.uid, reference="C-117")
    assert answer.status_code == 422
    assert "Say whom you told" in answer.content.decode() and "C-117" in answer.content.decode()
    answer = posted(client, world, "member", "duty", duty.uid, told="Petra Lowe", reference="C-117")
    assert answer["Location"] == address(world, "referral", referral.uid)
    done = Duty.objects.get(pk=duty.pk)
    assert (done.told, done.reference) == ("Petra Lowe", "C-117")
    assert "Petra Lowe" in opened(client, world, "member", "duty", duty.uid).content.decode()
    assert opened(client, world, "housing", "duty", duty.uid).status_code == 404


def test_the_list_puts_first_what_is_the_readers_to_do(client, world):
    make.written(world, name="Rowan Ash")
    make.submitted(world, name="Juniper Vale")
    ours = opened(client, world, "member", "referrals").content.decode()
    assert ours.index("Yours to finish") < ours.index("Rowan Ash") < ours.index("Sent and decided")
    assert ours.index("Sent and decided") < ours.index("Juniper Vale")
    theirs = opened(client, world, "coordinator", "referrals").content.decode()
    assert "Rowan Ash" not in theirs
    assert theirs.index("Waiting for your decision") < theirs.index("Juniper Vale")
    assert "Tuesday 24 November" in theirs
    assert "Juniper Vale" not in opened(client, world, "housing", "referrals").content.decode()


def test_a_referral_that_was_sent_is_not_written_in(client, world):
    referral = make.submitted(world)
    for where in (("referral-check", referral.uid),
                  ("referral-page", referral.uid, "referral", "who")):  # fmt: skip
        answer = opened(client, world, "member", *where)
        assert answer["Location"] == address(world, "referral", referral.uid)


def test_a_withdrawn_draft_can_no_longer_be_sent(client, world):
    referral = make.written(world)
    actor = world.actor("member")
    referrals.withdraw(referral, actor=actor, now=make.NOW, reasons="")
    answer = posted(client, world, "member", "referral-submit", referral.uid)
    assert "decided already" in client.get(answer["Location"]).content.decode()
