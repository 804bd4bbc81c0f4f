"""Everything that an edition sets, with where each value comes from."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from conferral.protocol.comparing.stated import Stated, stated
from conferral.protocol.edition import Edition
from conferral.web.panel import PanelRequest
from conferral.web.protocol.area import area_of, told

Lines = list[tuple[str, str]]
GROUPS = {
    "panel": gettext_lazy("The panel"),
    "cadence": gettext_lazy("When it meets"),
    "deadline": gettext_lazy("Deadlines"),
    "eligibility": gettext_lazy("Who may be heard"),
    "criterion": gettext_lazy("Reasons to be heard"),
    "exclusion": gettext_lazy("Who belongs elsewhere"),
    "prerequisite": gettext_lazy("What is needed first"),
    "repeat": gettext_lazy("Hearing again"),
    "consent": gettext_lazy("Consent"),
    "ground": gettext_lazy("Grounds for sharing without it"),
    "duty": gettext_lazy("Duties that no meeting can put off"),
    "meeting": gettext_lazy("The meeting"),
    "setting": gettext_lazy("Everything else"),
}


@require_safe
def values(request: PanelRequest) -> HttpResponse:
    """Every table of the edition in words. Who may do what has a page of its own."""
    area = area_of(request, "protocol-values")
    groups = list(grouped(area.reading.edition))
    return render(request, "protocol/values.html", told(area, groups=groups))


def grouped(edition: Edition) -> Iterator[tuple[str, str, list[tuple[Stated, Lines]]]]:
    """The tables of each group that has any, each with its values as lines."""
    every = stated(edition)
    for kind, title in GROUPS.items():
        if found := [(each, lines(each)) for each in every if each.kind == kind]:
            yield kind, str(title), found


def lines(table: Stated) -> Lines:
    """Each value after its label; what is a sentence of its own, and stands alone, needs none."""
    alone = len(table.values) == 1
    return [
        ("" if alone and " " in words else begun(label.removeprefix("the ")), begun(bare(words)))
        for label, words in table.values
    ]


def begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def bare(words: str) -> str:
    """A text of the edition without the marks that set it off in the middle of a sentence."""
    whole = words.startswith("“") and words.endswith("”") and words.count("“") == 1
    return words[1:-1] if whole else words
