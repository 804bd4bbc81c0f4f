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
    from conferral.protocol.check import check, counts

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
    totals = checked.clauses
    yield (
        f"{checked.edition} can be used. It has {counted(totals.total, 'clause')}: {totals.rule} "
        f"kept by a rule, {totals.form} by a form, {totals.screen} on a screen, {totals.document} "
        f"in a document, and {totals.narrative} that only people keep. {totals.awaited} of them "
        "are kept by nothing yet."
    )
