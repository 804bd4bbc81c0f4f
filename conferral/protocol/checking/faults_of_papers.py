"""What the check finds about clauses and papers: printed copies, keepers, examples to sign."""

from collections.abc import Iterator

from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.edition import Edition
from conferral.protocol.wording import counted

NARRATIVE_ONE_IN = 10


def faults_of_papers(edition: Edition) -> Iterator[Noticed]:
    """Everything about what is printed, and about how the clauses are kept and shown."""
    yield from of_hard_copies(edition)
    for clause in edition.clauses:
        if clause.by and clause.awaited:
            yield noticed(
                f"clause.kept-and-awaited.{clause.id}",
                "query",
                (clause.id,),
                f"“{clause.title}” names what keeps it, and also says that nothing does yet.",
                "Say which: take out what keeps it, or that it is awaited.",
            )
    yield from too_much_narrative(edition)
    yield from without_example(edition)


def of_hard_copies(edition: Edition) -> Iterator[Noticed]:
    copies = edition.meeting.hard_copies
    if copies is None or not copies.of:
        return
    if not copies.control:
        yield noticed(
            "hard-copies.leak",
            "query",
            copies.clause,
            "Copies are printed for the meeting, and nothing keeps them from going astray.",
            "Say that copies are numbered, handed back at the end and destroyed, or print none.",
        )
    if copies.source != "given":
        yield noticed(
            "hard-copies.unclear",
            "query",
            copies.clause,
            "It is not clear which papers are printed for the meeting.",
            "Name the papers, and of which meeting they are.",
            covers=("meeting.hard_copies",),
        )


def too_much_narrative(edition: Edition) -> Iterator[Noticed]:
    told = [clause.id for clause in edition.clauses if clause.kept_by == "narrative"]
    if len(told) * NARRATIVE_ONE_IN > len(edition.clauses):
        yield noticed(
            "clauses.much-narrative",
            "query",
            told,
            f"{counted(len(told), 'clause').capitalize()} of {len(edition.clauses)} are left to "
            "people alone, which is more than one in ten.",
            "Look again at each: a question, a page or a document may keep it.",
        )


def without_example(edition: Edition) -> Iterator[Noticed]:
    shown = {clause for example in edition.examples for clause in example.clause}
    bare = [
        clause.id
        for clause in edition.clauses
        if clause.kept_by == "rule" and not clause.awaited and clause.id not in shown
    ]
    if bare:
        are = "is a rule" if len(bare) == 1 else "are rules"
        yield noticed(
            "clauses.no-example",
            "query",
            bare,
            f"{counted(len(bare), 'clause').capitalize()} {are} without a worked example.",
            "Write for each an example that a panel member can read and sign.",
        )
