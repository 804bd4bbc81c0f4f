"""What is known about one adult's risk, capacity and wishes, each with its source and date."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow
from conferral.access.scope import M, ScopedQuerySet, visible
from conferral.cases.models.case import Involvement
from conferral.vault.fields import EncryptedJSON, EncryptedText


class RowsOfVisibleInvolvements(ScopedQuerySet[M]):
    """Rows that are seen with the case of their adult."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(involvement__in=visible(Involvement, actor))


class RiskAssessment(PartnershipRow):
    """Red flags with their sources, and the level that follows, on one day."""

    class RiskLevel(models.TextChoices):
        HIGH = "high", _("High risk")
        MEDIUM = "medium", _("Medium risk")
        STANDARD = "standard", _("Standard risk")
        UNKNOWN = "unknown", _("Risk not known")

    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="risk_assessments")
    level = models.CharField(max_length=10, choices=RiskLevel)
    flags = EncryptedJSON()
    why = EncryptedText()
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleInvolvements["RiskAssessment"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "involvement", "level", "assessed_at", "assessed_by")
        confidential = ("flags", "why")

    class Meta(PartnershipRow.Meta):
        ordering = ["-assessed_at", "-pk"]

    def __str__(self) -> str:
        return f"Risk of {self.involvement_id}"


class CapacityRecord(PartnershipRow):
    """Whether she can make one particular decision now (Mental Capacity Act 2005, ss. 2-3)."""

    class Finding(models.TextChoices):
        PRESUMED = "presumed", _("Nobody has a doubt")
        DOUBTED = "doubted", _("There is a doubt, and it must be assessed")
        HAS = "has", _("Assessed: she can decide this")
        LACKS = "lacks", _("Assessed: she cannot decide this now")

    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="capacity_records")
    decision = EncryptedText()
    finding = models.CharField(max_length=10, choices=Finding)
    why = EncryptedText()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleInvolvements["CapacityRecord"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "involvement", "finding", "recorded_at", "recorded_by")
        confidential = ("decision", "why")

    class Meta(PartnershipRow.Meta):
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"Capacity of {self.involvement_id}"


class Voice(PartnershipRow):
    """What she says and wants, who heard it, and whether it was read back to her."""

    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="voices")
    views = EncryptedText()
    wishes = EncryptedText()
    heard_by = EncryptedText()
    heard_on = EncryptedText()
    read_back = models.BooleanField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleInvolvements["Voice"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "involvement", "read_back", "recorded_at", "recorded_by")
        confidential = ("views", "wishes", "heard_by", "heard_on")

    class Meta(PartnershipRow.Meta):
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"Voice of {self.involvement_id}"
