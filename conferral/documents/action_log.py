"""The action log of a meeting, and the sheet of one agency's actions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.documents.marking import Marking, MeetingHeading
from conferral.documents.wording import day, short_day


class ActionState(StrEnum):
    """Where an action stands on the day of the paper."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_POSSIBLE = "not_possible"
    NOT_DONE = "not_done"
    SUPERSEDED = "superseded"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {
            ActionState.OPEN: _("Open"),
            ActionState.OVERDUE: _("Overdue"),
            ActionState.DONE: _("Done"),
            ActionState.DONE_LATE: _("Done late"),
            ActionState.NOT_POSSIBLE: _("Not possible: things changed"),
            ActionState.NOT_DONE: _("Not done"),
            ActionState.SUPERSEDED: _("Replaced"),
            ActionState.REFUSED: _("Refused"),
        }[self]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: what, for which case, by whom, by when; `outcome` is what was reported."""

    text: str
    agency: str
    owner: str
    state: ActionState = ActionState.OPEN
    due_on: date | None = None
    trigger: str = ""
    case: str = ""
    answers_risk: str = ""
    outcome: str = ""

    def lines(self) -> dict[str, str]:
        return {"due": short_day(self.due_on) if self.due_on else self.trigger or _("No date")}


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """The actions of one agency, in the order of their days."""

    agency: str
    actions: tuple[ActionLine, ...]

    def lines(self) -> dict[str, str]:
        return {"tally": tally(self.actions)}


@dataclass(frozen=True, slots=True)
class ActionLog:
    """All actions of a meeting, as they stand today."""

    template: ClassVar[str] = "action_log.typ"

    marking: Marking
    meeting: MeetingHeading
    actions: tuple[ActionLine, ...]
    today: date
    report_to: str = ""

    def title(self) -> str:
        return _("Action log: {meeting}").format(meeting=self.meeting.title)

    def groups(self) -> tuple[AgencyGroup, ...]:
        ordered = sorted(self.actions, key=lambda action: (action.agency, *_by_day(action)))
        return tuple(
            AgencyGroup(agency, tuple(actions))
            for agency, actions in groupby(ordered, key=lambda action: action.agency)
        )

    def words(self) -> dict[str, object]:
        return {
            **action_words(),
            "groups": self.groups(),
            "heading": _("Action log"),
            "standing": _("As it stood on {day}: {tally}.").format(
                day=day(self.today), tally=tally(self.actions)
            ),
            "none": _("No action was agreed at this meeting."),
            "report": self.report_to,
        }


@dataclass(frozen=True, slots=True)
class AgencyActions:
    """What one agency has to do, for its members to take home."""

    template: ClassVar[str] = "agency_actions.typ"

    marking: Marking
    agency: str
    actions: tuple[ActionLine, ...]
    today: date
    report_to: str = ""

    def title(self) -> str:
        return _("Actions of {agency}").format(agency=self.agency)

    def words(self) -> dict[str, object]:
        return {
            **action_words(),
            "in_order": tuple(sorted(self.actions, key=_by_day)),
            "heading": self.title(),
            "standing": _("As it stood on {day}: {tally}.").format(
                day=day(self.today), tally=tally(self.actions)
            ),
            "none": _("{agency} has no action to do.").format(agency=self.agency),
            "report": self.report_to,
            "outcome": _("Done on, and what came of it"),
        }


def action_words() -> dict[str, str]:
    """The headings of a table of actions."""
    return {
        "action": _("Action"),
        "unnamed": _("No agency named"),
        "agency": _("Agency"),
        "owner": _("Who"),
        "due": _("By when"),
        "state": _("State"),
        "answers": _("For:"),
    }


def tally(actions: Iterable[ActionLine]) -> str:
    """3 actions, 1 overdue."""
    states = [action.state for action in actions]
    overdue = states.count(ActionState.OVERDUE)
    counted = ngettext("{n} action", "{n} actions", len(states)).format(n=len(states))
    return _("{counted}, {n} overdue").format(counted=counted, n=overdue) if overdue else counted


def _by_day(action: ActionLine) -> tuple[date, str]:
    return action.due_on or date.max, action.text
