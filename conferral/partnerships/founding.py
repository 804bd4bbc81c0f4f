"""How a partnership begins: its panel, agencies, seats and first edition, each on the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from conferral.access.actor import insist
from conferral.accounts.models import User
from conferral.audit.record import Outcome, facts, record
from conferral.partnerships.models import (
    AdoptedEdition,
    Agency,
    Agreement,
    AgreementSignature,
    Membership,
    Panel,
    Partnership,
)
from conferral.protocol.decision import Decision, yes
from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures
from conferral.protocol.files.complaints import Complaint, ProtocolError
from conferral.protocol.files.loading import fingerprint, load
from conferral.vault.keys import make_keys

AGREEMENT = "Information sharing agreement"


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs the server. She founds and seats; she has no seat, and reads no case."""

    partnership_id: int
    user_uid: str = "operator"
    agency_uid: str = ""


def found(
    *, slug: str, name: str, area: str, nation: str, panel: Mapping[str, str], now: datetime
) -> Panel:
    """Begin a partnership with keys of its own and one panel."""
    with transaction.atomic():
        partnership = Partnership.objects.create(slug=slug, name=name, area=area, nation=nation)
        make_keys(partnership.pk)
        first = Panel.objects.create(partnership=partnership, **panel)
        _note("partnership.founded", partnership, now)
        _note("panel.founded", first, now)
    return first


def agree_text(partnership: Partnership, *, review_due_on: date, now: datetime) -> Agreement:
    """Lay down the information sharing agreement that every member agency signs."""
    with transaction.atomic():
        agreement = Agreement.objects.create(
            partnership=partnership, title=AGREEMENT, version="1", review_due_on=review_due_on
        )
        _note("agreement.laid_down", agreement, now)
    return agreement


def admit(
    partnership: Partnership, *, name: str, kind: str, now: datetime, **more: bool
) -> Agency:  # fmt: skip
    """Bring an agency into the partnership. It sees nothing until it has signed the agreement."""
    with transaction.atomic():
        agency = Agency.objects.create(partnership=partnership, name=name, kind=kind, **more)
        _note("agency.admitted", agency, now)
    return agency


def sign_for(
    agency: Agency, *, signatory: str, signatory_role: str, signed_on: date, now: datetime
) -> AgreementSignature:
    """Write down that an agency has signed the newest text of the agreement."""
    agreement = Agreement.objects.filter(partnership=agency.partnership).latest("pk")
    with transaction.atomic():
        signature = AgreementSignature.objects.create(
            partnership=agency.partnership,
            agreement=agreement,
            agency=agency,
            signatory=signatory,
            signatory_role=signatory_role,
            signed_on=signed_on,
        )
        _note("agreement.signed", signature, now)
    return signature


def seat(
    panel: Panel, user: User, *, agency: Agency, roles: Sequence[str], place: str, now: datetime,
    from_on: date, until_on: date | None = None,
) -> Membership:  # fmt: skip
    """Give somebody a seat in the panel, for an agency, with roles that its edition knows.

    Raises Denied for a role that it does not know, and for two that nobody holds together.
    """
    with transaction.atomic():
        insist(may_hold(panel, user, roles=roles, from_on=from_on, until_on=until_on))
        membership = Membership.objects.create(
            partnership=panel.partnership,
            panel=panel,
            user=user,
            agency=agency,
            roles=list(roles),
            seat=place,
            from_on=from_on,
            until_on=until_on,
        )
        _note("member.seated", membership, now)
    return membership


def may_hold(
    panel: Panel, user: User, *, roles: Sequence[str], from_on: date, until_on: date | None = None
) -> Decision:
    """Whether somebody may hold roles besides those of her other seats in those days.

    Before its first edition a panel has nothing that says so.
    """
    try:
        edition = panel.adopted_on(from_on).protocol
    except AdoptedEdition.DoesNotExist:
        return yes()
    others = panel.memberships.filter(Q(until_on=None) | Q(until_on__gte=from_on), user=user)
    if until_on is not None:
        others = others.filter(from_on__lte=until_on)
    elsewhere = {role for seat in others for role in seat.roles}
    held = [role.id for role in edition.roles if role.id in elsewhere]
    return edition.may_hold_together([*roles, *held])


def adopt(
    panel: Panel, *, edition_id: str, files: Mapping[str, str], in_force_from: date, by: User,
    seconded_by: User, now: datetime,
) -> AdoptedEdition:  # fmt: skip
    """Adopt an edition on two people's word, keeping its files as they read today.

    Raises ProtocolError for files that make no edition, or whose worked examples fail.
    """
    insist_on_examples(load(files))
    with transaction.atomic():
        adopted = AdoptedEdition.objects.create(
            partnership=panel.partnership,
            panel=panel,
            edition_id=edition_id,
            files=dict(files),
            fingerprint=fingerprint(files),
            in_force_from=in_force_from,
            adopted_at=now,
            adopted_by=by,
            seconded_at=now,
            seconded_by=seconded_by,
        )
        _note("edition.adopted", adopted, now)
    return adopted


def insist_on_examples(edition: Edition) -> None:
    """Refuse an edition that no longer gives what its own examples say."""
    if failing := failures(edition):
        raise ProtocolError(
            [
                Complaint(f"examples/{name}.toml", None, "", " ".join(found))
                for name, found in failing.items()
            ]
        )


def _note(event: str, subject: Any, now: datetime) -> None:
    operator = Operator(subject.pk if isinstance(subject, Partnership) else subject.partnership_id)
    changes = {name: [None, value] for name, value in facts(subject).items()}
    record(event, subject, by=operator, at=now, outcome=Outcome.DONE, detail={"changes": changes})
