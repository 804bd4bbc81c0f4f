"""The task list of a proposed edition: what is done, what is left, and who can do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.partnerships.models import EditionProposal
from conferral.partnerships.operations.adoption import may_second
from conferral.partnerships.queries import Obstacle, examples_of, in_the_way, settlements_of
from conferral.protocol.decision import Decision
from conferral.protocol.edition import Unsettled
from conferral.protocol.permissions import Permission
from conferral.web.protocol.area import failing

DONE, WAITS, WRONG, LATER = "done", "soon", "overdue", "later"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `href` is the name of the page that does it; `hint` says what is wrong."""

    text: str
    state: str
    says: str
    page: str = ""
    hint: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Tasks:
    """All of them, and whether this person may sign now."""

    listed: tuple[Task, ...]
    obstacles: tuple[Obstacle, ...]
    may_adopt: bool
    second: Decision


def next_open(found: EditionProposal) -> Unsettled | None:
    """The first default or query that nobody has settled, defaults first."""
    edition, settled = found.protocol, settlements_of(found)
    left = (each for each in (*edition.defaults, *edition.queries) if each.id not in settled)
    return next(left, None)


def tasks_of(found: EditionProposal, *, actor: Actor, now: datetime) -> Tasks:
    """What a proposal has and lacks."""
    obstacles = tuple(in_the_way(found, local_day(now))) if found.is_open else ()
    listed = (
        _examples(found),
        _settled(found, "default", _("Confirm our defaults"), _("confirmed")),
        _settled(found, "query", _("Answer the queries"), _("answered")),
        _people(obstacles),
        _day(found, obstacles),
        *_signatures(found),
    )
    may_adopt = bool(actor.may(Permission.PROTOCOL_ADOPT))
    return Tasks(listed, obstacles, may_adopt, may_second(found, actor=actor, now=now))


def _examples(found: EditionProposal) -> Task:
    ran = examples_of(found.protocol)
    wrong = failing(ran)
    text = _("Worked examples come out as written")
    if wrong or not ran:
        said = ngettext("%(n)s differs", "%(n)s differ", wrong) % {"n": wrong}
        return Task(text, WRONG, said if ran else _("There are none"), "protocol-examples")
    says = _("%(n)s of %(n)s") % {"n": len(ran)}
    return Task(text, DONE, says, "protocol-examples")


def _settled(found: EditionProposal, source: str, text: str, word: str) -> Task:
    edition, settled = found.protocol, settlements_of(found)
    asked = edition.defaults if source == "default" else edition.queries
    left = [each for each in asked if each.id not in settled]
    told = {"done": len(asked) - len(left), "of": len(asked), "word": word}
    says = _("%(done)s of %(of)s %(word)s") % told if asked else _("Nothing is open")
    about = left[0].id if left else (asked[0].id if asked else "")
    state = WAITS if left else DONE
    return Task(text, state, says, "proposal-settle" if asked else "", about=about)


def _people(obstacles: Iterable[Obstacle]) -> Task:
    wrong = tuple(each.sentence for each in obstacles if each.task in ("roles", "signers"))
    text = _("Everybody’s role is in it")
    if wrong:
        return Task(text, WRONG, _("To put right"), "protocol-roles", wrong)
    return Task(text, DONE, _("Yes"), "protocol-roles")


def _day(found: EditionProposal, obstacles: Iterable[Obstacle]) -> Task:
    wrong = tuple(each.sentence for each in obstacles if each.task in ("date", "text"))
    on = date_format(found.in_force_from, "j F Y")
    return Task(_("In force from"), WRONG if wrong else DONE, on, hint=wrong)


def _signatures(found: EditionProposal) -> tuple[Task, Task]:
    first = _signature(_("First signature"), found.signed_by, found.signed_at)
    adopted = found.adopted
    second = _signature(
        _("Second signature, by somebody else"),
        adopted.seconded_by if adopted else None,
        adopted.seconded_at if adopted else None,
    )
    return first, second


def _signature(text: str, who: object, at: datetime | None) -> Task:
    if who is None or at is None:
        return Task(text, LATER, _("Not yet"))
    return Task(text, DONE, date_format(local_day(at), "j F Y"), hint=(getattr(who, "name", ""),))
