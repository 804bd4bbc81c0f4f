"""What a meeting will hear, and which agencies have looked."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import M, ScopedQuerySet, visible
from conferral.cases.models import Case, RowsOfVisibleCases
from conferral.meetings.models.meeting import Meeting
from conferral.partnerships.models import Agency
from conferral.protocol.edition import Edition
from conferral.vault.fields import EncryptedText


class AgendaItem(PartnershipRow):
    """A case on a meeting's agenda. Taken off, it stays on the record but leaves the agenda."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="agenda_items")
    position = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField()
    child_involved = models.BooleanField(default=False)
    note = EncryptedText()
    listed_at = models.DateTimeField()
    listed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_off_at = models.DateTimeField(null=True, blank=True)
    taken_off_by = person_who()
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = person_who()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = person_who()

    objects = RowsOfVisibleCases["AgendaItem"].as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "meeting", "case", "position", "minutes", "child_involved",
            "listed_at", "listed_by", "taken_off_at", "taken_off_by", "begun_at", "begun_by",
            "ended_at", "ended_by",
        )  # fmt: skip
        confidential = ("note",)

    class Meta(PartnershipRow.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "meeting", "case",
                condition=Q(taken_off_at=None), name="a_case_is_listed_once_a_meeting",
            ),
            paired("taken_off"),
            paired("begun"),
            paired("ended"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Item {self.position} of {self.meeting_id}"

    @property
    def record_about(self) -> str:
        return self.case.uid

    @property
    def protocol(self) -> Edition:
        """The edition of its meeting, which decides what is done there."""
        return self.meeting.protocol

    def meeting_locked(self) -> Meeting:
        """Its meeting as it is now, and as it stays until this transaction ends."""
        return Meeting.objects.select_for_update(of=("self",)).get(pk=self.meeting_id)


class RowsOfVisibleItems(ScopedQuerySet[M]):
    """Rows that are seen with the case on the agenda."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(item__in=visible(AgendaItem, actor))


class CaseSeen(PartnershipRow):
    """An agency's first look at a listed case."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="sightings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RowsOfVisibleItems["CaseSeen"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "item", "agency", "seen_at", "seen_by")
        confidential = ()

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "cases seen"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "item", "agency", name="an_agency_sees_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} saw {self.item_id}"
