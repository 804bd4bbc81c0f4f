"""What the room shows of the case that is being heard: its time, its people, its words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from conferral.access.actor import Actor
from conferral.actions.models import Action
from conferral.cases.models import (
    CapacityRecord,
    Case,
    Involvement,
    RiskAssessment,
    Voice,
)
from conferral.cases.models.grants import cases_in_conflict
from conferral.documents.papers import AgencyKnowledge, RedFlag
from conferral.meetings.models import AgendaItem, Dissent, ItemRecord, Meeting
from conferral.meetings.papers import age_in_words, flags_of, known_of
from conferral.meetings.queries import acting_on, searching_agencies
from conferral.partnerships.models import Agency, Membership
from conferral.protocol.permissions import Permission


@dataclass(frozen=True, slots=True)
class Timer:
    """How long a case has, in figures: 6:20 left, or 1:10 over."""

    left: timedelta
    minutes: int

    @property
    def is_over(self) -> bool:
        return self.left < timedelta()

    @property
    def figures(self) -> str:
        seconds = abs(int(self.left.total_seconds()))
        return f"{seconds // 60}:{seconds % 60:02d}"

    @property
    def share(self) -> float:
        """How much of the time is left, between 0 and 1."""
        return min(1.0, max(0.0, self.left / timedelta(minutes=self.minutes or 1)))


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult of the case, with the newest of what is known."""

    involvement: Involvement
    age: str
    do_not_contact: str
    voice: Voice | None
    capacity: CapacityRecord | None
    risk: RiskAssessment | None
    flags: tuple[RedFlag, ...]

    @property
    def called(self) -> str:
        return self.involvement.called


@dataclass(frozen=True, slots=True)
class People:
    """Who is in the room for a case, who left it, who only watches, and who is missing."""

    present: list[Membership]
    left: list[Membership]
    observing: list[Membership]
    missing: list[Agency]


@dataclass(frozen=True, slots=True)
class Hearing:
    """A case while it is heard."""

    item: AgendaItem
    case: Case
    record: ItemRecord
    timer: Timer
    adults: list[Adult]
    people: People
    known: tuple[AgencyKnowledge, ...]
    actions: list[Action]
    dissents: list[Dissent]

    @property
    def is_high_risk(self) -> bool:
        return any(adult.risk and adult.risk.level == "high" for adult in self.adults)

    @property
    def must_not_contact(self) -> bool:
        return any(adult.do_not_contact for adult in self.adults)


def running(meeting: Meeting) -> AgendaItem | None:
    """The case that is being heard now, whoever asks: show it only to those who may see it."""
    items = meeting.items.filter(begun_at__isnull=False, ended_at=None, taken_off_at=None)
    return items.select_related("case", "meeting").first()


def hearing(item: AgendaItem, *, now: datetime, today: date) -> Hearing:
    """Everything that the room shows of a case that was begun."""
    begun = item.begun_at or now
    return Hearing(
        item,
        item.case,
        item.record,
        Timer(begun + timedelta(minutes=item.minutes) - now, item.minutes),
        [_adult(each, today) for each in item.case.adults],
        people_for(item, today),
        known_of(item.case),
        list(item.actions.select_related("owner", "agency").order_by("agreed_at", "pk")),
        list(item.dissents.select_related("agency").order_by("recorded_at", "pk")),
    )


def _adult(involvement: Involvement, today: date) -> Adult:
    person = involvement.person
    risk = involvement.risk_assessments.first()
    return Adult(
        involvement,
        age_in_words(person, today) if person else "",
        person.contact_warning if person else "",
        involvement.voices.first(),
        involvement.capacity_records.first(),
        risk,
        flags_of(risk),
    )


def people_for(item: AgendaItem, today: date) -> People:
    """The room as it is for this case. Whoever is in conflict with it has left."""
    meeting = item.meeting
    inside = set(
        meeting.attendances.filter(entered_at__isnull=False, left_at=None).values_list(
            "membership_id", flat=True
        )
    )
    present: list[Membership] = []
    left: list[Membership] = []
    observing: list[Membership] = []
    for seat, actor in acting_on(meeting.panel, today):
        if seat.pk not in inside or _is_guest_of_another_case(actor, item):
            continue
        if cases_in_conflict(actor).filter(case=item.case_id).exists():
            left.append(seat)
        elif Permission.CASE_READ in actor.permissions:
            present.append(seat)
        else:
            observing.append(seat)
    here = {seat.agency_id for seat in present}
    agencies = searching_agencies(meeting.panel, today)
    missing = [agency for agency in agencies if agency.pk not in here]
    return People(present, left, observing, missing)


def _is_guest_of_another_case(actor: Actor, item: AgendaItem) -> bool:
    return actor.is_guest and not Case.objects.visible_to(actor).filter(pk=item.case_id).exists()


def owners_for(item: AgendaItem, today: date) -> list[Membership]:
    """Who can take on an action: everyone who reads actions and has no conflict with the case."""
    return [
        seat
        for seat, actor in acting_on(item.meeting.panel, today)
        if Permission.ACTION_READ in actor.permissions
        and not cases_in_conflict(actor).filter(case=item.case_id).exists()
    ]
