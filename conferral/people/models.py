"""A person as the panel knows her. Everything that could find her is encrypted.

`said` holds the answers that a column cannot: reasoned unknowns, and days known only roughly.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from conferral.access.actor import Actor
from conferral.access.rows import PartnershipRow
from conferral.access.scope import M, ScopedQuerySet, visible
from conferral.protocol.permissions import Permission
from conferral.vault.fields import EncryptedDate, EncryptedJSON, EncryptedText

READERS = frozenset({Permission.CASE_READ, Permission.REFERRAL_READ})


class People(ScopedQuerySet["Person"]):
    def visible_to(self, actor: Actor) -> Self:
        """A provisional person is her agency's alone; others are seen with a case of theirs."""
        if not READERS & actor.permissions:
            return self.none()
        ours = Q(provisional=True, agency_id=actor.agency_id) if actor.agency_id else Q(pk=None)
        seen = _parts_in_cases().visible_to(actor).order_by().values("person")
        return super().visible_to(actor).filter(ours | Q(pk__in=seen))


def _parts_in_cases() -> ScopedQuerySet[Any]:
    """What a person's part in a case is, from the relation: cases lie above people."""
    parts: Any = Person._meta.get_field("involvements").related_model
    rows: ScopedQuerySet[Any] = parts.objects.all()
    return rows


class Person(PartnershipRow):
    """Someone a case is about. In a draft she is provisional: its agency's alone."""

    agency = models.ForeignKey(
        "partnerships.Agency", models.PROTECT, related_name="+", null=True, blank=True
    )
    provisional = models.BooleanField(default=True)
    date_of_birth = EncryptedDate()
    estimated_age = EncryptedText()
    language = EncryptedText()
    communication = EncryptedText()
    contact_warning = EncryptedText()
    said = EncryptedJSON()

    objects = People.as_manager()

    class Handling:
        recorded = ("partnership", "uid", "agency", "provisional")
        confidential = (
            "date_of_birth", "estimated_age", "language", "communication", "contact_warning",
            "said",
        )  # fmt: skip

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"Person {self.uid}"

    @property
    def name(self) -> str:
        """The name she is known by here: her legal name, else an alias, else nothing."""
        names = {name.kind: name.text for name in self.names.all()}
        return next((names[kind] for kind in Name.Kind.values if names.get(kind)), "")

    @property
    def alias(self) -> str:
        return ", ".join(
            name.text for name in self.names.all() if name.kind != Name.Kind.LEGAL and name.text
        )


class RowsOfVisiblePeople(ScopedQuerySet[M]):
    """Rows that are seen with their person."""

    def visible_to(self, actor: Actor) -> Self:
        return super().visible_to(actor).filter(person__in=visible(Person, actor))


class Name(PartnershipRow):
    """One of a person's names."""

    class Kind(models.TextChoices):
        LEGAL = "legal", _("Legal name")
        ALIAS = "alias", _("Also known as")
        STREET = "street", _("Street name")

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=8, choices=Kind)
    text = EncryptedText()

    objects = RowsOfVisiblePeople["Name"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "person", "kind")
        confidential = ("text",)

    def __str__(self) -> str:
        return f"Name {self.uid}"


class SafeContacts(RowsOfVisiblePeople["SafeContact"]):
    def visible_to(self, actor: Actor) -> Self:
        """Its own compartment: only with its own permission, or by the agency that drafts."""
        rows = super().visible_to(actor)
        if Permission.SAFE_CONTACT_READ in actor.permissions:
            return rows
        return rows.filter(person__agency_id=actor.agency_id, person__provisional=True)


class SafeContact(PartnershipRow):
    """How to reach her without putting her in danger."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="safe_contact")
    number = EncryptedText()
    times = EncryptedText()
    safe_words = EncryptedText()
    may_write = EncryptedText()
    may_leave_message = EncryptedText()
    do_not_use = EncryptedText()
    said = EncryptedJSON()

    objects = SafeContacts.as_manager()

    class Handling:
        recorded = ("partnership", "uid", "person")
        confidential = (
            "number", "times", "safe_words", "may_write", "may_leave_message", "do_not_use",
            "said",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Safe contact {self.uid}"


class EqualityProfile(PartnershipRow):
    """Five characteristics, for statistics alone; never in papers."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="equality")
    answers = EncryptedJSON()

    objects = RowsOfVisiblePeople["EqualityProfile"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "person")
        confidential = ("answers",)

    def __str__(self) -> str:
        return f"Equality profile {self.uid}"


class Address(PartnershipRow):
    """Where she lives. Only the area is shown; the address has its own class of disclosure."""

    class Disclosure(models.TextChoices):
        AREA_ONLY = "area_only", _("Area only")
        NEED_TO_KNOW = "need_to_know", _("Those who need it")
        NOBODY = "nobody", _("Nobody")

    person = models.OneToOneField(Person, models.CASCADE, related_name="address")
    text = EncryptedText()
    area = EncryptedText()
    said = EncryptedJSON()
    disclosure = models.CharField(max_length=12, choices=Disclosure, default=Disclosure.AREA_ONLY)

    objects = RowsOfVisiblePeople["Address"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "person", "disclosure")
        confidential = ("text", "area", "said")

    class Meta(PartnershipRow.Meta):
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"Address {self.uid}"


class Place(PartnershipRow):
    """Premises that a case is about."""

    class Kind(models.TextChoices):
        FLAT = "flat", _("Flat or house")
        BUSINESS = "business", _("Business premises")
        STREET = "street", _("Street or open place")
        ONLINE = "online", _("Online")

    kind = models.CharField(max_length=10, choices=Kind)
    label = EncryptedText()
    address = EncryptedText()

    objects = ScopedQuerySet["Place"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "kind")
        confidential = ("label", "address")

    def __str__(self) -> str:
        return f"Place {self.uid}"


class Relationship(PartnershipRow):
    """How two people are connected, such as mother of, or controls."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    what = EncryptedText()

    objects = RowsOfVisiblePeople["Relationship"].as_manager()

    class Handling:
        recorded = ("partnership", "uid", "person", "other")
        confidential = ("what",)

    class Meta(PartnershipRow.Meta):
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(person=models.F("other")), name="nobody_is_related_to_herself"
            ),
        ]

    def __str__(self) -> str:
        return f"Relationship {self.uid}"
