"""What Today says to those who may adopt an edition: one is proposed, or waits for a signature."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from conferral.partnerships.queries import open_proposal
from conferral.protocol.permissions import Permission
from conferral.web.today.need import Need
from conferral.web.today.visit import Visit


def editions_to_sign(visit: Visit) -> Iterator[Need]:
    """A proposed edition that this person can settle or sign; not one that waits for others."""
    if not visit.may(Permission.PROTOCOL_ADOPT):
        return
    proposal = open_proposal(visit.panel)
    if proposal is None or proposal.signed_by_id == visit.actor.user_id:
        return
    signer: Any = proposal.signed_by
    if signer is None:
        title = _("An edition of the protocol is proposed")
        advice = _("Settle what it leaves open, and sign it. Two people adopt it.")
    else:
        title = _("Sign the edition of the protocol that %(name)s has signed") % {
            "name": signer.name
        }
        advice = _("Your signature would adopt it. Read first what changes.")
    yield Need(
        due=max(proposal.in_force_from, visit.today),
        title=title,
        advice=advice,
        action=_("Open the proposal"),
        href=visit.link("proposal", proposal.uid),
        why=_("it is proposed to be in force from this day."),
        clauses=visit.edition.adoption.clause,
    )
