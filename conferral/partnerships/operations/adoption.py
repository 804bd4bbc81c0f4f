"""How another edition comes into force: proposed, settled, signed by two people, on a day."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conferral.access.actor import Actor, Denied, insist
from conferral.access.localtime import local_day
from conferral.access.operation import operation
from conferral.notices.outbox import tell
from conferral.partnerships.actors import actor_of, users_who_may
from conferral.partnerships.models import (
    AdoptedEdition,
    EditionProposal,
    Membership,
    Panel,
    Settlement,
)
from conferral.partnerships.queries import (
    Obstacle,
    in_the_way,
    mark_of,
    open_proposal,
    settlements_of,
    wrong_day,
)
from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.edition import Edition, Unsettled
from conferral.protocol.files.loading import ProtocolError, fingerprint, load
from conferral.protocol.permissions import Permission

SAID_AT_MOST = 3


class CannotBeUsed(Denied):
    """What is in an edition's way; each of `problems` is a sentence.

    The reason, which goes on the record, gives the first few and how many more there are.
    """

    def __init__(self, problems: list[str]) -> None:
        said, more = problems[:SAID_AT_MOST], len(problems) - SAID_AT_MOST
        if more > 0:
            said = [*said, ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more}]
        super().__init__(no(" ".join(said)))
        self.problems = problems


@operation(may=Permission.PROTOCOL_ADOPT, records="edition.proposed")
def propose(
    panel: Panel, /, *, actor: Actor, now: datetime, files: Mapping[str, str], in_force_from: date
) -> EditionProposal:
    """Lay an edition before the panel. Until two people have signed it, the old one stays."""
    if open_proposal(panel) is not None:
        insist(no(_("An edition is proposed already. Adopt or withdraw it before the next.")))
    edition = _read(files)
    _insist_on_none(list(wrong_day(panel, in_force_from, local_day(now))))
    insist(_is_of_its_kind(panel, edition, in_force_from))
    insist(_says_something_new(panel, edition, in_force_from))
    proposal = EditionProposal.objects.create(
        partnership_id=panel.partnership_id,
        panel=panel,
        edition_id=edition.id,
        files=dict(files),
        fingerprint=fingerprint(files),
        in_force_from=in_force_from,
        proposed_at=now,
        proposed_by_id=actor.user_id,
    )
    _tell(proposal, Permission.PROTOCOL_ADOPT, "edition.proposed", actor=actor, now=now)
    return proposal


def _tell(
    proposal: EditionProposal, readers: Permission, event: str, *, actor: Actor, now: datetime
) -> None:
    """Let everybody know who may do something, but whoever did this."""
    users = set(users_who_may(readers, proposal.panel, local_day(now))) - {actor.user_id}
    tell(users, event, subject=proposal.uid, partnership_id=proposal.partnership_id, at=now)


def _read(files: Mapping[str, str]) -> Edition:
    try:
        return load(files)
    except ProtocolError as broken:
        raise CannotBeUsed(broken.problems) from None


def _is_of_its_kind(panel: Panel, edition: Edition, day: date) -> Decision:
    """A standing panel does not turn into planning meetings, nor the other way about."""
    if edition.kind == panel.adopted_on(day).protocol.kind:
        return yes()
    if edition.kind == "planning_meeting":
        return no(_("This edition is for planning meetings, and this is a standing panel."))
    return no(_("This edition is for a standing panel, and this panel holds planning meetings."))


def _says_something_new(panel: Panel, edition: Edition, day: date) -> Decision:
    """The text in force is adopted again only to settle what nobody has settled in it."""
    in_force = panel.adopted_on(day)
    if in_force.fingerprint != edition.fingerprint or not hasattr(in_force, "proposal"):
        return yes()
    return no(_("This is, word for word, the edition that will be in force on that day."))


@operation(may=Permission.PROTOCOL_ADOPT, records="proposal.withdrawn")
def withdraw_proposal(
    proposal: EditionProposal, /, *, actor: Actor, now: datetime
) -> EditionProposal:
    """Take a proposal back, signed once or not. Nothing changes in how the panel works."""
    insist(_is_open(proposal))
    proposal.withdrawn_at, proposal.withdrawn_by_id = now, actor.user_id
    proposal.save()
    return proposal


@operation(may=Permission.PROTOCOL_ADOPT, records="proposal.default_confirmed")
def confirm_default(
    proposal: EditionProposal, /, *, actor: Actor, now: datetime, unsettled: str
) -> Settlement:
    """Say that a value of ours is the partnership's own."""
    found = _found(proposal.protocol.defaults, unsettled)
    return _settle(proposal, found, Settlement.Kind.CONFIRMED, "", "", actor=actor, now=now)


@operation(may=Permission.PROTOCOL_ADOPT, records="proposal.query_answered")
def answer_query(
    proposal: EditionProposal, /, *, actor: Actor, now: datetime, unsettled: str, answer: str,
    reason: str, seen: str | None = None,
) -> Settlement:  # fmt: skip
    """Answer what the document leaves open, and say why: members will read both.

    `seen` marks the answer that was there when she began to write, if a page shows one.
    """
    found = _found(proposal.protocol.queries, unsettled)
    if not answer.strip():
        insist(no(_("Write what the partnership decided.")))
    if not reason.strip():
        insist(no(_("Say why: whoever reads the protocol later will ask.")))
    return _settle(
        proposal, found, Settlement.Kind.ANSWERED, answer.strip(), reason.strip(),
        actor=actor, now=now, seen=seen,
    )  # fmt: skip


def _found(left_open: Collection[Unsettled], unsettled: str) -> Unsettled:
    for each in left_open:
        if each.id == unsettled:
            return each
    raise Denied(no(_("This edition leaves nothing open under that name.")))


def _settle(
    proposal: EditionProposal, about: Unsettled, kind: Settlement.Kind, answer: str, reason: str,
    *, actor: Actor, now: datetime, seen: str | None = None,
) -> Settlement:  # fmt: skip
    """Keep one settlement for each open value; a later one replaces it until somebody signs."""
    insist(_is_open(proposal))
    if proposal.signed_at is not None:
        insist(no(_("Somebody has signed this edition as it stands. Withdraw it to change it.")))
    there = proposal.settlements.filter(unsettled=about.id).first()
    if there and seen not in (None, mark_of([there])):
        said = _("%(name)s has answered this since you opened the page. Read it, and answer again "
                 "if it is to be otherwise.")  # fmt: skip
        insist(no(said % {"name": there.settled_by.name}))
    kept = there or Settlement(
        partnership_id=proposal.partnership_id, proposal=proposal, unsettled=about.id
    )
    kept.kind, kept.answer, kept.reason = kind, answer, reason
    kept.settled_at, kept.settled_by_id = now, actor.user_id
    kept.save()
    return kept


@operation(may=Permission.PROTOCOL_ADOPT, records="proposal.signed")
def sign(
    proposal: EditionProposal, /, *, actor: Actor, now: datetime, seen: str | None = None
) -> EditionProposal:
    """Sign an edition as the first of two. From now on nothing in it can be settled otherwise.

    `seen` marks what was settled when she read it: nobody signs what she has not read.
    """
    insist(_is_open(proposal))
    if proposal.signed_by is not None:
        said = _("%(name)s has signed already. Look again: the next signature adopts it.")
        insist(no(said % {"name": proposal.signed_by.name}))
    if seen not in (None, mark_of(settlements_of(proposal).values())):
        insist(no(_("Something was settled since you opened this page. Read it below, then sign.")))
    _insist_on_none(in_the_way(proposal, local_day(now)))
    proposal.signed_at, proposal.signed_by_id = now, actor.user_id
    proposal.save()
    _tell(proposal, Permission.PROTOCOL_ADOPT, "proposal.signed", actor=actor, now=now)
    return proposal


@operation(may=Permission.PROTOCOL_ADOPT, records="edition.adopted")
def adopt(proposal: EditionProposal, /, *, actor: Actor, now: datetime) -> AdoptedEdition:
    """Sign as the second of two people, and so adopt the edition: in force from its day on."""
    insist(_is_open(proposal))
    first, signed_at = proposal.signed_by, proposal.signed_at
    second = may_second(proposal, actor=actor, now=now)
    if not second or first is None or signed_at is None:
        raise Denied(second)
    _insist_on_none(in_the_way(proposal, local_day(now)))
    adopted = AdoptedEdition.objects.create(
        partnership_id=proposal.partnership_id,
        panel=proposal.panel,
        edition_id=proposal.edition_id,
        files=proposal.files,
        fingerprint=proposal.fingerprint,
        in_force_from=proposal.in_force_from,
        adopted_at=signed_at,
        adopted_by=first,
        seconded_at=now,
        seconded_by_id=actor.user_id,
    )
    proposal.adopted = adopted
    proposal.save()
    _tell(proposal, Permission.PROTOCOL_READ, "edition.adopted", actor=actor, now=now)
    return adopted


def may_second(proposal: EditionProposal, *, actor: Actor, now: datetime) -> Decision:
    """Somebody else signed first, and may still; the two hold the roles that it takes."""
    first = proposal.signed_by
    if first is None:
        return no(_("Nobody has signed this edition yet."))
    if first.pk == actor.user_id:
        return no(_("You have signed. Somebody else signs second: nobody adopts an edition alone."))
    day, edition = local_day(now), proposal.panel.adopted_on(local_day(now)).protocol
    roles = _roles_of(first.pk, proposal.panel, day)
    if not roles:
        said = _("%(name)s signed first and may no longer do so. Withdraw this, and propose again.")
        return no(said % {"name": first.name})
    titles = {role.id: role.title for role in edition.roles}
    return edition.adoption.suffices((roles, actor.roles), titles)


def _roles_of(user_id: int, panel: Panel, day: date) -> frozenset[str]:
    """The roles in which somebody may sign on a day, whichever seat gives them."""
    seats = Membership.objects.filter(panel=panel, user_id=user_id, user__is_active=True)
    actors = [actor_of(seat, day) for seat in seats.select_related("user", "agency", "panel")]
    able = [actor.roles for actor in actors if Permission.PROTOCOL_ADOPT in actor.permissions]
    return frozenset().union(*able)


def _is_open(proposal: EditionProposal) -> Decision:
    if proposal.adopted_id is not None:
        return no(_("This edition is adopted: it can no longer be changed."))
    if proposal.withdrawn_at is not None:
        return no(_("This proposal was withdrawn."))
    return yes()


def _insist_on_none(obstacles: list[Obstacle]) -> None:
    if obstacles:
        raise CannotBeUsed([each.sentence for each in obstacles])
