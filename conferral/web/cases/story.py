"""A case as its page tells it, in the order in which people need it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from conferral.access.actor import Actor
from conferral.actions.models import Action
from conferral.cases.models import (
    CapacityRecord,
    Case,
    CasePlace,
    Disclosure,
    Duty,
    Involvement,
    RiskAssessment,
    SharingBasis,
    Voice,
)
from conferral.documents.papers import Fact, RedFlag
from conferral.meetings.models import AgendaItem, Meeting
from conferral.meetings.papers import flags_of, identifiers_of
from conferral.meetings.queries import has_signed
from conferral.people.models import Person
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.permissions import Permission
from conferral.referrals.models import Referral
from conferral.web.cases.reading import Rows
from conferral.web.cases.states import State, of_action, of_duty, of_risk

Labelled = tuple[str, str]
ADULT = Involvement.Role.ADULT
FLAG_STATES = {"present": "risk", "not_present": "done", "not_known": "unstarted"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One red flag as it was answered."""

    title: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult of a case: how to reach her, her words, then her risk."""

    uid: str
    called: str
    is_named: bool
    stop: str
    facts: list[Labelled]
    voice: Voice | None
    risk: RiskAssessment | None
    level: State
    flags: tuple[RedFlag, ...]
    answers: tuple[Answer, ...]
    capacity: CapacityRecord | None
    bases: list[SharingBasis]

    @property
    def critical(self) -> int:
        return sum(flag.state.value == "critical" for flag in self.flags)


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that a reader of the papers may see of a case."""

    adults: list[Adult]
    others: list[Involvement]
    places: list[CasePlace]
    duties: list[tuple[Duty, State]] | None
    actions: list[tuple[Action, State]]
    decided: AgendaItem | None
    may_read_decision: bool
    ledger: list[Disclosure]
    heard_next: Meeting | None
    referrals: list[Referral]


def story_of(rows: Rows, *, actor: Actor, today: date, calendar: WorkingCalendar) -> Story:
    """Tell the whole story of a case to somebody who may read its papers."""
    decided = _last_minuted(rows)
    return Story(
        adults=[_adult(each, rows, today) for each in rows.parts if each.role == ADULT],
        others=[each for each in rows.parts if each.role != ADULT],
        places=rows.places,
        duties=[(duty, of_duty(duty, today, calendar)) for duty in rows.duties]
        if Permission.DUTY_READ in actor.permissions
        else None,
        actions=[(action, of_action(action, today, calendar)) for action in rows.actions],
        decided=decided,
        may_read_decision=bool(decided and has_signed(decided.meeting, actor=actor)),
        ledger=rows.ledger,
        heard_next=_heard_next(rows, today),
        referrals=[each for each in rows.referrals if each.pk in rows.open_referrals],
    )


def _heard_next(rows: Rows, today: date) -> Meeting | None:
    """The first meeting ahead that will hear this case."""
    listed = (item.meeting for item in rows.items if item.taken_off_at is None)
    return next((meeting for meeting in listed if meeting.is_ahead(today)), None)


def next_meeting(case: Case, *, actor: Actor, today: date) -> Meeting | None:
    """The first meeting ahead that will hear this case."""
    items = AgendaItem.objects.visible_to(actor).filter(
        case=case, taken_off_at=None, meeting__closed_at=None, meeting__cancelled_at=None,
        meeting__held_on__gte=today,
    )  # fmt: skip
    first = items.select_related("meeting").order_by("meeting__held_on").first()
    return first.meeting if first else None


def stop_of(person: Person | None) -> str:
    """How not to contact her; where nobody knows, that nobody knows."""
    if person is None:
        return ""
    warning: str = person.contact_warning
    if warning:
        return warning
    if "contact_warning" in person.said:
        return _("Nobody knows yet whether it is safe to contact her. Do not, until somebody does.")
    return ""


def _adult(part: Involvement, rows: Rows, today: date) -> Adult:
    person, risk = part.person, _newest(part.risk_assessments)
    bases = [basis for basis in rows.bases if basis.person_id == part.person_id]
    return Adult(
        uid=part.uid,
        called=part.called,
        is_named=person is not None,
        stop=stop_of(person),
        facts=_facts(part, today),
        voice=_newest(part.voices),
        risk=risk,
        level=of_risk(risk),
        flags=flags_of(risk),
        answers=_answers(risk),
        capacity=_newest(part.capacity_records),
        bases=bases,
    )


def _newest(found: Any) -> Any:
    """The first of what was read, newest first; nothing where there is nothing."""
    return next(iter(found.all()), None)


def _facts(part: Involvement, today: date) -> list[Labelled]:
    facts = labelled(identifiers_of(part, today))
    if person := part.person:
        facts += [(_("Speaks"), person.language), (_("What helps"), person.communication)]
    return [*facts, (_("Works best with"), part.best_placed_worker)]


def labelled(facts: Iterable[Fact]) -> list[Labelled]:
    """Facts as the kit draws them."""
    return [(fact.label, fact.value) for fact in facts]


def _answers(risk: RiskAssessment | None) -> tuple[Answer, ...]:
    words = {
        "present": _("Present"),
        "not_present": _("Not present"),
        "not_known": _("Not known"),
    }
    return tuple(
        Answer(
            flag["title"],
            FLAG_STATES.get(flag.get("state", ""), "unstarted"),
            words.get(flag.get("state", ""), _("Not answered")),
        )
        for flag in (risk.flags.values() if risk else ())
    )


def _last_minuted(rows: Rows) -> AgendaItem | None:
    minuted = (item for item in reversed(rows.items) if item.meeting.minutes_issued_at)
    return next((item for item in minuted if hasattr(item, "record")), None)
