"""A person's seat in a panel."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.rows import PartnershipRow
from conferral.access.scope import PanelQuerySet
from conferral.partnerships.models.agency import Agency
from conferral.partnerships.models.panel import Panel


class Membership(PartnershipRow):
    """A person's seat in a panel, for an agency, with the roles that the edition defines."""

    class Seat(models.TextChoices):
        LEAD = "lead", _("Lead member")
        SECONDARY = "secondary", _("Secondary member")
        STAFF = "staff", _("Convenor’s staff")
        GUEST = "guest", _("Guest for one case")
        OTHER = "other", _("Other")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    roles = models.JSONField(default=list)
    seat = models.CharField(max_length=10, choices=Seat)
    decides_for_agency_since = models.DateField(null=True, blank=True)
    trained_on = models.DateField(null=True, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = PanelQuerySet["Membership"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "user", "agency", "roles", "seat",
            "decides_for_agency_since", "trained_on", "from_on", "until_on",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "panel", "user", "agency", name="one_seat_per_person_and_agency"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=models.F("from_on")),
                name="a_seat_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.agency}"

    def holds_on(self, day: date) -> bool:
        """Whether the seat is held on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)
