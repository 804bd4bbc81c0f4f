"""Someone acting within one partnership, and what its protocol lets them do."""

from dataclasses import dataclass, field

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission


class Denied(Exception):
    """Somebody asked for what they may not have; the decision says why, and by which clause.

    `edition` is the one whose clause that is, where it is not the edition in force today.
    """

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision
        self.edition: Edition | None = None


class NotVisible(Denied):
    """The subject is not there for this actor, whether or not it exists. A page answers 404."""


def insist(decision: Decision) -> None:
    """Raise Denied unless the decision allows."""
    if not decision:
        raise Denied(decision)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one seat of one panel, or the clock (user 0). Built by `partnerships.actors`.

    `barred` is why this seat may do next to nothing, where that is not a matter of roles.
    """

    user_id: int
    user_uid: str
    name: str
    partnership_id: int
    panel_id: int
    agency_id: int = 0
    agency_uid: str = ""
    agency_name: str = ""
    membership_id: int = 0
    roles: frozenset[str] = frozenset()
    is_guest: bool = False
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    barred: str = ""

    def may(self, permission: Permission) -> Decision:
        """Say whether the edition in force today lets one of this actor's roles do something."""
        if permission in self.permissions:
            return yes()
        return no(self.barred or f"Your role in this panel does not let you {permission.phrase}.")
