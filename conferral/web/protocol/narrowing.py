"""Showing only some of the clauses: by what keeps them, or by what is open about them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from conferral.protocol.checking.check import Finding
from conferral.protocol.clauses import Clause
from conferral.protocol.edition import Unsettled
from conferral.web.protocol.area import Area, check_of
from conferral.web.protocol.keeping import Group, Kept


@dataclass(frozen=True, slots=True)
class About:
    """A clause with what keeps it, what is not settled about it, and what the check finds."""

    kept: Kept
    unsettled: tuple[Unsettled, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to show fewer clauses."""

    name: str
    text: str
    count: int
    url: str
    here: bool


def answers(name: str, clause: Clause, open_clauses: frozenset[str]) -> bool:
    """Whether a clause belongs to what was asked for; an unknown word shows them all."""
    match name:
        case "awaited":
            return clause.awaited
        case "open":
            return clause.id in open_clauses
        case "rule" | "form" | "screen" | "document" | "narrative":
            return clause.kept_by == name and not clause.awaited
    return True


def narrowings(groups: list[Group], area: Area, asked: str) -> list[Narrowing]:
    """Every way to narrow the clauses, with how many it leaves."""
    names = [
        ("", _("All")),
        ("rule", _("Kept by a rule")),
        ("form", _("by the form")),
        ("screen", _("by a screen")),
        ("document", _("by a document")),
        ("narrative", _("by people")),
        ("awaited", _("Not built yet")),
        ("open", _("With something open")),
    ]
    clauses = [kept.clause for group in groups for kept in group.clauses]
    left = _open_clauses(area)
    at, joint = area.address("protocol"), "&" if area.query else "?"
    return [
        Narrowing(
            name, text, sum(answers(name, clause, left) for clause in clauses),
            f"{at}{joint}kept={name}" if name else at, name == asked,
        )
        for name, text in names
    ]  # fmt: skip


def shown(groups: list[Group], area: Area, asked: str) -> list[tuple[Group, list[About]]]:
    """The sections that have clauses to show, with all that is to say of each clause."""
    left = _open_clauses(area)
    found = check_of(area.reading.edition)
    narrowed = [
        replace(group, clauses=tuple(k for k in group.clauses if answers(asked, k.clause, left)))
        for group in groups
    ]
    return [
        (group, [_about(kept, area, found) for kept in group.clauses])
        for group in narrowed
        if group.clauses
    ]


def _about(kept: Kept, area: Area, found: tuple[Finding, ...]) -> About:
    edition, number = area.reading.edition, kept.clause.id
    unsettled = (*edition.queries, *edition.defaults)
    return About(
        kept,
        tuple(each for each in unsettled if number in each.clauses),
        tuple(each for each in found if each.level == "fault" and number in each.clauses),
    )


def _open_clauses(area: Area) -> frozenset[str]:
    edition, settled = area.reading.edition, area.reading.settled
    left = [each for each in (*edition.queries, *edition.defaults) if each.id not in settled]
    return frozenset(number for each in left for number in each.clauses)
