"""What an edition says of its panel when it is asked: who, about whom, at which level, how long."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from pydantic import Field

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.decision import Decision, yes
from conferral.protocol.panels.disputes import Climb
from conferral.protocol.panels.holding import (
    Candidate,
    Holder,
    holder_of,
    may_do_both,
    may_hold_together,
)
from conferral.protocol.panels.levels import Level, Moved
from conferral.protocol.panels.links import Link
from conferral.protocol.panels.quorum import Quorum
from conferral.protocol.panels.registers import ComesRound, Round
from conferral.protocol.panels.roles import Role
from conferral.protocol.permissions import Permission
from conferral.protocol.settings import Settings

NOT_SAID = "The protocol does not say."


class PanelRules(Settings):
    """The roles and settings of an edition, with the questions that they answer.

    Where a protocol is silent nobody is refused: the answer is yes, and says that it is silent.
    """

    roles: tuple[Role, ...] = Field(alias="role", min_length=1)

    def role(self, role_id: str) -> Role:
        return {role.id: role for role in self.roles}[role_id]

    def level(self, level_id: str) -> Level:
        return {level.id: level for level in self.levels}[level_id]

    def permissions_of(self, role_ids: Collection[str]) -> frozenset[Permission]:
        """What the roles may do together. Raises KeyError for a role that is not here."""
        held = [self.role(role_id).permissions for role_id in role_ids]
        return frozenset().union(*held) if held else frozenset()

    def known_roles(self, role_ids: Collection[str]) -> tuple[Role, ...]:
        """Those of the roles that are here; a seat may hold one that only another edition has."""
        return tuple(role for role in self.roles if role.id in role_ids)

    def granted_to(self, role_ids: Collection[str]) -> frozenset[Permission]:
        """What the roles may do together; one that is not here grants nothing."""
        return self.permissions_of([role.id for role in self.known_roles(role_ids)])

    def roles_that_may(self, permission: Permission) -> tuple[Role, ...]:
        return tuple(role for role in self.roles if permission in role.may)

    def may_hold_together(self, role_ids: Collection[str]) -> Decision:
        """Whether one person may hold all of these roles; a role that is not here refuses."""
        return may_hold_together({role.id: role for role in self.roles}, role_ids)

    def one_person_may(self, first: Permission, second: Permission) -> Decision:
        """Whether the same person may do both in one meeting."""
        return may_do_both(self.roles, first, second)

    def holder(
        self,
        role_id: str,
        turn: int,
        candidates: Sequence[Candidate],
        conflicted: Collection[str] = (),
    ) -> Holder:
        """Who holds a role at a turn, by how the role is held."""
        return holder_of(self.role(role_id), turn, candidates, conflicted)

    def may_hear(self, kind: str, *, people: int = 1, named: bool = True) -> Decision:
        """Whether the panel hears about such a subject."""
        return self.subject.may_hear(kind, people=people, named=named) if self.subject else silent()

    def may_tell(self, about: str, to: str) -> Decision:
        """Whether what is known about one of a pair may be told to the other."""
        return self.subject.may_tell(about, to) if self.subject else silent()

    def moves_from(self, level_id: str, laid: Reading) -> tuple[Moved, ...]:
        """Every move from a level, with what its condition came to."""
        return self.level(level_id).tried(laid)

    def quorum_at(self, level_id: str = "") -> Quorum | None:
        """The quorum of a level, or the panel's where the level has none of its own."""
        return (self.level(level_id).quorum if level_id else None) or self.quorum

    def links_in(self, laid: Reading) -> tuple[Link, ...]:
        """The other panels that the answers point to."""
        return tuple(link for link in self.links if link.is_raised(laid))

    def holds_in_emergency(self, deadline_id: str) -> bool:
        """Whether an emergency meeting still keeps a deadline."""
        return self.emergency is None or deadline_id not in self.emergency.waives

    def may_dispute(self, about: str) -> Decision:
        """Whether agencies may dispute such a thing by the protocol."""
        return self.dispute.may_raise(about) if self.dispute else silent()

    def ladder(self, raised_on: date, calendar: WorkingCalendar) -> tuple[Climb, ...]:
        """The rungs of a dispute that was raised on a day, each with its own."""
        return tuple(self.dispute.ladder(raised_on, calendar)) if self.dispute else ()

    def periodic_due(self, since: date, until: date) -> tuple[Round, ...]:
        """What comes round after a day, up to and including another, in order."""
        return tuple(sorted(self.rounds(since, until), key=lambda each: (each.day, each.id)))

    def rounds(self, since: date, until: date) -> Iterator[Round]:
        comes_round: tuple[ComesRound | None, ...]
        comes_round = (*self.registers, *self.periodic, self.review, self.equality, self.governance)
        for each in comes_round:
            if each is not None:
                yield from each.rounds(since, until)

    def destroy_from(self, record: str, began: date) -> date | None:
        """The first day on which such a record may be destroyed; None while nothing says so."""
        return self.retention.destroy_from(record, began) if self.retention else None

    def shown_to(self, role_id: str, count: int) -> str:
        """What a role sees of a count in the equality report; "" for nothing."""
        return self.equality.shown_to(role_id, count) if self.equality else ""

    def leaves_on(self, noticed_on: date) -> date | None:
        """The last day of a member who gave notice; None where the protocol sets none."""
        return self.withdrawal.leaves_on(noticed_on) if self.withdrawal else None


def silent() -> Decision:
    return yes(NOT_SAID)
