"""The case pack: what one recipient reads about each case before the meeting."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.documents.marking import Copy, Marking, MeetingHeading
from conferral.documents.wording import day, moment, short_day


class FlagState(StrEnum):
    """What is known of one red flag."""

    CRITICAL = "critical"
    PRESENT = "present"
    NOT_KNOWN = "not_known"
    NOT_PRESENT = "not_present"

    @property
    def label(self) -> str:
        return {
            FlagState.CRITICAL: _("Critical"),
            FlagState.PRESENT: _("Present"),
            FlagState.NOT_KNOWN: _("Not known"),
            FlagState.NOT_PRESENT: _("Not present"),
        }[self]


class ReturnKind(StrEnum):
    """What one agency's return to the meeting is."""

    FACT = "fact"
    OPINION = "opinion"
    NIL = "nil"
    DECLINED = "declined"
    AWAITED = "awaited"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        return {
            ReturnKind.FACT: _("Fact"),
            ReturnKind.OPINION: _("Opinion"),
            ReturnKind.NIL: _("Nil return"),
            ReturnKind.DECLINED: _("Declined"),
            ReturnKind.AWAITED: _("Not sent yet"),
            ReturnKind.OVERDUE: _("Overdue"),
        }[self]


class DutyState(StrEnum):
    """Where a duty stands."""

    DONE = "done"
    DUE = "due"
    OVERDUE = "overdue"

    @property
    def label(self) -> str:
        return {
            DutyState.DONE: _("Done"),
            DutyState.DUE: _("Due"),
            DutyState.OVERDUE: _("Overdue"),
        }[self]


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled fact, such as Age: about 29."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What she said, as she said it; `unheard` says why when nobody could ask."""

    words: str = ""
    wants: str = ""
    told_to: str = ""
    told_on: date | None = None
    read_back: bool = False
    unheard: str = ""

    def lines(self) -> dict[str, str]:
        return {"told": self._told() if self.words or self.wants else ""}

    def _told(self) -> str:
        back = _("Read back to her.") if self.read_back else _("Not read back to her.")
        return f"{self._heard()} {back}"

    def _heard(self) -> str:
        when = day(self.told_on) if self.told_on else ""
        if self.told_to and when:
            return _("Told to {name} on {day}.").format(name=self.told_to, day=when)
        if self.told_to:
            return _("Told to {name}.").format(name=self.told_to)
        return _("Heard on {day}.").format(day=when) if when else _("Nobody noted who heard this.")


UNASKED = Voice()


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One red flag with who says so and when, in their words."""

    title: str
    state: FlagState = FlagState.PRESENT
    source: str = ""
    when: str = ""

    def lines(self) -> dict[str, str]:
        cited = ", ".join(part for part in (self.source, self.when) if part)
        return {"cited": cited or _("No source given")}


@dataclass(frozen=True, slots=True)
class Consent:
    """On what basis her information is shared, and what is held back."""

    basis: str
    detail: str = ""
    withheld: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class PersonPapers:
    """One person whom a case is about. Never her safe contact or her equality profile."""

    name: str
    do_not_contact: str = ""
    facts: tuple[Fact, ...] = ()
    voice: Voice = UNASKED
    risk: str = ""
    flags: tuple[RedFlag, ...] = ()
    consent: tuple[Consent, ...] = ()

    def lines(self) -> dict[str, str]:
        heading = _("Risk now: {level}").format(level=self.risk) if self.risk else _("Risk now")
        return {"risk_heading": heading}


@dataclass(frozen=True, slots=True)
class AgencyKnowledge:
    """What one agency released for this meeting; `by` says whose opinion or which systems."""

    agency: str
    text: str
    kind: ReturnKind = ReturnKind.FACT
    by: str = ""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty that does not wait for the meeting."""

    text: str
    state: DutyState
    by: str = ""
    on: date | None = None
    reference: str = ""
    clause: str = ""

    def lines(self) -> dict[str, str]:
        when = short_day(self.on) if self.on else ""
        if when and self.state is DutyState.OVERDUE:
            when = _("since {day}").format(day=when)
        parts = (when, self.by, self.reference)
        return {"stands": ", ".join(part for part in parts if part)}


@dataclass(frozen=True, slots=True)
class CasePapers:
    """One case. `title` heads it; with a single person it is her name."""

    reference: str
    title: str
    people: tuple[PersonPapers, ...]
    why_now: str = ""
    initials: str = ""
    facts: tuple[Fact, ...] = ()
    agencies: tuple[AgencyKnowledge, ...] = ()
    duties: tuple[DutyLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CasePack:
    """All the cases of a meeting that one recipient may read."""

    template: ClassVar[str] = "case_pack.typ"

    marking: Marking
    meeting: MeetingHeading
    cases: tuple[CasePapers, ...]

    def for_copy(self, copy: Copy, *, only: Collection[str]) -> "CasePack":
        """The same pack for one recipient, with the cases whose references are in `only`."""
        readable = frozenset(only)
        cases = tuple(case for case in self.cases if case.reference in readable)
        return replace(self, marking=replace(self.marking, copy=copy), cases=cases)

    def title(self) -> str:
        return _("Case papers: {meeting}").format(meeting=self.meeting.title)

    def words(self) -> dict[str, str]:
        count = len(self.cases)
        return {
            "heading": _("Case papers"),
            "heard": _("to be heard {moment}").format(moment=moment(self.meeting.starts_at)),
            "count": ngettext("{n} case in this copy", "{n} cases in this copy", count).format(
                n=count
            ),
            "none": _("There is no case in this copy."),
            "contents": _("Contents"),
            "unnamed": _("Not named yet"),
            "unnumbered": _("No reference"),
            "reference": _("Reference"),
            "person": _("Person"),
            "why_now": _("Why now"),
            "page": _("Page"),
            "about": _("About this copy"),
            "do_not_contact": _("Do not contact."),
            "her_words": _("In her words"),
            "open_quote": _("“"),
            "close_quote": _("”"),
            "she_wants": _("She wants:"),
            "unheard": _("Nobody has asked her yet. Ask, or say why it is unsafe to."),
            "flag": _("Red flag"),
            "state": _("State"),
            "source": _("Who says so, and when"),
            "no_flags": _("No red flag was recorded. That does not mean there is no risk."),
            "agencies": _("What each agency knows"),
            "agency": _("Agency"),
            "released": _("Released for this meeting"),
            "kind": _("Kind"),
            "no_agencies": _("No agency had released anything when this copy was made."),
            "duties": _("Duties that do not wait"),
            "duty": _("Duty"),
            "now": _("Now"),
            "no_duties": _("No duty is recorded."),
            "consent": _("Why we may share this"),
            "withheld": _("Held back:"),
            "no_consent": _("No basis is recorded. Ask the coordinator before you use this."),
            "no_people": _("No person is named in this case yet."),
            "notes": _("For the meeting"),
            "notes_hint": _("Your notes. They are part of this copy and go where it goes."),
        }
