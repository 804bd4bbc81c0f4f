"""The one place where a request learns the time. A demonstration may set its own clock forward."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

DEMO_CLOCK = "demo-clock"


def now() -> datetime:
    """Return this instant, in UTC; in a demonstration, as its clock was set."""
    return timezone.now() + (_demo_offset() if settings.DEMO else timedelta())


def set_demo_clock(moment: datetime) -> None:
    """Let the demonstration's clock run on from a moment. Only a demonstration has such a clock."""
    if settings.DEMO:
        ahead = moment - timezone.now()
        _demo_clock().write_text(str(int(ahead.total_seconds())), encoding="ascii")


def _demo_offset() -> timedelta:
    try:
        return timedelta(seconds=int(_demo_clock().read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError):
        return timedelta()


def _demo_clock() -> Path:
    return Path(settings.DATA) / DEMO_CLOCK
