"""What the check finds about people: nobody to do it, one person doing both, no say of whom."""

from collections.abc import Iterator
from typing import Final

from conferral.protocol.checking.findings import Noticed, noticed
from conferral.protocol.days.deadlines import Deadline
from conferral.protocol.edition import Edition
from conferral.protocol.panels.roles import Role
from conferral.protocol.part import Sourced
from conferral.protocol.permissions import Permission
from conferral.protocol.wording import listing

WANTED: Final = (
    Permission.ROOM_CHAIR,
    Permission.ROOM_MINUTE,
    Permission.REFERRAL_ACCEPT,
)
PAPERS: Final = "papers"
CHAIR_AND_MINUTES: Final = (Permission.ROOM_CHAIR, Permission.ROOM_MINUTE)


def faults_of_people(edition: Edition) -> Iterator[Noticed]:
    """Everything that the roles of an edition show."""
    yield from undefined(edition, edition.chair, "chair", "Nothing says who chairs.")
    yield from undefined(
        edition,
        edition.quorum,
        "quorum",
        "No quorum is set: a meeting may be held with anybody missing.",
    )
    yield from nobody_may(edition)
    yield from both_at_once(edition)
    for deadline in edition.deadlines:
        yield from of_exception(edition, deadline)
    yield from powerless(edition)


def undefined(edition: Edition, part: Sourced | None, name: str, said: str) -> Iterator[Noticed]:
    if part is None or part.source != "given":
        yield noticed(
            f"{name}.undefined",
            "fault",
            part.clause if part else (),
            said,
            "Name the role or the agencies, and who stands in."
            if name == "chair"
            else "Say which agencies, or how many, must be there, and what happens without them.",
            covers=(name,),
        )


def nobody_may(edition: Edition) -> Iterator[Noticed]:
    """What a panel cannot do without, and everything else that no role may do."""
    wanted = wanted_of(edition)
    for permission in wanted:
        if not edition.roles_that_may(permission):
            yield noticed(
                f"permission.nobody.{permission.value.replace('_', '-')}",
                "fault",
                (),
                f"No role may {permission.phrase}.",
                "Give the permission to the role that does this.",
            )
    missing = [each for each in Permission if not edition.roles_that_may(each)]
    if others := [each for each in missing if each not in wanted]:
        yield noticed(
            "permission.nobody",
            "query",
            (),
            f"No role may {listing([each.phrase for each in others], 'or')}.",
            "Give each to the role that does it, or confirm that nobody on this panel does.",
        )


def wanted_of(edition: Edition) -> tuple[Permission, ...]:
    """What some role must be able to do; sending papers, where the protocol has a day for them."""
    sends_papers = any(deadline.id == PAPERS for deadline in edition.deadlines)
    return (*WANTED, Permission.PAPERS_CIRCULATE) if sends_papers else WANTED


def both_at_once(edition: Edition) -> Iterator[Noticed]:
    """One person who would chair and write the minutes: by one role, or by two of hers."""
    for role in edition.roles:
        if role.permissions.issuperset(CHAIR_AND_MINUTES):
            yield noticed(
                f"role.chairs-and-minutes.{role.id}",
                "fault",
                role.clause,
                f"{role.title}: one person would chair and take the minutes.",
                "Give the minutes to another role.",
            )
            return
    together = edition.one_person_may(*CHAIR_AND_MINUTES)
    done = all(edition.roles_that_may(each) for each in CHAIR_AND_MINUTES)
    if together and done:
        yield noticed(
            "role.chairs-and-minutes",
            "query",
            edition.chair.clause if edition.chair else (),
            "Nothing keeps whoever chairs a meeting from taking its minutes as well.",
            "Name the one role in never_with of the other, or confirm that one person may do both.",
        )


def of_exception(edition: Edition, deadline: Deadline) -> Iterator[Noticed]:
    """An exception that nobody may grant, or that whoever asks may grant to herself."""
    if deadline.exception is None:
        return
    roles = [edition.role(role) for role in deadline.exception.approved_by]
    for role in roles:
        if Permission.REFERRAL_APPROVE_LATE not in role.may:
            yield noticed(
                f"exception.powerless.{deadline.id}.{role.id}",
                "fault",
                (*deadline.exception.clause, *role.clause),
                f"{role.title} approves exceptions to “{deadline.title}” and has no permission to.",
                f"Let the role {Permission.REFERRAL_APPROVE_LATE.phrase}, or name another.",
            )
    if len(roles) == 1 and Permission.REFERRAL_SUBMIT in roles[0].may:
        yield noticed(
            f"exception.self-approved.{deadline.id}",
            "fault",
            deadline.exception.clause,
            f"{roles[0].title} may refer, and alone approves exceptions to “{deadline.title}”.",
            "Name a second approver, so that nobody approves what she asked for herself.",
        )


def powerless(edition: Edition) -> Iterator[Noticed]:
    """Roles that own something and have no permission to act on it."""
    for place, part, name, needs, does in owners(edition):
        if needs not in (role := edition.role(name)).may:
            yield noticed(
                f"{place}.powerless",
                "fault",
                part.clause or role.clause,
                f"{role.title} {does}, and has no permission to {needs.phrase}.",
                f"Let the role {needs.phrase}, or name another that may.",
            )
    if edition.escalation and not reads_anything(told := edition.role(edition.escalation.tell)):
        yield noticed(
            "escalation.reads-nothing",
            "fault",
            edition.escalation.clause,
            f"{told.title} is told of actions that are not done, and may read nothing about them.",
            "Tell a role that may read actions or the year’s figures, or let this one read them.",
        )


def owners(edition: Edition) -> Iterator[tuple[str, Sourced, str, Permission, str]]:
    """What a role owns: the place, its part, the role, the permission for it and the words."""
    if called := edition.emergency:
        plans = Permission.MEETING_PLAN
        yield "emergency", called, called.called_by, plans, "calls emergency meetings"
    if (vote := edition.decision) and vote.casting_vote:
        enters = Permission.ROOM_ENTER
        yield "decision", vote, vote.casting_vote, enters, "has the casting vote"
    for level in edition.levels:
        if level.chair:
            chairs = Permission.ROOM_CHAIR
            yield f"level.{level.id}", level, level.chair, chairs, f"chairs “{level.title}”"


def reads_anything(role: Role) -> bool:
    """Whether it may read anything of the panel besides its protocol."""
    return any(
        each.value.endswith(".read") and each is not Permission.PROTOCOL_READ for each in role.may
    )
