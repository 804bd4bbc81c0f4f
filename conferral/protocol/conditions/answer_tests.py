"""Tests of one answer of the form, each with three outcomes."""

from abc import abstractmethod
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from conferral.protocol.conditions.answers import NOT_YET, UNKNOWNS, Answer, Reading, words_in
from conferral.protocol.conditions.truth import Outcome, Scalar, Truth, cannot_tell, same, settled
from conferral.protocol.part import Id, Part
from conferral.protocol.wording import counted, listing


class AnswerTest(Part):
    answer: Id

    def test(self, reading: Reading) -> Outcome:
        """A reasoned unknown, or no answer yet, never settles a test either way."""
        answer = reading.answer(self.answer)
        if self.answer in reading.not_asked:
            return settled(False, f"{reading.ask(self.answer)} was not asked: it did not apply.")
        if answer.unknown:
            return cannot_tell(unknown_reason(reading, self.answer, answer))
        if not answer.is_given:
            return cannot_tell(f"{reading.ask(self.answer)} has not been answered.")
        return self.of_value(reading, answer)

    @abstractmethod
    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        """What a value that was given comes to."""


def unknown_reason(reading: Reading, question: str, answer: Answer) -> str:
    if answer.unknown == NOT_YET:
        return f"{reading.ask(question)} has not been answered."
    why = f" ({answer.why.rstrip('.')})" if answer.why else ""
    return f"{reading.ask(question)} is {UNKNOWNS.get(answer.unknown, 'not known')}{why}."


def answered(reading: Reading, question: str, answer: Answer) -> str:
    said = listing([reading.label(question, value) for value in answer.values])
    return f"{reading.ask(question)} was answered {said}."


class Given(AnswerTest):
    """The question has an answer. An empty box is not met; a reasoned unknown cannot tell.

    Nor does an empty box tell anything while it is in doubt whether the question is asked.
    """

    given: Literal[True]

    def test(self, reading: Reading) -> Outcome:
        doubtful = self.answer in reading.not_asked | reading.perhaps_asked
        if reading.answer(self.answer).is_empty and not doubtful:
            return settled(False, f"{reading.ask(self.answer)} has not been answered.")
        return super().test(reading)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        return settled(True, f"{reading.ask(self.answer)} was answered.")


class Is(AnswerTest):
    """The answer is this value; for several choices, this one is among them."""

    is_: Scalar = Field(alias="is")

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        holds = any(same(value, self.is_) for value in answer.values)
        return settled(holds, answered(reading, self.answer, answer))


class In(AnswerTest):
    """The answer, or one of several choices, is among these values."""

    in_: tuple[Scalar, ...] = Field(alias="in", min_length=1)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        holds = any(same(value, wanted) for value in answer.values for wanted in self.in_)
        return settled(holds, answered(reading, self.answer, answer))


class NumberTest(AnswerTest):
    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        if isinstance(answer.value, bool) or not isinstance(answer.value, int | float):
            return cannot_tell(f"{reading.ask(self.answer)} was not answered with a number.")
        return settled(
            self.holds_for(answer.value),
            f"{reading.ask(self.answer)} was answered {answer.value}.",
        )

    @abstractmethod
    def holds_for(self, number: float) -> bool:
        """Whether the number will do."""


class AtLeast(NumberTest):
    at_least: int

    def holds_for(self, number: float) -> bool:
        return number >= self.at_least


class AtMost(NumberTest):
    at_most: int

    def holds_for(self, number: float) -> bool:
        return number <= self.at_most


class WordsAtLeast(AnswerTest):
    words_at_least: int = Field(gt=0)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        count = words_in(answer.value)
        return settled(
            count >= self.words_at_least,
            f"{reading.ask(self.answer)} was answered in {counted(count, 'word')}, "
            f"and {counted(self.words_at_least, 'word')} are asked for.",
        )


class WithinMonths(AnswerTest):
    """The day that was answered is at most so many months before the day asked about."""

    within_months: int = Field(gt=0)

    def of_value(self, reading: Reading, answer: Answer) -> Outcome:
        ask, day, today = reading.ask(self.answer), day_in(answer.value), reading.facts.on
        if day is None:
            return cannot_tell(f"{ask} was not answered with an exact day.")
        if today is None or day > today:
            reason = "is a day still to come" if today else "cannot be laid beside a day"
            return cannot_tell(f"{ask} {reason}.")
        said = f"{ask} was answered {day.day} {day:%B %Y}"
        return settled(
            months_after(day, self.within_months) >= today,
            f"{said}; it is to be within {counted(self.within_months, 'month')}.",
        )


def day_in(value: Any) -> date | None:
    """The exact day of a stored answer. A day known only roughly settles nothing."""
    try:
        return None if isinstance(value, Mapping) else date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Judged(Part):
    """A yes or no that a person judges, never a number, resting on evidence given elsewhere."""

    judged: Id
    evidence: Id

    def test(self, reading: Reading) -> Outcome:
        return resting_on(reading, self.judged, self.evidence, "evidence was")


class Attested(Part):
    """A yes that somebody gives with reasons. Without the reasons it settles nothing."""

    attested: Id
    reasons: Id

    def test(self, reading: Reading) -> Outcome:
        return resting_on(reading, self.attested, self.reasons, "reasons were")


def resting_on(reading: Reading, question: str, ground: str, called: str) -> Outcome:
    outcome = Is.model_validate({"answer": question, "is": True}).test(reading)
    if outcome.truth is Truth.MET and not reading.answer(ground).is_given:
        missing = f"No {called} given under {reading.ask(ground)}."
        return cannot_tell(f"{outcome.reasons[0]} {missing}")
    return outcome
