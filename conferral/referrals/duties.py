"""Raise, as an answer is saved, the duties that wait for no meeting."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.cases.models import Duty
from conferral.referrals.models import Referral
from conferral.referrals.queries import facts_of


def raise_duties(
    referral: Referral, answers: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """Raise each duty that the answers oblige somebody to do; one that was raised stays raised."""
    edition, today = referral.protocol, local_day(at)
    calendar = referral.panel.calendar(edition)
    raised = edition.duties_raised(
        answers,
        public_authority=referral.agency.public_authority,
        facts=facts_of(referral, answers, today),
    )
    for rule in raised:
        Duty.objects.get_or_create(
            partnership_id=referral.partnership_id,
            person=referral.person,
            rule=rule.id,
            defaults={
                "panel": referral.panel,
                "case": referral.case,
                "agency": referral.agency,
                "edition": referral.edition,
                "title": rule.title,
                "clause": rule.cites,
                "due_on": rule.due_after(today, calendar).day,
                "blocks_closure": rule.blocks_closure,
                "raised_at": at,
                "raised_by_id": by.user_id,
            },
        )
