"""Reads what the kit must know of a Django form field, so that pages say only field(form.x)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.widgets import Input
from django.utils.translation import gettext_lazy as _

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    # Django's CheckboxSelectMultiple is a kind of RadioSelect: it must be asked for first.
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
    (forms.FileInput, "file"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "number"),
    (Input, "text"),
)
KEPT = ("autocomplete", "inputmode", "maxlength", "rows", "data-words", "class")
DAY_FORMATS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%Y-%m-%d")


class DayWidget(forms.DateInput):
    """A day typed as text: no calendar to click through, and nothing lost when it is mistyped."""

    def format_value(self, value: Any) -> str | None:
        """Show a day as it would be typed."""
        if isinstance(value, date):
            return f"{value.day} {value:%B %Y}"
        return None if value is None else str(value)


class DayField(forms.DateField):
    """A calendar day, taken in the ways that people here write one."""

    widget = DayWidget
    default_error_messages = {
        "required": _("Write the day"),
        "invalid": _("Write the day as a day, a month and a year, like 27 3 2026"),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault("help_text", _("For example, 27 3 2026"))
        super().__init__(**options)


@dataclass(frozen=True)
class Choice:
    """One option, as it is drawn."""

    value: str
    text: str
    id: str
    chosen: bool
    hint: str


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
    choices: list[Choice]
    attributes: Mapping[str, str] = field(default_factory=dict)

    def items(self, reveal: Mapping[str, str]) -> list[dict[str, Any]]:
        """The options as the Design System's macros take them."""
        return [
            {
                "id": one.id,
                "value": one.value,
                "text": one.text,
                "checked": one.chosen,
                "selected": one.chosen,
                "hint": {"text": one.hint} if one.hint else None,
                "conditional": {"html": reveal[one.value]} if one.value in reveal else None,
            }
            for one in self.choices
        ]

    def extra(self, name: str) -> dict[str, str]:
        """One attribute for the element itself, if the form gives it."""
        return {name: self.attributes[name]} if self.attributes[name] else {}


def describe(bound: BoundField, label: str | None = None, hint: str | None = None) -> Described:
    """Read one bound field; raises TypeError for a widget that the kit does not draw."""
    widget = bound.field.widget
    kind = next((name for made, name in KINDS if isinstance(widget, made)), None)
    if kind is None:
        raise TypeError(f"the kit draws no {type(widget).__name__} ({bound.name})")
    given = {key: str(widget.attrs[key]) for key in KEPT if key in widget.attrs}
    limit = getattr(bound.field, "max_length", None)
    if limit and kind == "textarea" and "data-words" not in given:
        given.setdefault("maxlength", str(limit))
    return Described(
        kind=kind,
        name=bound.html_name,
        id=bound.auto_id or bound.html_name,
        label=str(bound.label or "") if label is None else label,
        hint=str(bound.help_text or "") if hint is None else hint,
        error=" ".join(str(error) for error in bound.errors),
        value=_text_of(bound),
        choices=_choices(bound) if kind in ("radios", "checkboxes", "select") else [],
        attributes=defaultdict(str, given),
    )


def described_errors(form: BaseForm) -> list[tuple[str, str]]:
    """Every error, with the id that its link in the summary leads to."""
    found = [("", str(error)) for error in form.non_field_errors()]
    for bound in form:
        target = bound.auto_id or bound.html_name
        found += [(target, str(error)) for error in bound.errors]
    return found


def _text_of(bound: BoundField) -> str:
    value = bound.value()
    widget = bound.field.widget
    if isinstance(widget, forms.PasswordInput | forms.FileInput) or value is None:
        return ""
    shown = widget.format_value(value)
    return "" if shown is None or isinstance(shown, list) else str(shown)


def _choices(bound: BoundField) -> list[Choice]:
    value = bound.value()
    chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
    hints: Mapping[str, str] = getattr(bound.field, "option_hints", {})
    base = bound.auto_id or bound.html_name
    choices: list[tuple[Any, Any]] = list(getattr(bound.field, "choices", ()))
    return [
        Choice(
            value=str(key),
            text=str(text),
            # The first option carries the field's own id, so that an error's link reaches it.
            id=base if at == 0 else f"{base}-{at + 1}",
            chosen=str(key) in chosen or (key == "" and value is None),
            hint=str(hints.get(str(key), "")),
        )
        for at, (key, text) in enumerate(choices)
    ]
