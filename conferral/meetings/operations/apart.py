"""Keeping two duties apart in one meeting: whoever chairs it does not write its minutes as well."""

from django.db.models import Q
from django.utils.translation import gettext as _

from conferral.access.actor import Actor
from conferral.meetings.models import Dissent, ItemRecord, Meeting
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.permissions import Permission

AS_BEGUN = 1
"""The version of an item's record that nobody has written in yet."""


def may_chair(meeting: Meeting, /, *, actor: Actor) -> Decision:
    """Whether somebody chairs, who may have written minutes of this meeting already."""
    both = _one_person_may_do_both(meeting)
    if both or not _has_minuted(meeting, actor.user_id):
        return yes()
    said = _("You have written minutes of this meeting, so somebody else chairs it.")
    return no(said, clause=both.clause)


def may_take_minutes(meeting: Meeting, /, *, actor: Actor) -> Decision:
    """Whether somebody writes the minutes, who may be chairing this meeting."""
    both = _one_person_may_do_both(meeting)
    if both or not _chairs(meeting, actor.user_id):
        return yes()
    said = _("You chair this meeting, so somebody else writes its minutes.")
    return no(said, clause=both.clause)


def _one_person_may_do_both(meeting: Meeting) -> Decision:
    return meeting.protocol.one_person_may(Permission.ROOM_CHAIR, Permission.ROOM_MINUTE)


def _has_minuted(meeting: Meeting, user_id: int) -> bool:
    """Whether she saved a minute last, or wrote a dissent down; beginning an item is neither."""
    written = ItemRecord.objects.filter(
        item__meeting=meeting, version__gt=AS_BEGUN, saved_by_id=user_id
    )
    return (
        written.exists()
        or Dissent.objects.filter(item__meeting=meeting, recorded_by_id=user_id).exists()
    )


def _chairs(meeting: Meeting, user_id: int) -> bool:
    chaired = Q(begun_by_id=user_id) | Q(ended_by_id=user_id)
    return meeting.opened_by_id == user_id or meeting.items.filter(chaired).exists()
