"""The forms of the meetings area."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from conferral.cases.models import CapacityRecord, RiskAssessment
from conferral.partnerships.models import Agency, Membership
from conferral.protocol.days.typed_days import read_day
from conferral.ui.forms import DayField
from conferral.vault.identity import new_uid

LONGEST = 20_000
YES_NO = (("yes", _("Yes")), ("no", _("No")))


def _words(label: Any, rows: int = 3, hint: Any = "", required: bool = False) -> forms.CharField:
    """A field for as much text as somebody has to say; nothing typed is cut."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        validators=[MaxLengthValidator(LONGEST)],
        widget=forms.Textarea({"rows": rows}),
    )


class ListingForm(forms.Form):
    """Put a case on the agenda of a meeting."""

    meeting = forms.ChoiceField(
        label=_("Which meeting?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a meeting")},
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=1,
        max_value=120,
        error_messages={"required": _("Say how many minutes the panel has for this case")},
    )
    child_involved = forms.ChoiceField(
        label=_("Is a child involved?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether a child is involved")},
    )
    note = forms.CharField(
        label=_("A note for the agenda"),
        help_text=_("Without names. For example: review, or her advocate joins by telephone."),
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, meetings: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["meeting"]
        chosen.choices = meetings


class LateForm(forms.Form):
    """Send papers; where they are late, say why."""

    late_reason = _words(_("Why are the papers late?"), rows=4)


class StatementForm(forms.Form):
    """Agree to the confidentiality statement."""

    agrees = forms.BooleanField(
        label=_("I have read this statement, and I agree to it for this meeting"),
        error_messages={"required": _("Read the statement and agree to it first")},
    )


class MovingForm(forms.Form):
    """Move a meeting to a day that the members agreed."""

    to = DayField(label=_("To which day?"))
    why = forms.CharField(
        label=_("Why does it move?"),
        help_text=_("Members read this beside the new day."),
        max_length=200,
        error_messages={"required": _("Say why the meeting moves: members will read this")},
    )


class ApologiesForm(forms.Form):
    """Say that one cannot come."""

    information_sent = forms.ChoiceField(
        label=_("Has your agency’s information been sent to the coordinator?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether your agency’s information was sent")},
    )


class MinuteForm(forms.Form):
    """The minute of one case. `version` is the one that the writer began from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    views = _words(_("What was said for her today"), hint=_("In her words where you have them."))
    capacity = forms.ChoiceField(
        label=_("Can she decide about this plan?"),
        choices=CapacityRecord.Finding.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    capacity_note = _words(_("Which decision, and what the doubt rests on"), rows=2)
    discussion = _words(
        _("What was said, by whom"), rows=5, hint=_("Say which of it is fact and which is opinion.")
    )
    risk_level = forms.ChoiceField(
        label=_("Risk agreed now"), choices=RiskAssessment.RiskLevel.choices, required=False
    )
    risk_why = _words(_("Why, or until when"), rows=2)
    decision = _words(_("What was decided"), hint=_("Read it back before you end the case."))
    plan = _words(_("The plan"), hint=_("One line for each part of it."))
    who_tells_her = _words(_("Who tells her, how, and when"), rows=2)

    @property
    def written(self) -> dict[str, str]:
        """What was written, its lines ended as they are kept; an open choice changes nothing."""
        said = {name: text for name, text in self.cleaned_data.items() if name != "version"}
        return {
            name: text.replace("\r\n", "\n")
            for name, text in said.items()
            if text or name not in ("capacity", "risk_level")
        }


class DissentForm(forms.Form):
    """An agency that disagrees."""

    agency = forms.ChoiceField(
        label=_("Which agency?"), error_messages={"required": _("Choose an agency")}
    )
    reason = _words(_("The reason it gave"), rows=2, required=True)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        agency: Any = self.fields["agency"]
        agency.choices = [("", _("Choose")), *((each.uid, each.name) for each in agencies)]
        self.fields["reason"].error_messages["required"] = _("Write down the reason it gave")


class TypedDayField(forms.CharField):
    """A day to come, as people say it in a meeting: today, tomorrow, 1 December, 1/12/2026."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.today = date.min

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return self._read(" ".join(typed.lower().split()))

    def _read(self, typed: str) -> date:
        if typed in ("tomorrow", str(_("tomorrow"))):
            return self.today + timedelta(days=1)
        for guess in (typed, f"{typed} {self.today.year}", f"{typed} {self.today.year + 1}"):
            found = read_day(guess, self.today)
            if isinstance(found, date) and (found >= self.today or guess == typed):
                return found
        raise forms.ValidationError(_("Write a day, like 1 December, or today"))


class ActionForm(forms.Form):
    """One action. `once` makes two clicks one action."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=22)
    text = _words(_("What will be done?"), rows=2, required=True)
    risk = forms.ChoiceField(label=_("Which risk does it answer?"), required=False)
    risk_said = forms.CharField(label=_("Or say it in your words"), required=False, max_length=200)
    owner = forms.ChoiceField(
        label=_("Who, by name?"), error_messages={"required": _("Choose who will do it")}
    )
    due = TypedDayField(
        label=_("By when?"),
        help_text=_("Today, tomorrow, or a day such as 1 December."),
        error_messages={"required": _("Say by when")},
    )

    def __init__(
        self, *args: Any, owners: Iterable[Membership], risks: Iterable[str], today: date,
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        owner, risk, due = (self.fields[name] for name in ("owner", "risk", "due"))
        owner.choices = [("", _("Choose")), *((each.uid, _named(each)) for each in owners)]  # type: ignore[attr-defined]
        risk.choices = [("", _("Choose")), *((each, each) for each in risks)]  # type: ignore[attr-defined]
        due.today = today  # type: ignore[attr-defined]
        self.fields["text"].error_messages["required"] = _("Say what will be done")
        self.fields["once"].initial = new_uid()

    def clean(self) -> dict[str, Any]:
        """Either a flagged risk or one's own words."""
        said: dict[str, Any] = self.cleaned_data
        said["answers"] = said.get("risk_said") or said.get("risk") or ""
        if not said["answers"]:
            self.add_error("risk", _("Say which risk it answers"))
        return said


def _named(seat: Membership) -> str:
    return f"{seat.user.name}, {seat.agency.name}"
