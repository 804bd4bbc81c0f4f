"""Agencies, and the agreement that each of them signs."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferral.access.rows import PartnershipRow
from conferral.access.scope import ScopedQuerySet


class Agency(PartnershipRow):
    """An organisation of the partnership. Its kind decides which lawful grounds it may choose."""

    class Kind(models.TextChoices):
        POLICE = "police", _("Police")
        HOUSING = "housing", _("Housing")
        ADULT_SOCIAL_CARE = "adult_social_care", _("Adult social care")
        CHILDRENS_SOCIAL_CARE = "childrens_social_care", _("Children’s social care")
        NHS = "nhs", _("NHS")
        DRUG_AND_ALCOHOL = "drug_and_alcohol", _("Drug and alcohol service")
        PROBATION = "probation", _("Probation")
        COUNCIL = "council", _("Council")
        CHARITY = "charity", _("Charity")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=Kind)
    public_authority = models.BooleanField(default=False)
    competent_authority = models.BooleanField(default=False)
    first_responder = models.BooleanField(default=False)
    secure_email_until = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet["Agency"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "name", "kind", "public_authority", "competent_authority",
            "first_responder", "secure_email_until",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "agencies"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "name", name="one_agency_per_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def agreement_holds(self, day: date) -> bool:
        """Whether this agency has a signed, current information sharing agreement."""
        return any(signature.holds_on(day) for signature in self.signatures.all())


class Agreement(PartnershipRow):
    """The information sharing agreement that every member agency signs."""

    title = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    review_due_on = models.DateField()

    objects = ScopedQuerySet["Agreement"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "title", "version", "review_due_on")
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "title", "version", name="one_agreement_text"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class AgreementSignature(PartnershipRow):
    """An agency's signature. Without a current one, its members see nothing."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="signatures")
    signatory = models.CharField(max_length=120)
    signatory_role = models.CharField(max_length=120)
    signed_on = models.DateField()
    lapses_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet["AgreementSignature"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "agreement", "agency", "signatory", "signatory_role",
            "signed_on", "lapses_on",
        )  # fmt: skip
        confidential = ()

    def __str__(self) -> str:
        return f"{self.agency}: {self.agreement}"

    def holds_on(self, day: date) -> bool:
        """Whether it was signed by a day and has not lapsed."""
        return self.signed_on <= day and (self.lapses_on is None or day < self.lapses_on)
