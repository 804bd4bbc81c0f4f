"""A seat is given with roles that the edition knows and that one person may hold."""

from datetime import date, timedelta

import pytest

from conferral.access.actor import Denied
from conferral.audit.models import Entry
from conferral.partnerships import founding
from conferral.partnerships.models import Agency, Membership
from tests import make

TODAY = make.TODAY


def give(world, who, *roles, agency="Riverbank NHS", from_on=TODAY, until_on=None):
    body, _made = Agency.objects.get_or_create(
        partnership=world.partnership, name=agency, defaults={"kind": "nhs"}
    )
    return founding.seat(
        world.panel, world.users[who], agency=body, roles=roles, place="other", now=make.NOW,
        from_on=from_on, until_on=until_on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("roles", "reason"),
    [
        (["lead_member"], ""),
        (["lead_member", "information_governance"], ""),
        (["chair", "minute_taker"], "Nobody holds both roles: Chair and Minute-taker."),
        (["mayor"], "This protocol has no role 'mayor'."),
    ],
)
def test_a_seat_has_roles_that_one_person_may_hold(world, roles, reason):
    before = Membership.objects.count()
    if reason:
        with pytest.raises(Denied, match=reason):
            give(world, "observer", *roles)
        assert Membership.objects.count() == before
    else:
        assert give(world, "observer", *roles).roles == roles


def test_a_refused_pair_of_roles_cites_the_clause_and_writes_nothing(world):
    before = Entry.objects.count()
    with pytest.raises(Denied) as refused:
        give(world, "observer", "chair", "minute_taker")
    assert refused.value.decision.clause == "14.2"
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("ends", "from_on", "until_on", "refused"),
    [
        (None, TODAY, None, True),
        (TODAY, TODAY, None, True),
        (TODAY - timedelta(days=1), TODAY, None, False),
        (None, date(2024, 12, 1), date(2024, 12, 31), False),
        (None, TODAY, TODAY, True),
    ],
)
def test_the_roles_of_other_seats_in_the_same_days_count(world, ends, from_on, until_on, refused):
    seat = world.seats["chair"]
    seat.until_on = ends
    seat.save()
    if refused:
        with pytest.raises(Denied, match="Nobody holds both roles"):
            give(world, "chair", "minute_taker", from_on=from_on, until_on=until_on)
    else:
        assert give(world, "chair", "minute_taker", from_on=from_on, until_on=until_on)


def test_a_seat_that_ends_before_another_begins_is_free_of_it(world):
    seat = world.seats["chair"]
    seat.from_on = TODAY + timedelta(days=9)
    seat.save()
    assert give(world, "chair", "minute_taker", until_on=TODAY + timedelta(days=8))


def test_before_the_first_edition_nothing_says_which_roles_there_are(world):
    long_ago = date(2024, 12, 31)
    assert give(world, "observer", "mayor", from_on=long_ago).roles == ["mayor"]
