"""How to reach her needs more than an identifier; grants and conflicts are seen with their case."""

import pytest

from conferral.access.actor import Denied
from conferral.cases import operations as cases
from conferral.cases.models import CaseGrant, ConflictOfInterest, Duty
from conferral.meetings import operations as meetings
from conferral.partnerships.models import Agreement, AgreementSignature
from tests import make

NOW = make.NOW


def signs(world, who):
    AgreementSignature.objects.create(
        partnership=world.partnership, agreement=Agreement.objects.get(),
        agency=world.seats[who].agency, signatory="A Director", signatory_role="Director",
        signed_on=NOW.date(),
    )  # fmt: skip


@pytest.mark.parametrize("sent", [True, False])
def test_an_advocate_reads_how_to_reach_her_once_she_has_the_papers(world, sent):
    make.seated(
        world, "advocate", agency="Marsh Advocacy", kind="charity", roles=["advocate"], seat="lead"
    )
    signs(world, "advocate")
    item = make.listed(world)
    told = {"actor": world.actor("advocate"), "now": NOW, "why": "To tell her the plan"}
    if sent:
        meetings.circulate(item.meeting, actor=world.actor("coordinator"), now=NOW)
        assert cases.read_safe_contact(item.case, **told) == item.case
    else:
        with pytest.raises(Denied, match="those who have this case’s papers"):
            cases.read_safe_contact(item.case, **told)


@pytest.mark.parametrize("who", ["police", "member", "chair"])
def test_who_is_in_conflict_and_who_was_let_in_is_seen_with_the_case_alone(world, who):
    case = make.circulated(world).case
    cases.declare_conflict(case, actor=world.actor("housing"), now=NOW, why="My neighbour.")
    for model in (CaseGrant, ConflictOfInterest):
        assert model.objects.visible_to(world.actor(who)).exists(), model
        assert not model.objects.visible_to(world.actor("housing")).exists(), model


def test_a_duty_is_not_done_until_somebody_was_told(world):
    make.accepted(world, child_concern=True)
    duty, actor = Duty.objects.get(), world.actor("member")
    with pytest.raises(Denied, match="Say who was told"):
        cases.record_duty(duty, actor=actor, now=NOW, told=" ", reference="CSC-1")
    assert Duty.objects.get().done_at is None
    cases.record_duty(duty, actor=actor, now=NOW, told="Petra Lowe", reference="")
    assert Duty.objects.get().done_at == NOW
