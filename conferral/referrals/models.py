"""A referral: one agency asking the panel to consider one person's safety."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import M, PanelQuerySet, ScopedQuerySet, visible
from conferral.cases.models import Case
from conferral.cases.models.grants import hidden_from
from conferral.partnerships.models import AdoptedEdition, Agency, Panel
from conferral.people.models import Person
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.referrals.lifecycle import EDITABLE, Stage
from conferral.vault.fields import EncryptedJSON, EncryptedText


class ReferralQuerySet(PanelQuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> Self:
        """An agency's own; and for whoever decides on referrals, all that were sent.

        A draft that was withdrawn was never sent. A case hidden by a conflict of interest hides
        its referral too.
        """
        if Permission.REFERRAL_READ not in actor.permissions:
            return self.none()
        seen = Q(agency_id=actor.agency_id)
        decides = {Permission.REFERRAL_ACCEPT, Permission.REFERRAL_APPROVE_LATE}
        if decides & actor.permissions:
            seen |= Q(received_at__isnull=False)
        return super().visible_to(actor).filter(seen, ~Q(case__in=hidden_from(actor)))


class Referral(PartnershipRow):
    """Answers under one edition's form, about one person, on the way to a decision."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="referrals")
    edition = models.ForeignKey(AdoptedEdition, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="referrals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals", null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    answers = EncryptedJSON()
    drafted_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = person_who()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = person_who()
    criteria = models.JSONField(default=list)
    decision = EncryptedText()

    objects = ReferralQuerySet.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "edition", "agency", "author", "entered_by", "person",
            "case", "stage", "drafted_at", "saved_at", "received_at", "submitted_at",
            "submitted_by", "decided_at", "decided_by", "criteria",
        )  # fmt: skip
        confidential = ("answers", "decision")

    class Meta(PartnershipRow.Meta):
        ordering = ["-saved_at"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            paired("submitted"),
            paired("decided"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.ACCEPTED) | Q(case__isnull=False),
                name="an_accepted_referral_has_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.SUBMITTED, Stage.RETURNED, Stage.ACCEPTED])
                | Q(received_at__isnull=False),
                name="a_sent_referral_was_received",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral {self.uid}"

    @property
    def record_about(self) -> str:
        return self.case.uid if self.case else self.uid

    @property
    def protocol(self) -> Edition:
        """The edition in force when it was made: it decides this referral to the end."""
        return self.edition.protocol

    @property
    def is_editable(self) -> bool:
        return self.stage in EDITABLE


class RowsOfVisibleReferrals(ScopedQuerySet[M]):
    """Rows that are seen with their referral."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(referral__in=visible(Referral, actor))


class ReturnForInformation(PartnershipRow):
    """The coordinator's questions about a referral, one by one. Its first day still counts."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="returns")
    reasons = EncryptedJSON()
    note = EncryptedText()
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = person_who()

    objects = RowsOfVisibleReferrals["ReturnForInformation"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "referral", "returned_at", "returned_by", "answered_at",
            "answered_by",
        )  # fmt: skip
        confidential = ("reasons", "note")

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "returns for information"
        ordering = ["-returned_at"]
        constraints = [*PartnershipRow.Meta.constraints, paired("answered")]

    def __str__(self) -> str:
        return f"Return of {self.referral_id}"


class LateApproval(PartnershipRow):
    """One role's agreement that a late referral be heard; the edition says whose it needs."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="late_approvals")
    role = models.CharField(max_length=40)
    reason = EncryptedText()
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleReferrals["LateApproval"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "referral", "role", "approved_at", "approved_by")
        confidential = ("reason",)

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "referral", "role", name="a_role_approves_lateness_once"
            ),
            models.UniqueConstraint(
                "partnership", "referral", "approved_by", name="a_person_approves_lateness_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} approves {self.referral_id}"
