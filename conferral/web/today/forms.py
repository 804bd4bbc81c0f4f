"""The form that sets a demonstration’s clock."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.access.localtime import at_local
from conferral.ui.forms import DayField


class DemoClockForm(forms.Form):
    """A day and a time of day, within what the invented panel's protocol covers."""

    day = DayField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        help_text=_("For example, 09:30"),
        input_formats=["%H:%M", "%H.%M"],
        error_messages={
            "required": _("Write the time"),
            "invalid": _("Write the time as hours and minutes, like 09:30"),
        },
    )

    def __init__(self, *args: Any, earliest: date, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.earliest, self.latest = earliest, latest

    def clean_day(self) -> date:
        """Keep to days on which somebody sits here and an edition is in force."""
        day: date = self.cleaned_data["day"]
        if not self.earliest <= day <= self.latest:
            raise forms.ValidationError(
                _("Choose a day from %(first)s to %(last)s"),
                params={"first": f"{self.earliest:%-d %B %Y}", "last": f"{self.latest:%-d %B %Y}"},
            )
        return day

    @property
    def moment(self) -> datetime:
        """The instant that was asked for."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["time"])
