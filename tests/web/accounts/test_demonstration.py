"""The demonstration's sign-in exists only in a demonstration, and only at this machine."""

from typing import Any

import pytest
from django.test import Client

from conferral.accounts.models import User

pytestmark = pytest.mark.safety

HERE = {"REMOTE_ADDR": "127.0.0.1"}
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def choose(client: Client, user: User, **where: Any) -> int:
    return client.post("/sign-in/demonstration/", {"person": user.uid}, **where).status_code


def test_an_invented_person_is_chosen_in_a_demonstration(
    client: Client, ines: User, demonstration: Any
) -> None:
    assert choose(client, ines, **HERE) == 404
    demonstration()
    assert choose(client, ines, **HERE) == 302
    assert client.get("/your-sign-in/").status_code == 200


def test_not_from_another_machine(client: Client, ines: User, demonstration: Any) -> None:
    demonstration()
    assert choose(client, ines, **ELSEWHERE) == 404
    assert choose(client, ines, **HERE, HTTP_X_FORWARDED_FOR="192.0.2.7") == 404
    assert choose(client, ines, REMOTE_ADDR="::1") == 302


def test_not_somebody_who_is_not_there(client: Client, ines: User, demonstration: Any) -> None:
    demonstration()
    ines.is_active = False
    ines.save()
    assert choose(client, ines, **HERE) == 404


def test_the_sign_in_page_offers_people_only_then(client: Client, demonstration: Any) -> None:
    assert "Choose whom to be" not in client.get("/sign-in/").content.decode()
    demonstration()
    assert "Choose whom to be" in client.get("/sign-in/", **HERE).content.decode()
    assert "Choose whom to be" not in client.get("/sign-in/", **ELSEWHERE).content.decode()


def test_after_choosing_one_goes_where_one_was_going_and_nowhere_else(
    client: Client, ines: User, demonstration: Any
) -> None:
    demonstration()
    for target, lands in [("/your-sign-in/", "/your-sign-in/"), ("https://evil.example/", "/")]:
        asked = {"person": ines.uid, "next": target}
        assert client.post("/sign-in/demonstration/", asked, **HERE)["Location"] == lands


def test_whoever_has_no_password_is_sent_to_choose_one(
    client: Client, ines: User, demonstration: Any
) -> None:
    demonstration()
    ines.set_unusable_password()
    ines.save()
    assert choose(client, ines, **HERE) == 302
    answer = client.get("/password/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == "/password/forgotten/"
