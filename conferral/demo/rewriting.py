"""The next edition, written over the shipped one: a few words changed, a few tables taken out."""

import re
from collections.abc import Mapping

from conferral.demo.reading import written

A_TABLE = re.compile(r"\n(?=\[|# -{3,})")
"""Where a table of an edition's file begins, or the line above a group of them."""


def next_edition(files: Mapping[str, str]) -> dict[str, str]:
    """The files of the edition that the panel has before it."""
    told, changed = written("next-edition.toml"), dict(files)
    for each in told["change"]:
        changed[each["file"]] = changed[each["file"]].replace(each["was"], each["is"])
    for each in told["remove"]:
        changed[each["file"]] = without(changed[each["file"]], each["table"])
    return changed


def without(text: str, opening: str) -> str:
    """The text without the tables that begin so."""
    return "\n".join(table for table in A_TABLE.split(text) if not table.startswith(opening))
