"""An action: what will be done about which risk, by which agency, by whom, by when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow, paired, person_who
from conferral.access.scope import PanelQuerySet, visible
from conferral.cases.models import Case
from conferral.cases.models.grants import hidden_from
from conferral.meetings.models import AgendaItem
from conferral.partnerships.models import Agency, Panel
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.vault.fields import EncryptedText
from conferral.vault.identity import new_uid


class ActionQuerySet(PanelQuerySet["Action"]):
    def visible_to(self, actor: Actor) -> Self:
        """An agency's own actions, and those on cases that the actor can see."""
        if Permission.ACTION_READ not in actor.permissions:
            return self.none()
        seen = Q(case__in=visible(Case, actor))
        if actor.is_guest:
            seen |= Q(owner_id=actor.user_id)
        else:
            seen |= Q(agency_id=actor.agency_id)
        return super().visible_to(actor).filter(seen, ~Q(case__in=hidden_from(actor)))


class Action(PartnershipRow):
    """Agreed in a meeting. Whether it is overdue, and done late, follows from its dates."""

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        NOT_POSSIBLE = "not_possible", _("Not possible: circumstances changed")
        NOT_DONE = "not_done", _("Not done")
        SUPERSEDED = "superseded", _("No longer needed")
        REFUSED = "refused", _("Refused by her")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="actions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="actions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = EncryptedText()
    risk = EncryptedText()
    due_on = models.DateField()
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    outcome_note = EncryptedText()
    done_on = models.DateField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = person_who()
    once = models.CharField(max_length=22, default=new_uid)

    objects = ActionQuerySet.as_manager()

    class Handling:
        recorded = (
            "partnership", "uid", "panel", "case", "item", "agency", "owner", "due_on", "agreed_at",
            "agreed_by", "outcome", "done_on", "reported_at", "reported_by", "once",
        )  # fmt: skip
        confidential = ("text", "risk", "outcome_note")

    class Meta(PartnershipRow.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint("partnership", "once", name="an_action_is_agreed_once"),
            paired("reported"),
            models.CheckConstraint(
                condition=Q(outcome="", reported_at=None)
                | ~Q(outcome="") & Q(reported_at__isnull=False),
                name="an_outcome_says_who_reported_it",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.uid}"

    @property
    def record_about(self) -> str:
        return self.case.uid

    @property
    def protocol(self) -> Edition:
        """The edition of the meeting that agreed it."""
        return self.item.protocol

    @property
    def is_open(self) -> bool:
        return not self.outcome

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nobody has reported on it."""
        return self.is_open and self.due_on < today

    @property
    def was_late(self) -> bool:
        """Whether it was done, but after its day."""
        return self.outcome == self.Outcome.DONE and bool(
            self.done_on and self.done_on > self.due_on
        )
