"""What happened in a case, newest first, from the facts in the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.actions.models import Action
from conferral.cases.models import Case, Duty, SharingBasis, Voice
from conferral.meetings.models import AgendaItem
from conferral.protocol.permissions import Permission
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from conferral.ui.moments import short_day


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline. `key` marks the steps that moved the case on."""

    at: datetime
    what: str
    more: str = ""
    key: bool = False
    when: str = ""


def timeline_of(case: Case, *, actor: Actor) -> list[Happened]:
    """Everything that happened, newest first; the year is written where it changes."""
    found = [
        *_agreed(case, actor),
        *_heard_her(case),
        *_duties(case, actor),
        *_referred(case),
        *_of_the_case(case),
        *_meetings(case, actor),
        *_actions(case, actor),
    ]
    # Of what happened at one instant, the later step of the work stands above the earlier.
    found.reverse()
    found.sort(key=lambda one: one.at, reverse=True)
    return list(_dated(found))


def _dated(found: list[Happened]) -> Iterator[Happened]:
    year = 0
    for one in found:
        day = local_day(one.at)
        when = short_day(day) if day.year == year else f"{short_day(day)} {day.year}"
        year = day.year
        yield Happened(one.at, one.what, one.more, one.key, when)


def _of_the_case(case: Case) -> Iterator[Happened]:
    if not case.referrals.exists():
        by = _("By %(who)s.") % {"who": case.opened_by.name}
        yield Happened(case.opened_at, _("Case opened without a referral."), by, key=True)
    if case.closed_at and case.closed_by:
        by = _("By %(who)s.") % {"who": case.closed_by}
        yield Happened(case.closed_at, _("Case closed."), by, key=True)


def _referred(case: Case) -> Iterator[Happened]:
    for referral in case.referrals.select_related("agency", "author"):
        who = {"who": referral.author.name, "agency": referral.agency.name}
        if referral.received_at:
            yield Happened(
                referral.received_at, _("Referral received"), _("from %(who)s, %(agency)s.") % who
            )
        if referral.decided_at and referral.stage == Stage.ACCEPTED:
            yield Happened(
                referral.decided_at, _("Referral accepted."), _criteria(referral), key=True
            )


def _criteria(referral: Referral) -> str:
    titles = [each.title for each in referral.protocol.criteria if each.id in referral.criteria]
    return _("Met: %(criteria)s.") % {"criteria": ", ".join(titles)} if titles else ""


def _heard_her(case: Case) -> Iterator[Happened]:
    voices = Voice.objects.filter(involvement__case=case).select_related("involvement__person")
    for voice in voices:
        names = {"her": voice.involvement.called, "who": voice.heard_by}
        said = _("%(her)s told %(who)s what she wants.") if voice.heard_by else ""
        yield Happened(voice.recorded_at, (said or _("%(her)s said what she wants.")) % names)


def _agreed(case: Case, actor: Actor) -> Iterator[Happened]:
    for basis in SharingBasis.objects.visible_to(actor).filter(case=case):
        words = {
            SharingBasis.Route.CONSENT: _("Her consent was recorded."),
            SharingBasis.Route.WITHOUT: _("The grounds for sharing without consent were recorded."),
        }
        yield Happened(basis.recorded_at, words[SharingBasis.Route(basis.route)])
        if basis.withdrawn_at:
            yield Happened(basis.withdrawn_at, _("She withdrew her consent."), key=True)


def _duties(case: Case, actor: Actor) -> Iterator[Happened]:
    if Permission.DUTY_READ not in actor.permissions:
        return
    for duty in Duty.objects.visible_to(actor).filter(case=case).select_related("agency"):
        yield Happened(duty.raised_at, _("A duty arose:"), f"{duty.title} ({duty.agency}).")
        if duty.done_at:
            yield Happened(duty.done_at, _("A duty was done:"), f"{duty.title} ({duty.agency}).")


def _meetings(case: Case, actor: Actor) -> Iterator[Happened]:
    items = AgendaItem.objects.visible_to(actor).filter(case=case).select_related("meeting")
    for item in items.prefetch_related("meeting__circulations__copies"):
        meeting, on = item.meeting, {"day": short_day(item.meeting.held_on)}
        yield Happened(item.listed_at, _("Listed for the meeting of %(day)s.") % on)
        if item.taken_off_at:
            yield Happened(item.taken_off_at, _("Taken off the agenda of %(day)s.") % on)
            continue
        yield from _papers(item)
        if item.begun_at:
            yield Happened(item.begun_at, _("Heard by the panel."), _number_agreed(item), key=True)
        if item.begun_at and meeting.minutes_issued_at:
            yield Happened(meeting.minutes_issued_at, _("Minutes and action log issued."))


def _papers(item: AgendaItem) -> Iterator[Happened]:
    for sent in item.meeting.circulations.all():
        if sent.sent_at >= item.listed_at:
            number = len(sent.copies.all())
            people = ngettext("to %(n)s person.", "to %(n)s people.", number) % {"n": number}
            yield Happened(sent.sent_at, _("Papers sent"), people)


def _number_agreed(item: AgendaItem) -> str:
    number = item.actions.count()
    return ngettext("%(n)s action agreed.", "%(n)s actions agreed.", number) % {"n": number}


def _actions(case: Case, actor: Actor) -> Iterator[Happened]:
    reported = Action.objects.visible_to(actor).filter(case=case, reported_at__isnull=False)
    for action in reported.select_related("agency", "owner"):
        if action.reported_at:
            how = {"outcome": action.get_outcome_display(), "who": action.owner.name}
            said = _("%(outcome)s. %(who)s, %(agency)s.") % {**how, "agency": action.agency.name}
            yield Happened(action.reported_at, f"{action.text}:", said)
