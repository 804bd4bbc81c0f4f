"""The differences between two editions, each in one plain sentence with its clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from conferral.protocol.checking.meanings import MEANINGS
from conferral.protocol.clauses import Clause
from conferral.protocol.comparing.diff_sentences import (
    Difference,
    changed,
    gone,
    new,
    renamed,
    reworded,
    source,
)
from conferral.protocol.comparing.facets import (
    Facet,
    Facets,
    facets,
    is_table,
    label,
    name_of,
    said,
    standing,
)
from conferral.protocol.comparing.felt import Felt, felt_by
from conferral.protocol.edition import REFERRAL, Edition, Protocol
from conferral.protocol.part import Part

__all__ = ["KINDS", "Difference", "Felt", "compare", "felt_by"]

KINDS: Final = (
    "name",
    "panel",
    "cadence",
    "deadline",
    "eligibility",
    "criterion",
    "exclusion",
    "prerequisite",
    "repeat",
    "duty",
    "consent",
    "ground",
    "form",
    "role",
    "meeting",
    "setting",
    "clause",
    "wording",
    "query",
)
OWN_KIND: Final = frozenset(KINDS) - {"name", "setting", "clause", "wording"}
TOLD_APART: Final = frozenset({"id", "predecessor", "open_queries", "wording_changes", "format"})
SAY_WHAT_CLAUSES_SAY: Final = frozenset(KINDS) - {"form", "role", "query", "ground"}


def compare(old: Edition, new: Edition) -> tuple[Difference, ...]:
    """Every difference once, in a stable order by kind. A new name alone changes nothing else."""
    return Comparison(old, new).differences()


@dataclass
class Comparison:
    """Two editions side by side, with what has been said of them so far."""

    old: Edition
    new: Edition
    found: list[Difference] = field(default_factory=list)

    def differences(self) -> tuple[Difference, ...]:
        self.found = [*self.names(), *self.documents(), *self.tables(self.old, self.new, "")]
        self.found += self.forms()
        self.found += self.queries()
        self.found += self.wording()
        told = self.told()
        self.found += [each for each in self.clauses() if each.id not in told]
        self.found += self.marks()
        return tuple(sorted(self.found, key=lambda each: KINDS.index(each.kind)))

    def names(self) -> Iterator[Difference]:
        if named(self.old) != named(self.new):
            yield renamed(named(self.old), named(self.new))

    def documents(self) -> Iterator[Difference]:
        """The document’s own title, and what kind of meeting the protocol is for."""
        for name in ("document", "kind"):
            was = {label(name): said(getattr(self.old, name), {})}
            now = {label(name): said(getattr(self.new, name), {})}
            if labels := self.different(was, now):
                yield changed("setting", name, (self.old, self.new), (was, now), labels, ((), ()))

    def without_names(self, facet: Facet, edition: Edition) -> Facet:
        """The words with the panel's own names taken out, so that a new name is said once."""
        if isinstance(facet, tuple):
            return tuple(own_names_in(edition).sub("∎", each) for each in facet)
        return own_names_in(edition).sub("∎", facet)

    def tables(
        self, old: Part | None, new: Part | None, where: str, clauses: tuple[Any, Any] = ((), ())
    ) -> Iterator[Difference]:
        """A table of both editions, or of one, and every table inside it."""
        here = cited(old, clauses[0]), cited(new, clauses[1])
        if where:
            yield from self.one_table(old, new, where, here)
        shape = next(type(part) for part in (old, new) if part is not None)
        for name, spec in shape.model_fields.items():
            if (where or name in Protocol.model_fields) and name not in TOLD_APART:
                before, after = as_written(old, name), as_written(new, name)
                whole = not where and isinstance(after, Part)
                if is_table(before) or is_table(after) or whole:
                    place = f"{where}.{spec.alias or name}".lstrip(".")
                    yield from self.inside(before, after, place, here)

    def inside(
        self, before: Any, after: Any, place: str, here: tuple[Any, Any]
    ) -> Iterator[Difference]:
        if not isinstance(before or after, tuple):
            yield from self.tables(before, after, place, here)
            return
        olds, news = by_name(before), by_name(after)
        for name in dict.fromkeys([*olds, *news]):
            yield from self.tables(olds.get(name), news.get(name), f"{place}.{name}", here)

    def one_table(
        self, old: Part | None, new_one: Part | None, where: str, clauses: tuple[Any, Any]
    ) -> Iterator[Difference]:
        was = facets(old, questions(self.old)) if old else {}
        now = facets(new_one, questions(self.new)) if new_one else {}
        kind = kind_of(where)
        if new_one is None:
            yield gone(kind, where, old, was, clauses)
        elif old is None:
            yield new(kind, where, new_one, now, clauses)
        elif (labels := self.different(was, now)) or source(old) != source(new_one):
            yield changed(kind, where, (old, new_one), (was, now), labels, clauses)
        else:
            was, now = self.standing(old), self.standing(new_one)
            if labels := self.different(was, now):
                yield changed(kind, where, (old, new_one), (was, now), labels, clauses)

    def standing(self, part: Part) -> Facets:
        """What a value rests on, said where the value itself is the same in both."""
        both = self.old.clause_by_id.keys() & self.new.clause_by_id.keys()
        return standing(part, both)

    def different(self, was: Facets, now: Facets) -> list[str]:
        return [
            label
            for label in dict.fromkeys([*was, *now])
            if (self.without_names(was.get(label, ""), self.old) or "")
            != (self.without_names(now.get(label, ""), self.new) or "")
        ]

    def forms(self) -> Iterator[Difference]:
        olds, news = by_name(self.old.forms), by_name(self.new.forms)
        for name in dict.fromkeys([*olds, *news]):
            yield from self.tables(olds.get(name), news.get(name), f"form.{name}")

    def queries(self) -> Iterator[Difference]:
        yield from self.inside(self.old.open_queries, self.new.open_queries, "query", ((), ()))

    def clauses(self) -> Iterator[Difference]:
        olds, news = self.old.clause_by_id, self.new.clause_by_id
        for name in dict.fromkeys([*olds, *news]):
            before, after = olds.get(name), news.get(name)
            cite, place = ((name,), (name,)), f"clause.{name}"
            if before is None:
                yield new("clause", place, after, {"": news[name].summary}, cite)
            elif after is None:
                yield gone("clause", place, before, {"": before.summary}, cite)
            elif self.reads_otherwise(before, after):
                yield reworded(name, after, before.summary, after.summary)

    def reads_otherwise(self, before: Clause, after: Clause) -> bool:
        was = self.without_names(before.summary, self.old)
        return was != self.without_names(after.summary, self.new)

    def told(self) -> frozenset[str]:
        """Clauses in both editions whose change a value or a sentence of its own already says."""
        both = self.old.clause_by_id.keys() & self.new.clause_by_id.keys()
        said = {
            clause
            for each in self.found
            if each.kind in SAY_WHAT_CLAUSES_SAY
            for clause in (each.clauses_after[:1] if each.kind == "wording" else each.clauses_after)
        }
        return frozenset(f"clause.{clause}" for clause in said & both)

    def wording(self) -> Iterator[Difference]:
        """What only the document's words show, where the later edition follows this one."""
        for each in self.new.wording_changes if self.new.predecessor == self.old.id else ():
            known = tuple(clause for clause in each.clause if clause in self.old.clause_by_id)
            name = f"wording.{each.id}"
            yield Difference(
                "wording", name, known, each.clause, each.before, each.after, each.says
            )

    def marks(self) -> Iterator[Difference]:
        """Faults of drafting that came into a clause, or were put right."""
        for clause in self.new.clauses:
            if before := self.old.clause_by_id.get(clause.id):
                olds = {mark.kind: mark.about for mark in before.every_mark}
                news = {mark.kind: mark.about for mark in clause.every_mark}
                title, cite = f"clause {clause.id}, “{clause.title}”,", (clause.id,)
                for kind in sorted(news.keys() - olds.keys()):
                    said = f"{title} now {MEANINGS[kind].says}{about(news[kind])}."
                    name = f"mark.{clause.id}.{kind}"
                    yield Difference("wording", name, cite, cite, "", news[kind], upper(said))
                for kind in sorted(olds.keys() - news.keys()):
                    said = f"No longer so: {title} {MEANINGS[kind].says}{about(olds[kind])}."
                    name = f"mark.{clause.id}.{kind}"
                    yield Difference("wording", name, cite, cite, olds[kind], "", said)


def about(what: str) -> str:
    return f": {what}" if what else ""


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def named(edition: Edition) -> tuple[str, str]:
    return edition.title, edition.abbreviation


def own_names_in(edition: Edition) -> re.Pattern[str]:
    names = {edition.title, edition.abbreviation, *edition.panel.names}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in longest_first)})(?!\w)")


def questions(edition: Edition) -> dict[str, Any]:
    return next((form.by_id for form in edition.forms if form.id == REFERRAL), {})


def by_name(parts: tuple[Part, ...] | None) -> dict[str, Part]:
    return {name_of(part): part for part in parts or ()}


def cited(part: Part | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """The clauses of a part, or of the table it stands in. The edition itself cites none."""
    return otherwise if isinstance(part, Protocol) else getattr(part, "clause", ()) or otherwise


def as_written(part: Part | None, name: str) -> Any:
    """A value of a part; a table that its author left out is none, whatever stands in for it."""
    value = getattr(part, name, None)
    left_out = isinstance(value, Part) and part is not None and name not in part.model_fields_set
    return None if left_out else value


def kind_of(where: str) -> str:
    first = where.partition(".")[0]
    return first if first in OWN_KIND else "setting"
