"""What a protocol sets besides its rules: the panel, its meetings, its records and its reviews."""

from typing import Literal

from pydantic import Field

from conferral.protocol.panels.disputes import Dispute
from conferral.protocol.panels.equality import Equality
from conferral.protocol.panels.leading import Emergency, LeadAgency
from conferral.protocol.panels.levels import Level
from conferral.protocol.panels.links import Link
from conferral.protocol.panels.meeting_rules import MeetingRules
from conferral.protocol.panels.planning import Plan, Research, Visit
from conferral.protocol.panels.quorum import Quorum
from conferral.protocol.panels.registers import Governance, Periodic, Register, Review, Withdrawal
from conferral.protocol.panels.retention import Retention
from conferral.protocol.panels.voting import Deciding
from conferral.protocol.part import Clauses, Id, Part, Sourced, Text
from conferral.protocol.subjects import Subject

__all__ = ["MeetingRules", "OpenQuery", "Panel", "Settings", "WordingChange"]


class Convenor(Sourced):
    """How the convenor is spoken of; which agency that is, the partnership says."""

    words: Text


class Audience(Sourced):
    rule: Literal["all_members", "scoped"]


class Panel(Sourced):
    """Whom the panel is for. `names` are its own besides title and abbreviation; none is former."""

    scope: Text
    names: tuple[Text, ...] = ()
    former_names: tuple[Text, ...] = ()
    aims: tuple[Text, ...] = ()
    convenor: Convenor
    audience: Audience


class Chair(Sourced):
    words: Text


class Escalation(Sourced):
    """After how many missed actions the steering group is told."""

    missed_actions: int = Field(gt=0)
    tell: Id


class Membership(Sourced):
    """The seats of a member agency, and what its lead member attests."""

    seats: tuple[Literal["lead", "secondary"], ...]
    attests: tuple[Text, ...] = ()
    agreement: bool


class Marking(Sourced):
    text: Text
    neutral_title: Text


class Breach(Sourced):
    tell: Text
    words: Text


class Complaints(Sourced):
    between_agencies: Text
    of_people: Text


class Settings(Part):
    """Tables that a document may leave out; the protocol check says which are wanted."""

    chair: Chair | None = None
    quorum: Quorum | None = None
    emergency: Emergency | None = None
    escalation: Escalation | None = None
    membership: Membership | None = None
    marking: Marking | None = None
    equality: Equality | None = None
    governance: Governance | None = None
    review: Review | None = None
    withdrawal: Withdrawal | None = None
    breach: Breach | None = None
    complaints: Complaints | None = None
    retention: Retention | None = None
    subject: Subject | None = None
    decision: Deciding | None = None
    lead_agency: LeadAgency | None = None
    dispute: Dispute | None = None
    research: Research | None = None
    plan: Plan | None = None
    visit: Visit | None = None
    levels: tuple[Level, ...] = Field(default=(), alias="level")
    links: tuple[Link, ...] = Field(default=(), alias="link")
    registers: tuple[Register, ...] = Field(default=(), alias="register")
    periodic: tuple[Periodic, ...] = ()


class WordingChange(Part):
    """What differs from the edition before in the document's wording only, in one sentence."""

    id: Id
    clause: Clauses = ()
    before: str = ""
    after: str = ""
    says: Text


class OpenQuery(Sourced):
    """What no table of the file can show as unsettled.

    Its `note` is the question, and `meanwhile` what happens until it is answered or confirmed.
    """

    id: Id
    title: Text
    source: Literal["query", "default"] = "query"
    note: Text
    meanwhile: Text
