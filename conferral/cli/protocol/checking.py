"""`conferral protocol check`: what the drafters should look at, and how each clause is kept."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from conferral.cli.protocol.editions import EDITION, Answer, command, edition_of
from conferral.cli.protocol.shapes import Checked, Counts, Found, Kept
from conferral.protocol.wording import counted, listing


def add_to(within: Any) -> None:
    """Describe the command."""
    added = command(
        within, "check", "say what its drafters should look at, and what keeps each clause",
        answer, words,
    )  # fmt: skip
    added.add_argument("edition", metavar="FOLDER", help=EDITION)


def answer(asked: Namespace) -> Answer:
    """Findings are for the drafters; an edition that loads is well as far as we are concerned."""
    from conferral.protocol.checking.check import check, counts

    edition = edition_of(asked.edition)
    findings = [
        Found(
            id=found.id,
            level=found.level,
            clauses=list(found.clauses),
            message=found.message,
            remedy=found.remedy,
        )
        for found in check(edition)
    ]
    kept = [
        Kept(
            id=clause.id,
            title=clause.title,
            kept_by=clause.kept_by,
            by=list(clause.by),
            awaited=clause.awaited,
        )
        for clause in edition.clauses
    ]
    totals = Counts.model_validate(counts(edition))
    return Checked(edition=edition.id, clauses=totals, findings=findings, kept=kept), 0


def words(checked: Checked) -> Iterator[str]:
    for found in checked.findings:
        cited = f" ({listing(found.clauses)})" if found.clauses else ""
        yield f"{found.level:<8}{found.message}{cited}"
        yield f"        {found.remedy}  [{found.id}]"
    yield ""
    for clause in checked.kept:
        by = "awaited" if clause.awaited else ", ".join(clause.by)
        yield f"{clause.id:<8}{clause.title} · {clause.kept_by}{f' · {by}' if by else ''}"
    yield ""
    yield " ".join(in_sum(checked))


def in_sum(checked: Checked) -> Iterator[str]:
    """Whether it can be used, what is still to be put right, and how its clauses are kept."""
    totals, faults = checked.clauses, sum(found.level == "fault" for found in checked.findings)
    yield f"{checked.edition} can be used."
    if faults:
        yield f"{counted(faults, 'fault').capitalize()} should be put right before it is signed."
    clauses = "1 clause" if totals.total == 1 else f"{totals.total} clauses"
    yield (
        f"It has {clauses}: {totals.rule} kept by a rule, {totals.form} by a form, "
        f"{totals.screen} on a screen, {totals.document} in a document, and {totals.narrative} "
        "that only people keep."
    )
    if totals.awaited:
        yield f"Of these, {totals.awaited} {'is' if totals.awaited == 1 else 'are'} not kept yet."
