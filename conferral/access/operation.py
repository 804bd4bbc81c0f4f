"""An operation is one thing a person does: permitted, whole, and on the record. So is a reading.

Declaring a function an operation locks its subject as this actor sees it, checks the permission,
runs the body, and writes one audit entry, all in one transaction. A refusal is recorded too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction

from conferral.access.actor import Actor, Denied, NotVisible, insist
from conferral.access.within import within
from conferral.audit.record import Outcome, difference, facts, record
from conferral.protocol.decision import no
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission

P = ParamSpec("P")
R = TypeVar("R")
CasesIn = Callable[[Any, Actor], Iterable[str]]
"""The uids of the cases that somebody reads in a subject that holds several, such as papers."""


def the_subject_alone(_subject: Any, _actor: Actor) -> Iterable[str]:
    """A subject that is about one case, or about none, says so itself."""
    return ()


@dataclass
class Operation(Generic[P, R]):
    """A function that people may call, with what it needs and what it records."""

    perform: Callable[P, R]
    permission: Permission
    event: str
    writes: bool = True
    cases_in: CasesIn = the_subject_alone

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        subject: Any = args[0]
        actor: Any = kwargs["actor"]
        now: Any = kwargs["now"]
        with within(actor.partnership_id):
            try:
                with transaction.atomic():
                    return self._whole(subject, actor, now, *args, **kwargs)
            except Denied as denied:
                if denied.decision.clause:
                    denied.edition = _edition_of(subject)
                self._record_refusal(denied, subject, actor, now)
                refused = denied
        raise refused

    def _whole(self, subject: Any, actor: Actor, now: Any, /, *args: Any, **kwargs: Any) -> R:
        _see(subject, actor, lock=self.writes)
        insist(actor.may(self.permission))
        before = facts(subject)
        outcome = self.perform(*args, **kwargs)
        about = outcome if isinstance(outcome, models.Model) and self.writes else subject
        changes = difference(before if about is subject else {}, facts(about))
        kind = Outcome.DONE if self.writes else Outcome.READ
        detail = {"changes": changes} | self._reason_given(kwargs)
        for case in tuple(self.cases_in(about, actor)) or ("",):
            record(self.event, about, by=actor, at=now, outcome=kind, detail=detail, about=case)
        return outcome

    def _reason_given(self, said: dict[str, Any]) -> dict[str, Any]:
        """A reader's own reason goes on the record; what an operation is told, its row keeps."""
        return {"why": said["why"]} if not self.writes and "why" in said else {}

    def _record_refusal(self, denied: Denied, subject: Any, actor: Actor, now: Any) -> None:
        detail = {"reason": denied.decision.reason, "clause": denied.decision.clause}
        record(self.event, subject, by=actor, at=now, outcome=Outcome.REFUSED, detail=detail)


def _edition_of(subject: Any) -> Edition | None:
    """The edition that decides about a subject; a panel goes by the one in force today."""
    protocol = getattr(subject, "protocol", None)
    return protocol if isinstance(protocol, Edition) else None


def _see(subject: Any, actor: Actor, *, lock: bool) -> None:
    """Decide and act on the row as it is now, and only if this actor can see it."""
    visible = type(subject).objects.visible_to(actor)
    if lock:
        visible = visible.select_for_update(of=("self",))
    try:
        subject.refresh_from_db(from_queryset=visible)
    except ObjectDoesNotExist:
        raise NotVisible(no("There is nothing here that you can open.")) from None


OPERATIONS: dict[str, Operation[..., Any]] = {}


def operation(*, may: Permission, records: str) -> Callable[[Callable[P, R]], Operation[P, R]]:
    """Declare something that people do. `records` is its event, `noun.past_participle`."""
    return _declare(may, records, writes=True)


def reading(
    *, may: Permission, records: str, cases_in: CasesIn = the_subject_alone
) -> Callable[[Callable[P, R]], Operation[P, R]]:
    """Declare something whose opening goes on the record: a case file, papers, a search.

    Where it shows several cases, each of them has its own entry, so that the record of a case is
    complete: `cases_in` says which this actor reads there.
    """
    return _declare(may, records, writes=False, cases_in=cases_in)


def _declare(
    may: Permission, records: str, *, writes: bool, cases_in: CasesIn = the_subject_alone
) -> Callable[[Callable[P, R]], Operation[P, R]]:
    def declare(perform: Callable[P, R]) -> Operation[P, R]:
        if records in OPERATIONS:
            raise ValueError(f"two operations record {records!r}")
        made = Operation(perform, may, records, writes, cases_in)
        update_wrapper(made, perform)
        OPERATIONS[records] = made
        return made

    return declare
