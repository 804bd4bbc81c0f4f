"""Deadlines that count from other deadlines: following them back, and finding circles."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.days.deadlines import Deadline, Due
from conferral.protocol.wording import listing

LONGEST = 12
"""A deadline that counts from another more often than this is a mistake."""
Counted = Callable[[Deadline], WorkingCalendar]


def chain(deadlines: Sequence[Deadline], deadline_id: str) -> tuple[Deadline, ...]:
    """The deadline, the one it counts from, and so on. Raises KeyError for one that is not here."""
    by_id = {deadline.id: deadline for deadline in deadlines}
    found = [by_id[deadline_id]]
    while found[-1].counts_from and len(found) <= LONGEST:
        found.append(by_id[found[-1].counts_from])
    return tuple(found)


def due(links: Sequence[Deadline], anchor: date, counted_in: Counted) -> Due:
    """When the first of a chain is due: the last one counts from what happened."""
    *others, first = links
    found = first.due(anchor, counted_in(first))
    for deadline in reversed(others):
        found = deadline.due_beside(found, counted_in(deadline))
    return found


def problems(deadlines: Sequence[Deadline]) -> Iterator[tuple[str, str]]:
    """What is wrong with what deadlines count from: the id of the deadline, and the sentence."""
    counts_from = {deadline.id: deadline.counts_from for deadline in deadlines}
    told: set[str] = set()
    for name, after in counts_from.items():
        path = path_from(name, counts_from)
        if after and after not in counts_from:
            yield name, f"it counts from '{after}', and there is no such deadline."
        elif len(path) > 1 and path[-1] == name and not told & set(path):
            told |= set(path)
            yield name, f"deadlines count from each other in a circle: {in_turn(path)}."
        elif path.count(path[-1]) == 1 and counts_from.get(path[-1]):
            yield name, f"it counts from another deadline more than {LONGEST} times over."


def path_from(name: str, counts_from: dict[str, str]) -> list[str]:
    """The ids in turn, up to one that counts from what happened, or that was there before."""
    path = [name]
    while (
        (after := counts_from.get(path[-1])) and path.count(path[-1]) == 1 and len(path) <= LONGEST
    ):
        path.append(after)
    return path


def in_turn(path: Sequence[str]) -> str:
    """`papers counts from referral, and referral counts from papers`."""
    return listing([f"'{one}' counts from '{other}'" for one, other in pairwise(path)])
