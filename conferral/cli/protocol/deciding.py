"""`conferral protocol decide`: what an edition makes of one set of answers."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from conferral.cli.protocol.editions import EDITION, Answer, a_day, command, edition_of
from conferral.cli.protocol.shapes import Decision, Ruling
from conferral.protocol.files.folder import read_file
from conferral.protocol.wording import listing

ELIGIBLE: Final = {
    "yes": "This is for the panel.",
    "no": "This is not for the panel.",
    "cannot_tell": "This may be for the panel.",
}
HERE: Final = ZoneInfo("Europe/London")
YES_NO: Final[dict[str | None, bool]] = {"yes": True, "no": False}


def add_to(within: Any) -> None:
    """Describe the command."""
    added = command(
        within, "decide", "say whether a referral is for the panel, and what follows",
        answer, words,
    )  # fmt: skip
    added.add_argument("edition", metavar="FOLDER", help=EDITION)
    added.add_argument("answers", metavar="ANSWERS.toml", help="question ids with their answers")
    added.add_argument(
        "--on", type=a_day, metavar="YYYY-MM-DD", help="the day asked about (today)"
    )  # fmt: skip
    added.add_argument(
        "--public-authority", choices=list(YES_NO), help="whether the referring agency is one"
    )


def answer(asked: Namespace) -> Answer:
    from conferral.protocol.deciding import decide
    from conferral.protocol.files.answer_file import read_answers

    edition = edition_of(asked.edition)
    file = Path(asked.answers)
    today = asked.on or datetime.now(HERE).date()
    answers, facts = read_answers(file.name, read_file(file), edition, on=today)
    found = decide(
        edition,
        answers,
        on=asked.on or facts.on or today,
        facts=facts,
        public_authority=YES_NO.get(asked.public_authority, facts.public_authority),
    )
    return Decision.model_validate(found.as_json()), 0


def words(found: Decision) -> Iterator[str]:
    yield f"{ELIGIBLE[found.eligible]} {found.reason}"
    for each in (*found.redirects, *found.criteria, *found.prerequisites, *found.tools):
        yield from words_of(each)
    if found.repeat:
        yield from words_of(found.repeat)
    if found.consent:
        cited = f" ({found.consent.clause})" if found.consent.clause else ""
        yield f"Consent: {found.consent.says}{cited}"
    if found.duties:
        yield f"Duties: {listing(found.duties)}."
    if found.missing:
        yield f"Still to answer: {listing(found.missing)}."


def words_of(rule: Ruling) -> Iterator[str]:
    cited = f" ({listing(rule.clauses)})" if rule.clauses else ""
    yield f"{rule.result.replace('_', ' '):<12}{rule.title}{cited}"
    yield f"            {rule.why}"
    if rule.redirect:
        yield f"            {rule.redirect}"
