"""What a protocol sets besides its rules: the panel, its meetings, its records and its reviews."""

from typing import Literal

from pydantic import Field

from conferral.protocol.part import Id, Part, Sourced, Text


class Convenor(Sourced):
    """How the convenor is spoken of; which agency that is, the partnership says."""

    words: Text


class Audience(Sourced):
    rule: Literal["all_members", "scoped"]


class Panel(Sourced):
    scope: Text
    aims: tuple[Text, ...] = ()
    convenor: Convenor
    audience: Audience


class Chair(Sourced):
    words: Text


class Quorum(Sourced):
    """The kinds of agency that must be there; without them the meeting only advises."""

    words: Text
    agencies: tuple[Id, ...] = ()
    below: Text


class Statement(Sourced):
    """The confidentiality statement that everyone signs for each meeting."""

    version: Text
    title: Text
    lead: Text
    points: tuple[Text, ...] = Field(min_length=1)


class Order(Sourced):
    children_first: bool
    capacity_first: bool


class Timing(Sourced):
    minutes_per_case: int = Field(gt=0, le=120)


class Attendance(Sourced):
    """Whether she attends, and how she is heard."""

    subject_attends: bool
    heard_through: tuple[Text, ...] = ()


class Guests(Sourced):
    """Whom the convenor may invite, and to what."""

    one_case_only: bool
    agreed_by: Id


class HardCopies(Sourced):
    of: tuple[Text, ...]


class MeetingRules(Part):
    order: Order
    timing: Timing
    attendance: Attendance
    guests: Guests
    hard_copies: HardCopies
    confidentiality: Statement

    @property
    def children_first(self) -> bool:
        return self.order.children_first

    @property
    def capacity_first(self) -> bool:
        return self.order.capacity_first

    @property
    def minutes_per_case(self) -> int:
        return self.timing.minutes_per_case


class Emergency(Sourced):
    asked_by: tuple[Id, ...]
    called_by: Id
    may_be_remote: bool
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


class Equality(Sourced):
    every: Literal["quarter", "year"]
    characteristics: tuple[Id, ...]


class Governance(Sourced):
    group: Id
    times_a_year: int = Field(gt=0)
    reports_to: Text


class Review(Sourced):
    every_months: int = Field(gt=0)


class Withdrawal(Sourced):
    notice_months: int = Field(gt=0)
    in_writing: bool


class Breach(Sourced):
    tell: Text
    words: Text


class Complaints(Sourced):
    between_agencies: Text
    of_people: Text


class Retention(Sourced):
    """For how long records are kept; nothing is destroyed while this is not set."""

    years: int | None = Field(default=None, gt=0)
    begins: str = ""


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


class OpenQuery(Sourced):
    """What no table of the file can show as unsettled.

    Its `note` is the question, and `meanwhile` what happens until it is answered or confirmed.
    """

    id: Id
    title: Text
    source: Literal["query", "default"] = "query"
    note: Text
    meanwhile: Text
