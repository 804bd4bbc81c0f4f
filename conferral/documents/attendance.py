"""The attendance sheet: the confidentiality statement, who signed it, and room to sign by hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from conferral.documents.marking import Marking, MeetingHeading
from conferral.documents.wording import clock, short_day


@dataclass(frozen=True, slots=True)
class StatementPoint:
    """One point of the confidentiality statement, in the edition's words."""

    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody expected or come; `signed_at` when they signed on screen."""

    name: str
    agency: str
    attends_as: str = ""
    signed_at: datetime | None = None

    def lines(self) -> dict[str, str]:
        if self.signed_at is None:
            return {"signed": ""}
        signed = _("Signed on screen, {day}, {time}")
        return {"signed": signed.format(day=short_day(self.signed_at), time=clock(self.signed_at))}


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """One meeting's sheet, with some lines for whoever was not expected."""

    template: ClassVar[str] = "attendance.typ"

    marking: Marking
    meeting: MeetingHeading
    statement: tuple[StatementPoint, ...]
    attendees: tuple[Attendee, ...]
    apologies: tuple[Attendee, ...] = ()
    spare_lines: int = 4

    def title(self) -> str:
        return _("Attendance and confidentiality: {meeting}").format(meeting=self.meeting.title)

    def words(self) -> dict[str, str]:
        return {
            "heading": _("Attendance and confidentiality"),
            "statement": _("What each of us agrees to"),
            "no_statement": _("The edition in force gives no statement. Ask the coordinator."),
            "signing": _("By signing I say that I have read this and will keep to it."),
            "present": _("Who is here"),
            "name": _("Name and agency"),
            "attends_as": _("As"),
            "signature": _("Signature, or when signed on screen"),
            "time": _("Time"),
            "apologies": _("Apologies"),
            "spare": _("Not listed above? Write your name and agency, and sign."),
        }
