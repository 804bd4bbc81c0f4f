"""Who holds a role: never two that must stay apart, by turns, or another in a conflict."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.panels.roles import Role
from conferral.protocol.part import Id, Part, Text
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import listing


class Candidate(Part):
    """Somebody who may hold a role, with the roles that she holds already."""

    name: Text
    roles: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a role now, "" for nobody, and why."""

    name: str
    why: str
    clause: str = ""


def apart(one: Role, other: Role) -> str | None:
    """The clause that keeps two roles apart ("" where none is cited); None where none does."""
    for role, barred in ((one, other), (other, one)):
        if barred.id in role.never_with:
            return role.principal_clause
    return None


def may_hold_together(roles: Mapping[str, Role], asked: Collection[str]) -> Decision:
    """Whether one person may hold all of these roles."""
    if unknown := [name for name in asked if name not in roles]:
        known = listing(list(roles))
        return no(f"This protocol has no role '{unknown[0]}'. Its roles are {known}.")
    for one, other in combinations([roles[name] for name in dict.fromkeys(asked)], 2):
        clause = apart(one, other)
        if clause is not None:
            said = f"Nobody holds both roles: {one.title} and {other.title}."
            return no(said, clause=clause)
    return yes("One person may hold these roles.")


def may_do_both(roles: Collection[Role], first: Permission, second: Permission) -> Decision:
    """Whether one person may do both in the same meeting, by the roles that are kept apart."""
    for one in (role for role in roles if first in role.may):
        for other in (role for role in roles if second in role.may):
            clause = apart(one, other)
            if clause is not None:
                said = f"Whoever may {first.phrase} does not also {second.phrase}."
                return no(said, clause=clause)
    return yes()


def holder_of(
    role: Role, turn: int, candidates: Sequence[Candidate], conflicted: Collection[str] = ()
) -> Holder:
    """Who holds the role at a turn (0 is the first). Somebody in conflict never does."""
    free = [each for each in candidates if each.name not in conflicted]
    named = [each.name for each in in_turn(role, turn, candidates) if each in free]
    if role.held == "by_case" and len(named) > 1:
        said = f"It is agreed for each case: {listing(named, 'or')}."
        return Holder("", said, role.principal_clause)
    if named:
        return Holder(named[0], why(role), role.principal_clause)
    instead = next((each for each in free if role.stand_in in each.roles), None)
    if instead is not None:
        said = f"Nobody else is free, so the {role.stand_in} stands in."
        return Holder(instead.name, said, role.principal_clause)
    return Holder("", "Nobody can hold it: name somebody.", role.principal_clause)


def in_turn(role: Role, turn: int, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those who may hold it, the one whose turn it is first."""
    wanted = set(role.rotates_among) or {role.id}
    able = [each for each in candidates if wanted & set(each.roles)]
    for step in range(len(able)):
        yield able[(turn + step) % len(able)] if role.held == "rotating" else able[step]


def why(role: Role) -> str:
    if role.held == "rotating":
        return "It is her turn among those who are free."
    return "The role is hers for this case." if role.held == "by_case" else "The role is hers."
