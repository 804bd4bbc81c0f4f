"""What keeps each clause, in words that a member of the panel can follow."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferral.protocol.clauses import Clause, Section
from conferral.protocol.edition import Edition
from conferral.protocol.practices import Practice
from conferral.protocol.situations.situation import Example
from conferral.web.record.words import in_words

KEPT_BY = {
    "rule": gettext_lazy("Kept by a rule"),
    "form": gettext_lazy("Kept by the form"),
    "screen": gettext_lazy("Kept by a screen"),
    "document": gettext_lazy("Kept by a document"),
    "narrative": gettext_lazy("Kept by people"),
}
SCREENS = {
    "today": gettext_lazy("Today"),
    "referrals": gettext_lazy("Referrals"),
    "referral": gettext_lazy("A referral"),
    "referral-check": gettext_lazy("Check your answers"),
    "cases": gettext_lazy("Cases"),
    "case": gettext_lazy("A case file"),
    "meetings": gettext_lazy("Meetings"),
    "papers": gettext_lazy("The papers of a meeting"),
    "room": gettext_lazy("The meeting room"),
    "actions": gettext_lazy("Actions"),
    "action": gettext_lazy("An action"),
    "year": gettext_lazy("The year"),
    "protocol": gettext_lazy("The protocol, clause by clause"),
    "protocol-open": gettext_lazy("What the protocol leaves open"),
    "protocol-changes": gettext_lazy("What changed in the protocol"),
    "protocol-editions": gettext_lazy("Editions of the protocol, and adopting one"),
    "record": gettext_lazy("The record of who did and read what"),
}
DOCUMENTS = {
    "agenda": gettext_lazy("the agenda"),
    "case_pack": gettext_lazy("the case papers"),
    "minutes": gettext_lazy("the minutes"),
    "action_log": gettext_lazy("the action log"),
    "attendance": gettext_lazy("the attendance sheet"),
}
SETTINGS = {
    "cadence": gettext_lazy("when the panel meets"),
    "meeting": gettext_lazy("how a meeting runs"),
    "consent": gettext_lazy("consent, and sharing without it"),
    "marking": gettext_lazy("how documents are marked"),
    "membership": gettext_lazy("who sits on the panel, and their agreement"),
    "panel": gettext_lazy("whom the panel is for"),
    "subject": gettext_lazy("whom or what a meeting is about"),
    "lead_agency": gettext_lazy("which agency leads"),
    "chair": gettext_lazy("who chairs"),
    "decision": gettext_lazy("how a meeting decides"),
}
RULE = gettext_lazy("Rule: %(what)s")
SAID = {
    "operation": gettext_lazy("On the record: %(what)s"),
    "reading": gettext_lazy("On the record: %(what)s"),
    "question": gettext_lazy("Asked: %(what)s"),
    "form": gettext_lazy("In the form: %(what)s"),
    "page": gettext_lazy("In the form: %(what)s"),
    "document": gettext_lazy("Printed on %(what)s"),
    "setting": gettext_lazy("Set for %(what)s"),
    "practice": gettext_lazy("The software %(what)s"),
    "deadline": gettext_lazy("Deadline: %(what)s"),
    "duty": gettext_lazy("Duty: %(what)s"),
}
"""How what keeps a clause is said; anything else is a rule."""
Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Keeper:
    """One thing that keeps a clause. `href` leads to it where it has a page of its own."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause beside what keeps it and the examples that show it."""

    clause: Clause
    kind: str
    keepers: tuple[Keeper, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The clauses of one section."""

    section: Section
    clauses: tuple[Kept, ...]


def groups_of(edition: Edition, address: Address) -> list[Group]:
    """Every clause with its keepers, section by section."""
    named = {section.id: section for section in edition.sections}
    found: dict[str, list[Kept]] = {}
    for clause in edition.clauses:
        found.setdefault(clause.section, []).append(_kept(clause, edition, address))
    return [
        Group(named.get(number) or _unnamed(number), tuple(clauses))
        for number, clauses in found.items()
    ]


def _unnamed(number: str) -> Section:
    return Section(id=number, title=_("Section %(number)s") % {"number": number})


def _kept(clause: Clause, edition: Edition, address: Address) -> Kept:
    return Kept(
        clause,
        _("Not built yet") if clause.awaited else str(KEPT_BY[clause.kept_by]),
        tuple(_keepers(clause, edition, address)),
        tuple(each for each in edition.examples if clause.id in each.clause),
    )


def _keepers(clause: Clause, edition: Edition, address: Address) -> Iterator[Keeper]:
    titles = titles_of(edition)
    for written in clause.by:
        kind, _colon, name = written.partition(":")
        if kind == "url":
            yield Keeper(str(SCREENS.get(name, name)), address(name))
        elif kind == "role":
            roles = address("protocol-roles")
            yield Keeper(titles[kind][name], f"{roles}#r-{name}" if roles else "")
        else:
            yield Keeper(_said(kind, name, titles))


def _said(kind: str, name: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    title = titles.get(kind, {}).get(name, "") or name.replace("_", " ")
    named = {"document": DOCUMENTS, "setting": SETTINGS}.get(kind, {})
    what = in_words(name) if kind in ("operation", "reading") else named.get(name, title)
    return str(SAID.get(kind, RULE)) % {"what": what}


def titles_of(edition: Edition) -> dict[str, dict[str, str]]:
    """What the parts of an edition are called, by their kind and id."""
    named: dict[str, Any] = {
        "role": edition.roles,
        "deadline": edition.deadlines,
        "duty": edition.duties,
        "criterion": edition.criteria,
        "eligibility": edition.eligibility,
        "exclusion": edition.exclusions,
        "prerequisite": edition.prerequisites,
        "repeat": [edition.repeat] if edition.repeat else [],
        "tool": edition.tools,
        "stance": edition.consent.stances if edition.consent else [],
        "level": edition.levels,
        "link": edition.links,
        "register": edition.registers,
        "periodic": edition.periodic,
        "rung": edition.dispute.rungs if edition.dispute else [],
        "item": edition.meeting.items,
        "form": edition.forms,
        "page": [page for form in edition.forms for page in form.pages],
    }
    titles = {kind: {each.id: each.title for each in parts} for kind, parts in named.items()}
    asked = [question for form in edition.forms for question in form.questions]
    titles["question"] = {question.id: question.ask for question in asked}
    titles["practice"] = {practice: practice.phrase for practice in Practice}
    titles["ground"] = {ground.code: ground.title for ground in edition.grounds}
    return titles
