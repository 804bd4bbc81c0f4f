"""Write to the record. Nothing here changes or removes what was written."""

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from conferral.audit.chain import mac_of, seal_payload
from conferral.audit.models import Entry, Head

Detail = dict[str, Any]
Outcome = Entry.Outcome


class Doer(Protocol):
    """Whoever acts: a person in a partnership, or the clock."""

    @property
    def user_uid(self) -> str: ...
    @property
    def agency_uid(self) -> str: ...
    @property
    def partnership_id(self) -> int: ...


def record(
    event: str, subject: Any, *, by: Doer, at: datetime, outcome: Outcome, detail: Detail,
    about: str = "",
) -> Entry:  # fmt: skip
    """Append one entry to the partnership's chain, in the caller's transaction.

    `about` is the uid of the case it is about, where the subject does not say so itself.
    """
    with transaction.atomic(savepoint=False):
        head, _made = Head.objects.select_for_update().get_or_create(scope=by.partnership_id)
        entry = Entry(
            scope=by.partnership_id,
            seq=head.seq + 1,
            at=at,
            event=event,
            outcome=outcome,
            actor=by.user_uid,
            agency=by.agency_uid,
            subject_kind=subject._meta.label,
            subject=getattr(subject, "uid", ""),
            about=about or getattr(subject, "record_about", ""),
            prev=head.mac,
        )
        seal_payload(entry, detail)
        entry.mac = mac_of(entry)
        entry.save(force_insert=True)
        head.seq, head.mac = entry.seq, entry.mac
        head.save(update_fields=["seq", "mac"])
    return entry


def facts(subject: Any) -> Detail:
    """The field values that may be copied into the record. The rest are confidential."""
    field = subject._meta.get_field
    return {name: getattr(subject, field(name).attname) for name in subject.Handling.recorded}


def difference(before: Detail, after: Detail) -> Detail:
    """What changed: the new value beside the old one."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }
