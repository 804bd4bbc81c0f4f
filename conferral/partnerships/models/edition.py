"""The editions that a panel has adopted."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferral.access.rows import PartnershipRow
from conferral.access.scope import M, PanelQuerySet
from conferral.partnerships.models.panel import Panel
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import fingerprint, load

_read: dict[str, Edition] = {}
"""Editions read by this process, by fingerprint: an adopted text never changes."""


class WithoutText(models.Manager[M]):
    """Leaves the long text in the database until somebody reads it."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().defer("files")


class KeepsFiles(Protocol):
    """A row that keeps the files of an edition, and the fingerprint that they had."""

    @property
    def files(self) -> dict[str, str]: ...
    @property
    def fingerprint(self) -> str: ...


def edition_in(row: KeepsFiles) -> Edition:
    """Read the edition that a row keeps. Raises ValueError if its files were changed."""
    if row.fingerprint not in _read:
        if fingerprint(row.files) != row.fingerprint:
            raise ValueError(f"The text of {row} is not the text that was kept.")
        _read[row.fingerprint] = load(row.files)
    return _read[row.fingerprint]


def lend(adopted: "AdoptedEdition", rows: Iterable[Any]) -> None:
    """Give the edition that was read already to the rows under it; read the others' once."""
    others = []
    for row in rows:
        if row.edition_id == adopted.pk:
            row.edition = adopted
        else:
            others.append(row)
    models.prefetch_related_objects(others, "edition")


class AdoptedEdition(PartnershipRow):
    """An edition as this panel adopted it: its files are kept, to explain decisions later."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="editions")
    edition_id = models.CharField(max_length=40)
    files = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    in_force_from = models.DateField()
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seconded_at = models.DateTimeField()
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PanelQuerySet["AdoptedEdition"].as_manager()
    without_text = WithoutText["AdoptedEdition"]()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "edition_id", "fingerprint", "in_force_from",
            "adopted_at", "adopted_by", "seconded_at", "seconded_by",
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
        return edition_in(self)
