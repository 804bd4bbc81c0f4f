"""Twelve months from April to March, and the days of them on which nobody works."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.days.durations import months_from

APRIL = 4
FARTHEST = 5


@dataclass(frozen=True, slots=True)
class Span:
    """Twelve months, from April to March."""

    first: date

    @property
    def months(self) -> list[date]:
        return [months_from(self.first, ahead) for ahead in range(12)]

    @property
    def end(self) -> date:
        """The first day that is no longer in it."""
        return months_from(self.first, 12)

    @property
    def before(self) -> int:
        return self.first.year - 1

    @property
    def after(self) -> int:
        return self.first.year + 1

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end


def span_of(today: date, asked: str = "") -> Span:
    """The year that was asked for by the calendar year in which it begins; else today's."""
    if asked.isascii() and asked.isdigit() and abs(int(asked) - today.year) <= FARTHEST:
        return Span(date(int(asked), APRIL, 1))
    return Span(date(today.year - (today.month < APRIL), APRIL, 1))


def days_off(calendar: WorkingCalendar, month: date) -> Iterator[tuple[date, str]]:
    """The days of a month on which nobody works, each with its reason."""
    for number in range((months_from(month, 1) - month).days):
        day = month.replace(day=number + 1)
        if reason := calendar.why_not_working(day):
            yield day, reason
