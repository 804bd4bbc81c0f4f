"""The panel's local clock. Instants are kept in UTC; days that count are local days."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def local(moment: datetime) -> datetime:
    """Return an instant as the panel's clock shows it."""
    return moment.astimezone(ZONE)


def local_day(moment: datetime) -> date:
    """Return the local day of an instant. In summer, at a quarter past midnight, UTC lags a day."""
    return local(moment).date()


def at_local(day: date, clock: time) -> datetime:
    """Return the instant of a local day and time."""
    return datetime.combine(day, clock, tzinfo=ZONE)
