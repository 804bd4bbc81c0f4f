"""How far off a day is, in working days, and whether that asks for a flag."""

from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.protocol.wording import clock
from conferral.ui.moments import day as day_in_words
from conferral.ui.numbers import in_words
from conferral.web.today.visit import Visit

OVERDUE, SOON, CALM = "overdue", "soon", ""


def timing(due: date, by: time | None, visit: Visit) -> tuple[str, str, str]:
    """The flag's kind, the flag's word, and the time left or passed."""
    if due < visit.today:
        return OVERDUE, _("Overdue"), ago(due, visit)
    if due > visit.today:
        return _ahead(due, visit)
    if by and visit.local.time().replace(second=0, microsecond=0, tzinfo=None) > by:
        return OVERDUE, _("Overdue"), _("Since %(time)s today") % {"time": clock(by)}
    return SOON, _("Today"), _("By %(time)s") % {"time": clock(by)} if by else ""


def ago(due: date, visit: Visit) -> str:
    """`Two working days ago`; over a weekend alone, the day itself."""
    days = visit.calendar.working_days_between(due, visit.today)
    if not days:
        return _("Since %(day)s") % {"day": day_in_words(due)}
    return _sentence(
        ngettext("%(number)s working day ago", "%(number)s working days ago", days), days
    )


def _ahead(due: date, visit: Visit) -> tuple[str, str, str]:
    days = visit.calendar.working_days_between(visit.today, due)
    if days <= 1:
        return (
            SOON,
            _("Due tomorrow") if (due - visit.today).days == 1 else _("Next working day"),
            "",
        )
    return CALM, "", _("In %(days)s working days") % {"days": days}


def _sentence(words: str, number: int) -> str:
    said = words % {"number": in_words(number)}
    return said[:1].upper() + said[1:]
