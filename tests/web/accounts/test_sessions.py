"""The table of sessions is of no use to a thief, and sessions end when they should."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from conferral.accounts.models import Session, User
from conferral.accounts.sessions import SESSIONS_EACH, mac_of
from tests.web.sign_in import sign_in

pytestmark = pytest.mark.safety

PAGE = "/your-sign-in/"


def test_what_the_database_holds_is_refused_as_a_cookie(client: Client, ines: User) -> None:
    sign_in(client, ines)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    row = Session.objects.get(user=ines)
    assert row.key_mac == mac_of(cookie)
    assert row.key_mac != cookie
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = row.key_mac
    assert thief.get(PAGE).status_code == 302
    thief.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert thief.get(PAGE).status_code == 200


def test_what_a_session_holds_is_not_readable_in_the_table(client: Client, ines: User) -> None:
    sign_in(client, ines)
    row = Session.objects.get(user=ines)
    assert b"account_authentication_methods" not in bytes(row.data)
    assert row.factors == ["password", "totp"]


def test_a_session_put_under_another_key_opens_nothing(client: Client, ines: User) -> None:
    sign_in(client, ines)
    other = Client()
    sign_in(other, ines)
    first, second = Session.objects.order_by("pk")
    Session.objects.filter(pk=second.pk).update(data=first.data)
    assert other.get(PAGE).status_code == 302
    assert client.get(PAGE).status_code == 200


def test_a_session_ends_after_a_quarter_of_an_hour_without_a_request(
    client: Client, ines: User
) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client, ines)
        clock.move_to(start + timedelta(minutes=14))
        assert client.get(PAGE).status_code == 200
        clock.move_to(start + timedelta(minutes=28))
        assert client.get(PAGE).status_code == 200
        clock.move_to(start + timedelta(minutes=44))
        assert client.get(PAGE).status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(client: Client, ines: User) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client, ines)
        for quarter in range(1, 48):
            clock.move_to(start + timedelta(minutes=14.9 * quarter))
            assert client.get(PAGE).status_code == 200
        clock.move_to(start + timedelta(hours=12, minutes=1))
        assert client.get(PAGE).status_code == 302


def test_last_seen_is_written_at_most_once_a_minute(client: Client, ines: User) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client, ines)
        began = Session.objects.get(user=ines).last_seen_at
        clock.move_to(start + timedelta(seconds=59))
        client.get(PAGE)
        assert Session.objects.get(user=ines).last_seen_at == began
        clock.move_to(start + timedelta(seconds=61))
        client.get(PAGE)
        assert Session.objects.get(user=ines).last_seen_at > began


def test_a_person_has_at_most_three_sessions(ines: User) -> None:
    browsers = [Client() for _ in range(SESSIONS_EACH + 1)]
    for browser in browsers:
        sign_in(browser, ines)
    assert Session.objects.filter(user=ines).count() == SESSIONS_EACH
    assert browsers[0].get(PAGE).status_code == 302
    assert browsers[-1].get(PAGE).status_code == 200


def test_signing_out_removes_the_row(client: Client, ines: User) -> None:
    sign_in(client, ines)
    client.post("/sign-out/")
    assert not Session.objects.filter(user=ines).exists()
    assert client.get(PAGE).status_code == 302


def test_expired_rows_are_swept(client: Client, ines: User) -> None:
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client, ines)
        clock.move_to(start + timedelta(minutes=16))
        type(client.session).clear_expired()
        assert not Session.objects.exists()
