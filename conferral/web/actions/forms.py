"""The form with which an agency says how an action ended."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.actions.models import Action
from conferral.ui.forms import DayField

HINTS = {
    Action.Outcome.DONE: _("Also when it was done late: the day says so."),
    Action.Outcome.NOT_POSSIBLE: _("Say what changed."),
    Action.Outcome.NOT_DONE: _("Say what stood in the way, so that the panel can decide."),
    Action.Outcome.SUPERSEDED: _("Say what made it unnecessary."),
    Action.Outcome.REFUSED: _("She declined. Give her reason, if she gave one."),
}


class ReportForm(forms.Form):
    """How it ended, on which day, and what happened."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Action.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the action ended")},
    )
    done_on = DayField(
        label=_("If it was done, on which day?"),
        help_text=_("For example, 27 3 2026. It may be an earlier day than today."),
        required=False,
    )
    note = forms.CharField(
        label=_("What happened?"),
        help_text=_(
            "A line or two. Needed for anything but done. Say what is fact and what is opinion."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["outcome"].option_hints = HINTS  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the day of what was done, and for the reason of what was not."""
        typed = super().clean() or {}
        outcome = typed.get("outcome")
        if outcome == Action.Outcome.DONE:
            self._check_day(typed.get("done_on"))
        elif outcome and not typed.get("note", "").strip():
            self.add_error("note", _("Say why, so that the panel can decide what to do instead"))
        return typed

    def _check_day(self, done_on: date | None) -> None:
        if done_on is None and "done_on" not in self.errors:
            self.add_error("done_on", _("Write the day on which it was done"))
        elif done_on and done_on > self.today:
            self.add_error("done_on", _("Choose a day that is not after today"))
