"""Worked examples as they are written: a situation, and what the protocol makes of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from conferral.protocol.conditions.answers import Answers
from conferral.protocol.forms.form import Form
from conferral.protocol.part import Clauses, Part, Text
from conferral.protocol.situations.days import TimeExpect, TimeGiven
from conferral.protocol.situations.judging import JudgingExpect, JudgingGiven, TruthWord
from conferral.protocol.situations.panels import PanelExpect, PanelGiven


class Given(PanelGiven, JudgingGiven, TimeGiven):
    """What is so. An answer is its value, a flag its state; flags not named are not present."""

    answers: Mapping[str, Any] = Field(default_factory=dict)
    flags: Mapping[str, str] = Field(default_factory=dict)
    other_flags: Literal["not_present", "not_known", "unanswered"] = "not_present"
    raised_on: date | None = None
    public_authority: bool | None = None
    agency_kind: str = ""
    signed_by: tuple[str, ...] = ()

    def answers_on(self, form: Form) -> Answers:
        """The answers as they would be stored."""
        answers = {name: stored(value) for name, value in self.answers.items()}
        for flag in form.flags:
            state = self.flags.get(flag.id, self.other_flags)
            if state != "unanswered":
                answers[flag.id] = {"value": {"state": state, "source": "The referrer"}}
        return answers


def stored(written: Any) -> Mapping[str, Any]:
    if isinstance(written, Mapping) and ("unknown" in written or "value" in written):
        return written
    return {"value": written.isoformat() if isinstance(written, date) else written}


class Expect(PanelExpect, JudgingExpect, TimeExpect):
    """What the protocol gives. Only what is written here is compared."""

    accepted: bool | None = None
    person_decides: bool | None = None
    clause: str | None = None
    criteria: tuple[str, ...] | None = None
    eligibility: Mapping[str, TruthWord] = Field(default_factory=dict)
    duties: tuple[str, ...] | None = None
    duty_due: Mapping[str, date] = Field(default_factory=dict)
    missing: tuple[str, ...] | None = None
    grounds_include: tuple[str, ...] = ()
    grounds_exclude: tuple[str, ...] = ()
    signatures_suffice: bool | None = None
    says: str = ""


class Example(Part):
    name: str = ""
    title: Text
    clause: Clauses = ()
    on: date
    given: Given
    expect: Expect
