"""How papers write a day, a moment, and text that somebody else typed."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

LONGEST_TEXT = 20_000
LONGEST_WORD = 28
JOINER = "\u200b"

# Controls that turn, hide or break the text around them. Joiners (200C, 200D) stay: Bengali and
# Arabic names need them.
_TURNING = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD},}}")


def day(when: date) -> str:
    """Tuesday 24 November 2026."""
    return formatted(when, "l j F Y")


def short_day(when: date) -> str:
    """24 Nov."""
    return formatted(when, "j M")


def clock(when: datetime) -> str:
    """9.30am."""
    hour = when.hour % 12 or 12
    half = _("am") if when.hour < 12 else _("pm")
    return f"{hour}.{when.minute:02}{half}"


def moment(when: datetime) -> str:
    """Tuesday 24 November 2026, 9.30am."""
    return _("{day}, {time}").format(day=day(when), time=clock(when))


def printable(text: str, *, cut: Callable[[str], None]) -> str:
    """The text as it can be set: no control characters, no endless word, no endless paste.

    What is cut is said in the paper itself and told to `cut`, in a sentence.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    if len(lines) > LONGEST_TEXT:
        sentence = _("Only the first {shown:,} of {all:,} characters are printed.").format(
            shown=LONGEST_TEXT, all=len(lines)
        )
        cut(sentence)
        lines = f"{lines[:LONGEST_TEXT].rstrip()} … [{sentence}]"
    visible = "".join(_visible(character) for character in _TURNING.sub("", lines))
    return _UNBROKEN.sub(_breakable, unicodedata.normalize("NFC", visible)).strip()


def _visible(character: str) -> str:
    if character == "\n":
        return character
    match unicodedata.category(character):
        case "Cc" | "Zs" | "Zl" | "Zp" if character != "\u00a0":
            return " "
        case "Cs" | "Co" | "Cn":
            return "\ufffd"
    return character


def _breakable(word: re.Match[str]) -> str:
    letters = word.group()
    step = LONGEST_WORD // 2
    return JOINER.join(letters[at : at + step] for at in range(0, len(letters), step))
