"""The minutes: what was said, weighed, decided and disputed, case by case."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from django.utils.translation import gettext as _

from conferral.documents.action_log import ActionLine, action_words
from conferral.documents.marking import Copy, Marking, MeetingHeading
from conferral.documents.papers import UNASKED, Voice
from conferral.documents.wording import day, short_day


class MinutesStage(StrEnum):
    """How far these minutes have come."""

    DRAFT = "draft"
    APPROVED = "approved"
    ISSUED = "issued"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        return {
            MinutesStage.DRAFT: _("Draft, not yet approved"),
            MinutesStage.APPROVED: _("Approved"),
            MinutesStage.ISSUED: _("Issued"),
            MinutesStage.CORRECTED: _("Issued, with corrections"),
        }[self]


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody at the meeting or kept from it; `note` says what a reader must know."""

    name: str
    agency: str
    attended_as: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CapacityMinute:
    """Whether one person can decide one thing, and why the meeting thought so."""

    person: str
    decision: str
    finding: str
    reasons: str = ""
    look_again: str = ""

    def lines(self) -> dict[str, str]:
        again = _("Look again: {when}").format(when=self.look_again) if self.look_again else ""
        return {"again": again}


@dataclass(frozen=True, slots=True)
class RiskMinute:
    """The risk to one person as the meeting judged it; `raised` marks the gravest."""

    person: str
    level: str
    reasons: str = ""
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells her what was decided, how, and by when."""

    who: str
    how: str = ""
    by_when: date | None = None

    def lines(self) -> dict[str, str]:
        by = _("by {day}").format(day=day(self.by_when)) if self.by_when else ""
        return {"told": ", ".join(part for part in (self.who, self.how, by) if part)}


@dataclass(frozen=True, slots=True)
class DissentMinute:
    """A view that differed from the decision, and its reason."""

    name: str
    agency: str
    view: str
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class CaseMinute:
    """The minute of one case."""

    reference: str
    title: str
    in_room: tuple[Presence, ...] = ()
    left_room: tuple[Presence, ...] = ()
    views: Voice = UNASKED
    capacity: tuple[CapacityMinute, ...] = ()
    risks: tuple[RiskMinute, ...] = ()
    discussion: str = ""
    decision: str = ""
    plan: tuple[str, ...] = ()
    telling: Telling | None = None
    dissent: tuple[DissentMinute, ...] = ()
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction made after issue: what it said, what it says, on whose word."""

    on: date
    by: str
    before: str
    after: str
    where: str = ""
    why: str = ""

    def lines(self) -> dict[str, str]:
        made = _("{day}, {name}").format(day=short_day(self.on), name=self.by)
        return {"made": " · ".join(part for part in (made, self.where) if part)}


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting, as far as one reader may read them."""

    template: ClassVar[str] = "minutes.typ"

    marking: Marking
    meeting: MeetingHeading
    stage: MinutesStage
    cases: tuple[CaseMinute, ...]
    present: tuple[Presence, ...] = ()
    observers: tuple[Presence, ...] = ()
    apologies: tuple[Presence, ...] = ()
    opening: str = ""
    other_business: str = ""
    other_actions: tuple[ActionLine, ...] = ()
    next_meeting: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    corrections: tuple[Correction, ...] = ()

    def for_copy(self, copy: Copy, *, only: Collection[str]) -> "Minutes":
        """The same minutes for one recipient, with the cases whose references are in `only`."""
        readable = frozenset(only)
        cases = tuple(case for case in self.cases if case.reference in readable)
        return replace(self, marking=replace(self.marking, copy=copy), cases=cases)

    def title(self) -> str:
        return _("Minutes: {meeting}").format(meeting=self.meeting.title)

    def approval(self) -> str:
        if not self.approved_by:
            return self.stage.label
        approved = _("Approved by {name}").format(name=self.approved_by)
        if self.approved_on:
            approved = _("{approved} on {day}").format(approved=approved, day=day(self.approved_on))
        return f"{self.stage.label}. {approved}."

    def words(self) -> dict[str, str]:
        return {**action_words(), **_meeting_words(), **_case_words(), "standing": self.approval()}


def _meeting_words() -> dict[str, str]:
    return {
        "heading": _("Minutes"),
        "present": _("Present"),
        "name": _("Name"),
        "attended_as": _("As"),
        "observers": _("Observing"),
        "apologies": _("Apologies"),
        "nobody": _("Nobody is recorded."),
        "opening": _("Opening"),
        "other_business": _("Other business"),
        "next_meeting": _("Next meeting"),
        "other_actions": _("Other actions"),
        "no_actions": _("No action was agreed."),
        "corrections": _("Corrections since issue"),
        "before": _("It said:"),
        "after": _("It now says:"),
        "why": _("Because:"),
        "unnamed": _("Not named yet"),
        "no_cases": _("No case was minuted."),
    }


def _case_words() -> dict[str, str]:
    return {
        "in_room": _("In the room"),
        "left_room": _("Not in the room"),
        "views": _("Her views"),
        "open_quote": _("“"),
        "close_quote": _("”"),
        "she_wants": _("She wants:"),
        "unheard": _("Nobody has asked her yet."),
        "capacity": _("Capacity"),
        "no_capacity": _("Nothing was recorded about capacity."),
        "risk": _("Risk"),
        "no_risk": _("The risk was not recorded."),
        "discussion": _("Discussion"),
        "decision": _("Decision"),
        "no_decision": _("No decision was recorded."),
        "plan": _("Plan"),
        "no_plan": _("No plan was recorded."),
        "telling": _("Who tells her"),
        "no_telling": _("Nobody was named to tell her."),
        "dissent": _("Dissent"),
        "actions": _("Actions"),
    }
