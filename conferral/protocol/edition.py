"""One edition of a protocol: everything it sets, and the questions that it answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from pydantic import Field

from conferral.protocol.clauses import Clause, Section
from conferral.protocol.conditions.answers import Answers, Facts, Reading
from conferral.protocol.conditions.scores import Tool
from conferral.protocol.days import chains
from conferral.protocol.days.cadence import Cadence, MeetingYear
from conferral.protocol.days.calendar import CalendarRules, Nation, WorkingCalendar
from conferral.protocol.days.deadlines import Anchor, Deadline, Due
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.forms.form import Form, reading
from conferral.protocol.panel_rules import PanelRules
from conferral.protocol.panels.adoption import Adoption
from conferral.protocol.panels.links import Link
from conferral.protocol.part import Source, Sourced, Text
from conferral.protocol.practices import Practice
from conferral.protocol.rules.consent import ConsentPolicy, ConsentStance, Ground
from conferral.protocol.rules.criteria import Assessment, Criterion, Eligibility, Rules, assess
from conferral.protocol.rules.duties import DutyRule
from conferral.protocol.rules.exclusions import Exclusion
from conferral.protocol.rules.prerequisites import Prerequisite
from conferral.protocol.rules.repeat import Repeat, Repeated
from conferral.protocol.settings import MeetingRules, OpenQuery, Panel, WordingChange
from conferral.protocol.situations.situation import Example
from conferral.protocol.walking import walk
from conferral.protocol.wording import clock, day

REFERRAL = "referral"
EDITION_ID = r"^[a-z0-9-]+/[a-z0-9-]+$"


class Protocol(PanelRules):
    """What protocol.toml holds."""

    format: Literal[1]
    id: str = Field(pattern=EDITION_ID)
    title: Text
    abbreviation: Text
    kind: Literal["standing_panel", "planning_meeting"]
    predecessor: str = ""
    document: Text
    panel: Panel
    meeting: MeetingRules
    calendar: CalendarRules = CalendarRules()
    adoption: Adoption = Adoption()
    cadence: Cadence | None = None
    consent: ConsentPolicy | None = None
    deadlines: tuple[Deadline, ...] = Field(default=(), alias="deadline")
    eligibility: tuple[Eligibility, ...] = ()
    criteria: tuple[Criterion, ...] = Field(default=(), alias="criterion")
    exclusions: tuple[Exclusion, ...] = Field(default=(), alias="exclusion")
    prerequisites: tuple[Prerequisite, ...] = Field(default=(), alias="prerequisite")
    tools: tuple[Tool, ...] = Field(default=(), alias="tool")
    repeat: Repeat | None = None
    duties: tuple[DutyRule, ...] = Field(default=(), alias="duty")
    grounds: tuple[Ground, ...] = Field(default=(), alias="ground")
    open_queries: tuple[OpenQuery, ...] = Field(default=(), alias="query")
    wording_changes: tuple[WordingChange, ...] = Field(default=(), alias="wording_change")


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
    finds: tuple[str, ...] = ()

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

    def clause(self, clause_id: str) -> Clause:
        return self.clause_by_id[clause_id]

    def form(self, form_id: str) -> Form:
        return {form.id: form for form in self.forms}[form_id]

    def area_called(self, area: str) -> str:
        """An area as the referral form words it, where it is chosen from a list there."""
        asked = self.form(REFERRAL).filling("address.area")
        return asked.labels.get(area, area) if asked else area

    def deadline(self, deadline_id: str) -> Deadline:
        return {deadline.id: deadline for deadline in self.deadlines}[deadline_id]

    def duty(self, duty_id: str) -> DutyRule:
        return {duty.id: duty for duty in self.duties}[duty_id]

    def ground(self, code: str) -> Ground:
        return {ground.code: ground for ground in self.grounds}[code]

    @cached_property
    def clause_by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def clause_for(self, practice: Practice) -> str:
        """The clause that asks for what the software does, or nothing where none asks for it."""
        return next(iter(self.clauses_for(practice)), "")

    def clauses_for(self, *practices: Practice) -> tuple[str, ...]:
        """Every clause that asks for what the software does, the principal one first."""
        return tuple(
            dict.fromkeys(each for name in practices for each in self.by_practice.get(name, ()))
        )

    @cached_property
    def by_practice(self) -> dict[Practice, tuple[str, ...]]:
        return {
            practice: found
            for practice in Practice
            if (found := tuple(c.id for c in self.clauses if f"practice:{practice}" in c.by))
        }

    def calendar_of(self, nation: Nation | str | None = None) -> WorkingCalendar:
        """Working days in a nation, or in the edition's own, with the edition's own days.

        ENG, WLS, SCT or NIR, or a name like `northern-ireland`. England where none is named.
        """
        return self.calendar.for_nation(Nation(nation or self.calendar.nation or Nation.ENGLAND))

    def calendar_for(self, nation: Nation | str) -> WorkingCalendar:
        """Working days for a panel of this nation, where the document names no other."""
        return self.calendar_of(self.calendar.nation or nation)

    def due(self, deadline_id: str, anchor: date, calendar: WorkingCalendar) -> Due:
        """When it is due, counted from the local day, or moment, of what happened.

        A deadline that counts from another is counted from what that one counts from.
        """
        links = chains.chain(self.deadlines, deadline_id)
        return chains.due(links, anchor, lambda deadline: self.counted_in(deadline, calendar))

    def counted_in(self, deadline: Deadline, calendar: WorkingCalendar) -> WorkingCalendar:
        """The days of the nation in which the deadline is counted."""
        if deadline.nation in (None, calendar.nation):
            return calendar
        return self.calendar.moved_to(deadline.nation or calendar.nation, calendar)

    def anchor_of(self, deadline_id: str) -> Anchor | None:
        """What a deadline counts from in the end, by way of the deadlines between."""
        return chains.chain(self.deadlines, deadline_id)[-1].anchor

    def deadlines_about(self, anchor: Anchor) -> tuple[Deadline, ...]:
        """The deadlines that count from this in the end."""
        return tuple(each for each in self.deadlines if self.anchor_of(each.id) == anchor)

    def in_time(
        self,
        received: datetime,
        meeting_on: date,
        calendar: WorkingCalendar,
        repeated: Repeated | None = None,
    ) -> Decision:
        """Whether a referral is in time; the moment is in the panel's own time zone.

        A repeat that passes over the deadline is never late.
        """
        if repeated and (passed_over := repeated.skips("deadline")):
            return passed_over
        if REFERRAL not in {deadline.id for deadline in self.deadlines}:
            return yes("The protocol does not say when referrals close.")
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
        laid = reading(self.form(REFERRAL), answers, facts)
        return replace(laid, tools={tool.id: tool for tool in self.tools})

    def assess(self, answers: Answers, facts: Facts | None = None) -> Assessment:
        """Whether a referral is for this panel. `forms.facts_in` reads her age from answers."""
        return assess(self.rules, self.reading(answers, facts))

    @cached_property
    def rules(self) -> Rules:
        """What `assess` lays beside the answers."""
        return Rules(**{each.name: getattr(self, each.name) for each in fields(Rules)})

    def repeats(self, answers: Answers, facts: Facts | None = None) -> Repeated | None:
        """What the rule on repeats comes to; nothing where the edition has none."""
        return self.repeat.on(self.reading(answers, facts)) if self.repeat else None

    def consent_stance(self, answers: Answers, facts: Facts | None = None) -> ConsentStance | None:
        """What is asked of her before agencies share; nothing where the edition does not say."""
        return self.consent.stance_on(self.reading(answers, facts)) if self.consent else None

    def duties_raised(
        self,
        answers: Answers,
        *,
        public_authority: bool | None = None,
        facts: Facts | None = None,
    ) -> tuple[DutyRule, ...]:
        """What the answers of a referral oblige somebody to do, even while it is a draft."""
        return self.duties_in(self.reading(answers, facts), public_authority)

    def duties_in(self, laid: Reading, public_authority: bool | None) -> tuple[DutyRule, ...]:
        return tuple(
            duty
            for duty in self.duties
            if duty.binds_agency(public_authority) and duty.is_raised(laid)
        )

    def links_raised(self, answers: Answers, facts: Facts | None = None) -> tuple[Link, ...]:
        """The other panels and processes that the answers point to."""
        return self.links_in(self.reading(answers, facts))

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
                yield Unsettled(re.sub(r"[ ,']+", ".", where).strip("."), *said, part.finds)

    @cached_property
    def defaults(self) -> tuple[Unsettled, ...]:
        """Our own values, each of which the partnership must confirm."""
        return tuple(each for each in self.unsettled() if each.source == "default")

    @cached_property
    def queries(self) -> tuple[Unsettled, ...]:
        """Where the document is silent or disagrees with itself: the partnership must answer."""
        return tuple(each for each in self.unsettled() if each.source == "query")
