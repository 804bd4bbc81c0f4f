"""Narrowing the record to one case or one person, by numbers that name nobody."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]


class Narrowed(forms.Form):
    """Chosen in the address: the values are random numbers, never names."""

    about = forms.ChoiceField(label=_("Case"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)

    def __init__(self, cases: Choices, people: Choices, **options: Any) -> None:
        super().__init__(**options)
        self._offer("about", _("Every case"), cases)
        self._offer("person", _("Everybody"), people)

    def _offer(self, name: str, everything: Any, choices: Choices) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", everything), *choices]
