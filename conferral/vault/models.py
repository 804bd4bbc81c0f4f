"""Wrapped keys, and files kept sealed in the database."""

from django.db import models

from conferral.vault.fields import EncryptedText
from conferral.vault.identity import new_uid

INSTALLATION = 0
"""The scope of keys that belong to no partnership."""


class WrappedKey(models.Model):
    """One key of a partnership (or of the installation: scope 0), wrapped by the key file's key."""

    class Purpose(models.TextChoices):
        TEXT = "text"
        RECORD = "record"
        MATCHING = "matching"

    scope = models.PositiveBigIntegerField()
    purpose = models.CharField(max_length=12, choices=Purpose)
    number = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()

    class Handling:
        recorded = ("scope", "purpose", "number")
        confidential = ("wrapped",)

    class Meta:
        constraints = [
            models.UniqueConstraint("scope", "purpose", "number", name="one_key_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} key {self.number} of {self.scope}"


class SealedFile(models.Model):
    """A file kept encrypted in the database; its content lies in numbered chunks."""

    partnership = models.ForeignKey("partnerships.Partnership", models.PROTECT, related_name="+")
    uid = models.CharField(max_length=22, default=new_uid, editable=False)
    name = EncryptedText()
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    chunk_count = models.PositiveIntegerField()

    class Handling:
        recorded = ("partnership", "uid", "media_type", "size", "chunk_count")
        confidential = ("name",)

    class Meta:
        constraints = [
            models.UniqueConstraint("partnership", "uid", name="one_sealed_file_per_uid")
        ]

    def __str__(self) -> str:
        return f"Sealed file {self.uid}"


class SealedChunk(models.Model):
    """One encrypted piece of a sealed file, bound to its file, place and number of pieces."""

    partnership = models.ForeignKey("partnerships.Partnership", models.PROTECT, related_name="+")
    uid = models.CharField(max_length=22, default=new_uid, editable=False)
    file = models.ForeignKey(SealedFile, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Handling:
        recorded = ("partnership", "uid", "file", "number")
        confidential = ("sealed",)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("partnership", "uid", name="one_sealed_chunk_per_uid"),
            models.UniqueConstraint("file", "number", name="one_chunk_per_number"),
        ]

    def __str__(self) -> str:
        return f"Chunk {self.number} of {self.file_id}"
