"""The protocol check: what the drafters of an edition should look at, found by general rules."""

from collections.abc import Iterator
from typing import Final

from conferral.protocol.checking.faults_of_cadence import faults_of_cadence
from conferral.protocol.checking.faults_of_forms import faults_of_forms
from conferral.protocol.checking.faults_of_keepers import faults_of_keepers
from conferral.protocol.checking.faults_of_law import faults_of_law
from conferral.protocol.checking.faults_of_papers import faults_of_papers
from conferral.protocol.checking.faults_of_people import faults_of_people
from conferral.protocol.checking.faults_of_rules import faults_of_rules
from conferral.protocol.checking.faults_of_time import clashes, faults_of_time
from conferral.protocol.checking.faults_of_words import faults_of_words
from conferral.protocol.checking.findings import LEVELS, Finding, Level, Noticed, merged
from conferral.protocol.edition import Edition

__all__ = ["AROUND", "Finding", "Level", "awaited", "check", "counts", "deadline_findings"]

AROUND: Final = 2026
KINDS: Final = ("rule", "form", "screen", "document", "narrative")


def check(edition: Edition, *, around: int = AROUND) -> tuple[Finding, ...]:
    """Faults first, then queries, then defaults; each thing once, and no edition by its name.

    What an unsettled value already asks about is told with the finding. `around` is the first of
    the five years in which meeting days are laid beside bank holidays.
    """
    unsettled = (*edition.queries, *edition.defaults)
    found = merged(everything(edition, around), unsettled)
    return tuple(sorted(found, key=lambda finding: LEVELS.index(finding.level)))


def everything(edition: Edition, around: int) -> Iterator[Noticed]:
    """What each rule of the check notices."""
    yield from faults_of_time(edition)
    yield from faults_of_cadence(edition, around)
    yield from faults_of_rules(edition)
    yield from faults_of_people(edition)
    yield from faults_of_law(edition)
    yield from faults_of_papers(edition)
    yield from faults_of_forms(edition)
    yield from faults_of_words(edition)
    yield from faults_of_keepers(edition)


def counts(edition: Edition) -> dict[str, int]:
    """How many clauses there are, by how they are kept, and how many nothing keeps yet.

    A clause that is awaited is counted under its kind as well.
    """
    kept: list[str] = [clause.kept_by for clause in edition.clauses]
    return {
        "total": len(kept),
        **{kind: kept.count(kind) for kind in KINDS},
        "awaited": awaited(edition),
    }


def awaited(edition: Edition) -> int:
    """How many clauses nothing keeps yet."""
    return sum(clause.awaited for clause in edition.clauses)


def deadline_findings(edition: Edition) -> Iterator[Finding]:
    """What clashes between the deadlines of one meeting."""
    for each in clashes(edition):
        yield each.finding
