"""The roles of a panel, and what the protocol lets each of them do."""

import difflib
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.permissions import Permission


def known_permission(written: Any) -> Any:
    try:
        return Permission(written)
    except ValueError:
        said = f"{written!r} is not a permission that this software knows"
        close = difflib.get_close_matches(str(written)[:60], Permission, 1, 0.8)
        meant = f". Did you mean '{close[0]}'?" if close else ""
        raise ValueError(said + meant) from None


NEEDS_READING = {
    Permission.REFERRAL_SUBMIT: Permission.REFERRAL_READ,
    Permission.REFERRAL_RETURN: Permission.REFERRAL_READ,
    Permission.REFERRAL_ACCEPT: Permission.REFERRAL_READ,
    Permission.REFERRAL_DECLINE: Permission.REFERRAL_READ,
    Permission.CASE_CLOSE: Permission.CASE_READ,
    Permission.PAPERS_CIRCULATE: Permission.PAPERS_READ,
    Permission.ROOM_CHAIR: Permission.ROOM_ENTER,
    Permission.ROOM_MINUTE: Permission.ROOM_ENTER,
    Permission.ACTION_REPORT: Permission.ACTION_READ,
    Permission.PROTOCOL_ADOPT: Permission.PROTOCOL_READ,
}


Granted = Annotated[Permission, BeforeValidator(known_permission)]


class Role(Sourced):
    """What a role may do, and how it is held.

    Held by whom it is assigned to, by turns among the holders of `rotates_among`, or by whom a
    case is agreed with. `stand_in` is the role whose holder takes over in a conflict of interest;
    `never_with` are the roles that nobody holds besides this one, in either direction.
    """

    id: Id
    title: Text
    says: str = ""
    may: tuple[Granted, ...] = Field(min_length=1)
    held: Literal["assigned", "rotating", "by_case"] = "assigned"
    rotates_among: tuple[Id, ...] = ()
    stand_in: Id | None = None
    never_with: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def who_acts_can_read(self) -> Self:
        for acts, reads in NEEDS_READING.items():
            if acts in self.may and reads not in self.may:
                raise ValueError(f"may {acts.phrase} but not {reads.phrase}")
        return self

    @model_validator(mode="after")
    def turns_have_candidates(self) -> Self:
        if self.held == "rotating" and not self.rotates_among:
            raise ValueError(
                "is held in turns, so it needs rotates_among, the roles that take them"
            )
        if self.held != "rotating" and self.rotates_among:
            raise ValueError('has rotates_among, which only goes with held = "rotating"')
        return self

    @model_validator(mode="after")
    def is_not_apart_from_itself(self) -> Self:
        if self.id in self.never_with:
            raise ValueError("is never held with itself; name another role in never_with")
        if self.id == self.stand_in:
            raise ValueError("stands in for itself; name another role in stand_in")
        return self

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset(self.may)
