"""Whether a plain value can answer a question, or what it must be."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from conferral.protocol.conditions.answers import FLAG_STATES, UNKNOWNS
from conferral.protocol.days.typed_days import Problem, read_day
from conferral.protocol.edition import Edition
from conferral.protocol.files.complaints import plain
from conferral.protocol.forms.questions import Question
from conferral.protocol.wording import listing

OLDEST: Final = 120


def misfit(edition: Edition, question: Question, value: Any, on: date) -> str:
    """What the answer must be instead, as the end of a sentence; nothing when it fits."""
    if isinstance(value, Mapping) and "unknown" in value:
        if value["unknown"] not in list(UNKNOWNS):
            return f"may be unknown as {listing(list(UNKNOWNS), 'or')}."
        return wrong_keys(value, ("unknown", "why"))
    if question.kind in ("choice", "choices"):
        return wrong_choice(edition, question, value)
    if question.kind == "date":
        return wrong_date(value, on)
    return CHECKS.get(question.kind, wrong_text)(value)


def wrong_choice(edition: Edition, question: Question, value: Any) -> str:
    options = list(question.labels)
    if question.options_from:
        options = [ground.code for ground in edition.grounds]
    several = isinstance(value, list | tuple) and question.kind == "choices"
    chosen = value if several else [value]
    if wrong := [one for one in chosen if one not in options]:
        return f"cannot be {plain(repr(wrong[0]))}; there are {listing(options)}."
    return ""


def wrong_keys(value: Mapping[str, Any], allowed: tuple[str, ...]) -> str:
    strange = [key for key in value if key not in allowed]
    if strange:
        return f"has '{strange[0]}' in its table, which may hold {listing(allowed)}."
    wrong = [key for key in value if not isinstance(value[key], str)]
    return f"has '{wrong[0]}' in its table, which must be text." if wrong else ""


def wrong_text(value: Any) -> str:
    return "" if isinstance(value, str) else "must be text, in quotes."


def wrong_yes_no(value: Any) -> str:
    return "" if isinstance(value, bool) else "must be true or false, without quotes."


def wrong_number(value: Any) -> str:
    counts = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return "" if counts else "must be a whole number, without quotes."


def wrong_age(value: Any) -> str:
    return wrong_number(value) or ("" if value <= OLDEST else f"must be an age up to {OLDEST}.")


def wrong_flag(value: Any) -> str:
    if isinstance(value, Mapping):
        return wrong_keys(value, ("state", "source")) or wrong_flag(value.get("state"))
    return "" if value in FLAG_STATES else f"must be {listing(FLAG_STATES, 'or')}, in quotes."


def wrong_date(value: Any, on: date) -> str:
    if is_one_of(value, [date]):
        return ""
    about = value.get("about") if isinstance(value, Mapping) and len(value) == 1 else value
    if isinstance(about, str) and not isinstance(read_day(about, on), Problem):
        return ""
    return "must be a date like 1997-04-02, without quotes."


CHECKS: Final[Mapping[str, Callable[[Any], str]]] = {
    "yes_no": wrong_yes_no,
    "judged": wrong_yes_no,
    "number": wrong_number,
    "age": wrong_age,
    "flag": wrong_flag,
}


def is_one_of(value: Any, kinds: list[type]) -> bool:
    """Whether it is of one of the kinds, where true is no number and a moment is no date."""
    if isinstance(value, bool | datetime):
        return type(value) in kinds
    return isinstance(value, tuple(kinds))
