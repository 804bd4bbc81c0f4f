"""A case, and whom and what it holds."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import M, PanelQuerySet, ScopedQuerySet, visible
from conferral.cases.lifecycle import Stage
from conferral.cases.models.grants import CaseGrant, hidden_from
from conferral.people.models import Person, Place
from conferral.protocol.permissions import Permission
from conferral.vault.fields import EncryptedText


class CaseQuerySet(PanelQuerySet["Case"]):
    def visible_to(self, actor: Actor) -> Self:
        """Cases granted to the actor or their agency; all of them where a role says so.

        A conflict of interest hides the case from the person or agency in conflict, always.
        """
        if Permission.CASE_READ not in actor.permissions:
            return self.none()
        here = super().visible_to(actor).exclude(pk__in=hidden_from(actor))
        if Permission.CASE_READ_ALL in actor.permissions:
            return here
        return here.filter(pk__in=CaseGrant.objects.held_by(actor).values("case"))


class Case(PartnershipRow):
    """What the panel confers about: one adult, several, some unnamed, or a place."""

    class Kind(models.TextChoices):
        ADULT = "adult", _("One adult")
        SEVERAL = "several", _("Several adults")
        PREMISES = "premises", _("Premises")

    panel = models.ForeignKey("partnerships.Panel", models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=24)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ADULT)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = person_who()
    summary = EncryptedText()
    basis = EncryptedText()

    objects = CaseQuerySet.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "reference", "kind", "stage", "opened_at", "opened_by",
            "closed_at", "closed_by",
        )  # fmt: skip
        confidential = ("summary", "basis")

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "reference", name="one_case_per_reference"),
            paired("closed"),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | Q(stage=Stage.OPEN, closed_at=None),
                name="a_closed_case_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def record_about(self) -> str:
        return self.uid

    @property
    def adults(self) -> "list[Involvement]":
        return [one for one in self.involvements.all() if one.role == Involvement.Role.ADULT]

    @property
    def title(self) -> str:
        """What people call the case: the names or labels of the adults, else the place."""
        called = [one.called for one in self.adults] or [
            where.place.label for where in self.case_places.all()
        ]
        return ", ".join(called) or self.reference


class RowsOfVisibleCases(ScopedQuerySet[M]):
    """Rows that are seen with their case."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(case__in=visible(Case, actor))


class Involvement(PartnershipRow):
    """One person's part in a case. Risk, capacity and voice belong here, not to the case."""

    class Role(models.TextChoices):
        ADULT = "adult_at_risk", _("Adult at risk")
        CHILD = "child", _("Child")
        POSES_RISK = "poses_risk", _("Person posing a risk")
        OTHER = "other_at_risk", _("Someone else at risk")

    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="involvements", null=True, blank=True
    )
    role = models.CharField(max_length=14, choices=Role)
    label = EncryptedText()
    best_placed_worker = EncryptedText()

    objects = RowsOfVisibleCases["Involvement"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "case", "person", "role")
        confidential = ("label", "best_placed_worker")

    class Meta(PartnershipRow.Meta):
        ordering = ["pk"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "case", "person", "role", name="a_person_has_a_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Involvement {self.uid}"

    @property
    def record_about(self) -> str:
        return self.case.uid

    @property
    def called(self) -> str:
        """Her name, or the label of someone nobody has named yet, such as "Adult B"."""
        return (self.person.name if self.person else "") or self.label


class CasePlace(PartnershipRow):
    """A place that a case is about."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="case_places")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    objects = RowsOfVisibleCases["CasePlace"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "case", "place")
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "case", "place", name="a_place_once_a_case"),
        ]

    def __str__(self) -> str:
        return f"Place of {self.case_id}"
