"""Closes a PDF with a password, so that a lost file stays shut."""

from io import BytesIO

import pikepdf


def lock(pdf: bytes, password: str) -> bytes:
    """The same PDF under AES-256; without the password neither its text nor its title opens.

    Nothing here stops its reader from copying: what a PDF forbids, any tool may ignore.
    """
    if not password:
        raise ValueError("A locked paper needs a password.")
    locked = BytesIO()
    closing = pikepdf.Encryption(user=password, owner=password, R=6, metadata=True)
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(locked, encryption=closing)
    return locked.getvalue()
