"""What a seat lets somebody do on a day: by its roles, its edition, its dates and the agreement."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied
from conferral.cases.models import Case, Duty, SharingBasis
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from conferral.partnerships.actors import actor_of, the_clock, users_who_may
from conferral.partnerships.models import (
    AdoptedEdition,
    Agency,
    AgreementSignature,
    Closure,
    Membership,
    Panel,
    Partnership,
)
from conferral.people.models import Person
from conferral.protocol.permissions import Permission
from conferral.referrals.models import Referral
from tests import make

DAY = timedelta(days=1)
TODAY = make.TODAY


@pytest.mark.parametrize(
    ("who", "may", "may_not"),
    [
        ("coordinator", "case.read_all", "room.chair"),
        ("chair", "room.chair", "minutes.issue"),
        ("minute_taker", "room.minute", "room.chair"),
        ("member", "referral.draft", "referral.accept"),
        ("deputy", "referral.draft", "case.open"),
        ("observer", "room.enter", "papers.read"),
        ("steering", "year.read", "case.read"),
        ("governance", "record.read", "case.read"),
    ],
)
def test_a_role_lets_a_person_do_what_the_edition_says(world, who, may, may_not):
    actor = world.actor(who)
    assert actor.may(Permission(may))
    refused = actor.may(Permission(may_not))
    assert not refused
    assert (
        refused.reason == f"Your role in this panel does not let you {Permission(may_not).phrase}."
    )


def test_two_roles_let_a_person_do_what_either_does(world):
    seat = world.seats["chair"]
    seat.roles = ["chair", "information_governance"]
    seat.save()
    assert world.actor("chair").may(Permission.ROOM_CHAIR)
    assert world.actor("chair").may(Permission.RECORD_READ)


SIGNATURES = {
    "signed long ago": ({"signed_on": date(2025, 1, 1)}, True),
    "signed today": ({"signed_on": TODAY}, True),
    "signed tomorrow": ({"signed_on": TODAY + DAY}, False),
    "lapses tomorrow": ({"signed_on": date(2025, 1, 1), "lapses_on": TODAY + DAY}, True),
    "lapses today": ({"signed_on": date(2025, 1, 1), "lapses_on": TODAY}, False),
    "never signed": (None, False),
}
SEEN = (Case, Referral, Meeting, Person, Duty, SharingBasis)


@pytest.mark.parametrize("name", SIGNATURES)
def test_an_agency_without_a_current_agreement_sees_nothing_but_the_protocol(world, name):
    make.circulated(world)
    make.submitted(world, child_concern=True)
    signed, sees = SIGNATURES[name]
    ours = AgreementSignature.objects.filter(agency=world.seats["member"].agency)
    ours.delete() if signed is None else ours.update(**signed)
    member, housing = world.actor("member"), world.actor("housing")
    assert Permission.PROTOCOL_READ in member.permissions
    assert (member.permissions == {Permission.PROTOCOL_READ}) != sees
    for model in SEEN:
        assert model.objects.visible_to(member).exists() == sees, model
    assert Case.objects.visible_to(housing).exists()


@pytest.mark.parametrize("signed", [True, False])
def test_an_agency_without_an_agreement_may_do_nothing(world, signed):
    if not signed:
        AgreementSignature.objects.filter(agency=world.seats["member"].agency).delete()
        with pytest.raises(Denied):
            make.draft(world)
    else:
        assert make.draft(world).stage == "draft"


@pytest.mark.parametrize("seat", ["guest", "other"])
def test_a_guest_needs_no_agreement(world, seat):
    made = make.seated(
        world, "visitor", agency="A Hostel", kind="housing", roles=["guest"], seat=seat
    )
    may = world.actor("visitor").may(Permission.PAPERS_READ)
    assert bool(may) == (seat == "guest")
    assert not made.agency.agreement_holds(TODAY)


@pytest.mark.parametrize(
    ("from_on", "until_on", "held"),
    [
        (TODAY, None, True), (TODAY, TODAY, True), (TODAY - DAY, TODAY + DAY, True),
        (TODAY - DAY, TODAY - DAY, False), (TODAY + DAY, None, False),
    ],
)  # fmt: skip
def test_a_seat_that_is_not_held_today_gives_nothing(world, from_on, until_on, held):
    Membership.objects.filter(pk=world.seats["member"].pk).update(
        from_on=from_on, until_on=until_on
    )
    actor = world.actor("member")
    assert bool(actor.permissions) == held
    assert Meeting.objects.visible_to(actor).exists() is False
    make.meeting(world)
    assert Meeting.objects.visible_to(actor).exists() == held


def test_the_edition_in_force_is_the_newest_that_has_begun(world):
    later = make.adopt(world, in_force_from=date(2026, 12, 1))
    first = world.panel.editions.exclude(pk=later.pk).get()
    for day, edition in [
        (date(2025, 1, 1), first), (date(2026, 11, 30), first), (date(2026, 12, 1), later),
    ]:  # fmt: skip
        assert world.panel.adopted_on(day) == edition
    with pytest.raises(AdoptedEdition.DoesNotExist):
        world.panel.adopted_on(date(2024, 12, 31))


def test_roles_come_from_the_edition_of_that_day(world):
    files = make.rewritten(make.files_of(), ('"referral.draft", "referral.submit", ', ""))
    later = make.adopt_files(world, files, TODAY + DAY)
    seat = world.seats["member"]
    assert actor_of(seat, TODAY).may(Permission.REFERRAL_DRAFT)
    assert not actor_of(seat, TODAY + DAY).may(Permission.REFERRAL_DRAFT)
    assert make.draft(world).edition != later


def test_those_who_may_do_something_are_found_by_their_seats(world):
    chairs = users_who_may(Permission.ROOM_CHAIR, world.panel, TODAY)
    assert chairs == [world.users["chair"].pk]
    Membership.objects.filter(pk=world.seats["chair"].pk).update(until_on=TODAY - DAY)
    assert users_who_may(Permission.ROOM_CHAIR, world.panel, TODAY) == []


@pytest.mark.parametrize("allowed", [True, False])
def test_the_clock_may_plan_and_nothing_else(world, allowed):
    clock = the_clock(world.panel)
    if allowed:
        meetings.plan_year(world.panel, actor=clock, now=make.NOW, start=TODAY)
        assert Meeting.objects.filter(panel=world.panel).count() == 11
    else:
        with pytest.raises(Denied):
            meetings.circulate(make.meeting(world), actor=clock, now=make.NOW)
    assert not Case.objects.visible_to(clock).exists()


def copied(row, **changed):
    row.pk, row.uid = None, "y" * 22
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def edition(world):
    return world.panel.editions.get()


BROKEN_RULES = {
    "an_edition_needs_two_people": lambda world: copied(
        edition(world), in_force_from=TODAY, seconded_by=world.users["coordinator"]
    ),
    "one_edition_comes_into_force_a_day": lambda world: copied(edition(world)),
    "a_seat_ends_after_it_begins": lambda world: copied(
        world.seats["member"], agency=world.seats["housing"].agency, until_on=date(2024, 1, 1)
    ),
    "one_seat_per_person_and_agency": lambda world: copied(world.seats["member"]),
    "one_panel_per_slug": lambda world: copied(world.panel),
    "one_agency_per_name": lambda world: copied(world.seats["member"].agency),
    "one_closure_a_day": lambda world: copied(
        Closure.objects.create(
            partnership=world.partnership, panel=world.panel, day=TODAY, why="Flood"
        )
    ),
    "partnerships_agency_uid_is_its_own": lambda world: Agency(
        partnership=world.partnership, name="New", kind="other", uid=Agency.objects.first().uid
    ),
    "slug": lambda world: Partnership(slug="eastmarsh", name="E", area="E", nation="ENG"),
}


@pytest.mark.parametrize("rule", BROKEN_RULES)
def test_the_database_refuses_what_must_never_be(world, rule):
    row = BROKEN_RULES[rule](world)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save(force_insert=True)
    assert rule in str(refused.value) or "UNIQUE" in str(refused.value)


def test_its_twin_in_another_partnership_is_allowed(world):
    elsewhere = make.world("westmarsh")
    assert Panel.objects.filter(slug="wesp").count() == 2
    assert Agency.objects.filter(name="Lantern House").count() == 2
    assert not Panel.objects.visible_to(elsewhere.actor("chair")).filter(pk=world.panel.pk).exists()
