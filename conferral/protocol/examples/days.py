"""Worked examples of days: by when something is due, and when the panel meets."""

from collections.abc import Iterator
from datetime import date

from conferral.protocol.days.calendar import CalendarProblem
from conferral.protocol.days.deadlines import Due
from conferral.protocol.edition import Edition
from conferral.protocol.examples.differing import differs
from conferral.protocol.examples.judging import repeated_in
from conferral.protocol.situations.situation import Example
from conferral.protocol.wording import clock
from conferral.protocol.year import dates_in, year_of


def days(edition: Edition, example: Example) -> Iterator[str]:
    """What the example expects of days and the protocol gives otherwise."""
    expected = example.expect.refused
    try:
        found = [*deadlines(edition, example), *lateness(edition, example)]
        found += [*meetings(edition, example), *asked_again(edition, example)]
    except CalendarProblem as problem:
        yield from refusal(expected, str(problem))
        return
    yield from found
    if expected:
        yield f"The example expects a refusal with “{expected}”, and the protocol gives dates."


def deadlines(edition: Edition, example: Example) -> Iterator[str]:
    expect, known = example.expect, {deadline.id for deadline in edition.deadlines}
    asked = dict.fromkeys([*expect.due, *expect.due_time, *expect.due_why])
    for name in asked:
        if name not in known:
            yield f"Deadline '{name}': the example expects it, and the protocol has none such."
            continue
        due = due_in(edition, example, name)
        yield from differs(f"Deadline '{name}'", expect.due.get(name), due.day)
        if (wanted := expect.due_time.get(name)) and wanted != due.time:
            found = clock(due.time) if due.time else "the whole day"
            yield (
                f"Deadline '{name}' ends: the example expects {clock(wanted)}, and the protocol "
                f"gives {found}."
            )
        yield from wording(f"Deadline '{name}'", expect.due_why.get(name, ""), due.why)


def due_in(edition: Edition, example: Example, name: str) -> Due:
    """Counted from the meeting or from what happened, whichever the deadline counts from."""
    given, anchor = example.given, example.given.happened_at
    about_meeting = edition.anchor_of(name) == "meeting"
    start: date = (given.meeting_on if about_meeting or not anchor else anchor) or example.on
    return edition.due(name, start, edition.calendar_of(given.of_nation))


def lateness(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    if expect.late is not None and given.received_at is not None:
        calendar, meeting_on = edition.calendar_of(given.of_nation), given.meeting_on or example.on
        repeated = repeated_in(edition, example)
        in_time = edition.in_time(given.received_at, meeting_on, calendar, repeated)
        yield from differs("Late", expect.late, not in_time)


def meetings(edition: Edition, example: Example) -> Iterator[str]:
    expect = example.expect
    if expect.meetings is None and expect.meetings_count is None and expect.free is None:
        return
    held, free = planned(edition, example)
    yield from differs("Meetings", expect.meetings, held)
    yield from differs("Number of meetings", expect.meetings_count, len(held))
    yield from differs("Free months", expect.free, free)


def planned(edition: Edition, example: Example) -> tuple[tuple[date, ...], tuple[str, ...]]:
    """The meeting days and the free months of the year, or of the months from a day on."""
    given = example.given
    if given.year is not None:
        year = year_of(edition, given.year, given.of_nation)
        days, free = tuple(each.meeting for each in year.meetings), year.free
    else:
        calendar = edition.calendar_of(given.of_nation)
        found = edition.meeting_days(given.plan_from or example.on, given.plan_months, calendar)
        days, free = tuple(each.day for each in found.meetings), found.free
    return days, tuple(f"{each.first:%Y-%m}" for each in free)


def asked_again(edition: Edition, example: Example) -> Iterator[str]:
    """What is said of a meeting and of a year as a whole."""
    given, expect = example.given, example.expect
    if expect.about_meeting is not None or expect.refused:
        calendar = edition.calendar_of(given.of_nation)
        about = dates_in(edition, given.meeting_on or example.on, calendar)
        yield from differs("Dates about the meeting", expect.about_meeting, tuple(about.due))
    if expect.published_until and edition.cadence:
        until = edition.cadence.published_until(given.plan_from or example.on)
        yield from differs("Dates are published until", expect.published_until, until or "no day")
    if expect.year_says:
        year = year_of(edition, given.year or example.on.year, given.of_nation)
        yield from wording("The year", expect.year_says, year.note)


def refusal(expected: str, said: str) -> Iterator[str]:
    if expected:
        yield from wording("Refused", expected, said)
    else:
        yield f"Refused: the example expects dates, and the protocol says: {said}"


def wording(what: str, words: str, found: str) -> Iterator[str]:
    if words not in found:
        yield f"{what}: the example expects the words “{words}”, and the protocol says: {found}"
