"""The short forms by which people decide on a referral, and record a duty."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Denied
from conferral.referrals.models import Referral
from conferral.referrals.queries import forms_of


def paragraph(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    """A box for a few sentences. Whether it must be filled is the operation's to say."""
    area = forms.Textarea(attrs={"rows": str(rows)})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=area)


class Refusable(forms.Form):
    """A form that can show why an operation was refused, with everything typed kept."""

    speaks_at: str = ""

    def refuse(self, denied: Denied) -> None:
        """Say the reason of a refusal at the field that it is about."""
        self.add_error(self.speaks_at or None, denied.decision.reason)


class AcceptForm(Refusable):
    speaks_at = "reasons"
    prefix = "accept"
    reasons = paragraph(
        _("Your reasons"), _("The agency reads this, and it is kept with the case.")
    )


class LateForm(Refusable):
    speaks_at = "reason"
    prefix = "late"
    reason = paragraph(_("Why must it be heard all the same?"))


class WithdrawForm(Refusable):
    speaks_at = "reasons"
    prefix = "withdraw"
    reasons = paragraph(_("Why do you take it back?"), _("In a sentence."), rows=2)


class DeclineForm(Refusable):
    speaks_at = "reasons"
    reasons = paragraph(
        _("Why is it declined?"),
        _("The agency reads this. Say what it can do next, and who can help her now."),
    )


class DutyForm(Refusable):
    speaks_at = "told"
    told = forms.CharField(
        label=_("Whom did you tell, and how?"),
        help_text=_("Name, team, and whether you rang or wrote."),
        error_messages={"required": _("Say whom you told")},
    )
    reference = forms.CharField(
        label=_("Their reference"),
        help_text=_("The number or name that they gave you. Leave it empty if there is none."),
        required=False,
    )


class ReturnForm(Refusable):
    """One box for every question, and one for all of it."""

    speaks_at = "note"
    note = paragraph(_("Anything about the whole of it?"), rows=3)

    def __init__(self, referral: Referral, data: Any = None) -> None:
        super().__init__(data)
        self.question_ids = tuple(one.id for form in forms_of(referral) for one in form.questions)
        for each in self.question_ids:
            self.fields[f"ask__{each}"] = forms.CharField(
                label=_("What is needed?"),
                required=False,
                widget=forms.Textarea(attrs={"rows": "2"}),
            )

    def reasons(self) -> dict[str, str]:
        """What was asked, by question."""
        asked = {each: self.cleaned_data.get(f"ask__{each}") or "" for each in self.question_ids}
        return {each: reason for each, reason in asked.items() if reason}

    def asks_about(self, question_ids: Iterable[str]) -> bool:
        """Whether something is typed for one of these questions."""
        return any(self[f"ask__{each}"].value() for each in question_ids)
