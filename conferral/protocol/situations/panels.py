"""What a worked example may say of the panel itself: its people, its decisions, its records."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from conferral.protocol.panels.holding import Candidate
from conferral.protocol.panels.meeting_rules import CaseToHear
from conferral.protocol.panels.quorum import AgencyThere
from conferral.protocol.panels.roles import Granted
from conferral.protocol.panels.voting import Side
from conferral.protocol.part import Part
from conferral.protocol.subjects import SubjectKind, Told


class Votes(Part):
    """How the agencies said, and what the casting vote or the chair says."""

    for_: int = Field(default=0, alias="for", ge=0)
    against: int = Field(default=0, ge=0)
    abstained: int = Field(default=0, ge=0)
    casting: Side | None = None


class PanelGiven(Part):
    """Days that are not written are the day of the example."""

    role: str = ""
    together: tuple[str, ...] = ()
    does: tuple[Granted, ...] = Field(default=(), max_length=2)
    candidates: tuple[Candidate, ...] = ()
    conflicted: tuple[str, ...] = ()
    turn: int = Field(default=0, ge=0)
    present: tuple[AgencyThere, ...] = ()
    members: int = Field(default=0, ge=0)
    home_area: str = ""
    votes: Votes = Votes()
    level: str = ""
    heard_on: date | None = None
    subject: SubjectKind | None = None
    people: int = Field(default=1, ge=1)
    named: bool = True
    tell: Told | None = None
    parties: Mapping[str, str] = Field(default_factory=dict)
    lead_because: str = ""
    dispute_about: str = ""
    disputed_on: date | None = None
    record: str = ""
    began: date | None = None
    count: int = Field(default=0, ge=0)
    audience: str = ""
    plan: tuple[str, ...] = ()
    disagreed: bool = False
    changes: int = Field(default=0, ge=0)
    decline_because: str = ""
    searched: tuple[str, ...] = ()
    found: int | None = Field(default=None, ge=0)
    information_sent: bool = False
    settled: tuple[str, ...] = ()
    planned: bool = False
    cases: tuple[CaseToHear, ...] = ()
    since: date | None = None
    until: date | None = None
    notice_on: date | None = None


class PanelExpect(Part):
    """What the protocol says of it. Only what is written here is compared."""

    may: tuple[Granted, ...] | None = None
    may_not: tuple[Granted, ...] | None = None
    may_hold: bool | None = None
    one_person_may: bool | None = None
    holder: str | None = None
    quorum: bool | None = None
    may_be_held: bool | None = None
    may_decide: bool | None = None
    agreed: bool | None = None
    records_dissent: bool | None = None
    moves_to: tuple[str, ...] | None = None
    moves_in_doubt: tuple[str, ...] | None = None
    heard_again_by: date | None = None
    chaired_by: str | None = None
    links: tuple[str, ...] | None = None
    heard: bool | None = None
    may_tell: bool | None = None
    lead: str | None = None
    lead_may_pass: bool | None = None
    waived: tuple[str, ...] | None = None
    may_dispute: bool | None = None
    ladder: Mapping[str, date | Literal["not set"]] = Field(default_factory=dict)
    destroy_on: date | Literal["never"] | None = None
    controller: str | None = None
    shown: str | None = None
    plan_lacks: tuple[str, ...] | None = None
    versions_kept: int | None = None
    may_decline: bool | None = None
    unsearched: tuple[str, ...] | None = None
    answered: bool | None = None
    may_stay_away: bool | None = None
    may_visit: bool | None = None
    agenda: tuple[str, ...] | None = None
    periodic: Mapping[str, tuple[date, ...]] = Field(default_factory=dict)
    leaves_on: date | None = None
    settings: Mapping[str, Any] = Field(default_factory=dict)
