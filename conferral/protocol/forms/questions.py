"""One question of a form: its kind, who may see the answer, and what the answer fills."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.conditions.answers import FLAG_STATES, PRESENT, Answer, words_in
from conferral.protocol.conditions.conditions import Condition
from conferral.protocol.guessing import meant
from conferral.protocol.part import Clauses, Id, Part, Text
from conferral.protocol.wording import counted

Kind = Literal[
    "text",
    "long_text",
    "yes_no",
    "choice",
    "choices",
    "date",
    "age",
    "phone",
    "number",
    "flag",
    "judged",
]
See = Literal["all", "need_to_know", "safe_contact", "statistics"]
Unknown = Literal["not_known", "not_asked_unsafe", "declined", "not_applicable"]

FILLS: Final[Mapping[str, tuple[str, ...]]] = {
    "person": (
        "name",
        "alias",
        "date_of_birth",
        "estimated_age",
        "language",
        "communication",
        "contact_warning",
    ),
    "safe_contact": (
        "number",
        "times",
        "safe_words",
        "may_write",
        "may_leave_message",
        "do_not_use",
    ),
    "address": ("text", "area"),
    "equality": ("ethnicity", "sexual_orientation", "disability", "gender", "sex"),
    "voice": ("views", "wishes", "channel", "heard_by", "heard_on", "read_back"),
    "capacity": ("decision", "doubt"),
    "sharing": ("route", "agreed", "withheld"),
    "background": ("fact", "opinion"),
}
TARGETS: Final = frozenset(f"{record}.{name}" for record in FILLS for name in FILLS[record])
ROUTE, AGREED, WITHHELD = "sharing.route", "sharing.agreed", "sharing.withheld"
FACT, OPINION = "background.fact", "background.opinion"
WITH_CONSENT, WITHOUT_CONSENT = "consent", "without"
SEVERAL: Final = (FACT, OPINION)
"""Places that more than one question of a form may fill."""
KEPT_APART: Final[Mapping[str, See]] = {"safe_contact": "safe_contact", "equality": "statistics"}
OWED_WHY: Final = ("not_known", "not_asked_unsafe")


class Option(Part):
    value: Id
    label: Text
    hint: str = ""
    group: str = ""


class Question(Part):
    page: Id
    id: Id
    kind: Kind
    ask: Text
    hint: str = ""
    clause: Clauses = ()
    required: bool = False
    unknowns: tuple[Unknown, ...] = ()
    see: See = "all"
    fills: str = ""
    options: tuple[Option, ...] = ()
    options_from: Literal["grounds"] | None = None
    when: Condition | None = None
    critical: bool = False
    evidence: Id | None = None
    words_at_least: Annotated[int, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def options_go_with_choosing(self) -> Self:
        chooses = self.kind in ("choice", "choices")
        if chooses and not self.options and not self.options_from:
            raise ValueError(f"a question of kind {self.kind!r} needs options")
        if self.options and not chooses:
            raise ValueError(f"a question of kind {self.kind!r} takes no options")
        values = [option.value for option in self.options]
        if twice := sorted(value for value, count in Counter(values).items() if count > 1):
            raise ValueError(f"the option {twice[0]!r} is there twice")
        return self

    @model_validator(mode="after")
    def only_some_kinds_take_these(self) -> Self:
        if self.critical and self.kind != "flag":
            raise ValueError("only a flag can be critical")
        if self.words_at_least and self.kind not in ("text", "long_text"):
            raise ValueError("words_at_least goes with text and long_text only")
        if self.evidence and self.kind != "judged":
            raise ValueError("evidence goes with a judged question only")
        return self

    @model_validator(mode="after")
    def what_is_kept_apart_has_its_place(self) -> Self:
        if self.fills and self.fills not in TARGETS:
            said = f"fills {self.fills!r}, which is no record that an answer can fill"
            raise ValueError(f"{said}. {meant(self.fills, sorted(TARGETS)).removesuffix('.')}")
        record = self.fills.partition(".")[0]
        if self.see in KEPT_APART.values() and KEPT_APART.get(record) != self.see:
            wanted = next(name for name, see in KEPT_APART.items() if see == self.see)
            raise ValueError(f'see = "{self.see}" needs a fills that begins with "{wanted}."')
        if record in KEPT_APART and self.see != KEPT_APART[record]:
            raise ValueError(f'fills {self.fills!r}, so it needs see = "{KEPT_APART[record]}"')
        return self

    @property
    def labels(self) -> dict[str, str]:
        return {option.value: option.label for option in self.options}

    @property
    def is_kept_apart(self) -> bool:
        """The answer never stays among the form's own answers."""
        return self.see in KEPT_APART.values()

    def wrong_with(self, answer: Answer) -> str:
        """What is wrong with an answer that was given, in a sentence; nothing when it will do."""
        if answer.unknown:
            return self.wrong_with_unknown(answer)
        return CHECKS[self.kind](self, answer) if answer.is_given else ""

    def wrong_with_unknown(self, answer: Answer) -> str:
        if answer.unknown not in self.unknowns:
            return "That answer is not offered here. Answer the question."
        if answer.unknown in OWED_WHY and not answer.why.strip():
            return (
                "Say why it is not known."
                if answer.unknown == "not_known"
                else ("Say why it was not safe to ask.")
            )
        return ""

    @property
    def unanswered(self) -> str:
        """What to do about a required question that has no answer."""
        if self.kind == "flag":
            return "Choose “present”, “not present” or “not known”."
        if self.kind == "choices":
            return "Choose at least one" + (", or say why you cannot." if self.unknowns else ".")
        verb = "Choose an answer" if self.kind in ("choice", "yes_no", "judged") else "Answer this"
        return verb + (", or say why it is not known." if self.unknowns else ".")


def wrong_text(question: Question, answer: Answer) -> str:
    if not isinstance(answer.value, str):
        return "Write this in words."
    if question.kind == "phone" and sum(letter.isdigit() for letter in answer.value) < 5:
        return "Write the whole number, in figures."
    count, wanted = words_in(answer.value), question.words_at_least or 0
    if count < wanted:
        return (
            f"Write at least {counted(wanted, 'word')}. There are {counted(count, 'word')} so far."
        )
    return ""


def wrong_yes_no(question: Question, answer: Answer) -> str:
    return "" if isinstance(answer.value, bool) else "Choose yes or no."


def wrong_choice(question: Question, answer: Answer) -> str:
    if question.kind == "choice" and isinstance(answer.value, list | tuple):
        return "Choose one."
    if question.options_from:
        return ""
    chosen = [value for value in answer.values if value not in question.labels]
    return f"“{chosen[0]}” is not one of the answers to choose from." if chosen else ""


def wrong_number(question: Question, answer: Answer) -> str:
    value = answer.value
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return "Write a whole number in figures."
    return "Write an age up to 120." if question.kind == "age" and value > 120 else ""


def wrong_date(question: Question, answer: Answer) -> str:
    value: Any = answer.value
    if isinstance(value, Mapping) and value.get("about"):
        return ""
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return "Write a day like 2 November 2026."
    return ""


def wrong_flag(question: Question, answer: Answer) -> str:
    if answer.flag.get("state") not in FLAG_STATES:
        return question.unanswered
    if answer.state == PRESENT and not str(answer.flag.get("source") or "").strip():
        return "Say how it is known: who saw or heard it."
    return ""


CHECKS = {
    "text": wrong_text,
    "long_text": wrong_text,
    "phone": wrong_text,
    "yes_no": wrong_yes_no,
    "judged": wrong_yes_no,
    "choice": wrong_choice,
    "choices": wrong_choice,
    "number": wrong_number,
    "age": wrong_number,
    "date": wrong_date,
    "flag": wrong_flag,
}
