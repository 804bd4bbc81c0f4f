"""Who belongs to a meeting: who is expected, who signed, who is in the room."""

from dataclasses import dataclass
from datetime import date, datetime

from conferral.meetings.models import Attendance, Meeting
from conferral.meetings.queries import Acting, acting_on, expected_at
from conferral.partnerships.models import Membership
from conferral.protocol.permissions import Permission


@dataclass(frozen=True, slots=True)
class Seat:
    """One person expected at a meeting."""

    membership: Membership
    name: str
    agency: str
    as_: str
    signed_at: datetime | None
    attendance: Attendance | None

    @property
    def has_apologised(self) -> bool:
        return bool(self.attendance and self.attendance.apologies_at)

    @property
    def is_in(self) -> bool:
        place = self.attendance
        return bool(place and place.entered_at and place.left_at is None)

    @property
    def came(self) -> bool:
        return bool(self.attendance and self.attendance.entered_at)


def seats_of(meeting: Meeting, today: date, acting: Acting | None = None) -> list[Seat]:
    """Everyone who is expected or came, with signature and attendance."""
    signed = {each.membership_id: each.signed_at for each in meeting.signatures.all()}
    places = {each.membership_id: each for each in meeting.attendances.all()}
    return [
        Seat(
            seat,
            seat.user.name,
            seat.agency.name,
            ", ".join(role.title for role in meeting.protocol.known_roles(seat.roles)),
            signed.get(seat.pk),
            places.get(seat.pk),
        )
        for seat in _expected_or_known(
            meeting, today, acting or acting_on(meeting.panel, today), signed.keys() | places.keys()
        )
    ]


def _expected_or_known(
    meeting: Meeting, today: date, acting: Acting, known: set[int]
) -> list[Membership]:
    """A guest's case may be closed to her since; who signed or came stays in the list."""
    expected = {seat.pk for seat, _actor in expected_at(meeting, today, acting)}
    return [
        seat
        for seat, actor in acting
        if seat.pk in expected | known and Permission.ROOM_ENTER in actor.permissions
    ]
