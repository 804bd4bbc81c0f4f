"""After sign-in one goes to the panel that one sits on, or chooses."""

from datetime import timedelta

from django.test import Client

from conferral.accounts.models import User
from conferral.partnerships.models import Membership
from conferral.web.accounts import people
from tests import make
from tests.web.sign_in import sign_in


def test_somebody_without_a_seat_is_told_how_to_get_one(client: Client, ines: User) -> None:
    sign_in(client, ines)
    assert "You do not sit on a panel yet." in client.get("/").content.decode()


def test_whoever_sits_on_one_panel_goes_straight_there(client: Client) -> None:
    world = make.world()
    sign_in(client, world.users["member"])
    here = f"/{world.partnership.slug}/{world.panel.slug}/"
    assert client.get("/")["Location"] == here


def test_a_seat_counts_only_while_it_is_held() -> None:
    world = make.world()
    seat = world.seats["member"]
    today = make.TODAY
    assert [held.panel for held in people.seats_of(seat.user, today)] == [world.panel.name]
    Membership.objects.filter(pk=seat.pk).update(until_on=today - timedelta(days=1))
    assert people.seats_of(seat.user, today) == []


def test_the_coordinator_is_offered_first() -> None:
    world = make.world()
    offered = people.invented(make.TODAY)
    assert offered[0].name == world.users["coordinator"].name
