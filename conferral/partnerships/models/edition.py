"""The editions that a panel has adopted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferral.access.rows import PartnershipRow
from conferral.access.scope import PanelQuerySet
from conferral.partnerships.models.panel import Panel
from conferral.protocol.edition import Edition
from conferral.protocol.loading import fingerprint, load

_read: dict[str, Edition] = {}
"""Editions read by this process, by fingerprint: an adopted text never changes."""


class WithoutText(models.Manager["AdoptedEdition"]):
    """Leaves the long text in the database until somebody reads it."""

    def get_queryset(self) -> models.QuerySet["AdoptedEdition"]:
        return super().get_queryset().defer("files")


class AdoptedEdition(PartnershipRow):
    """An edition as this panel adopted it: its files are kept, to explain decisions later."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="editions")
    edition_id = models.CharField(max_length=40)
    files = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    in_force_from = models.DateField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed = models.JSONField(default=list)

    objects = PanelQuerySet["AdoptedEdition"].as_manager()
    without_text = WithoutText()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "edition_id", "fingerprint", "in_force_from",
            "adopted_by", "seconded_by", "confirmed",
        )  # fmt: skip
        confidential = ("files",)

    class Meta(PartnershipRow.Meta):
        base_manager_name = "without_text"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "panel", "in_force_from", name="one_edition_comes_into_force_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(adopted_by=models.F("seconded_by")), name="an_edition_needs_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} of {self.panel}"

    @property
    def protocol(self) -> Edition:
        """The edition itself, read from the kept files. Raises ValueError if they were changed."""
        if self.fingerprint not in _read:
            files: dict[str, str] = self.files
            if fingerprint(files) != self.fingerprint:
                raise ValueError(f"The text of {self} is not the text that was adopted.")
            _read[self.fingerprint] = load(files)
        return _read[self.fingerprint]
