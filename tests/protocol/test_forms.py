"""What a form still needs, and what is wrong with what was typed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conferral.protocol.conditions.answers import Answers, Facts
from conferral.protocol.forms.form import applies, facts_in, missing
from tests.protocol.tiny import edition

FORM = edition().form("referral")
NOT_KNOWN = {"unknown": "not_known", "why": "Nobody asked."}
COMPLETE: dict[str, dict[str, Any]] = {
    "name": {"value": "Juniper Vale"},
    "local": {"value": False},
    "rf_violence": {"value": {"state": "not_present"}},
}


def wrong(answers: Answers) -> list[tuple[str, str]]:
    return [(each.question.id, each.reason) for each in missing(FORM, answers)]


def test_a_complete_form_misses_nothing() -> None:
    assert missing(FORM, COMPLETE) == ()


def test_an_empty_form_misses_each_required_question_in_the_order_of_its_pages() -> None:
    assert wrong({}) == [
        ("name", "Answer this, or say why it is not known."),
        ("local", "Choose an answer, or say why it is not known."),
        ("rf_violence", "Choose “present”, “not present” or “not known”."),
    ]
    assert [each.page.id for each in missing(FORM, {})] == ["who", "why", "why"]
    assert all(each.unanswered for each in missing(FORM, {}))


def test_an_empty_answer_is_missing_like_none_at_all() -> None:
    assert wrong(COMPLETE | {"name": {"value": ""}}) == [
        ("name", "Answer this, or say why it is not known.")
    ]


def test_a_question_that_depends_is_only_asked_when_its_answer_says_so() -> None:
    story = FORM.question("story")
    assert applies(FORM, story, COMPLETE | {"local": {"value": True}})
    assert not applies(FORM, story, COMPLETE)
    assert not applies(FORM, story, COMPLETE | {"local": NOT_KNOWN})
    assert not applies(FORM, story, {})
    assert applies(FORM, FORM.question("name"), {})
    assert wrong(COMPLETE | {"local": {"value": True}}) == [("story", "Answer this.")]


def test_a_reasoned_unknown_is_an_answer() -> None:
    assert wrong(COMPLETE | {"name": NOT_KNOWN, "local": NOT_KNOWN}) == []


@pytest.mark.parametrize(
    "question, answer, reason",
    [
        ("name", {"unknown": "not_known", "why": " "}, "Say why it is not known."),
        (
            "name",
            {"unknown": "not_applicable", "why": "x"},
            "That answer is not offered here. Answer the question.",
        ),
        ("name", {"value": 7}, "Write this in words."),
        ("born", {"value": "2 Nov"}, "Write a day like 2 November 2026."),
        ("born", {"value": 1990}, "Write a day like 2 November 2026."),
        ("local", {"value": "yes"}, "Choose yes or no."),
        ("where", {"value": "moon"}, "“moon” is not one of the answers to choose from."),
        ("where", {"value": ["street", "indoors"]}, "Choose one."),
        (
            "reasons",
            {"value": ["fear", "hope"]},
            "“hope” is not one of the answers to choose from.",
        ),
        ("calls", {"value": -1}, "Write a whole number in figures."),
        ("calls", {"value": True}, "Write a whole number in figures."),
        ("rise", {"value": "maybe"}, "Choose yes or no."),
        (
            "rf_violence",
            {"value": {"state": "present", "source": " "}},
            "Say how it is known: who saw or heard it.",
        ),
        (
            "rf_violence",
            {"value": {"state": "perhaps"}},
            "Choose “present”, “not present” or “not known”.",
        ),
    ],
)
def test_an_answer_that_will_not_do_says_why(
    question: str, answer: dict[str, Any], reason: str
) -> None:
    found = missing(FORM, COMPLETE | {question: answer})
    assert [(each.question.id, each.reason, each.unanswered) for each in found] == [
        (question, reason, False)
    ]


@pytest.mark.parametrize(
    "question, answer",
    [
        ("name", {"unknown": "declined"}),
        ("born", {"value": "1997-04-02"}),
        ("born", {"value": {"about": "about 1997"}}),
        ("reasons", {"value": ["fear", "harm"]}),
        ("rf_violence", {"value": {"state": "present", "source": "She told her worker"}}),
        ("rf_violence", {"value": {"state": "not_known"}}),
        ("rise", {"value": False}),
        ("calls", {"value": 0}),
    ],
)
def test_an_answer_that_will_do_is_left_alone(question: str, answer: dict[str, Any]) -> None:
    assert missing(FORM, COMPLETE | {question: answer}) == ()


def test_too_few_words_are_counted() -> None:
    answers = COMPLETE | {"local": {"value": True}, "story": {"value": "He came."}}
    assert wrong(answers) == [("story", "Write at least three words. There are two words so far.")]


def test_what_was_typed_wrong_is_told_from_an_empty_box() -> None:
    answers: Answers = {"local": {"value": "yes"}, "calls": {"value": -1}}
    typed = [each.question.id for each in missing(FORM, answers) if not each.unanswered]
    assert typed == ["local", "calls"]


def test_choices_from_grounds_are_not_checked_against_a_list_of_the_form() -> None:
    form = edition(
        form='[[question]]\npage = "why"\nid = "grounds"\nkind = "choices"\nask = "Grounds?"\n'
        'options_from = "grounds"\nrequired = true\n'
    ).form("referral")
    assert missing(form, COMPLETE | {"grounds": {"value": ["crime"]}}) == ()
    assert missing(form, COMPLETE)[0].reason == "Choose at least one."


@pytest.mark.parametrize(
    "born, facts",
    [
        ({"value": "1990-11-12"}, Facts(35)),
        ({"value": "1990-11-11"}, Facts(36)),
        ({"value": {"about": "about 1997"}}, Facts(29, age_is_estimated=True)),
        ({"value": {"about": "long ago"}}, Facts()),
        (NOT_KNOWN, Facts()),
        ({}, Facts()),
    ],
)
def test_her_age_is_read_from_her_birthday(born: dict[str, Any], facts: Facts) -> None:
    on = date(2026, 11, 11)
    assert facts_in(FORM, {"born": born}, on) == replace(facts, on=on)


def test_her_age_is_read_from_an_estimate_where_no_birthday_is_known() -> None:
    form = edition(
        form='[[question]]\npage = "who"\nid = "guess"\nkind = "age"\nask = "About how old?"\n'
        'fills = "person.estimated_age"\n'
    ).form("referral")
    answers: Answers = {"guess": {"value": 17}, "born": NOT_KNOWN}
    on = date(2026, 11, 11)
    assert facts_in(form, answers, on) == Facts(17, age_is_estimated=True, on=on)
    assert (
        missing(form, COMPLETE | {"guess": {"value": 140}})[0].reason == "Write an age up to 120."
    )


def test_where_she_lives_is_read_from_the_question_that_fills_it() -> None:
    form = edition(
        form='[[question]]\npage = "who"\nid = "area"\nkind = "text"\nask = "Which area?"\n'
        'fills = "address.area"\n'
    ).form("referral")
    on = date(2026, 11, 11)
    assert facts_in(form, {"area": {"value": "Eastmarsh"}}, on).home_area == "Eastmarsh"
    assert facts_in(form, {"area": NOT_KNOWN}, on).home_area is None


def test_a_form_finds_its_parts() -> None:
    assert FORM.page("why").title == "Why"
    assert [question.id for question in FORM.questions_on("who")] == ["name", "born"]
    assert [page.id for page in FORM.pages_in("her")] == ["who", "why"]
    assert FORM.question("where").labels == {"street": "On the street", "indoors": "Indoors"}
