"""What was said and decided about each case, and the minutes as they were issued."""

from django.conf import settings
from django.db import models

from conferral.access.rows import PartnershipRow
from conferral.cases.models import CapacityRecord, RiskAssessment
from conferral.meetings.models.agenda import AgendaItem, RowsOfVisibleItems
from conferral.meetings.models.meeting import Meeting, RowsOfVisibleMeetings
from conferral.partnerships.models import Agency
from conferral.vault.fields import EncryptedText
from conferral.vault.models import SealedFile


class ItemRecord(PartnershipRow):
    """The minute of one case. `version` refuses a save over somebody else's words."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="record")
    views = EncryptedText()
    capacity = models.CharField(
        max_length=10, choices=CapacityRecord.Finding, default=CapacityRecord.Finding.PRESUMED
    )
    capacity_note = EncryptedText()
    discussion = EncryptedText()
    risk_level = models.CharField(
        max_length=10,
        choices=RiskAssessment.RiskLevel,
        default=RiskAssessment.RiskLevel.UNKNOWN,
    )
    risk_why = EncryptedText()
    decision = EncryptedText()
    plan = EncryptedText()
    who_tells_her = EncryptedText()
    present = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleItems["ItemRecord"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "item", "capacity", "risk_level", "present", "version",
            "saved_at", "saved_by",
        )  # fmt: skip
        confidential = (
            "views", "capacity_note", "discussion", "risk_why", "decision", "plan", "who_tells_her",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Minute of {self.item_id}"

    @property
    def record_about(self) -> str:
        return self.item.case.uid


class Dissent(PartnershipRow):
    """An agency that disagrees with the decision on a case, and its reason."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="dissents")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    reason = EncryptedText()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleItems["Dissent"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "item", "agency", "recorded_at", "recorded_by")
        confidential = ("reason",)

    def __str__(self) -> str:
        return f"Dissent of {self.agency_id}"

    @property
    def record_about(self) -> str:
        return self.item.case.uid


class Minutes(PartnershipRow):
    """The minutes and action log as issued, with the head of the record at that moment."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    content = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")
    anchor_seq = models.PositiveBigIntegerField()
    anchor_mac = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleMeetings["Minutes"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "meeting", "content", "anchor_seq", "anchor_mac", "issued_at",
            "issued_by",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of {self.meeting_id}"
