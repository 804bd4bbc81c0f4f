"""How a duty, an action and a risk stand, each as a kind of state and its words."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.localtime import local_day
from conferral.actions.models import Action
from conferral.cases.models import Duty, RiskAssessment
from conferral.protocol.days.calendar import WorkingCalendar
from conferral.ui.moments import short_day

State = tuple[str, str]


def of_action(action: Action, today: date, calendar: WorkingCalendar) -> State:
    """Where an action stands today, from its dates and its outcome."""
    if action.is_open:
        return _waiting(action.due_on, today, calendar)
    if action.outcome != Action.Outcome.DONE:
        return "declined", str(action.get_outcome_display())
    on = short_day(action.done_on) if action.done_on else ""
    late = _("Done %(day)s, late") if action.was_late else _("Done %(day)s")
    return "done", late % {"day": on}


def of_duty(duty: Duty, today: date, calendar: WorkingCalendar) -> State:
    """Where a duty stands today."""
    if duty.done_at is None:
        return _waiting(duty.due_on, today, calendar)
    on = short_day(local_day(duty.done_at))
    if duty.reference:
        return "done", _("Done %(day)s, ref. %(ref)s") % {"day": on, "ref": duty.reference}
    return "done", _("Done %(day)s") % {"day": on}


def _overdue(due: date, today: date, calendar: WorkingCalendar) -> str:
    days = calendar.working_days_between(due, today)
    late = ngettext("Overdue by %(n)s working day", "Overdue by %(n)s working days", days)
    return late % {"n": days} if days else _("Overdue")


def _waiting(due: date, today: date, calendar: WorkingCalendar) -> State:
    if due < today:
        return "overdue", _overdue(due, today, calendar)
    if due == today:
        return "soon", _("Due today")
    if due == today + timedelta(days=1):
        return "soon", _("Due tomorrow")
    days = calendar.working_days_between(today, due)
    left = ngettext("%(n)s working day left", "%(n)s working days left", days)
    return "soon", left % {"n": days}


def of_risk(risk: RiskAssessment | None) -> State:
    """The flag of a risk level: only high risk is filled."""
    if risk is None:
        return "plain", _("Risk not assessed yet")
    level = str(risk.get_level_display())
    return ("risk" if risk.level == RiskAssessment.RiskLevel.HIGH else "plain"), level
