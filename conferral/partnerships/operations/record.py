"""What people do with the record of a panel: read it, and check that it is whole."""

from datetime import datetime

from conferral.access.actor import Actor
from conferral.access.operation import reading
from conferral.audit.queries import Verdict, verify
from conferral.partnerships.models import Panel
from conferral.protocol.permissions import Permission


@reading(may=Permission.RECORD_READ, records="record.opened")
def open_record(panel: Panel, /, *, actor: Actor, now: datetime) -> Panel:
    """Open the record of who did and who read what. This, too, goes on it."""
    return panel


@reading(may=Permission.RECORD_READ, records="record.checked")
def check_record(panel: Panel, /, *, actor: Actor, now: datetime) -> Verdict:
    """Walk the partnership's record from its first entry, and say whether it is whole."""
    return verify(panel.partnership_id)
