"""Running a worked example: whether the protocol still gives what was signed."""

from collections.abc import Callable, Iterator
from typing import Final

from conferral.protocol.differing import differs
from conferral.protocol.edition import Edition
from conferral.protocol.examples_adoption import signatures
from conferral.protocol.examples_panel import panel
from conferral.protocol.examples_threshold import (
    completeness,
    consent,
    duties,
    grounds,
    threshold,
)
from conferral.protocol.situations import Example

Check = Callable[[Edition, Example], Iterator[str]]


def run(edition: Edition, example: Example) -> list[str]:
    """What differs from what the example expects, each a sentence; nothing when it holds."""
    return [difference for check in CHECKS for difference in check(edition, example)]


def failures(edition: Edition) -> dict[str, list[str]]:
    """The differences of each example that does not hold; such an edition cannot be adopted."""
    tried = {example.name: run(edition, example) for example in edition.examples}
    return {name: differences for name, differences in tried.items() if differences}


def deadlines(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    calendar, meeting_on = edition.calendar_of(given.of_nation), given.meeting_on or example.on
    for deadline, day in expect.due.items():
        yield from differs(
            f"Deadline '{deadline}'", day, edition.due(deadline, meeting_on, calendar).day
        )
    if expect.late is not None and given.received_at is not None:
        in_time = edition.in_time(given.received_at, meeting_on, calendar)
        yield from differs("Late", expect.late, not in_time)


def meetings(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    if expect.meetings is None:
        return
    calendar = edition.calendar_of(given.of_nation)
    planned = edition.meeting_days(given.plan_from or example.on, given.plan_months, calendar)
    yield from differs("Meetings", expect.meetings, tuple(each.day for each in planned.meetings))


CHECKS: Final[tuple[Check, ...]] = (
    threshold,
    consent,
    duties,
    deadlines,
    completeness,
    grounds,
    meetings,
    panel,
    signatures,
)
