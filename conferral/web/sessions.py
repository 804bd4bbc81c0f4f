"""The session engine that Django loads: the sealed sessions, told the time."""

from django.utils import timezone

from conferral.accounts.sessions import SealedSessions


class SessionStore(SealedSessions):
    """Sealed sessions by the wall clock."""

    clock = staticmethod(timezone.now)
