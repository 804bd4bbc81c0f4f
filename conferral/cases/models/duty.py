"""Things that must be done whatever any meeting decides."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import PanelQuerySet, visible
from conferral.cases.models.case import Case
from conferral.partnerships.models import AdoptedEdition
from conferral.people.models import Person
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.protocol.rules.duties import DutyRule
from conferral.vault.fields import EncryptedText


class Duties(PanelQuerySet["Duty"]):
    def visible_to(self, actor: Actor) -> Self:
        """With the case; before there is one, by the agency that must do it."""
        if Permission.DUTY_READ not in actor.permissions:
            return self.none()
        with_case = Q(case__in=visible(Case, actor))
        return super().visible_to(actor).filter(with_case | Q(case=None, agency=actor.agency_id))


class Duty(PartnershipRow):
    """Raised as an answer is saved, even in a draft; it outlives the referral.

    Until it is done it keeps the case open, unless its rule says that it does not.
    """

    panel = models.ForeignKey("partnerships.Panel", models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    case = models.ForeignKey(Case, models.PROTECT, related_name="duties", null=True, blank=True)
    agency = models.ForeignKey("partnerships.Agency", models.PROTECT, related_name="+")
    edition = models.ForeignKey(AdoptedEdition, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    clause = models.CharField(max_length=60)
    due_on = models.DateField()
    blocks_closure = models.BooleanField(default=True)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = person_who()
    told = EncryptedText()
    reference = EncryptedText()

    objects = Duties.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "person", "case", "agency", "edition", "rule", "title",
            "clause", "due_on", "blocks_closure", "raised_at", "raised_by", "done_at", "done_by",
        )  # fmt: skip
        confidential = ("told", "reference")

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "duties"
        ordering = ["due_on", "pk"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "person", "rule", name="a_duty_is_raised_once_a_person"
            ),
            paired("done"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} for {self.person_id}"

    @property
    def record_about(self) -> str:
        return self.case.uid if self.case else self.person.uid

    @property
    def decided_by(self) -> Edition:
        """The edition whose rule raised it: that of the referral."""
        return self.edition.protocol

    @property
    def its_rule(self) -> DutyRule:
        return self.decided_by.duty(self.rule)

    @property
    def cites(self) -> str:
        """Its clause as people name it, with the panel's short name; or the law."""
        edition = self.decided_by
        known = self.clause in edition.clause_by_id
        return f"{edition.abbreviation} {self.clause}" if known else self.clause

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody has done it."""
        return self.done_at is None and self.due_on < today
