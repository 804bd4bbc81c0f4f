"""The fields that one question of a protocol makes on a page, and how an answer goes in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from conferral.protocol.conditions.answers import NOT_KNOWN, NOT_PRESENT, PRESENT, Answer
from conferral.protocol.days.typed_days import About, Problem, read_day
from conferral.protocol.forms.questions import OWED_WHY, Option, Question

RADIOS: Final = ("yes_no", "judged", "choice")
YES_NO: Final = (("yes", _("Yes")), ("no", _("No")))
STATES: Final = (
    (PRESENT, _("Present")),
    (NOT_PRESENT, _("Not present")),
    (NOT_KNOWN, _("Not known")),
)
CANNOT: Final = {
    "not_known": _("It is not known"),
    "not_asked_unsafe": _("It was not safe to ask"),
    "declined": _("She preferred not to say"),
    "not_applicable": _("It does not apply to her"),
}
UNKNOWN: Final = "unknown-"
MANY: Final = 8

Written = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question as one agency is asked it, and the answer on this page that brings it up."""

    question: Question
    options: tuple[Option, ...] = ()
    again: str = ""
    under: str = ""
    under_values: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def is_radios(self) -> bool:
        return self.question.kind in RADIOS

    @property
    def has_many(self) -> bool:
        """Whether its options are so many that they are drawn small."""
        return len(self.options) > MANY

    def part(self, name: str) -> str:
        """The name of a field beside the question's own."""
        return f"{self.id}__{name}"

    def why_part(self, unknown: str) -> str:
        """The field that says why: one for all below a box, one under each of several radios."""
        return self.part(f"why_{unknown}" if self.is_radios else "why")


def fields_of(asked: Asked) -> dict[str, forms.Field]:
    """Every field of a question, by name."""
    if asked.question.kind == "flag":
        return {
            asked.id: _radios(STATES),
            asked.part("source"): _line(_("Who told you, or where is it written?")),
            asked.part("when"): _line(_("When?")),
        }
    if asked.is_radios:
        return {asked.id: _choosing(asked), **_whys(asked)}
    own = {asked.id: _box(asked)}
    return {**own, **_cannot(asked)} if asked.question.unknowns else own


def _line(label: Any, **attributes: str) -> forms.CharField:
    return forms.CharField(required=False, label=label, widget=forms.TextInput(attrs=attributes))


def _radios(choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect)


def _choosing(asked: Asked) -> forms.ChoiceField:
    known: list[tuple[str, Any]] = [(option.value, option.label) for option in asked.options]
    unknown = [(f"{UNKNOWN}{kind}", CANNOT[kind]) for kind in asked.question.unknowns]
    made = _radios([*(known or YES_NO), *unknown])
    made.option_hints = {option.value: option.hint for option in asked.options}  # type: ignore[attr-defined]
    return made


def _whys(asked: Asked) -> dict[str, forms.Field]:
    owed = [kind for kind in asked.question.unknowns if kind in OWED_WHY]
    return {asked.why_part(kind): _line(_why_label(kind)) for kind in owed}


def _why_label(kind: str) -> Any:
    return _("Why is it not known?") if kind == "not_known" else _("Why was it not safe?")


def _cannot(asked: Asked) -> dict[str, forms.Field]:
    kinds = [(kind, CANNOT[kind]) for kind in asked.question.unknowns]
    made = _radios([("", _("I can: my answer is above")), *kinds])
    made.label = _("Why can you not answer it?")
    fields: dict[str, forms.Field] = {asked.part("unknown"): made}
    if set(asked.question.unknowns) & set(OWED_WHY):
        fields[asked.part("why")] = _line(_("Say a little more"))
    return fields


def _box(asked: Asked) -> forms.Field:
    kind = asked.question.kind
    if kind == "choices":
        many = forms.MultipleChoiceField(
            required=False,
            choices=[(option.value, option.label) for option in asked.options],
            widget=forms.CheckboxSelectMultiple,
        )
        many.option_hints = {option.value: option.hint for option in asked.options}  # type: ignore[attr-defined]
        return many
    if kind == "long_text":
        return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": "5"}))
    modes = {"phone": "tel", "age": "numeric", "number": "numeric"}
    mode = {"inputmode": modes[kind]} if kind in modes else {}
    return _line("", autocomplete="off", **mode)


# ---- from a stored answer to what stands in the boxes, and back


def typed(asked: Asked, written: Written) -> dict[str, Any]:
    """What the fields of a question show for a stored answer."""
    value, unknown = written.get("value"), written.get("unknown", "")
    if unknown:
        chosen = {asked.id: f"{UNKNOWN}{unknown}"} if asked.is_radios else {}
        return {
            **chosen,
            asked.part("unknown"): unknown,
            asked.why_part(unknown): written.get("why", ""),
        }
    if asked.question.kind == "flag":
        flag = value if isinstance(value, dict) else {}
        beside = {asked.part(name): flag.get(name, "") for name in ("source", "when")}
        return {asked.id: flag.get("state", ""), **beside}
    return {asked.id: _as_typed(asked.question, value)}


def _as_typed(question: Question, value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return value.get("about", "")
    if question.kind == "date" and isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return value
        return f"{day.day} {day:%B %Y}"
    return "" if value is None else value


def answer_in(asked: Asked, cleaned: Mapping[str, Any], today: date) -> Written:
    """The answer that somebody gave by the fields of a question; nothing where they are empty."""
    given = _plain_lines(cleaned.get(asked.id) or "")
    if asked.question.kind == "flag":
        return _flag(asked, given, cleaned)
    if asked.is_radios:
        return _chosen(asked, str(given), cleaned)
    unknown = cleaned.get(asked.part("unknown")) or ""
    if unknown and not given:
        return _unknown(asked, unknown, cleaned)
    return {"value": _valued(asked.question, given, today)} if given else {}


def _plain_lines(given: Any) -> Any:
    """A browser ends each line of a box with two characters; one is kept."""
    return given.replace("\r\n", "\n") if isinstance(given, str) else given


def _flag(asked: Asked, state: str, cleaned: Mapping[str, Any]) -> Written:
    beside = {name: cleaned.get(asked.part(name)) or "" for name in ("source", "when")}
    return {"value": {"state": state, **beside}} if state or any(beside.values()) else {}


def _chosen(asked: Asked, given: str, cleaned: Mapping[str, Any]) -> Written:
    if given.startswith(UNKNOWN):
        return _unknown(asked, given.removeprefix(UNKNOWN), cleaned)
    if not given:
        return {}
    return {"value": given if asked.question.kind == "choice" else given == "yes"}


def _unknown(asked: Asked, kind: str, cleaned: Mapping[str, Any]) -> Written:
    return {"unknown": kind, "why": cleaned.get(asked.why_part(kind)) or ""}


def _valued(question: Question, given: Any, today: date) -> Any:
    if question.kind == "date":
        day = read_day(given, today)
        if isinstance(day, About):
            return {"about": day.text}
        return given if isinstance(day, Problem) else day.isoformat()
    if question.kind in ("age", "number") and given.isascii() and given.isdigit():
        return int(given[:9])
    return given


def place_of_problem(asked: Asked, answer: Answer) -> str:
    """The field at which a problem with an answer is said."""
    if answer.unknown in OWED_WHY and not answer.why.strip():
        return asked.why_part(answer.unknown)
    if answer.flag.get("state") == PRESENT:
        return asked.part("source")
    return asked.id
