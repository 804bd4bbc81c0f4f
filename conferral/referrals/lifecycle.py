"""The stages of a referral, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conferral.lifecycle import Lifecycle


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("With the coordinator")
    RETURNED = "returned", _("Returned for more")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


LIFECYCLE = Lifecycle(
    "referral",
    {
        Stage.DRAFT: {Stage.SUBMITTED, Stage.WITHDRAWN},
        Stage.SUBMITTED: {Stage.RETURNED, Stage.ACCEPTED, Stage.DECLINED, Stage.WITHDRAWN},
        Stage.RETURNED: {Stage.SUBMITTED, Stage.WITHDRAWN},
    },
)
EDITABLE = frozenset({Stage.DRAFT, Stage.RETURNED})
