"""A partnership, its panels, and the days on which they are shut."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow
from conferral.access.scope import PanelQuerySet, ScopedQuerySet
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.protocol.edition import Edition
from conferral.vault.identity import new_uid

if TYPE_CHECKING:
    from conferral.partnerships.models.edition import AdoptedEdition


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
        adopted = self.editions.filter(in_force_from__lte=day).defer("files")
        return adopted.latest("in_force_from")

    def calendar(self, edition: Edition) -> WorkingCalendar:
        """Return the working days here: bank holidays, the edition's days and our closures."""
        calendar = edition.calendar_for(self.partnership.nation)
        return replace(calendar, closures={**calendar.closures, **self.closed_on})

    @cached_property
    def closed_on(self) -> dict[date, str]:
        """The days on which this panel's offices are shut, and why; read once."""
        return dict(self.closures.values_list("day", "why"))


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
