"""A case: opened with or without a referral, heard, closed once its duties are done."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.actions import operations as actions
from conferral.actions.minutes import from_sealed_content as minutes_from
from conferral.audit.queries import lines, verify
from conferral.cases import operations as cases
from conferral.cases.lifecycle import LIFECYCLE
from conferral.cases.models import (
    Case,
    CaseGrant,
    ConflictOfInterest,
    Disclosure,
    Duty,
    Involvement,
    SharingBasis,
)
from conferral.meetings import operations as meetings
from conferral.meetings.models import Circulation
from conferral.meetings.papers import from_sealed_content as papers_from
from conferral.people.models import Person
from conferral.vault.files import content_of
from tests import make

NOW = make.NOW


def opened(world, who="coordinator"):
    """A case without a referral: two adults, one of whom nobody has named, and a flat."""
    return cases.open_case(
        world.panel, actor=world.actor(who), now=NOW, kind=Case.Kind.SEVERAL,
        summary="Several women seen at one flat.", basis="Preventing harm.",
        names=["Maple Row"], unnamed=["Adult B"],
        places=[("flat", "The flat above the shop", "12 Quay Street")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "allowed"), [("coordinator", True), ("chair", False), ("member", False)]
)
def test_a_case_opens_without_a_referral(world, who, allowed):
    if not allowed:
        with pytest.raises(Denied, match="does not let you open a case without a referral"):
            opened(world, who)
        assert not Case.objects.exists()
        return
    case = opened(world)
    assert case.title == "Maple Row, Adult B"
    assert [adult.called for adult in case.adults] == ["Maple Row", "Adult B"]
    assert [where.place.label for where in case.case_places.all()] == ["The flat above the shop"]
    assert not case.adults[0].person.provisional
    assert case.adults[1].person is None


def test_a_place_alone_gives_a_case_its_title(world):
    case = cases.open_case(
        world.panel, actor=world.actor("coordinator"), now=NOW, kind=Case.Kind.PREMISES,
        summary="", basis="Preventing harm.", places=[("business", "The car wash", "")],
    )  # fmt: skip
    assert case.title == "The car wash"


def test_a_case_without_a_referral_goes_all_the_way_to_issued_minutes(world):
    coordinator, chair = world.actor("coordinator"), world.actor("chair")
    case = opened(world)
    item = make.listed(world, case=case)
    meeting = item.meeting
    circulation = meetings.circulate(meeting, actor=coordinator, now=NOW)
    (papers,) = papers_from(content_of(circulation.content))
    assert [person.name for person in papers.people] == ["Maple Row", "Adult B"]
    assert papers.why_now == "Several women seen at one flat."
    assert [fact.value for fact in papers.facts] == ["The flat above the shop"]
    assert "Quay Street" not in content_of(circulation.content).decode()
    at = make.moment_of(meeting)
    meetings.open_meeting(meeting, actor=chair, now=at)
    meetings.enter_room(meeting, actor=chair, now=at, agrees=True)
    meetings.begin_item(item, actor=chair, now=at)
    make.agreed(world, item)
    meetings.minute_item(
        item, actor=coordinator, now=at, version=1, written={"decision": "A visit together."}
    )
    meetings.end_item(item, actor=chair, now=at)
    meetings.close_meeting(meeting, actor=chair, now=at)
    minutes = actions.issue_minutes(meeting, actor=coordinator, now=at)
    (minute,) = minutes_from(content_of(minutes.content))
    assert (minute.title, minute.decision) == ("Maple Row, Adult B", "A visit together.")
    assert verify(world.partnership.pk).whole


def test_a_reference_does_not_tell_how_many_cases_there_are(world):
    references = [opened(world).reference for _ in range(6)]
    assert all(re.fullmatch(r"WESP-2026-\d{4}", reference) for reference in references)
    assert len(set(references)) == 6
    assert set(references) != {f"WESP-2026-{number:04d}" for number in range(1, 7)}
    assert references != sorted(references) or references[-1] > "WESP-2026-0010"


def test_a_reference_carries_the_local_year(world):
    case = cases.open_case(
        world.panel, actor=world.actor("coordinator"), now=NOW.replace(month=12, day=31, hour=23),
        kind="adult", summary="", basis="Preventing harm.",
    )  # fmt: skip
    assert case.reference.startswith("WESP-2026-")


@pytest.mark.parametrize("done", [False, True])
def test_a_duty_that_is_not_done_keeps_a_case_open(world, done):
    case = make.accepted(world, child_concern=True).case
    duty = case.duties.get()
    if done:
        cases.record_duty(
            duty, actor=world.actor("member"), now=NOW, told="Petra Lowe", reference="CSC-1"
        )
        cases.close_case(case, actor=world.actor("coordinator"), now=NOW)
    else:
        with pytest.raises(Denied, match="A duty is not done yet: Tell children") as refused:
            cases.close_case(case, actor=world.actor("coordinator"), now=NOW)
        assert refused.value.decision.clause == "12.2"
    case.refresh_from_db()
    assert (case.stage, bool(case.closed_at)) == (("closed", True) if done else ("open", False))


def test_a_duty_that_the_edition_lets_wait_keeps_no_case_open(world):
    wording = 'who = "Whoever has the concern"\n'
    waits = (wording, f"{wording}blocks_closure = false\n")
    make.adopt_files(world, make.rewritten(make.files_of(), waits), make.TODAY)
    case = make.accepted(world, child_concern=True).case
    assert case.duties.get().done_at is None
    assert cases.close_case(case, actor=world.actor("coordinator"), now=NOW).closed_at == NOW


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("member", False)])
def test_only_a_role_that_may_closes_a_case_and_once(world, who, allowed):
    case = make.accepted(world).case
    if allowed:
        cases.close_case(case, actor=world.actor(who), now=NOW)
        with pytest.raises(Denied, match="This case is already closed"):
            cases.close_case(case, actor=world.actor(who), now=NOW)
    else:
        with pytest.raises(Denied):
            cases.close_case(case, actor=world.actor(who), now=NOW)


@pytest.mark.parametrize(
    ("here", "there", "allowed"),
    [("open", "closed", True), ("closed", "open", True), ("open", "open", False),
     ("closed", "closed", False)],
)  # fmt: skip
def test_the_stages_of_a_case_move_by_their_table(here, there, allowed):
    assert bool(LIFECYCLE.may_move(here, there)) == allowed


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("member", None), ("coordinator", None),
        ("police", Denied), ("observer", Denied), ("steering", Denied),
    ],
)  # fmt: skip
def test_a_duty_is_recorded_by_the_agency_that_has_it(world, who, refused):
    make.listed(world, case=make.accepted(world, child_concern=True).case)
    duty, actor = Duty.objects.get(), world.actor(who)
    said = {"told": "Petra Lowe", "reference": "CSC-1"}
    if refused:
        with pytest.raises(refused):
            cases.record_duty(duty, actor=actor, now=NOW, **said)
        assert Duty.objects.get().done_at is None
    else:
        cases.record_duty(duty, actor=actor, now=NOW, **said)
        assert (Duty.objects.get().told, Duty.objects.get().reference) == tuple(said.values())
        assert "CSC-1" not in str(lines(world.partnership.pk))


def test_a_duty_is_recorded_once(world):
    make.accepted(world, child_concern=True)
    for told in ("Petra Lowe", "Somebody else"):
        cases.record_duty(
            Duty.objects.get(), actor=world.actor("member"), now=NOW, told=told, reference="1"
        )
    assert Duty.objects.get().told == "Petra Lowe"


@pytest.mark.parametrize("case_there", [False, True])
def test_before_there_is_a_case_a_duty_is_seen_by_its_agency(world, case_there):
    if case_there:
        make.accepted(world, child_concern=True)
    else:
        make.submitted(world, child_concern=True)
    duty = Duty.objects.get()
    assert Duty.objects.visible_to(world.actor("member")).exists()
    assert Duty.objects.visible_to(world.actor("coordinator")).exists() == case_there
    if not case_there:
        with pytest.raises(NotVisible):
            cases.record_duty(
                duty, actor=world.actor("coordinator"), now=NOW, told="", reference=""
            )


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True)])
def test_a_duty_is_overdue_when_its_day_has_passed(world, days, overdue):
    make.written(world, child_concern=True)
    duty = Duty.objects.get()
    assert duty.due_on == make.TODAY
    assert duty.is_overdue(duty.due_on + timedelta(days=days)) == overdue
    duty.done_at = NOW
    assert not duty.is_overdue(date(2027, 1, 1))


def test_the_ledger_says_what_was_shared_with_whom_and_why(world):
    case = make.circulated(world).case
    papers, who, referral = Disclosure.objects.filter(case=case).order_by("-pk")
    assert referral.what == "This referral"
    assert referral.agencies == ["Lantern House"]
    assert who.agencies == [
        "Eastmarsh Housing", "Eastmarsh Police", "Harbour Drug and Alcohol Service",
    ]  # fmt: skip
    assert "name, age and area" in who.withheld
    assert papers.agencies == sorted([*who.agencies, "Eastmarsh Council", "Lantern House"])
    assert {each.basis for each in (papers, who, referral)} == {
        "Her consent, recorded on 16 November 2026"
    }
    assert Circulation.objects.get().sent_at == papers.shared_at


def case_row(world, **values):
    return Case(
        partnership=world.partnership, panel=world.panel, reference="R", opened_at=NOW,
        opened_by=world.users["coordinator"], **values,
    )  # fmt: skip


def grant_row(world, **values):
    return CaseGrant(
        partnership=world.partnership, case=opened(world), level="papers", why="x", granted_at=NOW,
        granted_by=world.users["chair"], **values,
    )  # fmt: skip


def conflict_row(world, **values):
    return ConflictOfInterest(
        partnership=world.partnership, case=opened(world), declared_at=NOW,
        declared_by=world.users["chair"], **values,
    )  # fmt: skip


def duty_row(world, **values):
    person = Person.objects.create(partnership=world.partnership)
    return Duty(
        partnership=world.partnership, panel=world.panel, person=person, rule="r", title="t",
        agency=world.seats["member"].agency, edition=world.panel.adopted_on(make.TODAY),
        due_on=make.TODAY, raised_at=NOW,
        raised_by=world.users["member"], **values,
    )  # fmt: skip


def duty_twice(world):
    first = duty_row(world)
    first.save()
    second = duty_row(world)
    second.person = first.person
    return second


def basis_twice(world):
    basis = make.written(world).person.sharing_bases.get()
    return SharingBasis(
        partnership=world.partnership, person=basis.person, agency=basis.agency,
        route=basis.route, recorded_at=NOW, recorded_by=world.users["member"],
    )  # fmt: skip


def same_role_twice(world):
    adult = opened(world).adults[0]
    return Involvement(
        partnership=world.partnership, case=adult.case, person=adult.person, role=adult.role
    )


BROKEN_RULES = {
    "a_closed_case_says_when": lambda world: case_row(world, stage="closed"),
    "cases_case_closed_at_with_by": lambda world: case_row(world, stage="closed", closed_at=NOW),
    "a_grant_is_to_an_agency_or_a_person": grant_row,
    "cases_casegrant_ended_at_with_by": lambda world: grant_row(
        world, user=world.users["chair"], ended_at=NOW
    ),
    "a_conflict_binds_an_agency_or_a_person": conflict_row,
    "cases_duty_done_at_with_by": lambda world: duty_row(world, done_at=NOW),
    "a_duty_is_raised_once_a_person": duty_twice,
    "one_basis_of_a_kind_in_force": basis_twice,
    "a_person_has_a_role_once": same_role_twice,
}


@pytest.mark.parametrize("rule", BROKEN_RULES)
def test_the_database_refuses_what_must_never_be(world, rule):
    broken = BROKEN_RULES[rule](world)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        broken.save()
    assert rule in str(refused.value) or "UNIQUE" in str(refused.value)


def test_the_database_refuses_a_reference_twice(world):
    case_row(world).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        case_row(world).save()
    elsewhere = make.world("westmarsh")
    case_row(elsewhere).save()
    assert Case.objects.count() == 2
