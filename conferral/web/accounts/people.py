"""Who sits on which panel, as sign-in needs to know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from conferral.accounts.models import User
from conferral.partnerships.models import Membership

FIRST = ("coordinator", "chair", "minute taker")


@dataclass(frozen=True)
class Seat:
    """One membership of one person."""

    user_uid: str
    name: str
    agency: str
    roles: tuple[str, ...]
    panel: str
    panel_slug: str
    partnership: str
    partnership_slug: str


def seats_of(user: User, today: date) -> list[Seat]:
    """The seats that a person holds today, by panel."""
    return _seats(Q(user=user), today)


def invented(today: date) -> list[Seat]:
    """Everyone whom a demonstration lets a visitor be."""
    return _seats(Q(user__is_active=True), today)


def may_choose_a_person(request: HttpRequest) -> bool:
    """Whether this is a demonstration and the visitor sits at this very machine."""
    if not settings.DEMO or "HTTP_X_FORWARDED_FOR" in request.META:
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _seats(whose: Q, today: date) -> list[Seat]:
    held = Q(from_on__lte=today) & (Q(until_on=None) | Q(until_on__gte=today))
    rows = Membership.objects.filter(whose, held).select_related(
        "user", "agency", "panel", "panel__partnership"
    )
    seats = [
        Seat(
            user_uid=row.user.uid,
            name=row.user.name,
            agency=row.agency.name,
            roles=tuple(role.replace("_", " ") for role in row.roles),
            panel=row.panel.name,
            panel_slug=row.panel.slug,
            partnership=row.panel.partnership.name,
            partnership_slug=row.panel.partnership.slug,
        )
        for row in rows
    ]
    return sorted(seats, key=lambda seat: (seat.panel, _place(seat), seat.agency, seat.name))


def _place(seat: Seat) -> int:
    """Whose day a visitor wants to see first."""
    return min((FIRST.index(role) for role in seat.roles if role in FIRST), default=len(FIRST))
