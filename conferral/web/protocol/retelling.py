"""Worked examples retold: what is so, and what the protocol makes of it, as people would say it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from conferral.protocol.edition import Edition
from conferral.protocol.forms.questions import Question
from conferral.protocol.part import Part
from conferral.protocol.permissions import Permission
from conferral.protocol.situations.situation import Example, Given
from conferral.ui.moments import clock, day_year
from conferral.web.protocol.keeping import titles_of
from conferral.web.protocol.retelling_words import EXPECTED, GIVEN, NATIONS, UNKNOWN

PERMISSIONS = frozenset(permission.value for permission in Permission)
DOTTED = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
ANSWERED = ("answers", "flags", "other_flags")


@dataclass(frozen=True, slots=True)
class Retold:
    """An example with its two halves, each as pairs of what and how."""

    example: Example
    given: tuple[tuple[str, str], ...]
    expected: tuple[tuple[str, str], ...]


def retold(edition: Edition, example: Example) -> Retold:
    """Only what the example says: whatever it leaves out stays out."""
    words = Words(edition)
    given = [(_("The day"), day_year(example.on)), *_written(example.given, GIVEN, words)]
    given += list(_answers(example.given, words))
    expected = tuple(_written(example.expect, EXPECTED, words))
    return Retold(example, tuple(given), expected)


class Words:
    """What the ids of an edition stand for."""

    def __init__(self, edition: Edition) -> None:
        self.questions: dict[str, Question] = {
            question.id: question for form in edition.forms for question in form.questions
        }
        self.titles: dict[str, str] = {}
        for kind in ("question", "ground", "criterion", "eligibility", "duty", "deadline", "role"):
            self.titles |= titles_of(edition).get(kind, {})

    def title(self, name: str) -> str:
        """The title behind an id, or what a permission lets somebody do; other words stay."""
        if name in PERMISSIONS:
            return Permission(name).phrase
        return self.titles.get(name) or str(NATIONS.get(name, "")) or in_plain_words(name)

    def said(self, value: Any) -> str:
        """A value as a reader would write it."""
        match value:
            case bool():
                return _("Yes") if value else _("No")
            case datetime():
                return _("%(day)s at %(time)s") % {
                    "day": day_year(value.date()), "time": clock(value.time()),
                }  # fmt: skip
            case date():
                return day_year(value)
            case time():
                return clock(value)
            case tuple() | list():
                return "; ".join(self.said(each) for each in value) or _("Nothing")
            case Mapping():
                return "; ".join(f"{self.title(k)}: {self.said(v)}" for k, v in value.items())
            case Part():
                return self.said({name: getattr(value, name) for name in value.model_fields_set})
        return _("Not set") if value is None else self.title(str(value))


def in_plain_words(name: str) -> str:
    """`attendance, subject attends` for `meeting.attendance.subject_attends`."""
    parts = name.split(".") if DOTTED.fullmatch(name) else [name]
    return ", ".join(part.replace("_", " ") for part in parts[-2:])


def _written(half: Part, labels: Mapping[str, Any], words: Words) -> Iterator[tuple[str, str]]:
    """Each thing that an example's author wrote, in the order of the format."""
    for name in type(half).model_fields:
        if name in half.model_fields_set and name not in ANSWERED:
            label = str(labels.get(name) or name.replace("_", " ").strip().capitalize())
            value = getattr(half, name)
            if isinstance(value, Mapping) and value:
                yield from ((f"{label}: {words.title(k)}", words.said(v)) for k, v in value.items())
            else:
                yield label, words.said(value)


def _answers(given: Given, words: Words) -> Iterator[tuple[str, str]]:
    """The answers on the referral form, and its flags."""
    for name, written in given.answers.items():
        question = words.questions.get(name)
        yield question.ask if question else words.title(name), _answer(question, written, words)
    for name, state in given.flags.items():
        yield words.title(name), words.said(state).capitalize()
    if "other_flags" in given.model_fields_set:
        yield _("Every other flag"), words.said(given.other_flags).capitalize()


def _answer(question: Question | None, written: Any, words: Words) -> str:
    if isinstance(written, Mapping) and "unknown" in written:
        unknown = str(UNKNOWN.get(written["unknown"], written["unknown"]))
        why = written.get("why", "")
        return f"{unknown}: {why}" if why else unknown
    value = written["value"] if isinstance(written, Mapping) and "value" in written else written
    labels = question.labels if question else {}
    if isinstance(value, tuple | list):
        return "; ".join(labels.get(each, str(each)) for each in value) or _("Nothing")
    return labels.get(value) or (value if isinstance(value, str) else words.said(value))
