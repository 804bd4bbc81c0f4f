"""One row for each person whom something waits for: seen in the app, and hinted at by mail."""

from typing import Any

from django.conf import settings
from django.db import models

from conferral.vault.identity import new_uid


class Notice(models.Model):
    """Written in the transaction of what it tells of. The mail says only that something waits."""

    partnership = models.ForeignKey("partnerships.Partnership", models.PROTECT, related_name="+")
    uid = models.CharField(max_length=22, default=new_uid, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=22)
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True)

    objects: Any = models.Manager()

    class Handling:
        recorded = (
            "partnership", "uid", "recipient", "event", "subject", "raised_at", "seen_at",
            "mail_due_at", "claimed_until", "attempts", "mailed_at", "last_error",
        )  # fmt: skip
        confidential = ()

    class Meta:
        constraints = [
            models.UniqueConstraint("partnership", "uid", name="notices_notice_uid_is_its_own"),
            models.UniqueConstraint(
                "partnership", "recipient", "event", "subject", "raised_at",
                name="a_person_is_told_once",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("mail_due_at", name="mail_waiting", condition=models.Q(mailed_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.recipient_id}"
