"""How an entry is bound to the one before it, with a key that the database does not hold."""

import hashlib
import hmac
import json
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from conferral.audit.models import Entry
from conferral.vault.keys import key_of
from conferral.vault.sealing import key_number, seal, unseal

BOUND = (
    "event",
    "outcome",
    "actor",
    "agency",
    "subject_kind",
    "subject",
    "about",
    "payload_mac",
    "prev",
)


def mac_of(entry: Entry) -> str:
    """Return the entry's seal: a MAC over every plain column and the seal before it."""
    said = [entry.scope, entry.seq, entry.at.astimezone(UTC).isoformat()]
    said += [getattr(entry, name) for name in BOUND]
    return _mac(entry.scope, json.dumps(said).encode())


def payload_mac_of(entry: Entry, payload: bytes) -> str:
    """Return the MAC of a payload, so that it may lawfully be erased without breaking the chain."""
    return _mac(entry.scope, f"payload|{entry.seq}|".encode() + payload)


def seal_payload(entry: Entry, detail: dict[str, Any]) -> None:
    """Put the readable part of an entry into it, sealed, with its MAC."""
    payload = json.dumps(detail, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
    entry.payload_mac = payload_mac_of(entry, payload)
    key = key_of(entry.scope, "text")
    entry.payload = seal(payload, key=key, number=1, place=_place(entry))


def open_payload(entry: Entry) -> bytes | None:
    """Return the readable part (None where it was erased), or raise TamperedWith."""
    if entry.payload is None:
        return None
    sealed = bytes(entry.payload)
    return unseal(sealed, key=key_of(entry.scope, "text", key_number(sealed)), place=_place(entry))


def _mac(scope: int, said: bytes) -> str:
    return hmac.new(key_of(scope, "record"), said, hashlib.sha256).hexdigest()


def _place(entry: Entry) -> str:
    return f"audit_entry|payload|{entry.seq}|{entry.scope}"
