"""Sign-in is closed to strangers, asks for two factors and keeps their secrets sealed."""

import re
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory

from conferral.accounts.models import User
from tests.web.accounts.conftest import PASSWORD
from tests.web.sign_in import sign_in

pytestmark = pytest.mark.safety


def code_of(secret: str) -> str:
    """What a phone with this secret shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def set_up_phone(client: Client) -> str:
    page = client.get("/sign-in/set-up/").content.decode()
    found = re.search(r'<code class="c-num">([A-Z2-7]+)</code>', page)
    assert found
    answer = client.post("/sign-in/set-up/", {"code": code_of(found[1])})
    assert answer["Location"] == "/your-sign-in/codes/", answer.content.decode()
    return found[1]


def test_a_password_then_a_phone_and_the_page_opens(client: Client, ines: User, typed: Any) -> None:
    assert typed().status_code == 302
    assert client.get("/your-sign-in/").status_code == 302
    set_up_phone(client)
    assert client.get("/your-sign-in/codes/").status_code == 200
    assert client.get("/your-sign-in/").status_code == 200


def test_the_next_sign_in_asks_for_the_code(client: Client, ines: User, typed: Any) -> None:
    typed()
    secret = set_up_phone(client)
    client.post("/sign-out/")
    assert typed()["Location"] == "/sign-in/code/"
    assert client.get("/your-sign-in/").status_code == 302
    wrong = client.post("/sign-in/code/", {"code": "000000"})
    assert wrong.status_code == 200
    cache.clear()  # the code of this half minute was used to set up; forget that it was
    assert client.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/your-sign-in/").status_code == 200


def test_a_code_works_once(client: Client, ines: User, typed: Any) -> None:
    typed()
    secret = set_up_phone(client)
    client.post("/sign-out/")
    typed()
    cache.clear()
    code = code_of(secret)
    assert client.post("/sign-in/code/", {"code": code}).status_code == 302
    client.post("/sign-out/")
    typed()
    assert client.post("/sign-in/code/", {"code": code}).status_code == 200


def test_neither_phone_nor_recovery_secrets_are_plain_in_the_database(
    client: Client, ines: User, typed: Any
) -> None:
    typed()
    secret = set_up_phone(client)
    stored = Authenticator.objects.get(user=ines, type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    recovery = Authenticator.objects.get(user=ines, type=Authenticator.Type.RECOVERY_CODES)
    code = recovery.wrap().get_unused_codes()[0]
    assert code not in str(recovery.data)
    assert not re.fullmatch(r"[0-9a-f]{80}", recovery.data["seed"])


def test_recovery_codes_are_shown_once(client: Client, ines: User, typed: Any) -> None:
    typed()
    set_up_phone(client)
    assert "c-codes" in client.get("/your-sign-in/codes/").content.decode()
    assert "c-codes" not in client.get("/your-sign-in/codes/").content.decode()


@pytest.mark.parametrize(
    "email, password", [("ines@lantern.example", "wrong wrong wrong"), ("no@one.example", PASSWORD)]
)
def test_a_wrong_password_and_a_stranger_meet_the_same_words(
    ines: User, typed: Any, email: str, password: str
) -> None:
    page = typed(email, password).content.decode()
    assert "One thing to put right" in page
    assert "That address and password do not belong together" in page


def test_nobody_signs_herself_up(client: Client, ines: User) -> None:
    assert not get_adapter().is_open_for_signup(RequestFactory().get("/"))
    new = {"email": "stranger@example.org", "password1": PASSWORD}
    assert client.post("/sign-up/", new)["Location"].startswith("/sign-in/")
    sign_in(client, ines)
    client.post("/sign-up/", new)
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_an_account_made_by_a_coordinator_signs_in(ines: User, typed: Any) -> None:
    assert typed()["Location"] == "/"


def test_a_forgotten_password_is_told_to_known_addresses_only(client: Client, ines: User) -> None:
    for email in ("ines@lantern.example", "stranger@example.org"):
        answer = client.post("/password/forgotten/", {"email": email})
        assert answer["Location"] == "/password/forgotten/sent/"
    assert [message.to for message in mail.outbox] == [["ines@lantern.example"]]


def test_a_new_password_does_not_sign_in_by_itself(client: Client, ines: User) -> None:
    client.post("/password/forgotten/", {"email": ines.email})
    link = re.search(r"http://testserver(/password/new/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link[1], follow=True).request["PATH_INFO"]
    short = client.post(form, {"password1": "too short", "password2": "too short"})
    assert "at least 15 characters" in short.content.decode()
    new = "five other entirely quiet words"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert client.get("/your-sign-in/").status_code == 302
    ines.refresh_from_db()
    assert ines.check_password(new)


def test_guessing_is_slowed_and_the_count_is_shared(ines: User, typed: Any) -> None:
    for _ in range(6):
        typed(password="a wrong one, many times")
    page = typed().content.decode()
    assert "Too many tries" in page


def test_a_closed_account_does_not_sign_in(ines: User, typed: Any) -> None:
    ines.is_active = False
    ines.save()
    assert typed()["Location"] == "/sign-in/"
