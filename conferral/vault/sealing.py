"""Seal bytes with AES-256-GCM, bound to the place they belong to; open them only there.

A sealed value: one byte of format, two of key number, twelve of nonce, then the ciphertext.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
NONCE_BYTES = 12
HEADER_BYTES = 3


class TamperedWith(Exception):
    """What was stored is not what was sealed here: changed, moved, or under another key."""


def seal(plain: bytes, *, key: bytes, number: int, place: str) -> bytes:
    """Encrypt for one place, such as "people_name|text|<row uid>|<partnership>"."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    header = bytes([FORMAT]) + number.to_bytes(2, "big")
    return header + nonce + AESGCM(key).encrypt(nonce, plain, header + place.encode())


def key_number(sealed: bytes) -> int:
    """Return the number of the key that a sealed value was made with."""
    if len(sealed) < HEADER_BYTES + NONCE_BYTES or sealed[0] != FORMAT:
        raise TamperedWith("This is not a sealed value.")
    return int.from_bytes(sealed[1:HEADER_BYTES], "big")


def unseal(sealed: bytes, *, key: bytes, place: str) -> bytes:
    """Decrypt, or raise TamperedWith."""
    key_number(sealed)
    header, nonce = sealed[:HEADER_BYTES], sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    try:
        return AESGCM(key).decrypt(
            nonce, sealed[HEADER_BYTES + NONCE_BYTES :], header + place.encode()
        )
    except InvalidTag:
        raise TamperedWith("A stored value was changed, moved, or sealed by another key.") from None
