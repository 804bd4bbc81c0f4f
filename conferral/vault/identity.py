"""The random name of a row, safe in a URL because nobody can guess the next one."""

import secrets


def new_uid() -> str:
    """Return 128 random bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(16)
