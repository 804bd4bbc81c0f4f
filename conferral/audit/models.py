"""The rows of the record. They are only added: migration 0002 makes the database refuse the rest.

They hold uids rather than foreign keys, so an entry outlives what it describes.
"""

from django.db import models


class Entry(models.Model):
    """One thing that somebody did, read, or was refused. `scope` is the partnership (0: none)."""

    class Outcome(models.TextChoices):
        DONE = "done"
        READ = "read"
        REFUSED = "refused"

    scope = models.PositiveBigIntegerField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome)
    actor = models.CharField(max_length=40)
    agency = models.CharField(max_length=22, blank=True)
    subject_kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=22, blank=True)
    about = models.CharField(max_length=22, blank=True)
    payload = models.BinaryField(null=True)
    payload_mac = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Handling:
        recorded = (
            "scope", "seq", "at", "event", "outcome", "actor", "agency", "subject_kind",
            "subject", "about", "payload_mac", "prev", "mac",
        )  # fmt: skip
        confidential = ("payload",)

    class Meta:
        constraints = [models.UniqueConstraint("scope", "seq", name="one_entry_per_number")]
        indexes = [
            models.Index("scope", "about", "seq", name="entries_about"),
            models.Index("scope", "actor", "seq", name="entries_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.scope}/{self.seq} {self.event}"


class Head(models.Model):
    """The newest entry of each chain. Its row is the lock that keeps the chain from forking."""

    scope = models.PositiveBigIntegerField(unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    class Handling:
        recorded = ("scope", "seq", "mac")
        confidential = ()

    def __str__(self) -> str:
        return f"Head of {self.scope}: {self.seq}"
