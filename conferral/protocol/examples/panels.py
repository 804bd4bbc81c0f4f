"""Worked examples of the panel itself: who may, who must be there, what is kept how long."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.edition import Edition
from conferral.protocol.examples.differing import differs, each_differs
from conferral.protocol.examples.dotted import NOT_SET, NoSuchValue, value_at
from conferral.protocol.examples.judging import answers_of, facts_of
from conferral.protocol.situations.situation import Example


class NotSaid(Exception):
    """The protocol has no such table, so it gives nothing."""


def panel(edition: Edition, example: Example) -> Iterator[str]:
    """What the example expects of the panel and the protocol gives otherwise."""
    for name, (label, find) in ROWS.items():
        expected = getattr(example.expect, name)
        if expected is not None and expected != {}:
            yield from compared(label, expected, find, edition, example)
    for path, written in example.expect.settings.items():
        value = tuple(written) if isinstance(written, list) else written
        yield from differs(f"Setting '{path}'", value, setting(edition, path))


def compared(
    label: str, expected: Any, find: "Find", edition: Edition, example: Example
) -> Iterator[str]:
    try:
        found = find(edition, example)
    except NotSaid as missing:
        yield f"{label}: the example expects an answer, and the protocol has no [{missing}]."
        return
    yield from (each_differs if isinstance(expected, dict) else differs)(label, expected, found)


def setting(edition: Edition, path: str) -> Any:
    try:
        return value_at(edition, path)
    except NoSuchValue as missing:
        return missing


def table(edition: Edition, name: str) -> Any:
    """A table of the protocol. Raises NotSaid where it has none."""
    found = getattr(edition, name)
    if found is None:
        raise NotSaid(name)
    return found


def reading_of(edition: Edition, example: Example) -> Reading:
    return edition.reading(answers_of(edition, example), facts_of(edition, example))


# ---------------------------------------------------------------- people


def granted(edition: Edition, example: Example) -> Any:
    asked, held = example.expect.may or (), edition.role(example.given.role).permissions
    return tuple(each for each in asked if each in held)


def not_granted(edition: Edition, example: Example) -> Any:
    asked, held = example.expect.may_not or (), edition.role(example.given.role).permissions
    return tuple(each for each in asked if each not in held)


def holder(edition: Edition, example: Example) -> Any:
    given = example.given
    return edition.holder(given.role, given.turn, given.candidates, given.conflicted).name


def hears(edition: Edition, example: Example) -> Any:
    given = example.given
    return bool(edition.may_hear(given.subject or "", people=given.people, named=given.named))


def tells(edition: Edition, example: Example) -> Any:
    told = example.given.tell
    return bool(told and edition.may_tell(told.about, told.to))


def lead(edition: Edition, example: Example) -> Any:
    return table(edition, "lead_agency").at_first(example.given.parties)


def lead_passes(edition: Edition, example: Example) -> Any:
    return bool(table(edition, "lead_agency").may_pass_on(example.given.lead_because))


# ---------------------------------------------------------------- meetings


def met(edition: Edition, example: Example) -> Any:
    given = example.given
    quorum = edition.quorum_at(given.level) or table(edition, "quorum")
    called = edition.area_called(given.home_area)
    return quorum, quorum.met(given.present, given.members, given.home_area, called)


def quorate(edition: Edition, example: Example) -> Any:
    return bool(met(edition, example)[1])


def held(edition: Edition, example: Example) -> Any:
    quorum, found = met(edition, example)
    return bool(quorum.may_be_held(found))


def decides(edition: Edition, example: Example) -> Any:
    quorum, found = met(edition, example)
    return bool(quorum.may_decide(found))


def agreed(edition: Edition, example: Example) -> Any:
    votes = example.given.votes
    said = (votes.for_, votes.against, votes.abstained, votes.casting)
    return bool(table(edition, "decision").outcome(*said))


def dissent(edition: Edition, example: Example) -> Any:
    return table(edition, "decision").must_record_dissent(example.given.votes.against)


def called_for(edition: Edition, example: Example) -> Any:
    moves = edition.moves_from(example.given.level, reading_of(edition, example))
    return tuple(each.move.to for each in moves if each.is_called_for)


def in_doubt(edition: Edition, example: Example) -> Any:
    moves = edition.moves_from(example.given.level, reading_of(edition, example))
    return tuple(each.move.to for each in moves if each.is_in_doubt)


def again(edition: Edition, example: Example) -> Any:
    level = edition.level(example.given.level)
    return level.heard_again_by(example.given.heard_on or example.on)


def waived(edition: Edition, example: Example) -> Any:
    asked = example.expect.waived or ()
    return tuple(each for each in asked if not edition.holds_in_emergency(each))


# ---------------------------------------------------------------- records and rounds


def ladder(edition: Edition, example: Example) -> Any:
    calendar = edition.calendar_of(example.given.of_nation)
    climbed = edition.ladder(example.given.disputed_on or example.on, calendar)
    return {each.rung.id: each.due.day if each.due else NOT_SET for each in climbed}


def destroyed(edition: Edition, example: Example) -> Any:
    given = example.given
    return edition.destroy_from(given.record, given.began or example.on) or "never"


def periodic(edition: Edition, example: Example) -> Any:
    given = example.given
    found: dict[str, list[date]] = {}
    for each in edition.periodic_due(given.since or example.on, given.until or example.on):
        found.setdefault(each.id, []).append(each.day)
    return {name: tuple(days) for name, days in found.items()}


def lacking(edition: Edition, example: Example) -> Any:
    given = example.given
    return table(edition, "plan").lacking(given.plan, disagreed=given.disagreed)


def visits(edition: Edition, example: Example) -> Any:
    given = example.given
    return bool(table(edition, "visit").may_go(given.settled, planned=given.planned))


Find = Callable[[Edition, Example], Any]
ROWS: Final[dict[str, tuple[str, Find]]] = {
    "may": ("The role may", granted),
    "may_not": ("The role may not", not_granted),
    "may_hold": (
        "One person may hold these roles",
        lambda edition, example: bool(edition.may_hold_together(example.given.together)),
    ),
    "one_person_may": (
        "One person may do both",
        lambda edition, example: bool(edition.one_person_may(*example.given.does)),
    ),
    "holder": ("Who holds the role", holder),
    "quorum": ("Enough are there", quorate),
    "may_be_held": ("The meeting goes on", held),
    "may_decide": ("The meeting may decide", decides),
    "agreed": ("It is agreed", agreed),
    "records_dissent": ("Dissent is recorded", dissent),
    "moves_to": ("The case moves to", called_for),
    "moves_in_doubt": ("A person judges a move to", in_doubt),
    "heard_again_by": ("It is heard again by", again),
    "chaired_by": (
        "Who chairs",
        lambda edition, example: edition.level(example.given.level).chair,
    ),
    "links": (
        "Also for",
        lambda edition, example: tuple(
            link.id for link in edition.links_in(reading_of(edition, example))
        ),
    ),
    "heard": ("The panel hears about it", hears),
    "may_tell": ("It may be told", tells),
    "lead": ("Who leads at first", lead),
    "lead_may_pass": ("The lead may pass on", lead_passes),
    "waived": ("An emergency does without", waived),
    "may_dispute": (
        "It may be disputed",
        lambda edition, example: bool(edition.may_dispute(example.given.dispute_about)),
    ),
    "ladder": ("Rung", ladder),
    "destroy_on": ("It may be destroyed from", destroyed),
    "controller": (
        "Who answers for the record",
        lambda edition, example: table(edition, "retention").controller_of(example.given.record),
    ),
    "shown": (
        "What is shown of the count",
        lambda edition, example: edition.shown_to(example.given.audience, example.given.count),
    ),
    "plan_lacks": ("The plan lacks", lacking),
    "versions_kept": (
        "Versions that can be read",
        lambda edition, example: table(edition, "plan").versions_kept(example.given.changes),
    ),
    "may_decline": (
        "The agency may decline",
        lambda edition, example: bool(
            table(edition, "research").may_decline(example.given.decline_because)
        ),
    ),
    "unsearched": (
        "Not searched yet",
        lambda edition, example: table(edition, "research").unsearched(example.given.searched),
    ),
    "answered": (
        "The agency has answered",
        lambda edition, example: bool(table(edition, "research").answers(example.given.found)),
    ),
    "may_stay_away": (
        "The agency may stay away",
        lambda edition, example: bool(
            table(edition, "research").may_stay_away(example.given.information_sent)
        ),
    ),
    "may_visit": ("The visit may be made", visits),
    "agenda": (
        "The agenda",
        lambda edition, example: edition.meeting.running_order(example.given.cases),
    ),
    "periodic": ("Comes round:", periodic),
    "leaves_on": (
        "The last day of the member",
        lambda edition, example: edition.leaves_on(example.given.notice_on or example.on),
    ),
}
