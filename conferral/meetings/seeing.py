"""Note an agency's first look at a listed case, so that the coordinator sees who has not looked."""

from datetime import datetime

from conferral.cases.models import Case
from conferral.meetings.models import AgendaItem, CaseSeen


def note_seen(item: AgendaItem, *, agency_id: int, user_id: int, at: datetime) -> None:
    """Note the first look at one item; a later look changes nothing."""
    CaseSeen.objects.get_or_create(
        partnership_id=item.partnership_id,
        item=item,
        agency_id=agency_id,
        defaults={"seen_at": at, "seen_by_id": user_id},
    )


def note_seen_wherever_listed(case: Case, *, agency_id: int, user_id: int, at: datetime) -> None:
    """Note the first look at a case for every meeting that is still to hear it."""
    waiting = AgendaItem.objects.filter(case=case, taken_off_at=None, meeting__closed_at=None)
    for item in waiting:
        note_seen(item, agency_id=agency_id, user_id=user_id, at=at)


def note_seen_by_referrers(item: AgendaItem, *, at: datetime) -> None:
    """Whoever referred a case has looked already: it wrote it."""
    for referral in item.case.referrals.all():
        note_seen(item, agency_id=referral.agency_id, user_id=referral.author_id, at=at)
