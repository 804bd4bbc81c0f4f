"""Who signed the confidentiality statement for a meeting, and who was there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.rows import PartnershipRow
from conferral.meetings.models.meeting import Meeting, RowsOfVisibleMeetings
from conferral.partnerships.models import Membership


class ConfidentialitySignature(PartnershipRow):
    """One person's signature for one meeting: without it neither papers nor room open."""

    class Where(models.TextChoices):
        PAPERS = "papers", _("Before reading the papers")
        ROOM = "room", _("On entering the room")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="signatures")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    statement_version = models.CharField(max_length=20)
    where = models.CharField(max_length=8, choices=Where)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleMeetings["ConfidentialitySignature"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "meeting", "membership", "statement_version", "where",
            "signed_at", "signed_by",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "meeting", "membership", name="one_signature_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"Signature of {self.membership_id} for {self.meeting_id}"


class Attendance(PartnershipRow):
    """Someone's place at a meeting: in the room from and until, or apologies."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    apologies_at = models.DateTimeField(null=True, blank=True)
    information_sent = models.BooleanField(null=True, blank=True)

    objects = RowsOfVisibleMeetings["Attendance"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "meeting", "membership", "entered_at", "left_at",
            "apologies_at", "information_sent",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "meeting", "membership", name="one_place_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(entered_at__isnull=False),
                name="nobody_leaves_before_entering",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} at {self.meeting_id}"
