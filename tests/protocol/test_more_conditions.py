"""Tests of numbers, days, reasons and facts, counts of tests, and how deep tests may nest."""

import time
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from conferral.protocol.conditions.answers import Answers, Facts
from conferral.protocol.conditions.conditions import (
    Condition,
    Outcome,
    Truth,
    answers_named_in,
    too_deep,
)
from conferral.protocol.files.tables import frozen
from conferral.protocol.forms.form import reading
from tests.protocol.tiny import edition

FORM = edition().form("referral")
MET, NOT_MET, CANNOT_TELL = Truth.MET, Truth.NOT_MET, Truth.CANNOT_TELL
CONDITIONS: TypeAdapter[Any] = TypeAdapter(Condition)
NOT_KNOWN = {"unknown": "not_known", "why": "Nobody asked."}
YES, NO = {"value": True}, {"value": False}
TODAY = date(2026, 11, 11)
LOCAL = {"answer": "local", "is": True}


def outcome_of(when: dict[str, Any], answers: Answers, facts: Facts | None = None) -> Outcome:
    outcome: Outcome = CONDITIONS.validate_python(frozen(when)).test(reading(FORM, answers, facts))
    return outcome


@pytest.mark.parametrize("calls, truth", [(3, MET), (4, NOT_MET), ("few", CANNOT_TELL)])
def test_a_number_is_at_most_so_many(calls: Any, truth: Truth) -> None:
    assert outcome_of({"answer": "calls", "at_most": 3}, {"calls": {"value": calls}}).truth is truth


@pytest.mark.parametrize(
    "day, today, truth, reason",
    [
        (
            "2025-11-11",
            TODAY,
            MET,
            "“When was she born?” was answered 11 November 2025; it is to be within twelve months.",
        ),
        (
            "2025-11-10",
            TODAY,
            NOT_MET,
            "“When was she born?” was answered 10 November 2025; it is to be within twelve months.",
        ),
        ("2026-11-12", TODAY, CANNOT_TELL, "“When was she born?” is a day still to come."),
        ("2026-11-01", None, CANNOT_TELL, "“When was she born?” cannot be laid beside a day."),
        (
            {"about": "about 2025"},
            TODAY,
            CANNOT_TELL,
            "“When was she born?” was not answered with an exact day.",
        ),
        ("soon", TODAY, CANNOT_TELL, "“When was she born?” was not answered with an exact day."),
        (7, TODAY, CANNOT_TELL, "“When was she born?” was not answered with an exact day."),
    ],
)
def test_a_day_is_within_so_many_months(
    day: Any, today: date | None, truth: Truth, reason: str
) -> None:
    when = {"answer": "born", "within_months": 12}
    found = outcome_of(when, {"born": {"value": day}}, Facts(on=today))
    assert found == Outcome(truth, (reason,))


def test_a_month_after_the_last_day_of_a_longer_one_ends_with_the_shorter() -> None:
    when, said = {"answer": "born", "within_months": 1}, {"born": {"value": "2026-01-31"}}
    assert outcome_of(when, said, Facts(on=date(2026, 2, 28))).truth is MET
    assert outcome_of(when, said, Facts(on=date(2026, 3, 1))).truth is NOT_MET


ATTESTED = {"attested": "local", "reasons": "story"}
STORY = {"value": "She lives here now."}


@pytest.mark.parametrize(
    "answers, truth",
    [
        ({"local": YES, "story": STORY}, MET),
        ({"local": YES}, CANNOT_TELL),
        ({"local": NO, "story": STORY}, NOT_MET),
        ({"local": NOT_KNOWN, "story": STORY}, CANNOT_TELL),
    ],
)
def test_what_is_attested_needs_its_reasons(answers: Answers, truth: Truth) -> None:
    assert outcome_of(ATTESTED, answers).truth is truth


def test_an_attestation_without_reasons_says_so() -> None:
    assert outcome_of(ATTESTED, {"local": YES}).reasons == (
        "“Is she local?” was answered yes. No reasons were given under “What happened?”.",
    )
    assert answers_named_in(CONDITIONS.validate_python(ATTESTED)) == {"local", "story"}


YESES = {"fact": "heard_before", "is": True}
MAYBE = {"age_at_least": 18}


@pytest.mark.parametrize(
    "wanted, heard, age, truth, reasons",
    [
        (2, True, 18, MET, ("“Is she local?” was answered yes.", "3 met of 3; 2 needed.")),
        (2, False, None, CANNOT_TELL, ("Her age is not known.", "1 met of 3; 2 needed.")),
        (2, False, 17, NOT_MET, ("She is 17.", "1 met of 3; 2 needed.")),
        (1, False, None, MET, ("“Is she local?” was answered yes.", "1 met of 3; 1 needed.")),
        (3, False, None, NOT_MET, ("Whether this was heard before: no.",)),
    ],
)
def test_so_many_of_several_tests_are_met(
    wanted: int, heard: bool, age: int | None, truth: Truth, reasons: tuple[str, ...]
) -> None:
    when = {"at_least_met": wanted, "of": [LOCAL, YESES, MAYBE]}
    found = outcome_of(when, {"local": YES}, Facts(age, heard_before=heard))
    assert found.truth is truth
    assert set(reasons) <= set(found.reasons)


@pytest.mark.parametrize(
    "when, facts, truth, reason",
    [
        ({"is": "Eastmarsh"}, Facts(home_area="Eastmarsh"), MET, "The home area: Eastmarsh."),
        ({"in": ["A", "B"]}, Facts(home_area="Eastmarsh"), NOT_MET, "The home area: Eastmarsh."),
        ({"is": "Eastmarsh"}, Facts(), CANNOT_TELL, "The home area is not known."),
    ],
)
def test_a_fact_in_words_is_compared(
    when: dict[str, Any], facts: Facts, truth: Truth, reason: str
) -> None:
    assert outcome_of({"fact": "home_area", **when}, {}, facts) == Outcome(truth, (reason,))


@pytest.mark.parametrize(
    "bounds, months, truth",
    [
        ({"at_most": 12}, 12, MET),
        ({"at_most": 12}, 13, NOT_MET),
        ({"at_least": 3, "at_most": 12}, 2, NOT_MET),
        ({"at_least": 3, "at_most": 12}, 3, MET),
        ({"is": 3}, 3, MET),
        ({"at_most": 12}, None, CANNOT_TELL),
    ],
)
def test_a_fact_in_figures_has_bounds(
    bounds: dict[str, Any], months: int | None, truth: Truth
) -> None:
    facts = Facts(months_since_heard=months)
    assert outcome_of({"fact": "months_since_heard", **bounds}, {}, facts).truth is truth


def test_an_estimated_age_is_a_fact_that_never_refuses() -> None:
    when = {"fact": "age", "at_most": 17}
    assert outcome_of(when, {}, Facts(18)).truth is NOT_MET
    assert outcome_of(when, {}, Facts(17, age_is_estimated=True)).truth is MET
    assert outcome_of(when, {}, Facts(18, age_is_estimated=True)) == Outcome(
        CANNOT_TELL, ("The age is thought to be about 18, which cannot settle it.",)
    )


def test_a_fact_is_said_as_yes_or_no() -> None:
    when = {"fact": "public_authority", "is": False}
    found = outcome_of(when, {}, Facts(public_authority=True))
    assert found == Outcome(NOT_MET, ("Whether a public authority refers: yes.",))


@pytest.mark.parametrize(
    "written, sentence",
    [
        ({"fact": "home_area"}, "a test of a fact needs one of is, in, at_least or at_most"),
        ({"fact": "age", "is": 1, "at_most": 3}, "a test of a fact needs one of"),
        ({"fact": "home_area", "at_most": 3}, "at_least and at_most go with a number"),
        ({"fact": "heard_before", "is": "yes"}, "'heard_before' is compared with true or false"),
        ({"fact": "age", "is": True}, "'age' is compared with a whole number"),
        ({"fact": "level", "in": ["gold", 2]}, "'level' is compared with text, in quotes"),
        ({"fact": "moon", "is": "full"}, "Input should be 'age', 'home_area'"),
        ({"at_least_met": 2, "of": [LOCAL]}, "asks for 2 of 1 tests"),
    ],
)
def test_a_test_that_makes_no_sense_is_refused(written: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        CONDITIONS.validate_python(frozen(written))


def test_a_condition_may_be_made_of_tests_that_were_read_before() -> None:
    inner = CONDITIONS.validate_python(LOCAL)
    outer = CONDITIONS.validate_python({"all": (inner,)})
    assert outer.all == (inner,)


def nested(levels: int, *, listed: bool = True) -> Any:
    condition: Any = LOCAL
    for _ in range(levels - 1):
        condition = {"all": [condition]} if listed else {"all": condition}
    return {"criterion": [{"id": "one", "when": condition}]}


def test_forty_levels_of_tests_are_enough_and_not_one_more() -> None:
    assert not too_deep(nested(40))
    assert too_deep(nested(41))
    assert too_deep({"repeat": {"heard_before": nested(41)["criterion"][0]["when"]}})


def test_the_deepest_condition_allowed_can_be_tested() -> None:
    condition = nested(40)["criterion"][0]["when"]
    assert outcome_of(condition, {"local": YES}).truth is MET


def test_five_hundred_tests_in_a_condition_are_enough() -> None:
    assert not too_deep({"when": {"all": [LOCAL] * 499}})
    assert too_deep({"when": {"all": [LOCAL] * 500}})


@pytest.mark.parametrize("listed", [True, False])
def test_a_thousand_nested_tests_are_refused_at_once(listed: bool) -> None:
    start = time.perf_counter()
    assert too_deep(nested(1000, listed=listed))
    assert time.perf_counter() - start < 2


def test_lists_in_lists_are_refused_wherever_they_stand() -> None:
    written: Any = 1
    for _ in range(2000):
        written = [written]
    assert too_deep({"panel": {"aims": written}})
    assert too_deep({"when": {"all": written}})
