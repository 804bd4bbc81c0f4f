"""Signing a test's browser in, with or without the second factor."""

import time
from typing import Any

from django.test import Client

from conferral.accounts.factors import AUTHENTICATION_RECORDS
from conferral.accounts.models import User


def sign_in(client: Client, user: User, *factors: str) -> None:
    """Sign in as somebody who typed her password and then, unless told otherwise, a code."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_RECORDS] = [
        _record(name) for name in ("password", *(factors or ("totp",)))
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def sign_in_with_password_only(client: Client, user: User) -> None:
    """Sign in as somebody who has typed her password and no code."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_RECORDS] = [_record("password")]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def _record(factor: str) -> dict[str, Any]:
    if factor in ("password", "demo"):
        return {"method": factor, "at": time.time()}
    return {"method": "mfa", "type": factor, "at": time.time()}
