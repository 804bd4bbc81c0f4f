"""Measures what people wait for, each several times, and prints the median."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from conferral.protocol.calendar import Nation, WorkingCalendar

ROUNDS = 30
YEAR = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


def main() -> None:
    """Measure, and print a line for each."""
    england = WorkingCalendar(Nation.ENGLAND)
    report("ten working days before each day of a year", lambda: deadlines_of_a_year(england))
    report("working days in a year", lambda: england.working_days_between(YEAR[0], YEAR[-1]))


def deadlines_of_a_year(calendar: WorkingCalendar) -> list[date]:
    """Count back from every day, as the deadlines of a meeting do."""
    return [calendar.subtract(day, 10) for day in YEAR]


def report(name: str, work: Callable[[], object]) -> None:
    """Do the work once to warm up and then many times; print the median and the slowest."""
    work()
    took = [elapsed(work) for _ in range(ROUNDS)]
    median, slowest = statistics.median(took), max(took)
    print(f"  {name}: {median * 1000:.2f} ms, at most {slowest * 1000:.2f} ms")


def elapsed(work: Callable[[], object]) -> float:
    """Return how many seconds the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
