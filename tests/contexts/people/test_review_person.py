"""A person is seen with a case of hers, and hidden with it."""

import pytest

from conferral.cases import operations as cases
from conferral.people.models import Address, EqualityProfile, Name, Person
from tests import make

HERS = (Person, Name, Address, EqualityProfile)


@pytest.mark.parametrize(
    ("who", "sees"), [("member", True), ("chair", True), ("police", False), ("housing", False)]
)
def test_an_accepted_person_is_seen_by_those_who_see_her_case(world, who, sees):
    make.accepted(world)
    for model in HERS:
        assert model.objects.visible_to(world.actor(who)).exists() == sees, model


@pytest.mark.parametrize("who", ["chair", "police", "member"])
def test_a_conflict_of_interest_hides_her_with_her_case(world, who):
    item = make.circulated(world)
    for model in HERS:
        assert model.objects.visible_to(world.actor(who)).exists(), model
    cases.declare_conflict(item.case, actor=world.actor(who), now=make.NOW, why="My cousin.")
    for model in HERS:
        assert not model.objects.visible_to(world.actor(who)).exists(), model
