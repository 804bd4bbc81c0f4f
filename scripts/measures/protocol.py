"""How long the protocol engine takes to read an edition, to judge a referral and to plan a year."""

from __future__ import annotations

import tomllib
from datetime import date

from conferral.protocol.conditions.answers import answer_to
from conferral.protocol.days.calendar import Nation
from conferral.protocol.deciding import decide
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import load_once, read_folder, shipped
from conferral.protocol.year import year_of
from scripts.measures.measure import Measure, beside, interleaved, say

EDITION, ROUNDS, YEAR = "wesp/1", 15, 2027


def main() -> None:
    """Measure the three beside the least that each could take."""
    files = read_folder(shipped()[EDITION])
    edition = load_once.__wrapped__(tuple(sorted(files.items())))
    say([*loading(files), *judging(edition), *planning(edition)])


def loading(files: dict[str, str]) -> list[Measure]:
    """Beside the standard library reading the same TOML."""
    written = tuple(sorted(files.items()))
    took = interleaved(
        {
            "floor": lambda: [tomllib.loads(text) for text in files.values()],
            "edition_load": lambda: load_once.__wrapped__(written),
        },
        ROUNDS,
    )
    size = sum(map(len, files.values()))
    return beside("floor", took, f"{EDITION}, {size // 1024} KB; floor: tomllib on the same text")


def judging(edition: Edition) -> list[Measure]:
    """Beside one look at every answer, a hundred times each."""
    example = max(edition.examples, key=lambda each: len(each.given.answers))
    answers = example.given.answers_on(edition.form("referral"))
    asked = list(edition.form("referral").by_id)
    took = interleaved(
        {
            "floor": lambda: [[answer_to(answers, each) for each in asked] for _ in range(100)],
            "decide": lambda: [decide(edition, answers, on=example.on) for _ in range(100)],
        },
        ROUNDS,
    )
    each = {name: [value / 100 for value in values] for name, values in took.items()}
    return beside(
        "floor", each, f"{EDITION}, {len(answers)} answers; floor: one look at each question"
    )


def planning(edition: Edition) -> list[Measure]:
    """Beside walking the days of the year once."""
    first = date(YEAR, 1, 1).toordinal()
    took = interleaved(
        {
            "floor": lambda: [date.fromordinal(first + n).weekday() for n in range(365)],
            "year_dates": lambda: year_of(edition, YEAR, Nation.ENGLAND),
        },
        ROUNDS,
    )
    return beside("floor", took, f"{EDITION}, all of {YEAR}; floor: the weekdays of a year")


if __name__ == "__main__":
    main()
