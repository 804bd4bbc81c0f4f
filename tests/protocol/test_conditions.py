"""The condition language: each test with its three outcomes and its reasons."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from conferral.protocol.conditions.answers import Answers, Facts
from conferral.protocol.conditions.conditions import Condition, Outcome, Truth, answers_named_in
from conferral.protocol.files.tables import frozen
from conferral.protocol.forms.form import reading
from tests.protocol.tiny import edition

FORM = edition().form("referral")
MET, NOT_MET, CANNOT_TELL = Truth.MET, Truth.NOT_MET, Truth.CANNOT_TELL
CONDITIONS: TypeAdapter[Any] = TypeAdapter(Condition)
NOT_KNOWN = {"unknown": "not_known", "why": "Nobody asked."}
FLAGS = ("rf_violence", "rf_weapon", "rf_housing")


def outcome_of(when: dict[str, Any], answers: Answers, facts: Facts | None = None) -> Outcome:
    outcome: Outcome = CONDITIONS.validate_python(frozen(when)).test(reading(FORM, answers, facts))
    return outcome


def value(written: Any) -> dict[str, Any]:
    return {"value": written}


def flags(*states: str) -> Answers:
    return {
        flag: value({"state": state, "source": "Police"})
        for flag, state in zip(FLAGS, states, strict=True)
    }


LOCAL = {"answer": "local", "is": True}
STREET = {"answer": "where", "is": "street"}


@pytest.mark.parametrize(
    "when, answers, truth, reason",
    [
        (LOCAL, {"local": value(True)}, MET, "“Is she local?” was answered yes."),
        (LOCAL, {"local": value(False)}, NOT_MET, "“Is she local?” was answered no."),
        (LOCAL, {}, CANNOT_TELL, "“Is she local?” has not been answered."),
        (
            LOCAL,
            {"local": NOT_KNOWN},
            CANNOT_TELL,
            "“Is she local?” is not known (Nobody asked).",
        ),
        (
            LOCAL,
            {"local": {"unknown": "not_asked_unsafe"}},
            CANNOT_TELL,
            "“Is she local?” is not asked, because asking was not safe.",
        ),
        (STREET, {"where": value("street")}, MET, "“Where?” was answered “On the street”."),
        (STREET, {"where": value("indoors")}, NOT_MET, "“Where?” was answered “Indoors”."),
        (
            {"answer": "where", "in": ["street", "indoors"]},
            {"where": value("indoors")},
            MET,
            "“Where?” was answered “Indoors”.",
        ),
        (
            {"answer": "reasons", "in": ["fear"]},
            {"reasons": value(["harm", "fear"])},
            MET,
            "“Which reasons?” was answered “Harm” and “Fear”.",
        ),
        (
            {"answer": "reasons", "is": "fear"},
            {"reasons": value(["harm"])},
            NOT_MET,
            "“Which reasons?” was answered “Harm”.",
        ),
        (
            {"answer": "name", "given": True},
            {"name": value("June")},
            MET,
            "“What is her name?” was answered.",
        ),
        (
            {"answer": "name", "given": True},
            {},
            NOT_MET,
            "“What is her name?” has not been answered.",
        ),
        (
            {"answer": "name", "given": True},
            {"name": value("")},
            NOT_MET,
            "“What is her name?” has not been answered.",
        ),
        (
            {"answer": "name", "given": True},
            {"name": {"unknown": "declined"}},
            CANNOT_TELL,
            "“What is her name?” is not given: she preferred not to say.",
        ),
        (
            {"answer": "calls", "at_least": 4},
            {"calls": value(4)},
            MET,
            "“How many calls?” was answered 4.",
        ),
        (
            {"answer": "calls", "at_least": 4},
            {"calls": value(3)},
            NOT_MET,
            "“How many calls?” was answered 3.",
        ),
        (
            {"answer": "calls", "at_least": 4},
            {"calls": value("lots")},
            CANNOT_TELL,
            "“How many calls?” was not answered with a number.",
        ),
        (
            {"answer": "name", "words_at_least": 2},
            {"name": value("June Vale")},
            MET,
            "“What is her name?” was answered in two words, and two words are asked for.",
        ),
        (
            {"answer": "name", "words_at_least": 2},
            {"name": value("June")},
            NOT_MET,
            "“What is her name?” was answered in one word, and two words are asked for.",
        ),
        (
            {"answer": "story", "given": True},
            {"local": value(False)},
            NOT_MET,
            "“What happened?” was not asked: it did not apply.",
        ),
    ],
)
def test_an_answer_is_tested(
    when: dict[str, Any], answers: Answers, truth: Truth, reason: str
) -> None:
    assert outcome_of(when, answers) == Outcome(truth, (reason,))


@pytest.mark.parametrize(
    "states, truth, reason",
    [
        (("present", "present", "not_known"), MET, "Two red flags are present; 2 are asked for."),
        (
            ("present", "not_present", "not_known"),
            CANNOT_TELL,
            "One red flag is present and 1 not known; 2 are asked for.",
        ),
        (
            ("present", "not_present", "not_present"),
            NOT_MET,
            "One red flag is present; 2 are asked for.",
        ),
        (
            ("not_present", "not_present", "not_known"),
            NOT_MET,
            "No red flags are present; 2 are asked for.",
        ),
    ],
)
def test_red_flags_are_counted_and_the_unknown_ones_may_matter(
    states: tuple[str, ...], truth: Truth, reason: str
) -> None:
    assert outcome_of({"flags_present_at_least": 2}, flags(*states)) == Outcome(truth, (reason,))


@pytest.mark.parametrize(
    "weapon, truth, reason",
    [
        ("present", MET, "A critical red flag is present: “A weapon”."),
        ("not_present", NOT_MET, "No critical red flag is present."),
        (
            "not_known",
            CANNOT_TELL,
            "Whether a critical red flag is present is not known: “A weapon”.",
        ),
    ],
)
def test_one_critical_flag_is_looked_for(weapon: str, truth: Truth, reason: str) -> None:
    answers = flags("present", weapon, "present")
    assert outcome_of({"critical_flag_present": True}, answers) == Outcome(truth, (reason,))


@pytest.mark.parametrize(
    "facts, truth, reason",
    [
        (Facts(18), MET, "She is 18."),
        (Facts(17), NOT_MET, "She is 17."),
        (Facts(), CANNOT_TELL, "Her age is not known."),
        (Facts(18, age_is_estimated=True), MET, "She is thought to be about 18."),
        (
            Facts(17, age_is_estimated=True),
            CANNOT_TELL,
            "She is thought to be about 17, and an estimate cannot settle it.",
        ),
    ],
)
def test_an_age_is_tested_and_an_estimate_never_refuses(
    facts: Facts, truth: Truth, reason: str
) -> None:
    assert outcome_of({"age_at_least": 18}, {}, facts) == Outcome(truth, (reason,))


STORY = {"local": value(True), "story": value("Four calls since August.")}
JUDGED = {"judged": "rise", "evidence": "story"}


@pytest.mark.parametrize(
    "answers, truth",
    [
        ({**STORY, "rise": value(True)}, MET),
        ({**STORY, "rise": value(False)}, NOT_MET),
        ({**STORY, "rise": NOT_KNOWN}, CANNOT_TELL),
        (STORY, CANNOT_TELL),
        ({"local": value(True), "rise": value(True)}, CANNOT_TELL),
        ({"local": value(True), "story": NOT_KNOWN, "rise": value(True)}, CANNOT_TELL),
    ],
)
def test_a_judgement_rests_on_evidence(answers: Answers, truth: Truth) -> None:
    assert outcome_of(JUDGED, answers).truth is truth


def test_a_judgement_without_evidence_says_what_is_missing() -> None:
    outcome = outcome_of(JUDGED, {"local": value(True), "rise": value(True)})
    assert outcome.reasons == (
        "“Is that a rise?” was answered yes. No evidence was given under “What happened?”.",
    )


@pytest.mark.parametrize(
    "operator, first, second, truth",
    [
        ("all", "yes", "yes", MET),
        ("all", "yes", "no", NOT_MET),
        ("all", "yes", "doubt", CANNOT_TELL),
        ("all", "no", "doubt", NOT_MET),
        ("any", "no", "no", NOT_MET),
        ("any", "yes", "no", MET),
        ("any", "yes", "doubt", MET),
        ("any", "no", "doubt", CANNOT_TELL),
        ("none", "no", "no", MET),
        ("none", "yes", "no", NOT_MET),
        ("none", "no", "doubt", CANNOT_TELL),
        ("none", "yes", "doubt", NOT_MET),
    ],
)
def test_tests_combine_with_doubt_as_a_third_value(
    operator: str, first: str, second: str, truth: Truth
) -> None:
    written = {"yes": value(7), "no": value(1), "doubt": NOT_KNOWN}
    other = {"yes": LOCAL, "no": {"answer": "local", "is": False}, "doubt": {"age_at_least": 18}}
    answers = {"calls": written[first], "local": value(True)}
    when = {operator: [{"answer": "calls", "at_least": 5}, other[second]]}
    assert outcome_of(when, answers).truth is truth


def test_only_the_reasons_that_decided_are_given() -> None:
    outcome = outcome_of(
        {"all": [LOCAL, STREET]}, {"local": value(True), "where": value("indoors")}
    )
    assert outcome == Outcome(NOT_MET, ("“Where?” was answered “Indoors”.",))


def test_every_answer_that_a_condition_reads_can_be_listed() -> None:
    when = {"any": [LOCAL, {"none": [{"all": [STREET, JUDGED]}]}, {"age_at_least": 18}]}
    condition = CONDITIONS.validate_python(frozen(when))
    assert answers_named_in(condition) == {"local", "where", "rise", "story"}


@given(st.lists(st.sampled_from(["present", "not_present", "not_known"]), min_size=3, max_size=3))
def test_learning_more_never_turns_a_settled_count_of_flags(states: list[str]) -> None:
    when = {"flags_present_at_least": 2}
    before = outcome_of(when, flags(*states)).truth
    for learned in ("present", "not_present"):
        known = [learned if state == "not_known" else state for state in states]
        after = outcome_of(when, flags(*known)).truth
        assert before in (after, CANNOT_TELL)
        assert after is not CANNOT_TELL
