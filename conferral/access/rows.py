"""What every row of a partnership carries, and the constraints that many tables share."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from conferral.vault.identity import new_uid


class PartnershipRow(models.Model):
    """A row that belongs to one partnership and has a name that nobody can guess."""

    partnership = models.ForeignKey("partnerships.Partnership", models.PROTECT, related_name="+")
    uid = models.CharField(max_length=22, default=new_uid, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                "partnership", "uid", name="%(app_label)s_%(class)s_uid_is_its_own"
            )
        ]


def person_who() -> "models.ForeignKey[object, object]":
    """The user of a `…_by` column: kept for ever, so that the record can name them."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )


def paired(stem: str) -> models.CheckConstraint:
    """`<stem>_at` and `<stem>_by` are both set, or neither is."""
    neither = Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
    both = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    return models.CheckConstraint(
        condition=neither | both, name=f"%(app_label)s_%(class)s_{stem}_at_with_by"
    )
