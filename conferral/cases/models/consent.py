"""Why what is known about an adult may be shared: her consent, or the decision without it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import ScopedQuerySet, visible
from conferral.cases.models.case import Case
from conferral.people.models import Person
from conferral.protocol.permissions import Permission
from conferral.vault.fields import EncryptedJSON, EncryptedText


class Bases(ScopedQuerySet["SharingBasis"]):
    def visible_to(self, actor: Actor) -> Self:
        """With the case; before there is one, by the agency that recorded it."""
        if Permission.CASE_READ not in actor.permissions:
            return self.none()
        with_case = Q(case__in=visible(Case, actor))
        return super().visible_to(actor).filter(with_case | Q(case=None, agency=actor.agency_id))


class SharingBasis(PartnershipRow):
    """A consent record, or the sharing-without-consent form, for one adult by one agency."""

    class Route(models.TextChoices):
        CONSENT = "consent"
        WITHOUT = "without"

    person = models.ForeignKey(Person, models.PROTECT, related_name="sharing_bases")
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="sharing_bases", null=True, blank=True
    )
    agency = models.ForeignKey("partnerships.Agency", models.PROTECT, related_name="+")
    route = models.CharField(max_length=7, choices=Route)
    answers = EncryptedJSON()
    withheld = EncryptedText()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = person_who()

    objects = Bases.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "person", "case", "agency", "route", "recorded_at",
            "recorded_by", "withdrawn_at", "withdrawn_by",
        )  # fmt: skip
        confidential = ("answers", "withheld")

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "sharing bases"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "person", "route",
                condition=Q(withdrawn_at=None), name="one_basis_of_a_kind_in_force",
            ),
            paired("withdrawn"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.route} for {self.person_id}"

    @property
    def record_about(self) -> str:
        return self.case.uid if self.case else self.person.uid

    @property
    def in_words(self) -> str:
        """The basis in one line, for the ledger and the papers."""
        day = date_format(local_day(self.recorded_at), "j F Y")
        if self.route == self.Route.CONSENT:
            return _("Her consent, recorded on %(day)s") % {"day": day}
        return _("Without her consent, on grounds recorded on %(day)s") % {"day": day}
