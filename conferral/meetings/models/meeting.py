"""A meeting of a panel: its day, and how far it has come."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import M, PanelQuerySet, ScopedQuerySet, visible
from conferral.meetings.lifecycle import Stage
from conferral.partnerships.models import AdoptedEdition, Panel
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission


class MeetingQuerySet(PanelQuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """Dates are for every member; what a meeting discusses has its own scope."""
        if Permission.MEETING_READ not in actor.permissions:
            return self.none()
        return super().visible_to(actor)

    def published_to(self, actor: Actor) -> Self:
        """The dates alone, for whoever may read the year: the steering group as well."""
        if Permission.YEAR_READ not in actor.permissions:
            return self.none()
        return super().visible_to(actor)


class Meeting(PartnershipRow):
    """Scheduled, emergency, planning or review. Its own edition sets its deadlines."""

    class Kind(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled meeting")
        EMERGENCY = "emergency", _("Emergency meeting")
        PLANNING = "planning", _("Planning meeting")
        REVIEW = "review", _("Review meeting")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        REMOTE = "remote", _("By video or telephone")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="meetings")
    edition = models.ForeignKey(AdoptedEdition, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SCHEDULED)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    held_on = models.DateField()
    starts = models.TimeField()
    venue = models.CharField(max_length=120, blank=True)
    why_this_day = models.TextField(blank=True)
    moved_from = models.DateField(null=True, blank=True)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    planned_at = models.DateTimeField()
    agenda_sent_at = models.DateTimeField(null=True, blank=True)
    agenda_sent_by = person_who()
    papers_sent_at = models.DateTimeField(null=True, blank=True)
    papers_sent_by = person_who()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = person_who()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = person_who()
    minutes_issued_at = models.DateTimeField(null=True, blank=True)
    minutes_issued_by = person_who()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = person_who()

    objects = MeetingQuerySet.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "edition", "kind", "mode", "held_on", "starts", "venue",
            "why_this_day", "moved_from", "chair", "planned_at", "agenda_sent_at",
            "agenda_sent_by", "papers_sent_at", "papers_sent_by", "opened_at", "opened_by",
            "closed_at", "closed_by", "minutes_issued_at", "minutes_issued_by", "cancelled_at",
            "cancelled_by",
        )  # fmt: skip
        confidential = ()

    class Meta(PartnershipRow.Meta):
        ordering = ["held_on", "starts"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(
                "partnership", "panel", "held_on",
                condition=Q(kind="scheduled", cancelled_at=None),
                name="one_scheduled_meeting_a_day",
            ),
            *(
                paired(stem)
                for stem in (
                    "agenda_sent", "papers_sent", "opened", "closed", "minutes_issued", "cancelled",
                )
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False),
                name="a_meeting_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(minutes_issued_at=None) | Q(closed_at__isnull=False),
                name="minutes_follow_the_meeting",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.held_on}"

    @property
    def protocol(self) -> Edition:
        return self.edition.protocol

    @property
    def stage(self) -> Stage:
        """Where the meeting stands, from the latest thing that happened to it."""
        reached = (
            (self.cancelled_at, Stage.CANCELLED),
            (self.minutes_issued_at, Stage.MINUTED),
            (self.closed_at, Stage.HELD),
            (self.opened_at, Stage.IN_SESSION),
            (self.papers_sent_at, Stage.PAPERS_OUT),
        )
        return next((stage for at, stage in reached if at), Stage.PLANNED)

    def is_ahead(self, today: date) -> bool:
        """Whether it is still to be held, or is being held."""
        return self.held_on >= today and self.closed_at is None and self.cancelled_at is None


class RowsOfVisibleMeetings(ScopedQuerySet[M]):
    """Rows that are seen with their meeting."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(meeting__in=visible(Meeting, actor))
