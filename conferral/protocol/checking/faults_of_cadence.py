"""What the check finds in when a panel meets: no rule, no free month, days when nobody works."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.days.cadence import Cadence
from conferral.protocol.days.calendar import CalendarProblem
from conferral.protocol.edition import Edition
from conferral.protocol.wording import counted, day_year, listing, number

YEARS_AHEAD: Final = 5
SHOWN: Final = 3


def faults_of_cadence(edition: Edition, around: int) -> Iterator[Noticed]:
    """Everything that the rule of meetings shows, in five years from the given one."""
    cadence = edition.cadence
    if cadence is None:
        if edition.kind == "standing_panel":
            yield noticed(
                "cadence.absent",
                "fault",
                (),
                "A standing panel needs to say when it meets.",
                "Say how often, on which day and at what time it meets.",
            )
        return
    yield from of_free_months(edition, cadence)
    yield from of_collisions(edition, cadence, around)


def of_free_months(edition: Edition, cadence: Cadence) -> Iterator[Noticed]:
    """Months without a meeting that the document itself does not name."""
    free = cadence.free
    if free.source != "given":
        count = cadence.count_per_year
        often = f"meets {counted(count, 'time')} a year" if count else "does not meet every month"
        yield noticed(
            "cadence.free-month",
            "query",
            (*cadence.clause, *free.clause),
            f"The panel {often}, and the document does not name the months without a meeting.",
            "Name the months without a meeting, or say how often it meets instead.",
            covers=("cadence.free",),
        )


def of_collisions(edition: Edition, cadence: Cadence, around: int) -> Iterator[Noticed]:
    """Meetings that the rule puts on a bank holiday, where the document does not say what then."""
    policy = cadence.collision
    if policy is not None and policy.source == "given":
        return
    if not (found := list(on_bank_holidays(edition, around))):
        return
    named = listing([day_year(each) for each in found[:SHOWN]])
    more = f", and {number(len(found) - SHOWN)} more" if len(found) > SHOWN else ""
    yield noticed(
        "cadence.bank-holidays",
        "default" if policy and policy.source == "default" else "query",
        (*cadence.clause, *(policy.clause if policy else ())),
        f"From {around} to {around + YEARS_AHEAD - 1} the rule puts "
        f"{counted(len(found), 'meeting')} on a day when nobody works: {named}{more}.",
        "Say whether such a meeting moves to an earlier or a later day, or is not held.",
        covers=("cadence.collision",),
    )


def on_bank_holidays(edition: Edition, around: int) -> Iterator[date]:
    """The days that the rule wants and on which nobody works, in the years that have a calendar."""
    calendar = edition.calendar_of(None)
    for year in range(around, around + YEARS_AHEAD):
        try:
            planned = edition.meeting_days(date(year, 1, 1), 12, calendar)
        except CalendarProblem:
            continue
        wanted = [each.moved_from or each.day for each in planned.meetings]
        wanted += [each.day for each in planned.left_out]
        yield from sorted(day for day in set(wanted) if calendar.why_not_working(day))
