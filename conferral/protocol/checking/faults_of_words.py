"""What the check finds in wording: the marks that an author set, and names left over."""

import re
from collections.abc import Iterator
from typing import Final

from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.checking.meanings import MEANINGS
from conferral.protocol.clauses import Clause
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.marks import Mark
from conferral.protocol.part import Part
from conferral.protocol.rules.conditions_in_words import Asked, in_words
from conferral.protocol.rules.rules import Rule
from conferral.protocol.settings import WordingChange
from conferral.protocol.situations.situation import Example
from conferral.protocol.walking import walk
from conferral.protocol.wording import listing, sentence

SAYS: Final = (
    "title",
    "summary",
    "says",
    "words",
    "ask",
    "hint",
    "scope",
    "aims",
    "points",
    "lead",
)
TELL_OF_THE_PAST: Final = (Example, WordingChange)


def faults_of_words(edition: Edition) -> Iterator[Noticed]:
    """Everything that an author saw in the wording, and former names in our own texts."""
    for clause in edition.clauses:
        for mark in clause.every_mark:
            if not (mark.kind == "names_other_panel" and mark.about in own_names(edition)):
                yield of_mark(edition, clause, mark)
    yield from leftover_names(edition)


def of_mark(edition: Edition, clause: Clause, mark: Mark) -> Noticed:
    meaning = MEANINGS[mark.kind]
    about = f": {mark.about.rstrip('.')}" if mark.about else ""
    clauses = "clause" if len(mark.with_) == 1 else "clauses"
    beside = f", beside {clauses} {listing(mark.with_)}" if mark.with_ else ""
    said = f"“{clause.title}” {meaning.says}{about}{beside}."
    if mark.kind == "unclear_nesting":
        said += f" As it is read: {whole_rule(edition)}"
    kind = mark.kind.replace("_", "-")
    return noticed(
        f"wording.{kind}.{clause.id}",
        meaning.level,
        (clause.id, *mark.with_),
        said,
        meaning.remedy,
    )


def whole_rule(edition: Edition) -> str:
    """Everything that must be so for somebody to be heard, as one expression in words."""
    asked = questions_of(edition)
    needed = [f"({in_words(rule.when, asked)})" for rule in edition.eligibility]
    reasons = [f"({in_words(rule.when, asked)})" for rule in edition.criteria]
    said = [*needed, *(["(" + " or ".join(reasons) + ")"] if reasons else [])]
    return sentence(" and ".join(said)) if said else "nothing is asked for."


def questions_of(edition: Edition) -> Asked:
    return next((form.by_id for form in edition.forms if form.id == REFERRAL), {})


def rules_of(edition: Edition) -> tuple[tuple[str, Rule], ...]:
    """The rules on who is heard, each with the name of its table."""
    return (
        *(("eligibility", rule) for rule in edition.eligibility),
        *(("criterion", rule) for rule in edition.criteria),
    )


def own_names(edition: Edition) -> frozenset[str]:
    return frozenset({edition.title, edition.abbreviation, *edition.panel.names})


def leftover_names(edition: Edition) -> Iterator[Noticed]:
    """Each place of the files where a name is used that the panel no longer has."""
    for name in edition.panel.former_names:
        if name in own_names(edition):
            continue
        wanted = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        for where, part in walk(edition):
            if any(wanted.search(text) for text in texts_of(part)):
                yield leftover(name, where, part)


def texts_of(part: Part) -> Iterator[str]:
    """What the part tells its readers. What tells of the past, or asks about it, may name it."""
    if isinstance(part, TELL_OF_THE_PAST) or getattr(part, "source", "given") != "given":
        return
    for key in SAYS:
        said = getattr(part, key, "")
        yield from said if isinstance(said, tuple) else [str(said)]


def leftover(name: str, where: str, part: Part) -> Noticed:
    cited: tuple[str, ...] = getattr(part, "clause", ())
    if isinstance(part, Clause):
        where, cited = f"clause {part.id}", (part.id,)
    place = re.sub(r"[ ,'/]+", ".", where or "title").strip(".")
    return noticed(
        f"names.leftover.{place}",
        "fault",
        cited,
        f"{sentence(where or 'the title')[:-1]} still says “{name}”, a name the panel had before.",
        "Put this panel’s name there.",
    )
