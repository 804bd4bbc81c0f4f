"""Worked examples of judging a referral: rules, duties, consent, grounds and what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from conferral.protocol.conditions.answers import Answers, Facts
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.examples.differing import differs, each_differs
from conferral.protocol.forms.form import facts_in, missing
from conferral.protocol.rules.criteria import Assessment
from conferral.protocol.rules.repeat import Repeated
from conferral.protocol.rules.rules import RuleResult
from conferral.protocol.situations.judging import JudgingExpect
from conferral.protocol.situations.situation import Example

OF_RULES: Final = (
    *(name for name in JudgingExpect.model_fields if not name.startswith("consent")),
    *("accepted", "person_decides", "clause", "criteria", "eligibility", "says"),
)
UNASKED: Final[tuple[Any, ...]] = (None, "", {})


def answers_of(edition: Edition, example: Example) -> Answers:
    return example.given.answers_on(edition.form(REFERRAL))


def facts_of(edition: Edition, example: Example) -> Facts:
    """What the answers say of her, with what the example says that the software knows."""
    given = example.given
    read = facts_in(edition.form(REFERRAL), answers_of(edition, example), example.on)
    if given.age is not None:
        read = replace(read, age=given.age, age_is_estimated=False)
    return replace(
        read,
        home_area=given.home_area or read.home_area,
        heard_before=given.heard_before,
        months_since_heard=given.months_since_heard,
        months_since_incident=given.months_since_incident,
        months_since_closed=given.months_since_closed,
        referred_by=given.agency_kind or None,
        public_authority=given.public_authority,
        level=given.level or None,
        subject=given.subject,
    )


def assessment_of(edition: Edition, example: Example) -> Assessment:
    return edition.assess(answers_of(edition, example), facts_of(edition, example))


def repeated_in(edition: Edition, example: Example) -> Repeated | None:
    """What the rule on repeats comes to; nothing where the edition has none."""
    if edition.repeat is None:
        return None
    return edition.repeats(answers_of(edition, example), facts_of(edition, example))


def threshold(edition: Edition, example: Example) -> Iterator[str]:
    expect = example.expect
    if all(getattr(expect, name) in UNASKED for name in OF_RULES):
        return
    found = assessment_of(edition, example)
    yield from differs("Accepted", expect.accepted, found.decision.allowed)
    yield from differs("A person decides", expect.person_decides, found.person_must_judge)
    yield from differs("Criteria met", expect.criteria, ids(found.criteria_met))
    yield from differs("Clause", expect.clause, found.decision.clause)
    truths = {result.id: result.truth.value for result in (*found.eligibility, *found.criteria)}
    for rule, truth in expect.eligibility.items():
        yield from differs(f"Rule '{rule}'", truth, truths.get(rule, "no such rule"))
    yield from other_rules(expect, found)
    everything = " ".join([found.decision.reason, *(result.reason for result in found.open_rules)])
    if expect.says and expect.says not in everything:
        yield f"The example expects the words “{expect.says}”, and the protocol says: {everything}"


def other_rules(expect: JudgingExpect, found: Assessment) -> Iterator[str]:
    yield from differs("Redirects", expect.redirects, ids(found.redirects))
    yield from each_differs("Exclusion", expect.exclusions, truths_of(found.exclusions))
    yield from each_differs("Prerequisite", expect.prerequisites, truths_of(found.prerequisites))
    yield from each_differs("Tool", expect.tools, truths_of(found.tools))
    again = found.repeat.is_repeat.value if found.repeat else "no rule on repeats"
    yield from differs("Heard before", expect.repeat, again)
    yield from differs("Passed over", expect.skipped, found.repeat.skipped if found.repeat else ())


def ids(results: tuple[RuleResult, ...]) -> tuple[str, ...]:
    return tuple(result.id for result in results)


def truths_of(results: tuple[RuleResult, ...]) -> dict[str, str]:
    return {result.id: result.truth.value for result in results}


def consent(edition: Edition, example: Example) -> Iterator[str]:
    expect = example.expect
    if expect.consent is None and expect.consent_sure is None:
        return
    found = edition.consent_stance(answers_of(edition, example), facts_of(edition, example))
    yield from differs("Consent", expect.consent, found.stance.value if found else "no stance")
    yield from differs("Consent is sure", expect.consent_sure, bool(found and found.sure))


def duties(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    if expect.duties is None and not expect.duty_due:
        return
    raised = edition.duties_raised(
        answers_of(edition, example),
        public_authority=given.public_authority,
        facts=facts_of(edition, example),
    )
    yield from differs("Duties", expect.duties, tuple(duty.id for duty in raised))
    calendar = edition.calendar_of(given.of_nation)
    due = {duty.id: duty.due_after(given.raised_on or example.on, calendar).day for duty in raised}
    for duty, day in expect.duty_due.items():
        yield from differs(f"Duty '{duty}' is due", day, due.get(duty, "nothing"))


def completeness(edition: Edition, example: Example) -> Iterator[str]:
    if example.expect.missing is None:
        return
    form = edition.form(REFERRAL)
    found = tuple(each.question.id for each in missing(form, answers_of(edition, example)))
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
