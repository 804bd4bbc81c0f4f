"""Reads what a template needs to know of a Django form field, so that pages say only field(…)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField


@dataclass(frozen=True)
class Choice:
    """One option, as it is drawn."""

    value: str
    label: str
    id: str
    chosen: bool
    hint: str = ""


@dataclass(frozen=True)
class Described:
    """A field, as it is drawn."""

    kind: str
    name: str
    id: str
    label: str
    hint: str
    error: str
    value: str
    choices: list[Choice] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def described_by(self) -> str:
        """The ids that explain this field to a screen reader."""
        ids = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.id}-error"] if self.error else ids)


KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    # Django's CheckboxSelectMultiple is a kind of RadioSelect: it must be asked for first.
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
    (forms.ClearableFileInput, "file"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "number"),
    (forms.Input, "text"),
)
KEPT = ("autocomplete", "inputmode", "maxlength", "rows", "spellcheck", "data-words", "class")


def describe(bound: BoundField) -> Described:
    """Read one bound field; raises TypeError for a widget that the kit does not draw."""
    widget = bound.field.widget
    kind = next((name for made, name in KINDS if isinstance(widget, made)), None)
    if kind is None:
        raise TypeError(f"the kit draws no {type(widget).__name__} ({bound.name})")
    value = bound.value()
    return Described(
        kind=kind,
        name=bound.html_name,
        id=bound.auto_id or bound.html_name,
        label=str(bound.label or ""),
        hint=str(bound.help_text or ""),
        error=" ".join(str(error) for error in bound.errors),
        value=_text_of(bound, value),
        choices=_choices(bound, value)
        if isinstance(widget, forms.Select | forms.RadioSelect)
        else [],
        attributes={key: str(widget.attrs[key]) for key in KEPT if key in widget.attrs},
    )


def described_errors(form: BaseForm) -> list[tuple[str, str]]:
    """Every error with the id that its link in the summary leads to."""
    found: list[tuple[str, str]] = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = _first_id(bound)
        found += [(target, str(error)) for error in bound.errors]
    return found


def _first_id(bound: BoundField) -> str:
    """The id of the first thing that can take the focus."""
    return bound.auto_id or bound.html_name


def _text_of(bound: BoundField, value: Any) -> str:
    if value is None or isinstance(bound.field.widget, forms.PasswordInput):
        return ""
    if isinstance(value, list | tuple):
        return ""
    shown = bound.field.widget.format_value(value)
    return "" if shown is None or isinstance(shown, list) else str(shown)


def _choices(bound: BoundField, value: Any) -> list[Choice]:
    chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
    hints: dict[str, str] = getattr(bound.field, "option_hints", {})
    base = bound.auto_id or bound.html_name
    return [
        Choice(
            value=str(key),
            label=str(label),
            id=base if at == 0 else f"{base}-{at + 1}",
            chosen=str(key) in chosen or (key == "" and value is None),
            hint=str(hints.get(str(key), "")),
        )
        for at, (key, label) in enumerate(bound.field.choices)  # type: ignore[attr-defined]
    ]
