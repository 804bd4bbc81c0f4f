"""The papers of a meeting as they were sent, and one numbered copy for each recipient."""

from typing import Self

from django.conf import settings
from django.db import models

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow
from conferral.access.scope import ScopedQuerySet
from conferral.meetings.models.meeting import Meeting, RowsOfVisibleMeetings
from conferral.partnerships.models import Membership
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.vault.fields import EncryptedText
from conferral.vault.models import SealedFile


class Circulation(PartnershipRow):
    """One sending of the papers: what they said is kept, so that it can be shown later."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="circulations")
    content = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField()
    late = models.BooleanField(default=False)
    late_reason = EncryptedText()

    objects = RowsOfVisibleMeetings["Circulation"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "meeting", "content", "sent_at", "sent_by", "due_on", "late",
        )  # fmt: skip
        confidential = ("late_reason",)

    class Meta(PartnershipRow.Meta):
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"Papers of {self.meeting_id}"


class Copies(ScopedQuerySet["Copy"]):
    def visible_to(self, actor: Actor) -> Self:
        """A person's own copies; all of them for whoever circulates papers."""
        if Permission.PAPERS_READ not in actor.permissions:
            return self.none()
        rows = super().visible_to(actor).filter(circulation__meeting__panel_id=actor.panel_id)
        if Permission.PAPERS_CIRCULATE in actor.permissions:
            return rows
        return rows.filter(membership_id=actor.membership_id)


class Copy(PartnershipRow):
    """One recipient's numbered copy."""

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="copies")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = Copies.as_manager()

    class Handling:
        recorded = ("partnership", "uid", "circulation", "membership", "number", "opened_at")
        confidential = ()

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "copies"
        ordering = ["number"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("circulation", "partnership", "number", name="one_copy_number"),
            models.UniqueConstraint(
                "circulation", "partnership", "membership", name="one_copy_a_recipient"
            ),
        ]

    def __str__(self) -> str:
        return f"Copy {self.number} of {self.circulation_id}"

    @property
    def protocol(self) -> Edition:
        """The edition of the meeting whose papers they are."""
        return self.circulation.meeting.protocol
