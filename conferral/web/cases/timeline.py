"""What happened in a case, newest first, from the facts in the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.cases.models import SharingBasis
from conferral.meetings.models import AgendaItem
from conferral.protocol.permissions import Permission
from conferral.referrals.lifecycle import Stage
from conferral.referrals.models import Referral
from conferral.ui.moments import short_day
from conferral.web.cases.reading import Rows


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline. `key` marks the steps that moved the case on."""

    at: datetime
    what: str
    more: str = ""
    key: bool = False
    when: str = ""


def timeline_of(rows: Rows, *, actor: Actor) -> list[Happened]:
    """Everything that happened, newest first; the year is written where it changes."""
    found = [
        *_agreed(rows),
        *_heard_her(rows),
        *_duties(rows),
        *_referred(rows),
        *_of_the_case(rows),
        *_meetings(rows, actor),
        *_actions(rows),
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


def _of_the_case(rows: Rows) -> Iterator[Happened]:
    case = rows.case
    if not rows.referrals:
        by = _("By %(who)s.") % {"who": case.opened_by.name}
        yield Happened(case.opened_at, _("Case opened without a referral."), by, key=True)
    if case.closed_at and case.closed_by:
        by = _("By %(who)s.") % {"who": case.closed_by}
        yield Happened(case.closed_at, _("Case closed."), by, key=True)


def _referred(rows: Rows) -> Iterator[Happened]:
    for referral in rows.referrals:
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


def _heard_her(rows: Rows) -> Iterator[Happened]:
    for voice, her in ((voice, part.called) for part in rows.parts for voice in part.voices.all()):
        names = {"her": her, "who": voice.heard_by}
        said = _("%(her)s told %(who)s what she wants.") if voice.heard_by else ""
        yield Happened(voice.recorded_at, (said or _("%(her)s said what she wants.")) % names)


def _agreed(rows: Rows) -> Iterator[Happened]:
    for basis in rows.bases:
        words = {
            SharingBasis.Route.CONSENT: _("Her consent was recorded."),
            SharingBasis.Route.WITHOUT: _("The grounds for sharing without consent were recorded."),
        }
        yield Happened(basis.recorded_at, words[SharingBasis.Route(basis.route)])
        if basis.withdrawn_at:
            yield Happened(basis.withdrawn_at, _("She withdrew her consent."), key=True)


def _duties(rows: Rows) -> Iterator[Happened]:
    for duty in rows.duties:
        yield Happened(duty.raised_at, _("A duty arose:"), f"{duty.title} ({duty.agency}).")
        if duty.done_at:
            yield Happened(duty.done_at, _("A duty was done:"), f"{duty.title} ({duty.agency}).")


def _meetings(rows: Rows, actor: Actor) -> Iterator[Happened]:
    for item in rows.items:
        meeting, on = item.meeting, {"day": short_day(item.meeting.held_on)}
        yield Happened(item.listed_at, _("Listed for the meeting of %(day)s.") % on)
        if item.taken_off_at:
            yield Happened(item.taken_off_at, _("Taken off the agenda of %(day)s.") % on)
            continue
        yield from _papers(item, rows)
        if item.begun_at:
            agreed = _number_agreed(item, rows, actor)
            yield Happened(item.begun_at, _("Heard by the panel."), agreed, key=True)
        if item.begun_at and meeting.minutes_issued_at:
            yield Happened(meeting.minutes_issued_at, _("Minutes and action log issued."))


def _papers(item: AgendaItem, rows: Rows) -> Iterator[Happened]:
    for sent in rows.papers.get(item.meeting_id, []):
        if sent.at >= item.listed_at:
            people = ngettext("to %(n)s person.", "to %(n)s people.", sent.people)
            yield Happened(sent.at, _("Papers sent"), people % {"n": sent.people})


def _number_agreed(item: AgendaItem, rows: Rows, actor: Actor) -> str:
    """How many actions were agreed; nothing for whoever does not read actions."""
    if Permission.ACTION_READ not in actor.permissions:
        return ""
    number = sum(action.item_id == item.pk for action in rows.actions)
    return ngettext("%(n)s action agreed.", "%(n)s actions agreed.", number) % {"n": number}


def _actions(rows: Rows) -> Iterator[Happened]:
    for action in rows.actions:
        if action.reported_at:
            how = {"outcome": action.get_outcome_display(), "who": action.owner.name}
            said = _("%(outcome)s. %(who)s, %(agency)s.") % {**how, "agency": action.agency.name}
            yield Happened(action.reported_at, f"{action.text}:", said)
