"""Running a worked example: whether the protocol still gives what was signed."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from conferral.protocol.criteria import Assessment
from conferral.protocol.edition import Edition
from conferral.protocol.forms import facts_in, missing
from conferral.protocol.situations import Example

Check = Callable[[Edition, Example], Iterator[str]]


def run(edition: Edition, example: Example) -> list[str]:
    """What differs from what the example expects, each a sentence; nothing when it holds."""
    return [difference for check in CHECKS for difference in check(edition, example)]


def failures(edition: Edition) -> dict[str, list[str]]:
    """The differences of each example that does not hold; such an edition cannot be adopted."""
    tried = {example.name: run(edition, example) for example in edition.examples}
    return {name: differences for name, differences in tried.items() if differences}


def differs(what: str, expected: Any, found: Any) -> Iterator[str]:
    """A sentence where they differ. An expectation of None asks for nothing."""
    if expected is not None and expected != found:
        yield f"{what}: the example expects {said(expected)}, and the protocol gives {said(found)}."


def said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(said(item) for item in value) or "none"
    return str(value)


def assessment_of(edition: Edition, example: Example) -> Assessment:
    answers = example.given.answers_on(edition.form("referral"))
    return edition.assess(answers, facts_in(edition.form("referral"), answers, example.on))


def threshold(edition: Edition, example: Example) -> Iterator[str]:
    expect = example.expect
    asked = (expect.accepted, expect.person_decides, expect.criteria, expect.clause)
    if asked == (None, None, None, None) and not expect.eligibility and not expect.says:
        return
    found = assessment_of(edition, example)
    yield from differs("Accepted", expect.accepted, found.decision.allowed)
    yield from differs("A person decides", expect.person_decides, found.person_must_judge)
    yield from differs("Criteria met", expect.criteria, tuple(met.id for met in found.criteria_met))
    yield from differs("Clause", expect.clause, found.decision.clause)
    truths = {result.id: result.truth.value for result in (*found.eligibility, *found.criteria)}
    for rule, truth in expect.eligibility.items():
        yield from differs(f"Rule '{rule}'", truth, truths.get(rule, "no such rule"))
    everything = " ".join([found.decision.reason, *(result.reason for result in found.open_rules)])
    if expect.says and expect.says not in everything:
        yield f"The example expects the words “{expect.says}”, and the protocol says: {everything}"


def duties(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    if expect.duties is None and not expect.duty_due:
        return
    answers = given.answers_on(edition.form("referral"))
    raised = edition.duties_raised(answers, public_authority=given.public_authority)
    yield from differs("Duties", expect.duties, tuple(duty.id for duty in raised))
    calendar = edition.calendar_of(given.of_nation)
    due = {duty.id: duty.due_after(given.raised_on or example.on, calendar).day for duty in raised}
    for duty, day in expect.duty_due.items():
        yield from differs(f"Duty '{duty}' is due", day, due.get(duty, "nothing"))


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


def completeness(edition: Edition, example: Example) -> Iterator[str]:
    if example.expect.missing is None:
        return
    form = edition.form("referral")
    found = tuple(each.question.id for each in missing(form, example.given.answers_on(form)))
    yield from differs("Missing", example.expect.missing, found)


def grounds(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    offered = {
        ground.code
        for ground in edition.grounds_for(given.agency_kind, given.public_authority or False)
    }
    for code in expect.grounds_include:
        yield from differs(f"Ground '{code}' is offered", True, code in offered)
    for code in expect.grounds_exclude:
        yield from differs(f"Ground '{code}' is offered", False, code in offered)


def meetings(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    if expect.meetings is None:
        return
    calendar = edition.calendar_of(given.of_nation)
    planned = edition.meeting_days(given.plan_from or example.on, given.plan_months, calendar)
    yield from differs("Meetings", expect.meetings, tuple(each.day for each in planned.meetings))


CHECKS: Final[tuple[Check, ...]] = (
    threshold,
    duties,
    deadlines,
    completeness,
    grounds,
    meetings,
)
