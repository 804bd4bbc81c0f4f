"""Days and times as people say them, in London's time."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONDON = ZoneInfo("Europe/London")


def local(value: datetime) -> datetime:
    """An instant on London's clock; one without a zone is a mistake and raises ValueError."""
    if value.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return value.astimezone(LONDON)


def day(value: date | datetime) -> str:
    """Thursday 19 November."""
    on = _day_of(value)
    return f"{_weekday(on)} {on.day} {_month(on)}"


def day_year(value: date | datetime) -> str:
    """Thursday 19 November 2026."""
    return f"{day(value)} {_day_of(value).year}"


def short_day(value: date | datetime) -> str:
    """19 Nov, for tables."""
    on = _day_of(value)
    return f"{on.day}\u00a0{_month(on)[:3]}"


def weekday_month(value: date | datetime) -> str:
    """Thu Nov, under a large day number."""
    on = _day_of(value)
    return f"{_weekday(on)[:3]} {_month(on)[:3]}"


def clock(value: datetime | time) -> str:
    """9.30am; on the hour, 5pm. A time of day without a date is London's already."""
    at = value if isinstance(value, time) else local(value)
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """19 November 2026 at 9.30am."""
    on = _day_of(value)
    return _("%(day)d %(month)s %(year)d at %(time)s") % {
        "day": on.day,
        "month": _month(on),
        "year": on.year,
        "time": clock(value),
    }


def since(value: datetime, today: date) -> str:
    """Today, 8.52am · Yesterday, 4pm · Saturday, 10.14am · 19 November, 9.30am."""
    on = _day_of(value)
    days = (today - on).days
    if days == 0:
        name = _("Today")
    elif days == 1:
        name = _("Yesterday")
    elif 1 < days < 7:
        name = _weekday(on)
    else:
        name = f"{on.day} {_month(on)}"
    return f"{name}, {clock(value)}"


def _day_of(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def _weekday(on: date) -> str:
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[on.weekday()]


def _month(on: date) -> str:
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return names[on.month - 1]
