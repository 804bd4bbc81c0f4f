"""Sessions kept sealed in the database, under the HMAC of their key and never the key itself."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from conferral.accounts.factors import factors_of
from conferral.accounts.models import Session
from conferral.vault.keys import installation_key
from conferral.vault.sealing import TamperedWith, seal, unseal

SESSIONS_EACH = 3
SEEN_EVERY = timedelta(minutes=1)


class SealedSessions(SessionBase):
    """Django's session interface over `Session`. The clock is set where HTTP begins."""

    clock: ClassVar[Callable[[], datetime]]

    def load(self) -> dict[str, Any]:
        """Open the session of this key, or an empty one if it ended, idled out or was tampered."""
        row = self._live().filter(key_mac=self._mac()).first()
        contents = self._contents_of(row) if row else None
        if row is None or contents is None:
            self._session_key = None
            return {}
        self._note_seen(row)
        return contents

    def exists(self, session_key: str) -> bool:
        """Whether a row is kept for this key."""
        return Session.objects.filter(key_mac=mac_of(session_key)).exists()

    def create(self) -> None:
        """Start under a fresh key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Write what the session holds; raises UpdateError when it has ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        contents = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if must_create:
            self._insert(contents)
        elif not Session.objects.filter(key_mac=self._mac()).update(**self._columns(contents)):
            raise UpdateError
        self._end_the_oldest(contents.get(SESSION_KEY))

    def delete(self, session_key: str | None = None) -> None:
        """End this session, or the one of the key given."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(key_mac=mac_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove rows that can no longer be used."""
        now = cls.clock()
        Session.objects.filter(Q(expires_at__lte=now) | Q(last_seen_at__lte=now - idle())).delete()

    def _live(self) -> QuerySet[Session]:
        now = type(self).clock()
        return Session.objects.filter(expires_at__gt=now, last_seen_at__gt=now - idle()).exclude(
            user__is_active=False
        )

    def _contents_of(self, row: Session) -> dict[str, Any] | None:
        try:
            opened = unseal(bytes(row.data), key=_key("session data"), place=_place(row.key_mac))
        except TamperedWith:
            return None
        return dict(json.loads(opened))

    def _note_seen(self, row: Session) -> None:
        now = type(self).clock()
        if now - row.last_seen_at >= SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(last_seen_at=now)

    def _insert(self, contents: dict[str, Any]) -> None:
        now = type(self).clock()
        until = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        try:
            with transaction.atomic():
                Session.objects.create(
                    key_mac=self._mac(),
                    created_at=now,
                    expires_at=until,
                    **self._columns(contents),
                )
        except IntegrityError as error:
            raise CreateError from error

    def _columns(self, contents: dict[str, Any]) -> dict[str, Any]:
        plain = json.dumps(contents, separators=(",", ":")).encode()
        mac = self._mac()
        return {
            "data": seal(plain, key=_key("session data"), number=1, place=_place(mac)),
            "user_id": contents.get(SESSION_KEY),
            "factors": factors_of(contents),
            "last_seen_at": type(self).clock(),
        }

    def _end_the_oldest(self, user_id: str | None) -> None:
        if user_id is None:
            return
        kept = Session.objects.filter(user_id=user_id).order_by("-last_seen_at", "-pk")
        over = list(kept.values_list("pk", flat=True)[SESSIONS_EACH:])
        if over:
            Session.objects.filter(pk__in=over).delete()

    def _mac(self) -> str:
        return mac_of(self.session_key or "")


def mac_of(session_key: str) -> str:
    """What is kept in place of a session's key."""
    return hmac.new(_key("session key"), session_key.encode(), hashlib.sha256).hexdigest()


def idle() -> timedelta:
    """How long a session lasts without a request."""
    return timedelta(seconds=settings.SESSION_IDLE_SECONDS)


def _key(purpose: str) -> bytes:
    return installation_key().derive(purpose)


def _place(mac: str) -> str:
    return f"accounts_session|data|{mac}"
