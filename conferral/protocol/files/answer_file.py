"""Reading answers from a file of their own: question ids as keys, with plain values.

A flag is `"present"`, `"not_present"` or `"not_known"`, or a table with its `state` and `source`.
What is not known is `{ unknown = "declined" }`. A `[facts]` table may hold what no form asks.
"""

import difflib
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from conferral.protocol.conditions.answers import Answers, Facts
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.files.answer_values import is_one_of, misfit
from conferral.protocol.files.complaints import Complaint, Lines, ProtocolError, plain
from conferral.protocol.files.tables import NotTables, tables_in
from conferral.protocol.forms.form import Form
from conferral.protocol.forms.questions import Question
from conferral.protocol.wording import listing

FACTS: Final = "facts"
IN_WORDS: Final = {bool: "true or false", int: "a whole number", str: "text, in quotes"}


def read_answers(name: str, text: str, edition: Edition, *, on: date) -> tuple[Answers, Facts]:
    """The answers as they would be stored, and the facts that are told, from a file of that name.

    Raises ProtocolError with every key that does not fit the edition.
    """
    try:
        written = tables_in(name, text)
    except NotTables as error:
        raise ProtocolError([error.complaint]) from None
    if REFERRAL not in {form.id for form in edition.forms}:
        raise ProtocolError([Complaint(name, None, "", "this edition has no form to answer.")])
    reader = AnswerReader(name, edition, on, Lines({name: text}))
    facts = reader.facts(written.pop(FACTS, {}))
    answers = reader.answers(written)
    if reader.complaints:
        raise ProtocolError(sorted(reader.complaints, key=lambda each: each.line or 0))
    return answers, Facts(**facts)


class AnswerReader:
    """Holds each key against the question that it answers, and gathers what does not fit."""

    def __init__(self, name: str, edition: Edition, on: date, lines: Lines) -> None:
        self.name = name
        self.edition = edition
        self.form: Form = edition.form(REFERRAL)
        self.on = on
        self.lines = lines
        self.complaints: list[Complaint] = []

    def refuse(self, said: str, *path: str) -> None:
        line = self.lines.at(self.name, path)
        self.complaints.append(Complaint(self.name, line, "", plain(said)))

    def answers(self, written: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        read: dict[str, Mapping[str, Any]] = {}
        for key, value in written.items():
            question = self.form.by_id.get(key)
            if question is None:
                known = nearest(key, self.form.by_id)
                self.refuse(f"'{key}' is not a question of this form{known}", key)
            elif wrong := misfit(self.edition, question, value, self.on):
                self.refuse(f"'{key}' {wrong}", key)
            else:
                read[key] = stored(question, value)
        return read

    def facts(self, written: Any) -> dict[str, Any]:
        """What is known beyond the form, by the name of the fact."""
        known = typing.get_type_hints(Facts)
        if not isinstance(written, Mapping):
            self.refuse("'facts' must be a table.", FACTS)
            return {}
        for key, value in written.items():
            if key not in known:
                self.refuse(f"'{key}' is not a fact{nearest(key, known)}", FACTS, key)
            elif not is_one_of(value, kinds := kinds_in(known[key])):
                wanted = listing([IN_WORDS.get(kind, "a date") for kind in kinds], "or")
                self.refuse(f"'{key}' must be {wanted}.", FACTS, key)
        return {key: value for key, value in written.items() if key in known}


def nearest(key: str, known: Mapping[str, Any]) -> str:
    close = difflib.get_close_matches(key[:60], known, n=1)
    return f"; did you mean '{close[0]}'?" if close else "."


def stored(question: Question, value: Any) -> Mapping[str, Any]:
    """The answer as a form keeps it."""
    if isinstance(value, Mapping) and "unknown" in value:
        return value
    if question.kind == "flag":
        flag = value if isinstance(value, Mapping) else {"state": value}
        return {"value": {"source": "The referrer", **flag}}
    if question.kind == "choices" and isinstance(value, str):
        return {"value": (value,)}
    return {"value": value.isoformat() if isinstance(value, date) else value}


def kinds_in(hint: Any) -> list[type]:
    return [kind for kind in typing.get_args(hint) or [hint] if kind is not types.NoneType]
