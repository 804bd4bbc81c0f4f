"""Who sees a case: by grants that grow level by level, and never past a conflict of interest."""

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.actions.models import Action
from conferral.cases import operations as cases
from conferral.cases.models import (
    CapacityRecord,
    Case,
    CaseGrant,
    ConflictOfInterest,
    Disclosure,
    Duty,
    Involvement,
    Level,
    RiskAssessment,
    SharingBasis,
    Voice,
)
from conferral.meetings import operations as meetings
from conferral.meetings.models import AgendaItem, CaseSeen, Dissent, ItemRecord
from conferral.meetings.queries import agenda_of, reach_of
from conferral.referrals.models import Referral
from tests import make

NOW = make.NOW


def sees(world, who, case):
    return Case.objects.visible_to(world.actor(who)).filter(pk=case.pk).exists()


STEPS = {
    "accepted": lambda world: make.accepted(world).case,
    "listed": lambda world: make.listed(world).case,
    "circulated": lambda world: make.circulated(world).case,
}


@pytest.mark.parametrize(
    ("step", "seen_by"),
    [
        ("accepted", {"coordinator", "chair", "member"}),
        ("listed", {"coordinator", "chair", "member", "housing", "police", "deputy"}),
        (
            "circulated",
            {"coordinator", "chair", "member", "housing", "police", "deputy", "minute_taker"},
        ),
    ],
)
def test_each_step_lets_more_people_see_a_case(world, step, seen_by):
    case = STEPS[step](world)
    assert {who for who in world.seats if sees(world, who, case)} == seen_by


@pytest.mark.parametrize(
    ("step", "who", "level", "held"),
    [
        ("accepted", "member", Level.PAPERS, True),
        ("listed", "police", Level.IDENTIFIERS, True),
        ("listed", "police", Level.OWN_ACTIONS, True),
        ("listed", "police", Level.PAPERS, False),
        ("circulated", "police", Level.PAPERS, True),
        ("circulated", "observer", Level.OWN_ACTIONS, False),
    ],
)
def test_a_grant_reaches_as_far_as_its_level(world, step, who, level, held):
    STEPS[step](world)
    assert CaseGrant.objects.held_by(world.actor(who), level=level).exists() == held


@pytest.mark.parametrize(("signed", "reach"), [(False, "identifiers"), (True, "papers")])
def test_who_was_sent_papers_reads_them_after_signing(world, signed, reach):
    item = make.circulated(world)
    police = world.actor("police")
    if signed:
        meetings.sign_confidentiality(item.meeting, actor=police, now=NOW, agrees=True)
    assert reach_of(item.case, actor=police) == reach
    assert reach_of(item.case, actor=world.actor("deputy")) == "identifiers"
    assert reach_of(item.case, actor=world.actor("member")) == "papers"


def test_a_grant_that_has_ended_lets_nobody_in(world):
    case = make.circulated(world).case
    assert sees(world, "police", case)
    case.grants.update(ended_at=NOW, ended_by=world.users["coordinator"])
    assert not sees(world, "police", case)
    assert sees(world, "coordinator", case)


@pytest.mark.parametrize("invited", [True, False])
def test_a_guest_sees_the_one_case_they_are_invited_to(world, invited):
    item = make.circulated(world)
    make.seated(
        world, "guest", agency="Eastmarsh Police", kind="police", roles=["guest"], seat="guest"
    )
    if invited:
        CaseGrant.objects.create(
            partnership=world.partnership, case=item.case, user=world.users["guest"],
            level=Level.PAPERS, why="invited", granted_at=NOW, granted_by=world.users["chair"],
        )  # fmt: skip
    assert sees(world, "guest", item.case) == invited
    assert sees(world, "police", item.case)


def test_nobody_is_granted_the_same_level_twice(world):
    item = make.circulated(world)
    held = item.case.grants.values_list("agency", "level")
    assert len(held) == len(set(held))
    before = len(held)
    actor, later = world.actor("coordinator"), NOW.replace(hour=11)
    meetings.list_case(
        item.meeting, actor=actor, now=later, case=make.accepted(world).case, minutes=15,
        child_involved=False,
    )  # fmt: skip
    meetings.circulate(item.meeting, actor=actor, now=later)
    assert item.case.grants.count() == before


ON_A_CASE = {
    Case: "pk", Involvement: "case", RiskAssessment: "involvement__case", Referral: "case",
    CapacityRecord: "involvement__case", Voice: "involvement__case", SharingBasis: "case",
    Disclosure: "case", Duty: "case", AgendaItem: "case", CaseSeen: "item__case",
    ItemRecord: "item__case", Dissent: "item__case", Action: "case",
}  # fmt: skip


@pytest.fixture
def two_cases(world):
    """Two cases that were listed with everything on them; the second is being heard."""
    item = make.listed(world, case=make.accepted(world, child_concern=True).case)
    other = make.listed(world, item.meeting, make.accepted(world, child_concern=True).case)
    coordinator = world.actor("coordinator")
    meetings.circulate(item.meeting, actor=coordinator, now=NOW)
    at = make.moment_of(item.meeting)
    meetings.open_meeting(item.meeting, actor=world.actor("chair"), now=at)
    for each in (other, item):
        meetings.open_case_file(each.case, actor=world.actor("housing"), now=NOW)
        meetings.begin_item(each, actor=world.actor("chair"), now=at)
        make.agreed(world, each)
        meetings.record_dissent(
            each, actor=coordinator, now=at, agency=world.seats["police"].agency, reason="No."
        )
        if each == other:
            meetings.minute_item(
                each, actor=coordinator, now=at, version=1, written={"decision": "Wait."}
            )
            meetings.end_item(each, actor=world.actor("chair"), now=at)
    return item.case, other.case


def seen(actor, model, case):
    return model.objects.visible_to(actor).filter(**{ON_A_CASE[model]: case.pk}).count()


@pytest.mark.parametrize("who", ["housing", "coordinator", "chair"])
def test_a_conflict_hides_a_case_at_once_and_everything_on_it(world, two_cases, who):
    case, other = two_cases
    actor = world.actor(who)
    before = {model: seen(actor, model, case) for model in ON_A_CASE}
    assert all(before[model] for model in ON_A_CASE if model is not Referral or who != "housing")
    cases.declare_conflict(case, actor=actor, now=NOW, why="My sister")
    assert {seen(actor, model, case) for model in ON_A_CASE} == {0}
    assert {model: seen(actor, model, other) for model in ON_A_CASE} == before
    assert Case.objects.visible_to(actor).count() == 1
    assert [item.case for item in agenda_of(two_items(case), actor=actor)] == [other]
    for somebody in {"housing", "coordinator", "chair"} - {who}:
        assert seen(world.actor(somebody), Case, case) == 1


def two_items(case):
    return AgendaItem.objects.get(case=case).meeting


@pytest.mark.parametrize("in_conflict", [False, True])
def test_whoever_is_in_conflict_cannot_open_the_file(world, two_cases, in_conflict):
    case, _other = two_cases
    actor = world.actor("coordinator")
    if in_conflict:
        cases.declare_conflict(case, actor=actor, now=NOW, why="My sister")
        with pytest.raises(NotVisible):
            meetings.open_case_file(case, actor=actor, now=NOW)
        with pytest.raises(NotVisible):
            cases.read_safe_contact(case, actor=actor, now=NOW, why="To ring her")
        assert reach_of(case, actor=world.actor("housing")) == "identifiers"
    else:
        assert meetings.open_case_file(case, actor=actor, now=NOW) == case


@pytest.mark.parametrize("agency_wide", [True, False])
def test_a_conflict_of_an_agency_hides_it_from_all_its_people(world, agency_wide):
    case = make.circulated(world).case
    police = (
        {"agency": world.seats["police"].agency} if agency_wide else {"user": world.users["police"]}
    )
    ConflictOfInterest.objects.create(
        partnership=world.partnership, case=case, declared_at=NOW,
        declared_by=world.users["police"], **police,
    )  # fmt: skip
    assert not sees(world, "police", case)
    assert sees(world, "deputy", case) == (not agency_wide)
    assert sees(world, "housing", case)


@pytest.mark.parametrize("who", ["police", "observer"])
def test_only_a_reader_declares_a_conflict(world, who):
    case = make.circulated(world).case
    if who == "police":
        conflict = cases.declare_conflict(case, actor=world.actor(who), now=NOW, why="A neighbour")
        assert conflict.why == "A neighbour"
    else:
        with pytest.raises(Denied):
            cases.declare_conflict(case, actor=world.actor(who), now=NOW, why="A neighbour")
        assert not ConflictOfInterest.objects.exists()


@pytest.mark.parametrize(
    ("lifted_by", "seconded_by", "allowed"),
    [
        ("coordinator", "chair", True), ("coordinator", "coordinator", False),
        ("coordinator", None, False), (None, "chair", False), (None, None, False),
    ],
)  # fmt: skip
def test_a_conflict_is_lifted_by_two_or_not_at_all(world, lifted_by, seconded_by, allowed):
    case = make.circulated(world).case
    conflict = cases.declare_conflict(case, actor=world.actor("police"), now=NOW, why="A neighbour")
    conflict.lifted_at = NOW
    conflict.lifted_by = world.users.get(lifted_by)
    conflict.lift_seconded_by = world.users.get(seconded_by)
    if allowed:
        conflict.save()
    else:
        with (
            pytest.raises(IntegrityError, match="a_conflict_is_lifted_by_two"),
            transaction.atomic(),
        ):
            conflict.save()
    assert sees(world, "police", case) == allowed
