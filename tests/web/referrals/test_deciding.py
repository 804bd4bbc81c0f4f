"""Deciding on a referral: what the coordinator sees, and what she never does."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from conferral.audit.models import Entry
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from tests import make
from tests.web.referrals.pages import opened, posted

SAFE = {
    "safe_number": "07700 900987", "safe_times": "CANARY-TIMES", "safe_words": "CANARY-WORDS",
    "do_not_use": "CANARY-NEVER",
}  # fmt: skip
STATISTICS = {"ethnicity": "white_roma", "sexual_orientation": "bisexual", "gender": "non_binary"}
NEVER = [*SAFE.values(), "Roma", "Bisexual", "Non-binary"]


@pytest.mark.safety
@pytest.mark.parametrize("name", ["referral", "referral-return", "referral-decline"])
def test_how_to_reach_her_and_statistics_never_reach_the_coordinator(client, world, name):
    referral = make.submitted(world, **SAFE, **STATISTICS)
    page = opened(client, world, "coordinator", name, referral.uid).content.decode()
    assert [each for each in NEVER if each in page] == []
    own = opened(client, world, "member", "referral", referral.uid).content.decode()
    assert "CANARY-TIMES" in own


def test_the_decision_page_shows_each_rule_with_its_outcome_reason_and_clause(client, world):
    referral = make.submitted(world, vulnerable_adult=True)
    page = opened(client, world, "coordinator", "referral", referral.uid).content.decode()
    assert "She is an adult" in page and "She is 29." in page and "WESP 7.3" in page
    assert "Professional judgement" in page and "Escalation" in page and "Not met" in page
    assert "Contact the adult safeguarding team" in page
    assert "Tuesday 24 November" in page
    assert "Do not ring her." in page


@pytest.mark.safety
def test_opening_a_referral_goes_on_the_record(client, world):
    referral = make.submitted(world)
    opened(client, world, "coordinator", "referral", referral.uid)
    assert Entry.objects.filter(event="referral.read").count() == 1


def test_accepting_makes_a_case(client, world):
    referral = make.submitted(world)
    answer = posted(client, world, "coordinator", "referral-accept", referral.uid)
    assert answer.status_code == 303
    accepted = Referral.objects.get(pk=referral.pk)
    assert accepted.stage == Stage.ACCEPTED
    assert accepted.case.reference in client.get(answer["Location"]).content.decode()
    answer = posted(client, world, "coordinator", "referral-accept", referral.uid)
    assert "accepted already" in client.get(answer["Location"]).content.decode()


def test_where_the_answers_do_not_settle_it_reasons_are_asked_for(client, world):
    referral = make.written(world)
    make.referrals.save_answers(
        referral, actor=world.actor("member"), now=make.NOW, form="referral",
        answers={"in_borough": {"unknown": "not_known", "why": "She moves"}},
    )  # fmt: skip
    make.referrals.submit(referral, actor=world.actor("member"), now=make.NOW)
    page = opened(client, world, "coordinator", "referral", referral.uid).content.decode()
    assert "Cannot tell" in page and "(She moves)" in page
    answer = posted(client, world, "coordinator", "referral-accept", referral.uid)
    assert answer.status_code == 422
    assert "so give your reasons" in answer.content.decode()
    reasons = {"accept-reasons": "Seen here twice this month."}
    answer = posted(client, world, "coordinator", "referral-accept", referral.uid, **reasons)
    assert answer.status_code == 303
    assert Referral.objects.get(pk=referral.pk).decision == "Seen here twice this month."


def test_who_is_not_an_adult_cannot_be_accepted(client, world):
    referral = make.submitted(world, date_of_birth="2010-03-02")
    page = opened(client, world, "coordinator", "referral", referral.uid).content.decode()
    assert "As it stands it cannot be accepted" in page and "Accept the referral" not in page
    answer = posted(client, world, "coordinator", "referral-accept", referral.uid)
    assert answer.status_code == 422


def test_declining_asks_for_reasons_which_the_agency_reads(client, world):
    referral = make.submitted(world)
    answer = posted(client, world, "coordinator", "referral-decline", referral.uid)
    assert answer.status_code == 422
    assert "Say why it is declined" in answer.content.decode()
    why = {"reasons": "One agency can do this; the refuge has a room."}
    assert posted(client, world, "coordinator", "referral-decline", referral.uid, **why)
    page = opened(client, world, "member", "referral", referral.uid).content.decode()
    assert "the refuge has a room" in page


@pytest.mark.parametrize("name", ["referral-accept", "referral-return", "referral-decline"])
def test_only_whose_role_it_is_decides(client, world, name):
    referral = make.submitted(world)
    assert posted(client, world, "chair", name, referral.uid).status_code in (403, 422)
    assert posted(client, world, "housing", name, referral.uid).status_code == 404
    assert Referral.objects.get(pk=referral.pk).stage == Stage.SUBMITTED


def test_a_late_referral_is_heard_when_both_agree_and_nobody_twice(client, world):
    late = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    referral = make.submitted(world, now=late)
    reason = {"late-reason": "He is released on Monday."}
    with time_machine.travel(late):
        page = opened(client, world, "coordinator", "referral", referral.uid).content.decode()
        assert "Late for Tuesday 24 November" in page and "Chair: not yet" in page
        where = ("referral-approve-late", referral.uid)
        assert posted(client, world, "coordinator", *where).status_code == 422
        assert posted(client, world, "coordinator", *where, **reason).status_code == 303
        page = opened(client, world, "coordinator", "referral", referral.uid).content.decode()
        assert "Agree that it be heard late" not in page
        assert posted(client, world, "chair", *where, **reason).status_code == 303
        page = opened(client, world, "chair", "referral", referral.uid).content.decode()
    assert "all who must agree have agreed" in page


JUDGING = """
[[exclusion]]
id = "online"
title = "She sells sex online only"
clause = "7.2"
when = { answer = "vulnerable_adult", is = true }
redirect = "Take it to the Harbour panel."

[[prerequisite]]
id = "asked"
title = "Children’s social care has been asked"
clause = "12.2"
when = { answer = "child_concern", is = true }
"""
NEVER_LATE = ('key = ["adult"]\n', 'key = ["adult"]\nbypasses = ["deadline"]\n')


def test_the_decision_page_shows_where_else_it_goes_and_what_is_needed_first(client, world):
    files = make.files_of()
    files["protocol.toml"] += JUDGING
    make.adopt_files(world, files, date(2025, 6, 1))
    elsewhere = make.submitted(world, vulnerable_adult=True, child_concern=True)
    page = opened(client, world, "coordinator", "referral", elsewhere.uid).content.decode()
    assert "Goes elsewhere" in page and "<strong>Take it to the Harbour panel.</strong>" in page
    assert "As it stands it cannot be accepted" in page
    first = make.submitted(world, vulnerable_adult=False, child_concern=False)
    page = opened(client, world, "coordinator", "referral", first.uid).content.decode()
    assert "Does not apply" in page and "And before it is accepted:" in page
    assert "Needed first: children’s social care has been asked." in page


def test_the_decision_page_says_why_a_repeat_passes_over_a_rule(client, world):
    make.adopt_files(world, make.rewritten(make.files_of(), NEVER_LATE), date(2025, 6, 1))
    again = make.submitted(world, re_referral=True, escalated_since="He found her again.")
    page = opened(client, world, "coordinator", "referral", again.uid).content.decode()
    assert "This was heard before, so the days by which referrals close" in page
