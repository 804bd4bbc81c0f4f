"""The forms of the case pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.cases.models import Case
from conferral.people.models import Place

PLACES = (1, 2)


class Reason(forms.Form):
    """Why somebody needs to reach her."""

    why = forms.CharField(
        label=_("Why do you need to reach her?"),
        help_text=_("Your reason goes on the record, with your name and the time."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": _("Say why you need to reach her")},
    )


class Conflict(forms.Form):
    """A word on how one knows somebody in a case; none is needed."""

    why = forms.CharField(
        label=_("How do you know somebody in this case?"),
        help_text=_("A few words for whoever looks into it later. You may leave this empty."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )


class OpenCase(forms.Form):
    """A case that nobody referred: several adults, somebody without a name, a place."""

    kind = forms.ChoiceField(
        label=_("What is this case about?"),
        choices=Case.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what the case is about")},
    )
    summary = forms.CharField(
        label=_("Why does the panel need to hear it?"),
        help_text=_("What happened, who saw it and when. This goes into the papers."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why the panel needs to hear it")},
    )
    basis = forms.CharField(
        label=_("Why may what is known be shared without asking?"),
        help_text=_(
            "The ground, and why it is necessary and proportionate. It stands in the ledger beside "
            "everything that is shared."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why it is lawful and necessary to share this")},
    )
    names = forms.CharField(
        label=_("Adults whose names you know"),
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        required=False,
    )
    unnamed = forms.CharField(
        label=_("Adults whose names nobody knows yet"),
        help_text=_("A label for each, one on each line, such as Adult B."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        required=False,
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["kind"].option_hints = {  # type: ignore[attr-defined]
            Case.Kind.SEVERAL: str(_("Two or more, each with her own part of the file.")),
            Case.Kind.PREMISES: str(_("A flat, a business, a street, or a place online.")),
        }
        for number in PLACES:
            self._add_place(number)

    def _add_place(self, number: int) -> None:
        kinds = [("", _("Choose")), *Place.Kind.choices]
        self.fields[f"place_{number}_kind"] = forms.ChoiceField(
            label=_("What kind of place?"), choices=kinds, required=False
        )
        self.fields[f"place_{number}_label"] = forms.CharField(
            label=_("What do people call it?"), max_length=120, required=False,
            help_text=_("The agenda and the papers show this."),
        )  # fmt: skip
        self.fields[f"place_{number}_address"] = forms.CharField(
            label=_("Address"), max_length=300, required=False,
            help_text=_("Kept with the case, and never in the papers."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A case of one adult has one; of several, several; of premises, a place."""
        cleaned = {**(super().clean() or {})}
        cleaned["names"] = _lines(cleaned.get("names", ""))
        cleaned["unnamed"] = _lines(cleaned.get("unnamed", ""))
        cleaned["places"] = [place for number in PLACES if (place := self._place(cleaned, number))]
        adults = len(cleaned["names"]) + len(cleaned["unnamed"])
        match cleaned.get("kind"):
            case Case.Kind.ADULT if adults != 1:
                self.add_error("names", _("Write one name, or one label below"))
            case Case.Kind.SEVERAL if adults < 2:
                self.add_error("names", _("Write at least two names or labels"))
            case Case.Kind.PREMISES if not cleaned["places"]:
                self.add_error("place_1_label", _("Say which place the case is about"))
        return cleaned

    def _place(self, cleaned: dict[str, Any], number: int) -> tuple[str, str, str] | None:
        kind, label, address = (
            cleaned.get(f"place_{number}_{part}", "") for part in ("kind", "label", "address")
        )
        if not (kind or label or address):
            return None
        if not kind:
            self.add_error(f"place_{number}_kind", _("Say what kind of place it is"))
        if not label:
            self.add_error(f"place_{number}_label", _("Say what people call the place"))
        return (kind, label, address) if kind and label else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
