"""What the check finds in the rules on who is heard: what nobody can meet, or no figure settles."""

from collections.abc import Iterator
from typing import Final

from conferral.protocol.checking.faults_of_words import questions_of, rules_of
from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.checking.possible import outcomes
from conferral.protocol.conditions.conditions import (
    AgeAtLeast,
    AllOf,
    AnyOf,
    AtLeastMet,
    Attested,
    CriticalFlag,
    FlagsPresent,
    Given,
    Judged,
    NoneOf,
    WordsAtLeast,
    parts_of,
)
from conferral.protocol.edition import Edition
from conferral.protocol.part import Part
from conferral.protocol.rules.conditions_in_words import Asked, in_words
from conferral.protocol.rules.criteria import Criterion, Eligibility
from conferral.protocol.wording import listing

COMPOSITE: Final = (AllOf, AnyOf, NoneOf, AtLeastMet)
FLAGS: Final = (FlagsPresent, CriticalFlag)


def faults_of_rules(edition: Edition) -> Iterator[Noticed]:
    """Everything that the conditions of an edition show."""
    yield from two_ages(edition)
    yield from flags_and_judgement(edition)
    yield from without_figure(edition)
    yield from settled_beforehand(edition)


def two_ages(edition: Edition) -> Iterator[Noticed]:
    """Two rules that ask for different ages of the same person."""
    ages: dict[int, list[str]] = {}
    for rule in edition.eligibility:
        for test in parts_of(rule.when):
            if isinstance(test, AgeAtLeast):
                ages.setdefault(test.age_at_least, []).extend(rule.clause)
    if len(ages) > 1:
        yield noticed(
            "rules.two-ages",
            "fault",
            [clause for clauses in ages.values() for clause in clauses],
            f"The rules ask for {listing([str(age) for age in sorted(ages)])} years of age.",
            "Choose one age, and say whether somebody of exactly that age is meant.",
        )


def flags_and_judgement(edition: Edition) -> Iterator[Noticed]:
    """A reason that rests on written words alone, where flags are asked for as well."""
    reasons = [each for each in edition.criteria if rests_on_words(each, questions_of(edition))]
    for rule in edition.eligibility:
        around = has_a_way_without_flags(rule.when)
        asks_for_flags = any(isinstance(test, FLAGS) for test in parts_of(rule.when))
        if reasons and asks_for_flags and not (around and rule.source == "given"):
            yield of_flags(rule, reasons)


def of_flags(rule: Eligibility, reasons: list[Criterion]) -> Noticed:
    titles = listing([f"“{reason.title}”" for reason in reasons])
    return noticed(
        "criteria.flags-and-judgement",
        "query",
        (*rule.clause, *(clause for reason in reasons for clause in reason.clause)),
        f"“{rule.title}” rests on red flags, and {titles} is for what she could not tell: where no "
        "flag shows, the two do not agree.",
        "Say whether such a reason is enough where no red flag is ticked, and with what reasons.",
        covers=(f"eligibility.{rule.id}",),
    )


def rests_on_words(rule: Criterion, asked: Asked) -> bool:
    """Whether it is met by what somebody writes, without a flag, a count or evidence."""
    tests = [test for test in parts_of(rule.when) if not isinstance(test, COMPOSITE)]
    if any(isinstance(test, (*FLAGS, Judged)) for test in tests):
        return False
    return any(is_written(test, asked) for test in tests)


def is_written(test: Part, asked: Asked) -> bool:
    if isinstance(test, WordsAtLeast | Attested):
        return True
    question = asked.get(test.answer) if isinstance(test, Given) else None
    return question is not None and question.kind in ("text", "long_text")


def has_a_way_without_flags(condition: Part) -> bool:
    """Whether it can be met by somebody of whom no flag is known."""
    if isinstance(condition, AnyOf):
        return any(has_a_way_without_flags(test) for test in condition.any)
    if isinstance(condition, AllOf):
        return all(has_a_way_without_flags(test) for test in condition.all)
    if isinstance(condition, AtLeastMet):
        ways = sum(has_a_way_without_flags(test) for test in condition.of)
        return ways >= condition.at_least_met
    return not isinstance(condition, FLAGS)


def without_figure(edition: Edition) -> Iterator[Noticed]:
    """Each answer that a person judges and that a rule reads: no figure settles it."""
    asked = questions_of(edition)
    told: set[str] = set()
    for _kind, rule in rules_of(edition):
        for test in parts_of(rule.when):
            if isinstance(test, Judged) and test.judged not in told:
                told.add(test.judged)
                question = asked[test.judged]
                yield noticed(
                    f"judged.no-figure.{test.judged}",
                    "query",
                    question.clause or rule.clause,
                    f"“{question.ask}” has no figure to go by: a person judges it, on evidence.",
                    "Give a figure, or confirm that a person judges it and writes down why.",
                )


def settled_beforehand(edition: Edition) -> Iterator[Noticed]:
    """Each rule whose condition can only come out one way, whatever is answered."""
    asked = questions_of(edition)
    for kind, rule in rules_of(edition):
        possible = outcomes(rule.when, asked)
        if len(possible) == 1:
            word, says = (
                ("always", "everybody meets") if True in possible else ("never", "nobody meets")
            )
            yield noticed(
                f"{kind}.{word}-met.{rule.id}",
                "fault",
                rule.clause,
                f"“{rule.title}” is a condition that {says}: {in_words(rule.when, asked)}.",
                "Correct the condition, or take it out.",
            )
