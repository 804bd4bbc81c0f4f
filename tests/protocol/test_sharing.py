"""Which question parts the two consent forms, and which places papers are told from."""

import pytest

from conferral.protocol.files.loading import load
from conferral.protocol.forms.questions import ROUTE
from tests.protocol.tiny import FORM, files, problems

CONSENT = """
[consent]
clause = "1"
policy = "Ask her."
form = "consent"
without_form = "without"
min_grounds = 1
"""
FORK = 'fills = "sharing.route"\n'
PLAIN = FORM.replace(FORK, "")
QUESTION = '[[question]]\npage = "who"\nid = "more"\nask = "More?"\nkind = "{}"\nfills = "{}"\n'


def written(form: str = FORM, consent: str = PLAIN) -> dict[str, str]:
    beside = {
        f"forms/{name}.toml": consent.replace('id = "referral"', f'id = "{name}"', 1)
        for name in ("consent", "without")
    }
    return {**files(CONSENT), "forms/referral.toml": form, **beside}


def test_one_question_parts_the_two_forms() -> None:
    edition = load(written())
    asked = edition.form("referral").filling(ROUTE)
    assert asked is not None
    assert asked.id == "local"
    assert edition.form("consent").filling(ROUTE) is None


def test_two_forms_need_a_question_that_parts_them() -> None:
    (said,) = problems(written(PLAIN))
    assert "no question of forms/referral.toml fills 'sharing.route'" in said


def test_the_question_that_parts_them_is_required() -> None:
    form = FORM.replace('required = true\nunknowns = ["not_known"]\n' + FORK, FORK)
    (said,) = problems(written(form))
    assert "question 'local': it fills 'sharing.route', so write required = true." in said


@pytest.mark.parametrize(
    "kind, place, why",
    [
        ("text", "sharing.route", "so it is answered yes or no, or chooses between"),
        ("number", "background.fact", "so it is answered in words."),
        ("yes_no", "background.opinion", "so it is answered in words."),
        ("yes_no", "sharing.agreed", "is not for this form to fill."),
        ("text", "sharing.withheld", "is not for this form to fill."),
    ],
)
def test_each_place_takes_what_fits_it(kind: str, place: str, why: str) -> None:
    form = (PLAIN if place == ROUTE else FORM) + QUESTION.format(kind, place)
    assert any("question 'more'" in said and why in said for said in problems(written(form)))


def test_her_agreement_is_a_yes_or_a_no() -> None:
    (first, *_) = problems(written(consent=PLAIN + QUESTION.format("text", "sharing.agreed")))
    assert "so it is answered yes or no." in first


def test_without_a_policy_no_form_tells_what_she_agreed_to() -> None:
    form = PLAIN + QUESTION.format("yes_no", "sharing.agreed")
    (said,) = problems({**files(), "forms/referral.toml": form})
    assert "'sharing.agreed' is not for this form to fill." in said


def test_a_choice_between_the_two_will_do() -> None:
    options = (
        'options = [{ value = "consent", label = "Yes" }, { value = "without", label = "No" }]\n'
    )
    fork = QUESTION.format("choice", ROUTE) + "required = true\n" + options
    assert load(written(PLAIN + fork)).form("referral").filling(ROUTE) is not None


def test_what_stands_in_the_papers_is_for_everybody() -> None:
    form = FORM + QUESTION.format("text", "background.fact") + 'see = "need_to_know"\n'
    (said,) = problems(written(form))
    assert "so everybody may see it." in said


def test_a_place_is_filled_once_but_for_the_background() -> None:
    twice = QUESTION.format("text", "person.name") + QUESTION.format("text", "person.name").replace(
        '"more"', '"again"'
    )
    (said,) = problems(written(FORM + twice))
    assert "two questions fill 'person.name'." in said
    assert load(written(FORM + twice.replace("person.name", "background.fact")))


def test_a_panel_without_a_referral_form_parts_nothing() -> None:
    both = written()
    del both["forms/referral.toml"]
    assert load(both).consent is not None
