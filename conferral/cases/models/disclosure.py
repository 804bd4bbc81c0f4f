"""The ledger of what was shared about each person."""

from django.conf import settings
from django.db import models

from conferral.access.rows import PartnershipRow
from conferral.cases.models.case import Case, RowsOfVisibleCases
from conferral.people.models import Person
from conferral.vault.fields import EncryptedText


class Disclosure(PartnershipRow):
    """One entry of the ledger: what was shared about her, with whom, and why that was lawful."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="disclosures", null=True, blank=True
    )
    by_agency = models.ForeignKey("partnerships.Agency", models.PROTECT, related_name="+")
    agencies = models.JSONField(default=list)
    what = EncryptedText()
    basis = EncryptedText()
    withheld = EncryptedText()
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleCases["Disclosure"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "case", "person", "by_agency", "agencies", "shared_at",
            "shared_by",
        )  # fmt: skip
        confidential = ("what", "basis", "withheld")

    class Meta(PartnershipRow.Meta):
        ordering = ["-shared_at"]

    def __str__(self) -> str:
        return f"Disclosure {self.uid}"

    @property
    def record_about(self) -> str:
        return self.case.uid
