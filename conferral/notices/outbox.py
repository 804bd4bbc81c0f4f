"""Write and drain the outbox: one row for each person whom something waits for."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction

from conferral.notices.models import Notice

HOLD = timedelta(minutes=2)
"""Mail waits this long, so that a mistake can be taken back before it leaves."""
LEASE = timedelta(minutes=5)
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


def tell(
    users: Iterable[int], event: str, *, subject: str, partnership_id: int, at: datetime
) -> None:
    """Tell people, in the caller's transaction, that something waits for them."""
    Notice.objects.bulk_create(
        (
            Notice(
                partnership_id=partnership_id,
                recipient_id=user,
                event=event,
                subject=subject,
                raised_at=at,
                mail_due_at=at + HOLD,
            )
            for user in sorted(set(users))
        ),
        ignore_conflicts=True,
    )


def claim(now: datetime, *, most: int = 50) -> list[Notice]:
    """Take the notices whose mail is due, for as long as a lease lasts."""
    free = models.Q(claimed_until=None) | models.Q(claimed_until__lt=now)
    with transaction.atomic():
        rows = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            free, mailed_at=None, mail_due_at__lte=now, recipient__is_active=True
        )
        claimed: list[Notice] = list(rows.select_related("recipient").order_by("pk")[:most])
        Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(
            claimed_until=now + LEASE
        )
    return claimed


def mark_mailed(notice: Notice, now: datetime) -> None:
    """Note that a hint has gone to its recipient."""
    Notice.objects.filter(pk=notice.pk).update(mailed_at=now, claimed_until=None, last_error="")


def mark_failed(notice: Notice, now: datetime, error: str) -> None:
    """Try again later, each time after a longer wait. `error` must hold nothing of any case."""
    wait = BACK_OFF[min(notice.attempts, len(BACK_OFF) - 1)]
    Notice.objects.filter(pk=notice.pk).update(
        attempts=models.F("attempts") + 1,
        mail_due_at=now + wait,
        claimed_until=None,
        last_error=error[:120],
    )


def mark_seen(user: int, *, partnership_id: int, at: datetime) -> None:
    """Note that somebody opened the page on which her notices stand."""
    unseen = Notice.objects.filter(
        partnership_id=partnership_id, recipient_id=user, seen_at=None, raised_at__lte=at
    )
    unseen.update(seen_at=at)
