"""How one difference between two editions is said: what it was, what it is, by which clauses."""

from dataclasses import dataclass
from typing import Any, Final

from conferral.protocol.comparing.facets import Facet, Facets, flat
from conferral.protocol.part import Part, Source, Sourced
from conferral.protocol.rules.conditions_in_words import YES_OR_NO
from conferral.protocol.wording import listing

Cited = tuple[tuple[str, ...], tuple[str, ...]]
SETTLED: Final = {
    "given": "the document says it",
    "default": "it is our value, to be confirmed",
    "query": "it is a question to be answered",
}


NO: Final = YES_OR_NO[False]
WHOLE: Final = ("document", "kind")
HEADINGS: Final = ("the title", "the question")
TITLES: Final = {
    "document": "the document",
    "kind": "the protocol",
    "panel": "whom the panel is for",
    "panel.convenor": "the convenor",
    "panel.audience": "who sees a listed case",
    "cadence": "when the panel meets",
    "cadence.day": "the day of meetings",
    "cadence.weeks": "the days of meetings",
    "cadence.free": "the months without a meeting",
    "cadence.collision": "a meeting day when nobody works",
    "cadence.horizon": "how far ahead dates are published",
    "consent": "agreement, and sharing without it",
    "repeat": "hearing again",
    "meeting.order": "the order of cases",
    "meeting.timing": "the time for a case",
    "meeting.attendance": "whether she attends",
    "meeting.guests": "invited guests",
    "meeting.hard_copies": "printed copies",
    "meeting.confidentiality": "the confidentiality statement",
    "chair": "who chairs",
    "quorum": "who must be there",
    "decision": "how decisions are made",
    "emergency": "emergency meetings",
    "equality": "the equality report",
    "review": "the review of the protocol",
    "retention": "how long records are kept",
    "adoption": "who signs an edition",
    "breach": "what happens after a leak",
    "complaints": "where people complain",
    "dispute": "how a dispute is settled",
    "escalation": "what follows missed actions",
    "governance": "the group that leads",
    "lead_agency": "which agency leads",
    "marking": "what stands on papers",
    "membership": "what members sign",
    "plan": "what a plan says",
    "research": "what is looked up beforehand",
    "subject": "what may be heard about",
    "visit": "what comes before a visit",
    "withdrawal": "how an agency leaves",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its kind and id, the clauses and values on both sides, and one sentence."""

    kind: str
    id: str
    clauses_before: tuple[str, ...]
    clauses_after: tuple[str, ...]
    before: str
    after: str
    sentence: str

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "id": self.id,
            "clauses_before": list(self.clauses_before),
            "clauses_after": list(self.clauses_after),
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
        }


def renamed(before: tuple[str, str], after: tuple[str, str]) -> Difference:
    was, now = (f"{title} ({short})" for title, short in (before, after))
    said = f"The panel is now called {now}; it was called {was}."
    return Difference("name", "name", (), (), was, now, said)


def new(kind: str, where: str, part: Part | None, now: Facets, clauses: Any) -> Difference:
    words = values(now, [label for label in now if label not in HEADINGS and now[label] != NO])
    said = f"{subject(where, part)} is new" + (f": {words}" if words else "")
    if kind != "query" and source(part) != "given":
        said += f"; {SETTLED[source(part)]}"
    return Difference(kind, where, (), clauses[1], "", words, whole(said))


def gone(kind: str, where: str, part: Part | None, was: Facets, clauses: Any) -> Difference:
    words = values(was, [label for label in was if label not in HEADINGS and was[label] != NO])
    said = f"{subject(where, part)} is no longer there" + (f": it was {words}" if words else "")
    return Difference(kind, where, clauses[0], (), words, "", whole(said))


def changed(
    kind: str,
    where: str,
    parts: tuple[Part, Part],
    facets: tuple[Facets, Facets],
    labels: list[str],
    clauses: Any,
) -> Difference:
    was, now = facets
    named = [label for label in labels if label in HEADINGS]
    rest = [label for label in labels if label not in HEADINGS]
    said = [turned(label, was.get(label, ""), now.get(label, "")) for label in rest]
    before, after = values(was, rest or labels), values(now, rest or labels)
    sources = [source(part) for part in parts]
    if sources[0] != sources[1]:
        said.append(f"before, {SETTLED[sources[0]]}, and now {SETTLED[sources[1]]}")
        before, after = before or SETTLED[sources[0]], after or SETTLED[sources[1]]
    once = f" (before, {flat(was[named[0]])})" if named and said else ""
    said = said or [f"before, it was {flat(was[label])}" for label in named]
    told = f"{subject(where, parts[1])}{once}: {'; '.join(said)}"
    return Difference(kind, where, clauses[0], clauses[1], before, after, whole(told))


def source(part: Part | None) -> Source:
    return part.source if isinstance(part, Sourced) else "given"


def whole(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?", ".”", "?”")) else ".")


def reworded(id: str, part: Part, before: str, after: str) -> Difference:
    """A clause that says something else."""
    told = f"{subject(f'clause.{id}', part)} now says: {after} It said: {before}"
    return Difference("clause", f"clause.{id}", (id,), (id,), before, after, whole(told))


def subject(where: str, part: Part | None) -> str:
    """What the difference is about: its title in quotes, or the table in words."""
    title = "" if where in WHOLE else getattr(part, "title", "") or getattr(part, "ask", "")
    if where.startswith("clause."):
        return f"clause {where.removeprefix('clause.')}, “{title}”,"
    if title:
        return f"the question “{title}”" if where.startswith("query.") else f"“{title}”"
    return TITLES.get(where, where.replace("_", " ").replace(".", ", "))


def turned(label: str, before: Facet, after: Facet) -> str:
    """One value's change: `the number of meetings a year: 11, where it was 12`."""
    if isinstance(before, tuple) or isinstance(after, tuple):
        return turned_list(label, tuple(before), tuple(after))
    name = f"{label}: " if label else ""
    if not before:
        return f"{name}{after}, where nothing was set"
    return f"{name}{after or 'nothing any more'}, where it was {before}"


def turned_list(label: str, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """What came and what went: `the options: now also “B”, no longer “A”`."""
    less = [each for each in before if each not in after]
    more = [each for each in after if each not in before]
    if label == "may":
        return joined(("may now also", more), ("may no longer", less), between="; ")
    said = joined(("now also", more), ("no longer", less), between=", ")
    return f"{label}: {said or 'in another order'}"


def joined(*parts: tuple[str, list[str]], between: str) -> str:
    return between.join(f"{words} {listing(items)}" for words, items in parts if items)


def values(facets: Facets, labels: list[str]) -> str:
    """The values in words, each after its label where there are several."""
    found = [(label, flat(facets.get(label, ""))) for label in labels]
    found = [(label, words) for label, words in found if words]
    if len(found) == 1:
        return found[0][1]
    return "; ".join(labelled(label, words) for label, words in found)


def labelled(label: str, words: str) -> str:
    """`the law: “An Act”`, and `may read a case`."""
    return f"{label}: {words}" if label.startswith("the ") else f"{label} {words}".strip()
