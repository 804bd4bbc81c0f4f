"""Turn a seat into an actor: what this person may do here, by the edition in force today."""

from datetime import date

from django.utils.translation import gettext as _

from conferral.access.actor import Actor
from conferral.partnerships.models import Membership, Panel
from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import listing

WITHOUT_AGREEMENT = frozenset({Permission.PROTOCOL_READ})


def actor_of(membership: Membership, today: date, *, edition: Edition | None = None) -> Actor:
    """Return the actor for a seat.

    Permissions come from today's edition; a role that it does not know grants none. A member
    agency without a signed, current agreement sees nothing but the protocol (a floor rule); a
    guest is invited to one case and needs none.
    """
    roles = frozenset(membership.roles)
    agency = membership.agency
    edition = edition or membership.panel.adopted_on(today).protocol
    known = roles & {role.id for role in edition.roles}
    allowed = edition.permissions_of(known)
    barred = why_barred(membership, today)
    if barred:
        allowed &= WITHOUT_AGREEMENT if membership.holds_on(today) else frozenset()
    return Actor(
        user_id=membership.user_id,
        user_uid=membership.user.uid,
        name=membership.user.name,
        partnership_id=membership.partnership_id,
        panel_id=membership.panel_id,
        agency_id=agency.pk,
        agency_uid=agency.uid,
        agency_name=agency.name,
        membership_id=membership.pk,
        roles=roles,
        is_guest=membership.seat == Membership.Seat.GUEST,
        permissions=allowed,
        barred=barred or _why_without_a_role(roles - known, edition),
    )


def why_barred(membership: Membership, today: date) -> str:
    """Why a seat may do next to nothing on a day, whatever its roles; empty where it may."""
    if not membership.holds_on(today):
        return _("Your seat in this panel has ended.")
    guest = membership.seat == Membership.Seat.GUEST
    if guest or membership.agency.agreement_holds(today):
        return ""
    return _("%(agency)s has no signed, current information sharing agreement.") % {
        "agency": membership.agency.name
    }


def _why_without_a_role(unknown: frozenset[str], edition: Edition) -> str:
    """A role that the edition in force does not know grants nothing, and is said to."""
    if not unknown:
        return ""
    said = _("%(edition)s has no such role as “%(roles)s”, so it lets you do nothing here. "
             "Ask the coordinator which role is yours now.")  # fmt: skip
    roles = listing([role.replace("_", " ") for role in sorted(unknown)])
    return said % {"edition": edition.title, "roles": roles}


def users_who_may(permission: Permission, panel: Panel, today: date) -> list[int]:
    """The users whose seats in a panel let them do something on a day."""
    edition = panel.adopted_on(today).protocol
    seats = panel.memberships.select_related("user", "agency", "panel")
    actors = [actor_of(seat, today, edition=edition) for seat in seats]
    return [actor.user_id for actor in actors if permission in actor.permissions]


def the_clock(panel: Panel) -> Actor:
    """Return the actor that stands for the passing of time; it may plan, and nothing else."""
    return Actor(
        user_id=0,
        user_uid="clock",
        name="Conferral",
        partnership_id=panel.partnership_id,
        panel_id=panel.pk,
        permissions=frozenset({Permission.MEETING_PLAN, Permission.MEETING_READ}),
    )
