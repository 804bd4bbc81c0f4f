"""Nobody passes without a second factor, and the list of open pages stays short."""

import pytest
from django.test import Client
from django.urls import reverse

from conferral.accounts.models import Session, User
from conferral.web.middleware import OPEN_TO_ALL
from tests.web.sign_in import sign_in, sign_in_with_password_only

pytestmark = pytest.mark.safety


def test_at_most_twelve_pages_open_without_a_second_factor() -> None:
    assert len(OPEN_TO_ALL) <= 12


def test_every_open_page_exists() -> None:
    with_arguments = {"account_reset_password_from_key"}
    for name in OPEN_TO_ALL - with_arguments:
        assert reverse(name)


def test_a_stranger_is_sent_to_sign_in_and_then_back(client: Client) -> None:
    answer = client.get("/your-sign-in/")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=%2Fyour-sign-in%2F"


def test_a_password_alone_leads_to_setting_up_the_phone(client: Client, ines: User) -> None:
    sign_in_with_password_only(client, ines)
    answer = client.get("/your-sign-in/")
    assert answer["Location"].startswith("/sign-in/set-up/")


@pytest.mark.parametrize("factor", ["totp", "recovery_codes", "webauthn"])
def test_a_second_factor_opens_the_page(client: Client, ines: User, factor: str) -> None:
    sign_in(client, ines, factor)
    assert client.get("/your-sign-in/").status_code == 200


def test_the_demonstrations_factor_opens_nothing_outside_a_demonstration(
    client: Client, ines: User, demonstration
) -> None:
    sign_in(client, ines, "demo")
    assert client.get("/your-sign-in/").status_code == 302
    demonstration()
    assert client.get("/your-sign-in/").status_code == 200


def test_htmx_is_told_to_leave_the_page(client: Client) -> None:
    answer = client.get("/your-sign-in/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/sign-in/"


def test_a_closed_account_loses_its_sessions_for_good(client: Client, ines: User) -> None:
    sign_in(client, ines)
    assert client.get("/your-sign-in/").status_code == 200
    ines.is_active = False
    ines.save()
    assert not Session.objects.filter(user=ines).exists()
    ines.is_active = True
    ines.save()
    assert client.get("/your-sign-in/").status_code == 302


@pytest.mark.parametrize("path", ["/sign-in/", "/password/forgotten/", "/away/", "/health"])
def test_open_pages_open(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
