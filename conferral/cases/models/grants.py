"""Who may see a case, and from whom it is hidden."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import M, ScopedQuerySet, Subquery, visible, written_once
from conferral.vault.fields import EncryptedText


class Level(models.TextChoices):
    """How far a grant reaches; each level includes those before it."""

    OWN_ACTIONS = "own_actions", _("Own actions")
    IDENTIFIERS = "identifiers", _("Identifiers to search by")
    PAPERS = "papers", _("Papers")

    @classmethod
    def reaching(cls, level: str) -> list[str]:
        return cls.values[cls.values.index(level) :]


class RowsBesideCases(ScopedQuerySet[M]):
    """Rows that are seen with their case, and on which seeing a case rests itself."""

    def visible_to(self, actor: Actor) -> Self:
        cases: Any = self.model._meta.get_field("case").related_model
        return super().visible_to(actor).filter(case__in=visible(cases, actor))


class CaseGrants(RowsBesideCases["CaseGrant"]):
    def held_by(self, actor: Actor, *, level: str = "") -> Self:
        """Grants in force for the actor or the actor's agency. A guest holds only their own."""
        mine = Q(user_id=actor.user_id) if actor.user_id else Q(pk=None)
        if actor.agency_id and not actor.is_guest:
            mine |= Q(agency_id=actor.agency_id)
        rows = self.filter(mine, partnership_id=actor.partnership_id, ended_at=None)
        return rows.filter(level__in=Level.reaching(level)) if level else rows


class CaseGrant(PartnershipRow):
    """Lets an agency, or one person, see a case: written by accepting, listing, circulating."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="grants")
    agency = models.ForeignKey(
        "partnerships.Agency", models.PROTECT, related_name="+", null=True, blank=True
    )
    user = person_who()
    level = models.CharField(max_length=12, choices=Level)
    why = models.CharField(max_length=40)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = person_who()

    objects = CaseGrants.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "case", "agency", "user", "level", "why", "granted_at",
            "granted_by", "ended_at", "ended_by",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            paired("ended"),
            models.CheckConstraint(
                condition=Q(agency=None, user__isnull=False) | Q(agency__isnull=False, user=None),
                name="a_grant_is_to_an_agency_or_a_person",
            ),
        ]
        indexes = [models.Index("partnership", "agency", "case", name="grants_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.level} on {self.case_id}"

    @property
    def record_about(self) -> str:
        return self.case.uid


def cases_in_conflict(actor: Actor) -> models.QuerySet[Any]:
    """The cases that are hidden from this actor, or from the actor's agency."""
    rows = ConflictOfInterest.objects.filter(partnership_id=actor.partnership_id, lifted_at=None)
    return rows.filter(Q(user_id=actor.user_id) | Q(agency_id=actor.agency_id)).values("case")


@written_once
def hidden_from(actor: Actor) -> Subquery:
    """`cases_in_conflict` as a subquery."""
    return Subquery(cases_in_conflict(actor))


class ConflictOfInterest(PartnershipRow):
    """Hides a case from a person or a whole agency: at once on one word, lifted only by two."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="conflicts")
    user = person_who()
    agency = models.ForeignKey(
        "partnerships.Agency", models.PROTECT, related_name="+", null=True, blank=True
    )
    why = EncryptedText()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = person_who()
    lift_seconded_by = person_who()

    objects = RowsBesideCases["ConflictOfInterest"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "case", "user", "agency", "declared_at", "declared_by",
            "lifted_at", "lifted_by", "lift_seconded_by",
        )  # fmt: skip
        confidential = ("why",)

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "conflicts of interest"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lift_seconded_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False)
                & Q(lift_seconded_by__isnull=False)
                & ~Q(lifted_by=models.F("lift_seconded_by")),
                name="a_conflict_is_lifted_by_two",
            ),
            models.CheckConstraint(
                condition=Q(agency=None, user__isnull=False) | Q(agency__isnull=False, user=None),
                name="a_conflict_binds_an_agency_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Conflict on {self.case_id}"

    @property
    def record_about(self) -> str:
        return self.case.uid
