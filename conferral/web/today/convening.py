"""What the convenor's people must do: check, list, send, issue and plan."""

from collections.abc import Iterator
from datetime import time, timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.localtime import local
from conferral.cases.models import Case
from conferral.meetings.models import AgendaItem
from conferral.meetings.operations.planning import in_time_with
from conferral.meetings.queries import (
    AGENDA,
    MINUTES,
    PAPERS,
    recipients_of,
)
from conferral.protocol.days.deadlines import Due
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.protocol.wording import listing
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from conferral.ui.moments import clock, day
from conferral.ui.numbers import in_words
from conferral.web.today.need import Need, due_for, need_by
from conferral.web.today.visit import Visit

END_OF_DAY = time(17)
FEW_MEETINGS = 2


def referrals_to_check(visit: Visit) -> Iterator[Need]:
    """Referrals that are with the coordinator."""
    if not visit.may(Permission.REFERRAL_ACCEPT):
        return
    sent = [each for each in visit.referrals if each.stage == Stage.SUBMITTED]
    for referral in sorted(sent, key=lambda each: each.submitted_at or each.saved_at):
        yield need_by(
            _check_due(referral, visit),
            of=referral.protocol,
            title=_("Check the referral from %(agency)s") % {"agency": referral.agency.name},
            advice=_arrival(referral),
            action=_("Check referral"),
            href=visit.link("referral", referral.uid),
        )


def _check_due(referral: Referral, visit: Visit) -> Due:
    """The edition's own deadline for a check; without one, the working day it arrives."""
    arrived = local(referral.submitted_at or referral.saved_at)
    for deadline in referral.protocol.deadlines:
        if deadline.after == "submitted":
            return referral.protocol.due(deadline.id, arrived, visit.calendar)
    late = timedelta(days=arrived.time() > END_OF_DAY)
    on = visit.calendar.on_or_after(arrived.date() + late)
    why = _(
        "a referral is checked on the working day it arrives, so that there is time to put it "
        "right. This is our own rule, for the steering group to confirm."
    )
    asked_by = referral.protocol.clauses_for(Practice.REFERRAL_COMPLETE)
    return Due("check", "", on, END_OF_DAY, why, asked_by)


def _arrival(referral: Referral) -> str:
    arrived = referral.submitted_at or referral.saved_at
    said = _("It arrived on %(day)s at %(time)s.") % {"day": day(arrived), "time": clock(arrived)}
    if referral.returns.all():
        said += " " + _("The agency has answered what was asked.")
    unknown = sum("unknown" in answer for answer in referral.answers.values())
    if unknown:
        words = ngettext(
            "%(number)s answer is “not known”, with its reason.",
            "%(number)s answers are “not known”, each with its reason.",
            unknown,
        )
        said += " " + _capital(words % {"number": in_words(unknown)})
    return said


def cases_to_list(visit: Visit) -> Iterator[Need]:
    """Open cases that have never been on an agenda."""
    if not visit.may(Permission.MEETING_LIST_CASE):
        return
    listed = AgendaItem.objects.visible_to(visit.actor).filter(taken_off_at=None).values("case")
    open_cases = Case.objects.visible_to(visit.actor).filter(closed_at=None)
    newest_first = Referral.objects.defer("answers", "decision").order_by("-received_at")
    waiting = open_cases.exclude(pk__in=listed).order_by("opened_at")
    for case in waiting.prefetch_related(Prefetch("referrals", newest_first)):
        latest = next(iter(case.referrals.all()), None)
        ahead = visit.meetings_ahead
        hearing = next((each for each in ahead if in_time_with(latest, each)), None)
        if hearing:
            yield need_by(
                due_for(hearing, PAPERS),
                of=hearing.protocol,
                title=_("List %(case)s for %(day)s")
                % {"case": case.reference, "day": day(hearing.held_on)},
                advice=_("Listing tells each member agency whom to search its records for."),
                action=_("List the case"),
                href=visit.link("case-list", case.uid),
            )


def agendas_to_send(visit: Visit) -> Iterator[Need]:
    """The next meeting’s agenda, until it has gone out."""
    meeting = visit.next_meeting
    if not visit.may(Permission.MEETING_PLAN) or not meeting or meeting.agenda_sent_at:
        return
    cases = len(visit.agenda)
    yield need_by(
        due_for(meeting, AGENDA),
        of=meeting.protocol,
        title=_("Send the agenda for %(day)s") % {"day": day(meeting.held_on)},
        advice=_on_the_agenda(cases)
        + " "
        + _("It goes out with the place, the day and the time, and with initials for names."),
        action=_("Open the agenda"),
        href=visit.link("meeting", meeting.uid),
    )


def papers_to_send(visit: Visit) -> Iterator[Need]:
    """The next meeting’s papers, until they have gone out; again when a case was added."""
    meeting = visit.next_meeting
    if not visit.may(Permission.PAPERS_CIRCULATE) or not meeting:
        return
    sent = meeting.papers_sent_at
    if not any(sent is None or item.listed_at > sent for item in visit.agenda):
        return
    people = len(recipients_of(meeting, visit.today, visit.acting))
    yield need_by(
        due_for(meeting, PAPERS),
        of=meeting.protocol,
        title=_papers_title(people, again=sent is not None),
        advice=f"{_on_the_agenda(len(visit.agenda))} {_who_has_not_looked(visit)}",
        action=_("Send the papers"),
        href=visit.link("meeting-circulate", meeting.uid),
    )


def _papers_title(people: int, *, again: bool) -> str:
    to = ngettext("%(number)s person", "%(number)s people", people) % {"number": people}
    words = _("Send the papers to %(people)s")
    if again:
        words = _("Send the added papers to %(people)s")
    return words % {"people": to}


def _who_has_not_looked(visit: Visit) -> str:
    waiting = visit.not_looked
    if not waiting:
        return _("Every agency has looked.")
    return _("Not looked at every case yet: %(agencies)s.") % {"agencies": listing(waiting)}


def _on_the_agenda(cases: int) -> str:
    if not cases:
        return _("No case is on the agenda yet.")
    words = ngettext(
        "%(number)s case is on the agenda.", "%(number)s cases are on the agenda.", cases
    )
    return _capital(words % {"number": in_words(cases)})


def minutes_to_issue(visit: Visit) -> Iterator[Need]:
    """Meetings that were held and whose minutes are still here."""
    if not visit.may(Permission.MINUTES_ISSUE):
        return
    for meeting in visit.meetings:
        if meeting.closed_at is None or meeting.minutes_issued_at:
            continue
        yield need_by(
            due_for(meeting, MINUTES),
            of=meeting.protocol,
            title=_("Issue the minutes of %(day)s") % {"day": day(meeting.held_on)},
            advice=_("Read them through with the action log, then issue both."),
            action=_("Open the minutes"),
            href=visit.link("minutes", meeting.uid),
        )


def year_to_plan(visit: Visit) -> Iterator[Need]:
    """The next year’s dates, when few meetings are left ahead."""
    left, cadence = len(visit.meetings_ahead), visit.edition.cadence
    if not visit.may(Permission.MEETING_PLAN) or left > FEW_MEETINGS:
        return
    if cadence is None or cadence.dates is None:
        return
    words = ngettext(
        "%(number)s meeting is planned ahead.", "%(number)s meetings are planned ahead.", left
    )
    yield Need(
        due=visit.meetings_ahead[-1].held_on if left else visit.today,
        title=_("Plan the next year of meetings"),
        advice=_capital(words % {"number": in_words(left)}),
        action=_("Open the year"),
        href=visit.link("year"),
        why=_("members are told the dates a year ahead, and after this day none is planned."),
        clauses=(cadence.horizon or cadence.dates).clause,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
