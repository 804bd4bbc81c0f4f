"""A diary of what people do and when; it is lived in order, up to today."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from heapq import heappop, heappush

from conferral.access.localtime import at_local

Act = Callable[[datetime], object]


@dataclass
class Diary:
    """What people do, each act with its moment. An act may add others that come after it."""

    entries: list[tuple[datetime, int, Act]] = field(default_factory=list)
    written: int = 0

    def at(self, day: date, clock: str, act: Act) -> None:
        """Write an act into the diary, at a local time such as 14:30."""
        self.when(at_local(day, time.fromisoformat(clock)), act)

    def when(self, moment: datetime, act: Act) -> None:
        """Write an act into the diary, at an instant."""
        self.written += 1
        heappush(self.entries, (moment, self.written, act))

    def live(self, until: datetime) -> None:
        """Do each thing at its moment, in order; what lies after `until` has not happened."""
        while self.entries and self.entries[0][0] <= until:
            moment, _number, act = heappop(self.entries)
            act(moment)
