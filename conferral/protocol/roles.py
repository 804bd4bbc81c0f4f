"""The roles of a panel, and what the protocol lets each of them do."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from conferral.protocol.part import Id, Sourced, Text
from conferral.protocol.permissions import Permission


def known_permission(written: Any) -> Any:
    try:
        return Permission(written)
    except ValueError:
        raise ValueError(f"{written!r} is not a permission that this software knows") from None


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
}


class Role(Sourced):
    id: Id
    title: Text
    says: str = ""
    may: tuple[Annotated[Permission, BeforeValidator(known_permission)], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def who_acts_can_read(self) -> Self:
        for acts, reads in NEEDS_READING.items():
            if acts in self.may and reads not in self.may:
                raise ValueError(f"may {acts.phrase} but not {reads.phrase}")
        return self

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset(self.may)
