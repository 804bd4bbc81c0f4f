"""Which name an author may have meant: the one nearest to what was written, or all there are."""

import difflib
from collections.abc import Iterable

LONGEST_NAME = 60


def nearest(written: str, known: Iterable[str]) -> str:
    """The nearest of the known names; nothing where none is near."""
    close = difflib.get_close_matches(written[:LONGEST_NAME], list(known), n=1)
    return close[0] if close else ""


def meant(written: str, known: Iterable[str]) -> str:
    """`Did you mean 'housing'?`, or the names to choose from, as a sentence."""
    names = list(known)
    if close := nearest(written, names):
        return f"Did you mean '{close}'?"
    return f"Write one of: {', '.join(names)}."
