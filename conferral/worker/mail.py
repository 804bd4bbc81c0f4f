"""Mail the hint that something waits. It says nothing of any case, person or panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from conferral.notices import outbox
from conferral.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Drained:
    """How many people were mailed, and how many could not be."""

    mailed: int = 0
    failed: int = 0


def drain(now: datetime) -> Drained:
    """Send one hint to each person whose notices are due, and note how that went."""
    by_address: dict[str, list[Notice]] = {}
    for notice in outbox.claim(now):
        by_address.setdefault(notice.recipient.email, []).append(notice)
    sent = [_hint(address, notices, now) for address, notices in by_address.items()]
    return Drained(mailed=sent.count(True), failed=sent.count(False))


def _hint(address: str, notices: Iterable[Notice], now: datetime) -> bool:
    try:
        message_to(address).send()
    except Exception as error:  # whatever the mail server does, the notice stays and is tried again
        for notice in notices:
            outbox.mark_failed(notice, now, type(error).__name__)
        return False
    for notice in notices:
        outbox.mark_mailed(notice, now)
    return True


def message_to(address: str) -> EmailMessage:
    """The same subject and words for everyone, whatever waits; no link to sign in by."""
    return EmailMessage(
        subject=_("Something is waiting for you"),
        body=_(
            "STRICTLY CONFIDENTIAL\n\n"
            "Something is waiting for you in Conferral. Sign in as usual.\n\n"
            "This message never carries a link. If one asks you to follow a link, do not.\n"
        ),
        to=[address],
    )
