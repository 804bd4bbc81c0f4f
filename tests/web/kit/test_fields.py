"""Form fields are drawn with their hints and errors, and an error's link reaches what it names."""

import re
from datetime import date

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from conferral.ui.forms import DayField, describe


class Questions(forms.Form):
    name = forms.CharField(label="Her <name>", help_text="As she says it", max_length=40)
    words = forms.CharField(widget=forms.Textarea, max_length=300)
    agreed = forms.ChoiceField(
        label="Does she agree?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether she agrees"},
    )
    heard = forms.MultipleChoiceField(
        choices=[("face", "Face to face"), ("phone", "By phone")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    who = forms.ChoiceField(choices=[("", "Choose"), ("a", "Ann")])
    by = DayField(label="By when?")
    read = forms.BooleanField(label="I have read it")


def drawn(source: str, **context: object) -> str:
    page = '{% from "ui/kit.html" import field, form_errors, error_summary with context %}' + source
    request = RequestFactory().get("/")
    return str(engines["jinja2"].from_string(page).render(context, request))


def every_field(form: forms.Form) -> str:
    return drawn(
        "{{ form_errors(form) }}{% for one in form %}{{ field(one) }}{% endfor %}", form=form
    )


def test_every_error_links_to_something_that_is_there() -> None:
    page = every_field(Questions({}))
    targets = re.findall(r'<a href="#([^"]+)"', page)
    assert len(targets) == 6
    for target in targets:
        assert page.count(f'id="{target}"') == 1


def test_the_summary_counts_and_says_that_nothing_is_lost() -> None:
    page = every_field(Questions({}))
    assert "Six things to put right" in page
    assert "Everything you typed is kept." in page
    assert "govuk-error-summary" not in every_field(Questions())


def test_what_was_typed_is_kept() -> None:
    typed = {
        "name": "Juniper",
        "words": "Two\nlines",
        "agreed": "no",
        "heard": ["phone"],
        "by": "soon",
    }
    page = every_field(Questions(typed))
    assert 'value="Juniper"' in page
    assert "Two\nlines</textarea>" in page
    assert re.search(r'value="no"[^>]*checked', page)
    assert re.search(r'value="phone"[^>]*checked', page)
    assert not re.search(r'value="face"[^>]*checked', page)
    assert 'value="soon"' in page


def test_hints_and_errors_are_read_out_with_their_field() -> None:
    page = every_field(Questions({}))
    assert 'aria-describedby="id_name-hint id_name-error"' in page
    assert '<span class="govuk-visually-hidden">Error:</span>' in page


def test_labels_are_escaped() -> None:
    page = every_field(Questions())
    assert "Her &lt;name&gt;" in page
    assert "<name>" not in page


def test_a_long_answer_counts_its_characters() -> None:
    page = drawn("{{ field(form.words) }}", form=Questions())
    assert 'data-maxlength="300"' in page
    assert "Up to 300 characters" in page
    assert "%{count} characters left" in page


def test_more_is_shown_under_one_option() -> None:
    page = drawn(
        '{{ field(form.agreed, reveal={"yes": inner}) }}', form=Questions(), inner="<p>When?</p>"
    )
    assert 'data-aria-controls="conditional-id_agreed"' in page
    assert "When?" in page


@pytest.mark.parametrize(
    "text", ["27 3 2026", "27 March 2026", "27 Mar 2026", "27/03/2026", "27.3.2026", "2026-03-27"]
)
def test_a_day_is_taken_as_people_write_it(text: str) -> None:
    assert DayField().clean(text) == date(2026, 3, 27)


def test_a_day_that_is_none_says_how_to_write_one() -> None:
    with pytest.raises(forms.ValidationError, match="a day, a month and a year"):
        DayField().clean("soon")


def test_a_widget_that_the_kit_does_not_draw_is_a_mistake() -> None:
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="draws no SplitDateTimeWidget"):
        describe(Odd()["when"])


def test_a_misspelt_variable_is_a_mistake() -> None:
    with pytest.raises(Exception, match="is undefined"):
        drawn("{{ referal }}")
