"""A partnership and its panels: who belongs, and by which edition they work."""

from dataclasses import replace
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow
from conferral.access.scope import PanelQuerySet, ScopedQuerySet
from conferral.protocol.calendar import WorkingCalendar
from conferral.protocol.edition import Edition
from conferral.protocol.loading import load
from conferral.vault.identity import new_uid


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pk=actor.partnership_id)


class Partnership(models.Model):
    """The boundary of all rows: nothing of one partnership is ever seen in another."""

    class Nation(models.TextChoices):
        ENGLAND = "ENG", _("England")
        WALES = "WLS", _("Wales")
        SCOTLAND = "SCT", _("Scotland")
        NORTHERN_IRELAND = "NIR", _("Northern Ireland")

    uid = models.CharField(max_length=22, default=new_uid, editable=False, unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=120)
    nation = models.CharField(max_length=3, choices=Nation)

    objects = PartnershipQuerySet.as_manager()

    class Handling:
        recorded = ("uid", "slug", "name", "area", "nation")
        confidential = ()

    def __str__(self) -> str:
        return self.name

    @property
    def partnership_id(self) -> int:
        return self.pk


class PanelsOfAPartnership(ScopedQuerySet["Panel"]):
    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(pk=actor.panel_id)


class Panel(PartnershipRow):
    """One standing panel or planning process: editions, seats, meetings and cases hang on it."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    convenor = models.CharField(max_length=120)
    neutral_title = models.CharField(max_length=60, blank=True)
    venue = models.CharField(max_length=120, blank=True)

    objects = PanelsOfAPartnership.as_manager()

    class Handling:
        recorded = ("partnership", "uid", "slug", "name", "convenor", "neutral_title", "venue")
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "slug", name="one_panel_per_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def panel_id(self) -> int:
        return self.pk

    def adopted_on(self, day: date) -> "AdoptedEdition":
        """Return the edition in force on a day. Raises DoesNotExist before the first."""
        return self.editions.filter(in_force_from__lte=day).latest("in_force_from")

    def calendar(self, edition: Edition) -> WorkingCalendar:
        """Return the working days here: bank holidays, the edition's days and our closures."""
        calendar = edition.calendar_of(self.partnership.nation)
        closed = dict(self.closures.values_list("day", "why"))
        return replace(calendar, closures={**calendar.closures, **closed})


class Closure(PartnershipRow):
    """A day on which this panel's offices are shut, beyond the nation's bank holidays."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="closures")
    day = models.DateField()
    why = models.CharField(max_length=120)

    objects = PanelQuerySet["Closure"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "panel", "day", "why")
        confidential = ()

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "panel", "day", name="one_closure_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.why}"


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
        return self.signatures.filter(
            Q(lapses_on=None) | Q(lapses_on__gt=day), signed_on__lte=day
        ).exists()


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


class Agreement(PartnershipRow):
    """The information sharing agreement that every member agency signs (WESP 15.1)."""

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


class AdoptedEdition(PartnershipRow):
    """An edition as this panel adopted it: its files are kept, to explain decisions later."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="editions")
    edition_id = models.CharField(max_length=40)
    files = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    in_force_from = models.DateField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seconded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed = models.JSONField(default=list)

    objects = PanelQuerySet["AdoptedEdition"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "edition_id", "fingerprint", "in_force_from",
            "adopted_by", "seconded_by", "confirmed",
        )  # fmt: skip
        confidential = ("files",)

    class Meta(PartnershipRow.Meta):
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
        """The edition itself, read from the kept files."""
        files: dict[str, Any] = self.files
        return load(files)
