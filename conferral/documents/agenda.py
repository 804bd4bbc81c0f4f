"""The agenda: times, references and initials, and never a name of a person referred."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from conferral.documents.marking import Marking, MeetingHeading


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item. `what` carries initials at most."""

    item: str
    what: str
    starts_at: datetime | None = None
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """One meeting's agenda; `order` says in a sentence why the items come in this order."""

    template: ClassVar[str] = "agenda.typ"

    marking: Marking
    meeting: MeetingHeading
    items: tuple[AgendaLine, ...]
    order: str = ""
    before_you_speak: tuple[str, ...] = ()

    def title(self) -> str:
        return _("Agenda: {meeting}").format(meeting=self.meeting.title)

    def words(self) -> dict[str, str]:
        return {
            "heading": _("Agenda"),
            "time": _("Time"),
            "item": _("Item"),
            "what": _("What"),
            "minutes": _("Min"),
            "note": _("Note"),
            "none": _("Nothing is listed yet."),
            "initials": _("Names are in the case papers only."),
            "before_you_speak": _("Before you speak"),
            "agreed": _("Read and agreed: name"),
            "signature": _("Signature"),
            "date": _("Date"),
        }
