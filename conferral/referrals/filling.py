"""Take each answer to the record that its question fills, and bring it back for its author.

What fills her voice or capacity waits among the answers until there is a case to hold it; what
tells the way to share, or the background for the papers, stays there.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from conferral.people.models import Address, EqualityProfile, Name, Person, SafeContact
from conferral.protocol.forms.form import Form, Question

Written = Mapping[str, Any]
AMONG_THE_ANSWERS = frozenset({"voice", "capacity", "sharing", "background"})
NAMES = {"name": Name.Kind.LEGAL, "alias": Name.Kind.ALIAS}
YES, NO = "yes", "no"


def stays_in_the_form(question: Question) -> bool:
    """Whether an answer is kept among the referral's own answers."""
    record = question.fills.partition(".")[0]
    return not record or record in AMONG_THE_ANSWERS


def fill(person: Person, questions: Mapping[str, Question], answers: Mapping[str, Written]) -> None:
    """Write the answers that belong elsewhere to where they belong."""
    for record_name, record in _records_of(person).items():
        mine = {
            question.fills.partition(".")[2]: answers[key]
            for key, question in questions.items()
            if key in answers and question.fills.partition(".")[0] == record_name
        }
        if mine:
            row = record()
            for column, answer in mine.items():
                _put(row, column, answer)
            row.save()


def filled(person: Person, form: Form) -> dict[str, Written]:
    """Read back, for its author's agency, every answer of a form that lies in her records."""
    found = {}
    for question in form.questions:
        record_name, _dot, column = question.fills.partition(".")
        record = _records_of(person).get(record_name)
        if record and (answer := _take(record(), column)):
            found[question.id] = answer
    return found


def _records_of(person: Person) -> dict[str, Callable[[], Any]]:
    return {
        "person": lambda: person,
        "safe_contact": lambda: _own(SafeContact, person),
        "address": lambda: _own(Address, person),
        "equality": lambda: _own(EqualityProfile, person),
    }


def _own(model: Any, person: Person) -> Any:
    row = model.objects.filter(person=person).first()
    return row or model(partnership_id=person.partnership_id, person=person)


def _put(row: Any, column: str, answer: Written) -> None:
    if isinstance(row, EqualityProfile):
        row.answers = {**row.answers, column: dict(answer)}
        return
    said, value = dict(row.said), answer.get("value")
    plain = _plain(column, value)
    if column in NAMES:
        _put_name(row, NAMES[column], plain or "")
    else:
        empty = None if column == "date_of_birth" else ""
        setattr(row, column, empty if plain is None else plain)
    said.pop(column, None)
    if plain is None and (value or answer.get("unknown")):
        said[column] = dict(answer)
    row.said = said


def _plain(column: str, value: Any) -> Any:
    """The value as its column keeps it, or None where `said` must keep the answer."""
    if value in (None, "") or isinstance(value, dict):
        return None
    if isinstance(value, bool):
        return YES if value else NO
    if column != "date_of_birth":
        return str(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _put_name(person: Person, kind: str, text: str) -> None:
    name = person.names.filter(kind=kind).first() or Name(
        partnership_id=person.partnership_id, person=person, kind=kind
    )
    name.text = text
    name.save()


def _take(row: Any, column: str) -> Written | None:
    if isinstance(row, EqualityProfile):
        answer: Written | None = row.answers.get(column)
        return answer
    if column in row.said:
        said: Written = row.said[column]
        return said
    value = _name(row, NAMES[column]) if column in NAMES else getattr(row, column)
    if value in (None, ""):
        return None
    return {"value": _as_answered(column, value)}


def _as_answered(column: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if column in ("may_write", "may_leave_message") and value in (YES, NO):
        return value == YES
    return int(value) if column == "estimated_age" and str(value).isdigit() else value


def _name(person: Person, kind: str) -> str:
    name = person.names.filter(kind=kind).first()
    return name.text if name else ""
