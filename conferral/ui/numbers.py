"""Numbers as a sentence says them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def in_words(number: int) -> str:
    """`four`; in figures above twelve."""
    words = (
        _("none"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return words[number] if 0 <= number < len(words) else str(number)


def to_put_right(number: int) -> str:
    """The title of an error summary: `Two things to put right`."""
    words = ngettext("%(number)s thing to put right", "%(number)s things to put right", number)
    sentence = words % {"number": in_words(number)}
    return sentence[:1].upper() + sentence[1:]
