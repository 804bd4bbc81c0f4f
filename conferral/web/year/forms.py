"""The form that plans the meetings of a year."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.ui.forms import DayField

LONGEST = 24
FARTHEST = 5


class PlanYearForm(forms.Form):
    """From which day, and for how many months."""

    start = DayField(label=_("From which day"))
    months = forms.IntegerField(
        label=_("For how many months"),
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Write how many months"),
            "invalid": _("Write the number of months in figures"),
            "min_value": _("Plan at least one month"),
            "max_value": _("Plan no more than 24 months at once"),
        },
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_start(self) -> date:
        """Dates that have passed are not planned, nor what is farther off than anybody looks."""
        start: date = self.cleaned_data["start"]
        if start < self.today:
            raise forms.ValidationError(_("Choose a day from today on"))
        if start.year > self.today.year + FARTHEST:
            raise forms.ValidationError(_("Choose a day within the next five years"))
        return start
