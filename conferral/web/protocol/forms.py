"""The forms about editions: which to propose from when, and what the partnership decided."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.protocol.files.loading import ProtocolError, load, read_folder, shipped
from conferral.ui.forms import DayField
from conferral.web.protocol.uploading import Unfit, files_in

UPLOAD = "upload"
WORDS = 2_000


class ProposalForm(forms.Form):
    """Which edition, and from which day."""

    edition = forms.ChoiceField(
        label=_("Which edition"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an edition")},
    )
    archive = forms.FileField(
        label=_("The edition’s folder, as a .zip file"),
        help_text=_("With protocol.toml, clauses.toml, and the folders forms and examples."),
        required=False,
    )
    in_force_from = DayField(
        label=_("In force from"),
        help_text=_("A day from today on. Until then the edition in force stays. For example, "
                    "4 1 2027"),
    )  # fmt: skip

    def __init__(self, *args: Any, shipped_editions: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [*shipped_editions, (UPLOAD, _("An edition of your own, as a .zip file"))]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the files, whichever way they came; every problem is named."""
        said = super().clean() or {}
        chosen = said.get("edition")
        if chosen == UPLOAD:
            said["read"] = self._uploaded(said.get("archive"))
        elif chosen:
            said["read"] = read_folder(shipped()[chosen])
        if said.get("read"):
            self._insist_that_it_loads(said["read"], "archive" if chosen == UPLOAD else "edition")
        return said

    def _uploaded(self, uploaded: Any) -> dict[str, str] | None:
        if not uploaded:
            self.add_error("archive", _("Choose the .zip file"))
            return None
        try:
            return files_in(uploaded, uploaded.size)
        except Unfit as unfit:
            self.add_error("archive", str(unfit))
            return None

    def _insist_that_it_loads(self, files: dict[str, str], field: str) -> None:
        try:
            load(files)
        except ProtocolError as broken:
            for problem in broken.problems:
                self.add_error(field, problem)


class AnswerForm(forms.Form):
    """What the partnership decided about a query, and why."""

    answer = forms.CharField(
        label=_("What the partnership decided"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the partnership decided")},
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Everybody who may read the protocol reads this."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: whoever reads the protocol later will ask")},
    )


def first_of_next_month(today: date) -> date:
    """A day that people would choose."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
