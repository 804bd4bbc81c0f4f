"""The installation's one key file: read it, make it, and derive a key for each purpose from it."""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

HEADER = "conferral-key-1"
KEY_BYTES = 32


class KeyProblem(Exception):
    """The key file cannot be used; the message is one sentence for whoever runs the server."""


@dataclass(frozen=True, slots=True)
class InstallationKey:
    """The secret from which every other key here comes, or by which it is wrapped."""

    secret: bytes = field(repr=False)

    def derive(self, purpose: str) -> bytes:
        """Return the 32-byte key for a purpose; the same purpose always gives the same key."""
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(self.secret)


@cache
def load(path: Path) -> InstallationKey:
    """Read the key file, or say in one sentence why it cannot be used.

    Raises KeyProblem where the file is missing, readable by others, or not a Conferral key.
    """
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise KeyProblem(
            f"There is no key file at {path}. Put the installation's key file back there, or run "
            "`conferral init` for a new installation; a new key cannot open an old database."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyProblem(f"The key file at {path} cannot be read: {_why(error)}.") from None
    if path.stat().st_mode & 0o077:
        raise KeyProblem(
            f"The key file at {path} can be read by others. Run `chmod 600 {path}` and start again."
        )
    return InstallationKey(_secret_of(text, path))


def create(path: Path) -> InstallationKey:
    """Write a new key file that only its owner can read; never replaces one that is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_bytes(KEY_BYTES)
    line = f"{HEADER} {base64.urlsafe_b64encode(secret).decode()}\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(line)
    return InstallationKey(secret)


def _secret_of(text: str, path: Path) -> bytes:
    header, _, encoded = text.partition(" ")
    try:
        secret = base64.urlsafe_b64decode(encoded)
    except (binascii.Error, ValueError):
        secret = b""
    if header != HEADER or len(secret) != KEY_BYTES:
        raise KeyProblem(
            f"The file at {path} is not a Conferral key file. Put the installation's own key file "
            "there; nothing was changed."
        )
    return secret


def _why(error: Exception) -> str:
    return (error.strerror or "unknown error") if isinstance(error, OSError) else "it is not text"
