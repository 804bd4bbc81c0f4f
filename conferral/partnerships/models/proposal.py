"""An edition that somebody proposes, and what the partnership settled before it was adopted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import PanelQuerySet, ScopedQuerySet
from conferral.partnerships.models.edition import AdoptedEdition, WithoutText, edition_in
from conferral.partnerships.models.panel import Panel
from conferral.protocol.edition import Edition
from conferral.vault.fields import EncryptedText


class EditionProposal(PartnershipRow):
    """The files of an edition, from being proposed until two people have signed it, or none."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="proposals")
    edition_id = models.CharField(max_length=40)
    files = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    in_force_from = models.DateField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person_who()
    adopted = models.OneToOneField(
        AdoptedEdition, models.PROTECT, related_name="proposal", null=True, blank=True
    )

    objects = PanelQuerySet["EditionProposal"].as_manager()
    without_text = WithoutText["EditionProposal"]()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "edition_id", "fingerprint", "in_force_from",
            "proposed_at", "proposed_by", "signed_at", "signed_by", "withdrawn_at",
            "withdrawn_by", "adopted",
        )  # fmt: skip
        confidential = ("files",)

    class Meta(PartnershipRow.Meta):
        base_manager_name = "without_text"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "panel", condition=Q(adopted=None, withdrawn_at=None),
                name="one_open_proposal_a_panel",
            ),
            paired("signed"),
            paired("withdrawn"),
            models.CheckConstraint(
                condition=Q(adopted=None) | Q(signed_at__isnull=False, withdrawn_at=None),
                name="what_is_adopted_was_signed_and_not_withdrawn",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.edition_id} proposed for {self.panel}"

    @property
    def is_open(self) -> bool:
        return self.adopted_id is None and self.withdrawn_at is None

    @property
    def protocol(self) -> Edition:
        """The edition itself. Raises ProtocolError if this software no longer reads it."""
        return edition_in(self)


class Settlement(PartnershipRow):
    """What a partnership said about one value that the document does not give."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        ANSWERED = "answered", _("Answered")

    proposal = models.ForeignKey(EditionProposal, models.PROTECT, related_name="settlements")
    unsettled = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    answer = EncryptedText()
    reason = EncryptedText()
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet["Settlement"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "proposal", "unsettled", "kind", "settled_at", "settled_by",
        )  # fmt: skip
        confidential = ("answer", "reason")

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "proposal", "unsettled", name="settled_once_in_a_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unsettled}, {self.kind}"
