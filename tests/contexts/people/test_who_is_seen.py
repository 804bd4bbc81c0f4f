"""A provisional person is her agency's alone, and how to reach her has a compartment of its own."""

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied
from conferral.audit.queries import lines
from conferral.cases.operations import read_safe_contact
from conferral.people.models import (
    Address,
    EqualityProfile,
    Name,
    Person,
    Relationship,
    SafeContact,
)
from tests import make

HERS = (Person, Name, Address, EqualityProfile, SafeContact)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("member", True), ("coordinator", False), ("chair", False), ("police", False),
        ("housing", False), ("observer", False), ("governance", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stage", ["draft", "submitted"])
def test_until_she_is_accepted_she_is_seen_by_her_agency_alone(world, stage, who, sees):
    {"draft": make.written, "submitted": make.submitted}[stage](world)
    for model in HERS:
        assert model.objects.visible_to(world.actor(who)).exists() == sees, model


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("coordinator", True), ("member", False), ("chair", False), ("police", False),
        ("minute_taker", False), ("observer", False), ("steering", False),
    ],
)  # fmt: skip
def test_how_to_reach_her_is_for_those_who_may_ask_for_it(world, who, sees):
    make.circulated(world)
    actor = world.actor(who)
    assert SafeContact.objects.visible_to(actor).exists() == sees


@pytest.mark.parametrize(
    ("who", "sees"), [("police", True), ("chair", True), ("observer", False), ("governance", False)]
)
def test_an_accepted_person_is_there_for_those_who_read_cases(world, who, sees):
    make.circulated(world)
    assert Person.objects.visible_to(world.actor(who)).exists() == sees
    assert not Person.objects.visible_to(make.world("westmarsh").actor("police")).exists()


@pytest.mark.parametrize(
    ("who", "why", "refused"),
    [
        ("coordinator", "To tell her the plan", ""),
        ("coordinator", "  ", "Say why you need to reach her."),
        ("member", "To tell her the plan", "Your role in this panel does not let you read how"),
        ("police", "To tell her the plan", "Your role in this panel does not let you read how"),
    ],
)
def test_opening_how_to_reach_her_takes_a_permission_and_a_reason(world, who, why, refused):
    case = make.circulated(world).case
    if refused:
        with pytest.raises(Denied, match=refused):
            read_safe_contact(case, actor=world.actor(who), now=make.NOW, why=why)
    else:
        read_safe_contact(case, actor=world.actor(who), now=make.NOW, why=why)
    newest = lines(world.partnership.pk)[0]
    assert newest.event == "safe_contact.read"
    assert newest.outcome == ("refused" if refused else "read")
    assert newest.about == case.uid
    assert refused or newest.detail["why"] == why


def test_she_goes_by_her_legal_name_or_else_by_another(world):
    her = Person.objects.create(partnership=world.partnership)
    assert (her.name, her.alias) == ("", "")
    for kind, text in [("street", "Blue"), ("alias", "Juno"), ("legal", "Juniper Vale")]:
        Name.objects.create(partnership=world.partnership, person=her, kind=kind, text=text)
    assert her.name == "Juniper Vale"
    assert sorted(her.alias.split(", ")) == ["Blue", "Juno"]
    her.names.filter(kind="legal").delete()
    assert Person.objects.get(pk=her.pk).name == "Juno"


def test_no_line_about_her_in_a_log_or_an_error_holds_her_name(world):
    referral = make.written(world)
    person = referral.person
    rows = [person, person.names.first(), person.safe_contact, person.address, person.equality]
    for row in [*rows, referral]:
        assert "Juniper" not in f"{row} {row!r}"


@pytest.mark.parametrize("herself", [True, False])
def test_nobody_is_related_to_herself(world, herself):
    one, two = (Person.objects.create(partnership=world.partnership) for _ in range(2))
    bond = Relationship(
        partnership=world.partnership, person=one, other=one if herself else two, what="mother of"
    )
    if herself:
        with pytest.raises(IntegrityError), transaction.atomic():
            bond.save()
    else:
        bond.save()
    assert Relationship.objects.exists() != herself


@pytest.mark.parametrize("model", [SafeContact, Address, EqualityProfile])
def test_she_has_one_of_each(world, model):
    her = make.written(world).person
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(partnership=world.partnership, person=her)
