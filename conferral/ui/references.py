"""References in running text, which stay whole at the end of a line."""

import re

from markupsafe import Markup, escape

REFERENCE = re.compile(r"\b([A-Z]{2,}-\d{4}-\d+)\b")


def unbroken(text: str) -> Markup:
    """The text, with each reference in one piece: nobody reads WESP-2026 and 4512 as one."""
    kept = Markup('<span class="c-num">{}</span>')
    pieces = REFERENCE.split(str(text))
    return Markup("").join(
        kept.format(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces)
    )
