"""The answers of a form as they are stored, and how a test or a check reads one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from conferral.protocol.conditions.scores import Tool

Answers = Mapping[str, Mapping[str, Any]]

NOT_YET: Final = "not_yet"
UNKNOWNS: Final[Mapping[str, str]] = {
    "not_known": "not known",
    "not_asked_unsafe": "not asked, because asking was not safe",
    "declined": "not given: she preferred not to say",
    "not_applicable": "said not to apply",
}
PRESENT, NOT_PRESENT, NOT_KNOWN = "present", "not_present", "not_known"
FLAG_STATES: Final = (PRESENT, NOT_PRESENT, NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a value, or a reasoned unknown with its `why`, or neither."""

    value: Any = None
    unknown: str = ""
    why: str = ""

    @property
    def is_given(self) -> bool:
        return self.value is not None and self.value not in ("", [], (), {})

    @property
    def is_empty(self) -> bool:
        return not self.is_given and not self.unknown

    @property
    def flag(self) -> Mapping[str, Any]:
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def state(self) -> str:
        """A flag's state; a reasoned unknown reads as not known, no answer as nothing."""
        return NOT_KNOWN if self.unknown else str(self.flag.get("state", ""))

    @property
    def values(self) -> tuple[Any, ...]:
        return tuple(self.value) if isinstance(self.value, list | tuple) else (self.value,)


def answer_to(answers: Answers, question: str) -> Answer:
    written = answers.get(question) or {}
    return Answer(written.get("value"), written.get("unknown") or "", written.get("why") or "")


def words_in(text: Any) -> int:
    return len(str(text).split()) if text else 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beyond the form. An estimated age never refuses anyone.

    `on` is the local day asked about, and months are whole ones before it; `referred_by` is a kind
    of agency, `level` the panel's level that asks, and `subject` the kind of subject.
    """

    age: int | None = None
    age_is_estimated: bool = False
    on: date | None = None
    home_area: str | None = None
    heard_before: bool | None = None
    months_since_heard: int | None = None
    months_since_incident: int | None = None
    months_since_closed: int | None = None
    referred_by: str | None = None
    public_authority: bool | None = None
    level: str | None = None
    subject: str | None = None

    @classmethod
    def born(cls, birthday: date, *, on: date) -> "Facts":
        return cls(age_on(birthday, on), on=on)


def age_on(birthday: date, day: date) -> int:
    """Whole years. Somebody born on 29 February turns on 1 March."""
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


@dataclass(frozen=True, slots=True)
class Reading:
    """Answers laid beside the form that asked for them, for a condition to test.

    Of the questions in `perhaps_asked` nobody can tell yet whether they apply.
    """

    answers: Answers
    facts: Facts = Facts()
    asks: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    critical: frozenset[str] = frozenset()
    not_asked: frozenset[str] = frozenset()
    perhaps_asked: frozenset[str] = frozenset()
    tools: Mapping[str, Tool] = field(default_factory=dict)

    def answer(self, question: str) -> Answer:
        return answer_to(self.answers, question)

    def ask(self, question: str) -> str:
        return f"“{self.asks.get(question, question)}”"

    def label(self, question: str, value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return f"“{self.labels.get(question, {}).get(str(value), value)}”"
