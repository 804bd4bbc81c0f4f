"""Answers in a file of their own: what each kind of question takes, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from conferral.protocol.conditions.answers import Answers, Facts
from conferral.protocol.edition import Edition
from conferral.protocol.files.answer_file import read_answers
from conferral.protocol.files.complaints import ProtocolError
from conferral.protocol.files.loading import load
from tests.protocol.tiny import files

TODAY = date(2026, 11, 11)
QUESTIONS = """
[[question]]
page = "why"
id = "heard"
kind = "age"
ask = "How old was she then?"

[[question]]
page = "why"
id = "grounds"
kind = "choices"
options_from = "grounds"
ask = "On which grounds?"
"""
GROUND = """
[[ground]]
code = "crime"
title = "Crime"
sentence = "So."
limits = "Few."
law = "An Act"
for_controllers = ["police"]
"""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load(files(protocol=GROUND, form=QUESTIONS))


def read(edition: Edition, text: str) -> tuple[Answers, Facts]:
    return read_answers("answers.toml", text, edition, on=TODAY)


def refused(edition: Edition, text: str) -> list[str]:
    with pytest.raises(ProtocolError) as error:
        read(edition, text)
    return error.value.problems


@pytest.mark.parametrize(
    "written, stored",
    [
        ('name = "Juniper Vale"', {"value": "Juniper Vale"}),
        ("local = false", {"value": False}),
        ("rise = true", {"value": True}),
        ('where = "street"', {"value": "street"}),
        ('reasons = ["fear", "harm"]', {"value": ["fear", "harm"]}),
        ('reasons = "fear"', {"value": ("fear",)}),
        ('grounds = ["crime"]', {"value": ["crime"]}),
        ("calls = 3", {"value": 3}),
        ("heard = 17", {"value": 17}),
        ("born = 1997-04-02", {"value": "1997-04-02"}),
        ('born = "about 1997"', {"value": "about 1997"}),
        ('born = { about = "about 1997" }', {"value": {"about": "about 1997"}}),
        (
            'rf_weapon = "not_known"',
            {"value": {"state": "not_known", "source": "The referrer"}},
        ),
        (
            'rf_weapon = { state = "present", source = "The police" }',
            {"value": {"state": "present", "source": "The police"}},
        ),
        ('name = { unknown = "declined" }', {"unknown": "declined"}),
        (
            'local = { unknown = "not_known", why = "Nobody asked." }',
            {"unknown": "not_known", "why": "Nobody asked."},
        ),
    ],
)
def test_an_answer_is_kept_as_a_form_keeps_it(edition: Edition, written: str, stored: Any) -> None:
    answers, facts = read(edition, written)
    assert list(answers.values()) == [stored]
    assert facts == Facts()


@pytest.mark.parametrize(
    "written, sentence",
    [
        ("name = 3", "'name' must be text, in quotes."),
        ('local = "yes"', "'local' must be true or false, without quotes."),
        ("rise = 1", "'rise' must be true or false, without quotes."),
        ('where = "moon"', "'where' cannot be 'moon'; there are street and indoors."),
        ('where = ["street"]', "'where' cannot be ['street']; there are street and indoors."),
        ('reasons = ["hope"]', "'reasons' cannot be 'hope'; there are fear and harm."),
        ("reasons = { a = 1 }", "'reasons' cannot be {'a': 1}; there are fear and harm."),
        ('grounds = ["luck"]', "'grounds' cannot be 'luck'; there are crime."),
        ("calls = -1", "'calls' must be a whole number, without quotes."),
        ("calls = true", "'calls' must be a whole number, without quotes."),
        ('heard = "17"', "'heard' must be a whole number, without quotes."),
        ("heard = 121", "'heard' must be an age up to 120."),
        ('born = "soon"', "'born' must be a date like 1997-04-02, without quotes."),
        ("born = 1997-04-02T09:00:00", "'born' must be a date like 1997-04-02, without quotes."),
        ("born = { when = 1 }", "'born' must be a date like 1997-04-02, without quotes."),
        ("rf_weapon = true", "'rf_weapon' must be present, not_present or not_known, in quotes."),
        (
            'rf_weapon = { state = "maybe" }',
            "'rf_weapon' must be present, not_present or not_known, in quotes.",
        ),
        (
            'rf_weapon = { state = "present", sauce = "x" }',
            "'rf_weapon' has 'sauce' in its table, which may hold state and source.",
        ),
        (
            'rf_weapon = { state = "present", source = 1 }',
            "'rf_weapon' has 'source' in its table, which must be text.",
        ),
        (
            'name = { unknown = "secret" }',
            ("'name' may be unknown as not_known, not_asked_unsafe, declined or not_applicable."),
        ),
        (
            "name = { unknown = [1] }",
            ("'name' may be unknown as not_known, not_asked_unsafe, declined or not_applicable."),
        ),
        (
            'name = { unknown = "declined", x = "y" }',
            "'name' has 'x' in its table, which may hold unknown and why.",
        ),
        ('nam = "x"', "'nam' is not a question of this form; did you mean 'name'?"),
        ('zzz = "x"', "'zzz' is not a question of this form."),
    ],
)
def test_an_answer_that_does_not_fit_gets_its_sentence(
    edition: Edition, written: str, sentence: str
) -> None:
    assert refused(edition, f"\n{written}\n") == [f"answers.toml, line 2: {sentence}"]


def test_facts_are_read_by_name(edition: Edition) -> None:
    text = '[facts]\nage = 19\nheard_before = true\nhome_area = "Eastmarsh"\non = 2026-11-12\n'
    answers, facts = read(edition, text)
    assert answers == {}
    assert facts == Facts(age=19, heard_before=True, home_area="Eastmarsh", on=date(2026, 11, 12))


@pytest.mark.parametrize(
    "written, sentence",
    [
        ("[facts]\nagee = 1", "line 2: 'agee' is not a fact; did you mean 'age'?"),
        ("[facts]\nage = true", "line 2: 'age' must be a whole number."),
        ('[facts]\nheard_before = "no"', "line 2: 'heard_before' must be true or false."),
        ("[facts]\nhome_area = 1", "line 2: 'home_area' must be text, in quotes."),
        ("[facts]\non = 2026-11-12T09:00:00", "line 2: 'on' must be a date."),
        ("facts = 1", "line 1: 'facts' must be a table."),
    ],
)
def test_a_fact_that_does_not_fit_gets_its_sentence(
    edition: Edition, written: str, sentence: str
) -> None:
    assert refused(edition, written) == [f"answers.toml, {sentence}"]


def test_every_problem_is_told_in_the_order_of_the_lines(edition: Edition) -> None:
    assert [said.split(":")[0] for said in refused(edition, "x = 1\ny = 1\n[facts]\nz = 1\n")] == [
        "answers.toml, line 1",
        "answers.toml, line 2",
        "answers.toml, line 4",
    ]


def test_a_file_that_is_no_toml_is_refused(edition: Edition) -> None:
    assert refused(edition, "what") == [
        (
            "answers.toml, line 1: this is not TOML. Expected '=' after a key in a key/value pair, "
            "at the end of the file."
        )
    ]


def test_an_edition_without_a_referral_form_has_nothing_to_answer() -> None:
    written = files()
    del written["forms/referral.toml"]
    assert refused(load(written), "") == ["answers.toml: this edition has no form to answer."]
