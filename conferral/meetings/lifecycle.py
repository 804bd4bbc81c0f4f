"""The stages of a meeting; which one it is in is read from its dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferral.lifecycle import Lifecycle


class Stage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    PAPERS_OUT = "papers_out", _("Papers sent")
    IN_SESSION = "in_session", _("In session")
    HELD = "held", _("Held")
    MINUTED = "minuted", _("Minutes issued")
    CANCELLED = "cancelled", _("Cancelled")


LIFECYCLE = Lifecycle(
    "meeting",
    {
        Stage.PLANNED: {Stage.PAPERS_OUT, Stage.IN_SESSION, Stage.CANCELLED},
        Stage.PAPERS_OUT: {Stage.IN_SESSION, Stage.CANCELLED},
        Stage.IN_SESSION: {Stage.HELD},
        Stage.HELD: {Stage.MINUTED},
    },
)
"""A meeting may begin without papers, as an emergency meeting does."""
