"""What a session was opened with, and whether that is enough to see a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

AUTHENTICATION_RECORDS = "account_authentication_methods"
SECOND_FACTORS = frozenset({"totp", "recovery_codes", "webauthn"})
DEMO_FACTOR = "demo"


def factors_of(contents: Mapping[str, Any]) -> list[str]:
    """Name the factors used in this session, in order: `password`, `totp`, `demo` …"""
    records = contents.get(AUTHENTICATION_RECORDS) or []
    return [str(record.get("type") or record.get("method")) for record in records]


def has_second_factor(contents: Mapping[str, Any], *, demo: bool) -> bool:
    """Whether something beyond a password was used; a demonstration's sign-in counts only there."""
    enough = SECOND_FACTORS | {DEMO_FACTOR} if demo else SECOND_FACTORS
    return not enough.isdisjoint(factors_of(contents))
