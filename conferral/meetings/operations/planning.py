"""What people do to plan a meeting: the year, the agenda, the cases on it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from conferral.access.actor import Actor, insist
from conferral.access.localtime import local, local_day
from conferral.access.operation import operation
from conferral.cases.models import Case, Level
from conferral.cases.opening import basis_in_words, disclose, grant, without_conflict
from conferral.meetings.lifecycle import Stage
from conferral.meetings.models import AgendaItem, Meeting
from conferral.meetings.queries import REFERRAL, acting_on, deadline_of, searching_agencies
from conferral.meetings.seeing import note_seen_by_referrers
from conferral.notices.outbox import tell
from conferral.partnerships.models import AdoptedEdition, Agency, Membership, Panel
from conferral.protocol.days.cadence import PlannedMeeting
from conferral.protocol.days.deadlines import Due
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.protocol.wording import listing
from conferral.referrals.models import Referral
from conferral.referrals.queries import late_roles, lateness_is_agreed

FARTHEST = timedelta(days=730)
"""Beyond this a day is a slip of the pen: a deadline that nobody will count."""
OPEN_STAGES = (Stage.PLANNED, Stage.PAPERS_OUT, Stage.IN_SESSION)


@operation(may=Permission.MEETING_PLAN, records="meeting.planned")
def plan_year(
    panel: Panel, /, *, actor: Actor, now: datetime, start: date, months: int = 12
) -> Panel:
    """Make the meetings that the cadence gives from a day on; those there stay.

    A meeting takes the edition that is in force on its day, as far as one is adopted.
    """
    insist(_gives_dates(panel, local_day(now)))
    held = Meeting.objects.filter(panel=panel, kind=Meeting.Kind.SCHEDULED, cancelled_at=None)
    taken = {day for pair in held.values_list("held_on", "moved_from") for day in pair}
    for adopted, planned in _days_given(panel, start, months, local_day(now)):
        if not {planned.day, planned.moved_from or planned.day} & taken:
            Meeting.objects.create(
                partnership_id=panel.partnership_id,
                panel=panel,
                edition=adopted,
                held_on=planned.day,
                starts=planned.at,
                venue=panel.venue,
                why_this_day=planned.why,
                moved_from=planned.moved_from,
                planned_at=now,
            )
    return panel


def _gives_dates(panel: Panel, today: date) -> Decision:
    """Whether an edition in force, or adopted to follow, says ahead when the panel meets."""
    editions = [adopted.protocol for adopted, _end in _turns(panel, today)]
    if any(each.cadence and each.cadence.dates for each in editions):
        return yes()
    called = editions[0].cadence
    if called is None:
        return no(_("The protocol does not say when the panel meets, so there is nothing to plan."))
    said = _("This panel plans no dates ahead: its meetings are called when they are needed.")
    return no(said, clause=next(iter(called.pattern.clause), ""))


def _turns(panel: Panel, today: date) -> list[tuple[AdoptedEdition, date]]:
    """The edition in force and those adopted to follow it, each with the day on which it ends."""
    coming = panel.editions.filter(in_force_from__gt=today).order_by("in_force_from")
    turns = [panel.adopted_on(today), *coming]
    return list(zip(turns, [*(each.in_force_from for each in turns[1:]), date.max], strict=True))


def _days_given(
    panel: Panel, start: date, months: int, today: date
) -> Iterator[tuple[AdoptedEdition, PlannedMeeting]]:
    """The meeting days of the edition in force, and of those adopted to follow it, in turn."""
    for number, (adopted, end) in enumerate(_turns(panel, today)):
        edition = adopted.protocol
        begins = adopted.in_force_from if number else date.min
        for planned in edition.meeting_days(start, months, panel.calendar(edition)).meetings:
            if begins <= planned.day < end:
                yield adopted, planned


@operation(may=Permission.MEETING_PLAN, records="meeting.moved")
def move_meeting(
    meeting: Meeting, /, *, actor: Actor, now: datetime, to: date, why: str
) -> Meeting:
    """Move a meeting to a day that the members agreed, with the reason."""
    clause = meeting.protocol.clause_for(Practice.DAY_AGREED)
    if meeting.stage != Stage.PLANNED:
        insist(
            no(_("Its papers are out, so it cannot be moved; cancel it instead."), clause=clause)
        )
    if not why.strip():
        insist(no(_("Say why the meeting moves: members will read this."), clause=clause))
    if meeting.panel.meetings.filter(held_on=to, cancelled_at=None).exclude(pk=meeting.pk).exists():
        insist(no(_("The panel meets on that day already."), clause=clause))
    if to < local_day(now):
        insist(no(_("Choose a day from today on."), clause=clause))
    if to > local_day(now) + FARTHEST:
        insist(no(_("Choose a day within the next two years."), clause=clause))
    meeting.moved_from = meeting.moved_from or meeting.held_on
    meeting.held_on, meeting.why_this_day = to, why
    meeting.save()
    return meeting


@operation(may=Permission.MEETING_LIST_CASE, records="meeting.case_listed")
def list_case(
    meeting: Meeting, /, *, actor: Actor, now: datetime, case: Case, minutes: int,
    child_involved: bool, note: str = "",
) -> AgendaItem:  # fmt: skip
    """Put a case on the agenda, and give the agencies that search the identifiers to search by."""
    insist(may_be_listed(case, meeting, actor=actor))
    item = AgendaItem.objects.create(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        case=case,
        position=meeting.items.count() + 1,
        minutes=minutes,
        child_involved=child_involved,
        note=note,
        listed_at=now,
        listed_by_id=actor.user_id,
    )
    note_seen_by_referrers(item, at=now)
    agencies = without_conflict(case, _agencies_told(meeting, local_day(now)))
    grant(case, agencies, level=Level.IDENTIFIERS, why="listed", by=actor, at=now)
    disclose(
        case,
        what=_("Who she is, so that agencies can search their records"),
        by_agency=_agency_of(actor),
        agencies=agencies,
        actor=actor,
        at=now,
        basis=basis_in_words(case),
        withheld=_("Everything but her name, age and area"),
    )
    _tell(_who_sees(case, meeting, local_day(now)), "meeting.case_listed", item, now)
    return item


def _agencies_told(meeting: Meeting, day: date) -> list[Agency]:
    """Those that search; and whoever chairs, where no papers would open the case to them later."""
    agencies = searching_agencies(meeting.panel, day)
    if meeting.protocol.roles_that_may(Permission.PAPERS_CIRCULATE):
        return agencies
    chairs = [
        seat.agency
        for seat, actor in acting_on(meeting.panel, day)
        if Permission.ROOM_CHAIR in actor.permissions and seat.agency not in agencies
    ]
    return [*agencies, *dict.fromkeys(chairs)]


def _who_sees(case: Case, meeting: Meeting, day: date) -> list[Membership]:
    """The seats to which a case is open now: nobody else may learn that it is there."""
    return [
        seat
        for seat, actor in acting_on(meeting.panel, day)
        if Case.objects.visible_to(actor).filter(pk=case.pk).exists()
    ]


def may_be_listed(case: Case, meeting: Meeting, *, actor: Actor) -> Decision:
    """A visible, open case, once a meeting; and in time, or late by agreement."""
    if meeting.stage not in OPEN_STAGES:
        return no(_("This meeting is over; list the case for a later one."))
    if not Case.objects.visible_to(actor).filter(pk=case.pk, closed_at=None).exists():
        return no(_("This case is not open."))
    if meeting.items.filter(case=case, taken_off_at=None).exists():
        return no(_("This case is on the agenda already."))
    return in_time_for(case, meeting)


def in_time_for(case: Case, meeting: Meeting) -> Decision:
    """Whether the case's latest referral arrived before referrals closed, or may be late."""
    return in_time_with(case.referrals.order_by("-received_at").first(), meeting)


def in_time_with(referral: Referral | None, meeting: Meeting) -> Decision:
    """Whether a case's latest referral lets a meeting hear it; without one, any meeting may."""
    if referral is None or referral.received_at is None or meeting.kind != Meeting.Kind.SCHEDULED:
        return yes()
    due = deadline_of(meeting, REFERRAL)
    if due is None or not due.has_passed(local(referral.received_at)):
        return yes()
    return yes() if lateness_is_agreed(referral) else _too_late(due, referral)


def _too_late(due: Due, referral: Referral) -> Decision:
    said = _("Its referral arrived after referrals for this meeting had closed.")
    roles = [referral.protocol.role(role).title for role in late_roles(referral)]
    if due.exception is None or not roles:
        return no(said, clause=due.clause)
    said += " " + _(
        "It can be heard late only where there is %(reason)s, with agreement from: %(roles)s."
    ) % {"reason": due.exception.reason, "roles": listing(roles)}
    return no(said, clause=next(iter(due.exception.clause), due.clause))


@operation(may=Permission.MEETING_LIST_CASE, records="meeting.case_taken_off")
def take_off(item: AgendaItem, /, *, actor: Actor, now: datetime) -> AgendaItem:
    """Take a case off the agenda before it is heard."""
    if item.begun_at or item.taken_off_at:
        insist(no(_("This case has been begun or taken off already.")))
    item.taken_off_at, item.taken_off_by_id = now, actor.user_id
    item.save()
    return item


@operation(may=Permission.MEETING_PLAN, records="meeting.agenda_sent")
def send_agenda(meeting: Meeting, /, *, actor: Actor, now: datetime) -> Meeting:
    """Tell the members that the agenda, place, day and time can be read."""
    if meeting.stage not in OPEN_STAGES[:2]:
        clause = meeting.protocol.clause_for(Practice.AGENDA_BEFORE)
        insist(no(_("This meeting has begun or is over."), clause=clause))
    meeting.agenda_sent_at, meeting.agenda_sent_by_id = now, actor.user_id
    meeting.save()
    seats = acting_on(meeting.panel, local_day(now))
    readers = [seat for seat, who in seats if Permission.MEETING_READ in who.permissions]
    _tell(readers, "meeting.agenda_sent", meeting, now)
    return meeting


def _agency_of(actor: Actor) -> Agency:
    return Agency.objects.visible_to(actor).get(pk=actor.agency_id)


def _tell(
    members: Iterable[Membership], event: str, subject: AgendaItem | Meeting, now: datetime
) -> None:
    users = [member.user_id for member in members]
    tell(users, event, subject=subject.uid, partnership_id=subject.partnership_id, at=now)
