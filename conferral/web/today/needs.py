"""What needs a person today: one small function for each kind of need, and their order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time

from conferral.web.today.adopting import editions_to_sign
from conferral.web.today.belonging import (
    actions_to_report,
    cases_to_look_at,
    duties_to_do,
    papers_to_open,
    referrals_to_complete,
    rooms_open,
)
from conferral.web.today.convening import (
    agendas_to_send,
    cases_to_list,
    minutes_to_issue,
    papers_to_send,
    referrals_to_check,
    year_to_plan,
)
from conferral.web.today.following import (
    actions_overdue,
    duties_overdue,
    late_referrals_to_agree,
    meetings_to_chair,
)
from conferral.web.today.need import Kind, Need
from conferral.web.today.timing import timing
from conferral.web.today.visit import Visit

KINDS: tuple[Kind, ...] = (
    rooms_open,
    duties_to_do,
    duties_overdue,
    referrals_to_check,
    late_referrals_to_agree,
    referrals_to_complete,
    cases_to_list,
    cases_to_look_at,
    agendas_to_send,
    papers_to_send,
    meetings_to_chair,
    papers_to_open,
    minutes_to_issue,
    actions_to_report,
    actions_overdue,
    year_to_plan,
    editions_to_sign,
)
HORIZON = 10
"""Working days: what is due later waits below, unopened."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What needs her within the horizon, and what comes after it."""

    now: list[Need]
    later: list[Need]


def needs_of(visit: Visit, kinds: Iterable[Kind] = KINDS) -> Needs:
    """Everything that needs this person, soonest first."""
    found = [need for kind in kinds for need in kind(visit)]
    found.sort(key=lambda need: (not need.first, need.due, need.by or time.max))
    shown = [_timed(need, visit) for need in found]
    until = visit.calendar.add(visit.today, HORIZON)
    return Needs(
        [need for need in shown if need.first or need.due <= until],
        [need for need in shown if not need.first and need.due > until],
    )


def _timed(need: Need, visit: Visit) -> Need:
    flag, text, when = timing(need.due, need.by, visit)
    if need.flag_text:
        return replace(need, when=need.when)
    return replace(need, flag=flag, flag_text=text, when=when)
