"""What every page of every paper says: how secret, whose copy, under which rules."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from conferral.documents.wording import moment


@dataclass(frozen=True, slots=True)
class Copy:
    """One numbered copy and the person who answers for it."""

    number: int
    of: int
    name: str
    agency: str = ""

    def lines(self) -> dict[str, str]:
        width = max(2, len(str(self.of)))
        holder = ", ".join(part for part in (self.name, self.agency) if part)
        number = f"{self.number:0{width}}"
        copy = _("copy {number}").format(number=number)
        return {
            "numbered": _("Copy {number} of {copies}").format(number=number, copies=self.of),
            "mark": " · ".join(part for part in (holder, copy) if part),
            "audience": _("For {holder} only.").format(holder=holder) if holder else "",
        }


@dataclass(frozen=True, slots=True)
class RecordHead:
    """The head of the partnership's audit record when the paper was made."""

    number: int
    head: str

    def lines(self) -> dict[str, str]:
        short = self.head if len(self.head) <= 16 else f"{self.head[:16]}…"
        cited = _("Record no. {number}, {head}")
        return {
            "cited": cited.format(number=self.number, head=short),
            "whole": cited.format(number=self.number, head=self.head),
        }


@dataclass(frozen=True, slots=True)
class Marking:
    """How one paper is marked; moments are aware and are printed in the time of `zone`.

    `banner`, `edition`, `clauses` and `handling` are the edition's words.
    """

    panel: str
    edition: str
    printed_at: datetime
    handling: str
    banner: str = "STRICTLY CONFIDENTIAL"
    clauses: tuple[str, ...] = ()
    audience: str = ""
    copy: Copy | None = None
    record: RecordHead | None = None
    zone: str = "Europe/London"

    def lines(self) -> dict[str, str]:
        return {
            "printed": _("Typeset on {moment}.").format(moment=moment(self.printed_at)),
            "under": _("Under {edition}.").format(edition=self.edition),
        }


@dataclass(frozen=True, slots=True)
class MeetingHeading:
    """Which meeting a paper belongs to."""

    title: str
    starts_at: datetime
    place: str = ""
    chair: str = ""
    minute_taker: str = ""

    def lines(self) -> dict[str, str]:
        chair = _("Chair: {name}").format(name=self.chair) if self.chair else ""
        minutes = _("Minutes: {name}").format(name=self.minute_taker) if self.minute_taker else ""
        return {"where": " · ".join(part for part in (self.place, chair, minutes) if part)}
