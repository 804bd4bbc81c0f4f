"""The keys of each partnership: made once, and wrapped by the installation's key."""

import secrets
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction

from conferral.vault import keyfile
from conferral.vault.sealing import TamperedWith, seal, unseal

KEY_BYTES = 32
PURPOSES = ("text", "record", "matching")


def installation_key() -> keyfile.InstallationKey:
    """Return this installation's key, from the file that the settings name."""
    return keyfile.load(settings.CONFERRAL_KEY_FILE)


def make_keys(scope: int) -> None:
    """Make a partnership's keys where it has none yet (scope 0: the installation's own)."""
    with transaction.atomic():
        for purpose in PURPOSES:
            if not _wrapped_keys().filter(scope=scope, purpose=purpose).exists():
                wrapped = seal(
                    secrets.token_bytes(KEY_BYTES),
                    key=installation_key().derive("wrapping"),
                    number=1,
                    place=_place(scope, purpose, 1),
                )
                _wrapped_keys().create(scope=scope, purpose=purpose, wrapped=wrapped)
                key_of.cache_clear()  # or a key that a rollback took back would go on sealing


@cache
def key_of(scope: int, purpose: str, number: int = 1) -> bytes:
    """Return a partnership's key for a purpose: "text", "record" or "matching".

    Raises TamperedWith where there is none of that number: a sealed value names one that exists.
    """
    row = _wrapped_keys().filter(scope=scope, purpose=purpose, number=number).first()
    if row is None:
        raise TamperedWith("A stored value names a key that is not here.")
    return unseal(
        bytes(row.wrapped),
        key=installation_key().derive("wrapping"),
        place=_place(scope, purpose, number),
    )


def _place(scope: int, purpose: str, number: int) -> str:
    return f"vault_wrappedkey|{purpose}|{number}|{scope}"


def _wrapped_keys() -> Any:
    """The table, found by name: its module imports the encrypted fields, which import this one."""
    return apps.get_model("vault", "WrappedKey")._default_manager
