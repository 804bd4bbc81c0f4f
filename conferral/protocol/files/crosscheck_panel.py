"""What must agree about the panel: roles, levels, records and audiences that exist."""

from collections.abc import Iterator
from typing import Final

from conferral.protocol.edition import Edition
from conferral.protocol.examples.dotted import NoSuchValue, value_at
from conferral.protocol.guessing import meant
from conferral.protocol.panels.quorum import Quorum
from conferral.protocol.part import Part
from conferral.protocol.rules.consent import AgencyKind
from conferral.protocol.situations.situation import Example

PROTOCOL: Final = "protocol.toml"
KIND_NAMES: Final = tuple(kind.value for kind in AgencyKind)
KINDS: Final = frozenset(KIND_NAMES)
WITHDRAWAL: Final = "withdrawal"
FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1900, 2200, 30
Ids = tuple[str, str, list[str]]


def problems(edition: Edition) -> Iterator[str]:
    """Every disagreement about the panel, each a sentence that names the file and the table."""
    for where, said in in_protocol(edition):
        yield f"{PROTOCOL}, {where}: {said}"
    for example in edition.examples:
        for said in in_example(edition, example):
            yield f"examples/{example.name}.toml: {said}"


def in_protocol(edition: Edition) -> Iterator[tuple[str, str]]:
    yield from unknown_moves(edition)
    yield from unknown_agencies(edition)
    yield from unknown_deadlines(edition)
    yield from two_notices(edition)
    yield from tables_without_use(edition)


def id_lists(edition: Edition) -> list[Ids]:
    """The ids that may each be there once, with the file and the kind of table."""
    dispute, retention, equality = edition.dispute, edition.retention, edition.equality
    return [
        (PROTOCOL, "level", [level.id for level in edition.levels]),
        (PROTOCOL, "link", [link.id for link in edition.links]),
        (PROTOCOL, "register", [register.id for register in edition.registers]),
        (PROTOCOL, "periodic", [periodic.id for periodic in edition.periodic]),
        (PROTOCOL, "meeting item", [item.id for item in edition.meeting.items]),
        (PROTOCOL, "trigger", [each.id for each in dispute.triggers] if dispute else []),
        (PROTOCOL, "rung", [rung.id for rung in dispute.rungs] if dispute else []),
        (
            PROTOCOL,
            "record class",
            [each.record for each in retention.classes] if retention else [],
        ),
        (PROTOCOL, "audience", [each.role for each in equality.audiences] if equality else []),
    ]


def keepers(edition: Edition) -> frozenset[str]:
    """What of the panel may keep a clause, as `kind:name`."""
    found = {f"level:{level.id}" for level in edition.levels}
    found |= {f"link:{link.id}" for link in edition.links}
    found |= {f"register:{register.id}" for register in edition.registers}
    found |= {f"periodic:{periodic.id}" for periodic in edition.periodic}
    found |= {f"item:{item.id}" for item in edition.meeting.items}
    if edition.dispute:
        found |= {f"rung:{rung.id}" for rung in edition.dispute.rungs}
    if edition.retention:
        found |= {f"record:{each.record}" for each in edition.retention.classes}
    return frozenset(found)


def conditions(edition: Edition) -> Iterator[tuple[str, str, Part]]:
    """The conditions of levels and links, each with the kind and the id of its table."""
    for level in edition.levels:
        for move in level.moves:
            yield "level", level.id, move.when
    for link in edition.links:
        yield "link", link.id, link.when


def roles_named(edition: Edition) -> Iterator[tuple[str, str]]:
    """Every role that a table of the panel names, with where."""
    for role in edition.roles:
        for other in (*role.rotates_among, *role.never_with):
            yield f"role '{role.id}'", other
    yield from (named for named in roles_of_tables(edition) if named[1])


def roles_of_tables(edition: Edition) -> Iterator[tuple[str, str]]:
    """The same of the tables besides roles; "" where one may name a role and does not."""
    yield from ((f"role '{role.id}'", role.stand_in or "") for role in edition.roles)
    guests, deciding, equality = edition.meeting.guests, edition.decision, edition.equality
    yield "meeting, guests", guests.agreed_by if guests else ""
    yield "decision", (deciding.casting_vote or "") if deciding else ""
    yield from ((f"level '{level.id}'", level.chair or "") for level in edition.levels)
    yield from ((f"register '{each.id}'", each.kept_by) for each in edition.registers)
    yield from ((f"periodic '{each.id}'", each.who) for each in edition.periodic)
    yield from (
        ("equality, audience", each.role) for each in (equality.audiences if equality else ())
    )


def unknown_moves(edition: Edition) -> Iterator[tuple[str, str]]:
    known = {level.id for level in edition.levels}
    for level in edition.levels:
        for move in level.moves:
            if move.to not in known:
                yield f"level '{level.id}'", f"it moves to '{move.to}', which is not a level."
            if move.to == level.id:
                yield f"level '{level.id}'", "it moves to itself."


def quorums(edition: Edition) -> Iterator[tuple[str, Quorum]]:
    if edition.quorum:
        yield "quorum", edition.quorum
    for level in edition.levels:
        if level.quorum:
            yield f"level '{level.id}', quorum", level.quorum


def unknown_agencies(edition: Edition) -> Iterator[tuple[str, str]]:
    for where, quorum in quorums(edition):
        for kind in quorum.kinds:
            if kind not in KINDS:
                yield where, f"'{kind}' is not a kind of agency. {meant(kind, KIND_NAMES)}"


def unknown_deadlines(edition: Edition) -> Iterator[tuple[str, str]]:
    known = {deadline.id for deadline in edition.deadlines}
    for name in edition.emergency.waives if edition.emergency else ():
        if name not in known:
            yield "emergency", f"it waives '{name}', which is not a deadline of this protocol."


def two_notices(edition: Edition) -> Iterator[tuple[str, str]]:
    """The notice of a member is written in two places, which must not disagree."""
    wanted = edition.withdrawal.notice_months if edition.withdrawal else None
    for deadline in edition.deadlines:
        months = deadline.within.calendar_months
        if wanted and deadline.id == WITHDRAWAL and months != wanted:
            said = f"{months} calendar months" if months else "no calendar months"
            yield "withdrawal", f"notice_months is {wanted}, and its deadline says {said}."


def tables_without_use(edition: Edition) -> Iterator[tuple[str, str]]:
    subject, deciding = edition.subject, edition.decision
    if subject and subject.disclosures and not {"pair", "perpetrator"} & set(subject.kinds):
        yield (
            "subject",
            "it keeps two people apart, and hears about neither pairs nor perpetrators.",
        )
    if deciding and deciding.casting_vote and deciding.method != "majority":
        yield "decision", "a casting vote only breaks a tie, so it goes with a majority."


def in_example(edition: Edition, example: Example) -> Iterator[str]:
    given, expect = example.given, example.expect
    roles, levels = {role.id for role in edition.roles}, {level.id for level in edition.levels}
    asked_of_role = (expect.may, expect.may_not, expect.holder)
    if given.role not in roles and (given.role or asked_of_role != (None, None, None)):
        yield f"its role '{given.role}' is not a role of this protocol."
    asked_of_level = (expect.moves_to, expect.moves_in_doubt, expect.heard_again_by)
    asks_level = asked_of_level != (None, None, None) or expect.chaired_by is not None
    if given.level not in levels and (given.level or asks_level):
        yield f"its level '{given.level}' is not a level of this protocol."
    if expect.one_person_may is not None and len(given.does) != 2:
        yield "it asks what one person may do, so given needs does, with two permissions."
    for agency in given.present:
        if agency.kind not in KINDS:
            yield f"'{agency.kind}' is not a kind of agency. {meant(agency.kind, KIND_NAMES)}"
    yield from days_out_of_reach(example)
    yield from unknown_names(edition, example)


def days_out_of_reach(example: Example) -> Iterator[str]:
    """Days that only a slip of the pen writes, and years of rounds that nobody would read."""
    given, first, last = example.given, FIRST_YEAR, LAST_YEAR
    named = {name: getattr(given, name) for name in ("began", "notice_on", "since", "until")}
    named |= {"heard_on": given.heard_on, "on": example.on}
    for name, day in named.items():
        if day is not None and not first <= day.year <= last:
            yield f"its {name} is in the year {day.year}; write one from {first} to {last}."
    if (given.until or example.on).year - (given.since or example.on).year > MOST_YEARS:
        yield f"it looks over more than {MOST_YEARS} years: bring since and until together."


def unknown_names(edition: Edition, example: Example) -> Iterator[str]:
    """Names on the expecting side: a misspelt one would ask for nothing."""
    rungs = {rung.id for rung in edition.dispute.rungs} if edition.dispute else set()
    for name in example.expect.ladder:
        if name not in rungs:
            yield f"it expects the rung '{name}', which is not there."
    for path in example.expect.settings:
        try:
            value_at(edition, path)
        except NoSuchValue as missing:
            yield f"{missing}."
