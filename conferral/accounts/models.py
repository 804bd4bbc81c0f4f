"""A person who signs in, her sessions, and the counters that slow guessing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from conferral.vault.identity import new_uid


class Users(BaseUserManager["User"]):
    """Finds and makes accounts by email address."""

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """Make an account; without a password it can sign in only after a reset."""
        user = self.model(email=email, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """The account of an email address, however its letters are typed."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Someone who may sign in. What she may do lies in her memberships, never here."""

    uid = models.CharField(max_length=22, unique=True, default=new_uid, editable=False)
    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Handling:
        recorded = ("uid", "email", "name", "is_active", "created_at", "last_login")
        confidential = ("password",)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="an_email_address_is_kept_in_lower_case",
                condition=models.Q(email=Lower("email")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name that pages show."""
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case; an account that is closed loses its sessions."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)
        if not self.is_active:
            Session.objects.filter(user=self).delete()


class Session(models.Model):
    """One signed-in browser. The cookie's key is not here, only its HMAC."""

    key_mac = models.CharField(max_length=64, unique=True)
    data = models.BinaryField(default=bytes)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions"
    )
    factors = models.JSONField(default=list)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Handling:
        recorded = ("user", "factors", "created_at", "last_seen_at", "expires_at")
        confidential = ("key_mac", "data")

    def __str__(self) -> str:
        return f"session {self.pk}"


class Throttle(models.Model):
    """A row of the shared cache: failed attempts, and codes that were used already."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Handling:
        recorded = ("cache_key", "expires")
        confidential = ("value",)

    class Meta:
        db_table = "accounts_throttle"

    def __str__(self) -> str:
        return self.cache_key
