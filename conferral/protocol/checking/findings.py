"""What the check finds: a stable id, how grave it is, the clauses, one sentence and a remedy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from conferral.protocol.edition import Unsettled

Level = Literal["fault", "query", "default"]
LEVELS: Final[tuple[Level, ...]] = ("fault", "query", "default")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for the drafters to look at.

    A `fault` has to be put right, a `query` answered and a `default` confirmed. The `id` stays the
    same while the file keeps its ids; `message` is one sentence, and `remedy` says what to do.
    """

    id: str
    level: Level
    clauses: tuple[str, ...]
    message: str
    remedy: str

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""

    def as_json(self) -> dict[str, object]:
        return {
            "id": self.id,
            "level": self.level,
            "clauses": list(self.clauses),
            "message": self.message,
            "remedy": self.remedy,
        }


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a rule of the check noticed, and the unsettled values that already ask about it."""

    finding: Finding
    covers: tuple[str, ...] = ()


def noticed(
    id: str,
    level: Level,
    clauses: Iterable[str],
    message: str,
    remedy: str,
    *,
    covers: tuple[str, ...] = (),
) -> Noticed:
    return Noticed(Finding(id, level, once(clauses), message, remedy), covers)


def once(clauses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clauses))


def merged(found: Iterable[Noticed], unsettled: tuple[Unsettled, ...]) -> Iterator[Finding]:
    """Each finding once: what an unsettled value asks about is told with the finding."""
    told: set[str] = set()
    known: set[str] = set()
    for each in unique(found):
        asking = [one for one in unsettled if one.id in each.covers or each.finding.id in one.finds]
        told |= {one.id for one in asking}
        known.add(each.finding.id)
        yield asked(each.finding, asking)
    for one in unsettled:
        if one.id not in told:
            yield of_unsettled(one)
        for name in one.finds:
            if name not in known:
                yield finds_nothing(one, name)


def unique(found: Iterable[Noticed]) -> Iterator[Noticed]:
    """The second of the same id is numbered, so that each id stands for one finding."""
    times: dict[str, int] = {}
    for each in found:
        times[each.finding.id] = count = times.get(each.finding.id, 0) + 1
        if count == 1:
            yield each
        else:
            yield replace(each, finding=replace(each.finding, id=f"{each.finding.id}.{count}"))


def asked(finding: Finding, asking: list[Unsettled]) -> Finding:
    """The finding with the question that the edition already puts, and what happens meanwhile."""
    said = [finding.remedy]
    for one in asking:
        said.append(f"The edition asks: {one.note}")
        if one.meanwhile:
            said.append(f"Until then: {one.meanwhile}")
    clauses = [*finding.clauses, *(clause for one in asking for clause in one.clauses)]
    return replace(finding, clauses=once(clauses), remedy=" ".join(said))


def of_unsettled(one: Unsettled) -> Finding:
    level: Level = "default" if one.source == "default" else "query"
    to_do = "Confirm it" if level == "default" else "Answer it, with reasons"
    meanwhile = f" Until then: {one.meanwhile}" if one.meanwhile else ""
    return Finding(
        named(one, level), level, one.clauses, f"{one.title}: {one.note}", f"{to_do}.{meanwhile}"
    )


def named(one: Unsettled, level: Level) -> str:
    """`query.no_slack` for a query of its own, `default.cadence.day` for an unsettled value."""
    own = level == "query" and one.id.startswith("query.")
    return one.id if own else f"{level}.{one.id}"


def finds_nothing(one: Unsettled, name: str) -> Finding:
    return Finding(
        f"finds.nothing.{one.id}.{name}",
        "fault",
        one.clauses,
        f"“{one.title}” says that it asks about the finding {name}, which is not found.",
        "Correct the name in its finds, or take it out where the fault has been mended.",
    )
