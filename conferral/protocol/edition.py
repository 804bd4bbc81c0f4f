"""One edition of a protocol: everything it sets, and the questions that it answers."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from pydantic import Field

from conferral.protocol.answers import Answers, Facts, Reading
from conferral.protocol.cadence import Cadence, MeetingYear
from conferral.protocol.calendar import ExtraDay, Nation, WorkingCalendar
from conferral.protocol.clauses import Clause, Section
from conferral.protocol.consent import ConsentPolicy, Ground
from conferral.protocol.criteria import Assessment, Criterion, Eligibility, assess
from conferral.protocol.deadlines import Deadline, Due
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.duties import DutyRule
from conferral.protocol.forms import Form, reading
from conferral.protocol.part import Part, Source, Sourced, Text
from conferral.protocol.permissions import Permission
from conferral.protocol.roles import Role
from conferral.protocol.settings import MeetingRules, OpenQuery, Panel, Settings
from conferral.protocol.situations import Example
from conferral.protocol.walking import walk
from conferral.protocol.wording import clock, day

REFERRAL = "referral"


class CalendarRules(Part):
    """Days that the published bank holidays do not know, in the edition's own words."""

    holidays: tuple[ExtraDay, ...] = Field(default=(), alias="holiday")
    closures: tuple[ExtraDay, ...] = Field(default=(), alias="closure")
    working_days: tuple[ExtraDay, ...] = Field(default=(), alias="working_day")

    def for_nation(self, nation: Nation) -> WorkingCalendar:
        return WorkingCalendar(
            nation,
            extra_holidays=named(self.holidays, nation),
            closures=named(self.closures, nation),
            extra_working_days=named(self.working_days, nation),
        )


def named(days: tuple[ExtraDay, ...], nation: Nation) -> dict[date, str]:
    return {each.day: each.name for each in days if not each.nations or nation in each.nations}


class Protocol(Settings):
    """What protocol.toml holds."""

    format: Literal[1]
    id: str = Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")
    title: Text
    abbreviation: Text
    kind: Literal["standing_panel", "planning_meeting"]
    predecessor: str = ""
    document: Text
    panel: Panel
    meeting: MeetingRules
    calendar: CalendarRules = CalendarRules()
    cadence: Cadence | None = None
    consent: ConsentPolicy | None = None
    roles: tuple[Role, ...] = Field(alias="role", min_length=1)
    deadlines: tuple[Deadline, ...] = Field(default=(), alias="deadline")
    eligibility: tuple[Eligibility, ...] = ()
    criteria: tuple[Criterion, ...] = Field(default=(), alias="criterion")
    duties: tuple[DutyRule, ...] = Field(default=(), alias="duty")
    grounds: tuple[Ground, ...] = Field(default=(), alias="ground")
    open_queries: tuple[OpenQuery, ...] = Field(default=(), alias="query")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A value that the document does not give: a default to confirm or a query to answer.

    `id` is stable while the file keeps its ids (`cadence.free`, `deadline.minutes`).
    """

    id: str
    title: str
    source: Source
    note: str
    meanwhile: str
    clauses: tuple[str, ...]

    @property
    def clause(self) -> str:
        return self.clauses[0] if self.clauses else ""


class Edition(Protocol):
    """An edition, whole and checked. `loading.load` makes it; nothing changes it."""

    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...] = ()
    forms: tuple[Form, ...]
    examples: tuple[Example, ...]
    fingerprint: str

    def permissions_of(self, role_ids: Collection[str]) -> frozenset[Permission]:
        """What the roles may do together. Raises KeyError for a role that is not here."""
        held = [self.role(role_id).permissions for role_id in role_ids]
        return frozenset().union(*held) if held else frozenset()

    def roles_that_may(self, permission: Permission) -> tuple[Role, ...]:
        return tuple(role for role in self.roles if permission in role.may)

    def clause(self, clause_id: str) -> Clause:
        return self.clause_by_id[clause_id]

    def form(self, form_id: str) -> Form:
        return {form.id: form for form in self.forms}[form_id]

    def role(self, role_id: str) -> Role:
        return {role.id: role for role in self.roles}[role_id]

    def deadline(self, deadline_id: str) -> Deadline:
        return {deadline.id: deadline for deadline in self.deadlines}[deadline_id]

    def duty(self, duty_id: str) -> DutyRule:
        return {duty.id: duty for duty in self.duties}[duty_id]

    def ground(self, code: str) -> Ground:
        return {ground.code: ground for ground in self.grounds}[code]

    @cached_property
    def clause_by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def calendar_of(self, nation: Nation | str) -> WorkingCalendar:
        """Working days in a nation (ENG, WLS, SCT or NIR), with the edition's own days."""
        return self.calendar.for_nation(Nation(nation))

    def due(self, deadline_id: str, anchor: date, calendar: WorkingCalendar) -> Due:
        """When it is due, counted from the local day of the meeting or of what happened."""
        return self.deadline(deadline_id).due(anchor, calendar)

    def in_time(self, received: datetime, meeting_on: date, calendar: WorkingCalendar) -> Decision:
        """Whether a referral is in time; the moment is in the panel's own time zone."""
        due = self.due(REFERRAL, meeting_on, calendar)
        by = f"{clock(due.time)} on {day(due.day)}" if due.time else day(due.day)
        if due.has_passed(received):
            return no(f"It came after {by}, when referrals closed.", clause=due.clause)
        return yes(f"It came before referrals closed, {by}.", clause=due.clause)

    def meeting_days(self, start: date, months: int, calendar: WorkingCalendar) -> MeetingYear:
        """The meetings that the cadence gives from a day on, and the months without one."""
        if self.cadence is None:
            return MeetingYear((), ())
        return self.cadence.plan(start, months, calendar)

    def reading(self, answers: Answers, facts: Facts | None = None) -> Reading:
        return reading(self.form(REFERRAL), answers, facts)

    def assess(self, answers: Answers, facts: Facts | None = None) -> Assessment:
        """Whether a referral is for this panel. `forms.facts_in` reads her age from answers."""
        return assess(self.eligibility, self.criteria, self.reading(answers, facts))

    def duties_raised(
        self, answers: Answers, *, public_authority: bool | None = None
    ) -> tuple[DutyRule, ...]:
        """What the answers of a referral oblige somebody to do, even while it is a draft."""
        laid = self.reading(answers)
        return tuple(
            duty
            for duty in self.duties
            if duty.binds_agency(public_authority) and duty.is_raised(laid)
        )

    def grounds_for(self, agency_kind: str, public_authority: bool) -> tuple[Ground, ...]:
        """The grounds for sharing without consent that such an agency may rely on."""
        return tuple(
            ground
            for ground in self.grounds
            if ground.is_for(agency_kind, public_authority=public_authority)
        )

    def unsettled(self) -> Iterator[Unsettled]:
        for where, part in walk(self):
            if isinstance(part, Sourced) and part.source != "given":
                said = (part.title or where, part.source, part.note, part.meanwhile, part.clause)
                yield Unsettled(re.sub(r"[ ,']+", ".", where).strip("."), *said)

    @cached_property
    def defaults(self) -> tuple[Unsettled, ...]:
        """Our own values, each of which the partnership must confirm."""
        return tuple(each for each in self.unsettled() if each.source == "default")

    @cached_property
    def queries(self) -> tuple[Unsettled, ...]:
        """Where the document is silent or disagrees with itself: the partnership must answer."""
        return tuple(each for each in self.unsettled() if each.source == "query")
