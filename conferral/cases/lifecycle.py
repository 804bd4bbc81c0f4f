"""The stages of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferral.lifecycle import Lifecycle


class Stage(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


LIFECYCLE = Lifecycle("case", {Stage.OPEN: {Stage.CLOSED}, Stage.CLOSED: {Stage.OPEN}})
