"""What was never sent stays its agency's own, and a refusal keeps her answers to itself."""

import pytest

from conferral.access.actor import Denied
from conferral.audit.queries import lines
from conferral.cases.models import RiskAssessment
from conferral.meetings.papers import papers_of
from conferral.referrals import operations as referrals
from conferral.referrals.models import LateApproval, Referral, ReturnForInformation
from tests import make

NOW = make.NOW


@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("who", ["coordinator", "chair"])
def test_a_withdrawn_referral_is_for_others_only_if_it_was_sent(world, who, sent):
    referral = make.submitted(world) if sent else make.written(world)
    referrals.withdraw(referral, actor=world.actor("member"), now=NOW, reasons="She asked us to.")
    assert Referral.objects.visible_to(world.actor(who)).exists() == sent
    assert Referral.objects.visible_to(world.actor("member")).exists()


@pytest.mark.parametrize("sent", [True, False])
def test_nobody_agrees_to_hear_a_referral_late_before_it_is_sent(world, sent):
    ours = "coordinator"
    make.seated(
        world, "colleague", agency="Lantern House", kind="charity", roles=["lead_member"],
        seat="lead",
    )  # fmt: skip
    referral = (make.submitted if sent else make.written)(world, "colleague")
    told = {"actor": world.actor(ours), "now": NOW, "reason": "She was strangled."}
    if sent:
        referrals.approve_late(referral, **told)
    else:
        with pytest.raises(Denied, match="has not been sent"):
            referrals.approve_late(referral, **told)
    assert LateApproval.objects.exists() == sent


def test_what_was_asked_and_agreed_is_seen_with_its_referral(world):
    referral = make.submitted(world)
    referrals.approve_late(
        referral, actor=world.actor("chair"), now=NOW, reason="She was strangled."
    )
    referrals.return_for_information(
        referral, actor=world.actor("coordinator"), now=NOW, reasons={"name": "Her full name?"}
    )
    for model in (LateApproval, ReturnForInformation):
        for who, sees in (("member", True), ("chair", True), ("housing", False)):
            assert model.objects.visible_to(world.actor(who)).exists() == sees, (model, who)


def test_a_refused_acceptance_leaves_her_answers_off_the_record(world):
    referral = make.submitted(world, date_of_birth="2009-03-02")
    with pytest.raises(Denied, match="She is an adult: not met") as refused:
        referrals.accept(referral, actor=world.actor("coordinator"), now=NOW)
    assert refused.value.decision.clause == "7.3"
    newest = lines(world.partnership.pk)[0]
    assert (newest.event, newest.outcome) == ("referral.accepted", "refused")
    assert "17" not in newest.detail["reason"]


def test_a_red_flag_for_those_who_need_to_know_is_in_no_papers(world):
    present = {"state": "present", "source": "She told us", "when": "10 Nov 2026"}
    case = make.accepted(world, rf_immigration=present).case
    risk = RiskAssessment.objects.get(involvement__case=case)
    form = case.referrals.get().protocol.form("referral")
    assert form.question("rf_immigration").see == "need_to_know"
    assert "rf_immigration" not in risk.flags
    assert form.question("rf_immigration").ask not in str(papers_of(case, today=NOW.date()))
    assert form.question("rf_strangulation").ask in str(papers_of(case, today=NOW.date()))
