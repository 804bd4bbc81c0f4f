"""What must agree across an edition's files: names that exist, ids used once, tests that fit."""

from collections import Counter
from collections.abc import Iterable, Iterator

from conferral.protocol.clauses import RESOLVED_HERE
from conferral.protocol.days import chains
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.files import (
    crosscheck_judging,
    crosscheck_lengths,
    crosscheck_panel,
    crosscheck_sharing,
)
from conferral.protocol.files.answer_values import misfit
from conferral.protocol.forms.form import Form
from conferral.protocol.guessing import nearest
from conferral.protocol.part import Part
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.protocol.rules.consent import CONTROLLERS
from conferral.protocol.walking import walk

PROTOCOL = "protocol.toml"


def problems(edition: Edition) -> Iterator[str]:
    """Every disagreement, each a sentence that names the file and the table."""
    yield from repeated_ids(edition)
    yield from crosscheck_lengths.problems(edition, every_part(edition))
    yield from unknown_clauses(edition)
    yield from crosscheck_judging.problems(edition, list(crosscheck_panel.conditions(edition)))
    yield from unknown_roles(edition)
    yield from unknown_kinds(edition)
    yield from deadline_problems(edition)
    yield from unknown_forms(edition)
    yield from crosscheck_sharing.problems(edition)
    yield from unresolved_keepers(edition)
    yield from crosscheck_panel.problems(edition)
    yield from example_problems(edition)


def repeated_ids(edition: Edition) -> Iterator[str]:
    lists: list[tuple[str, str, Iterable[str]]] = [
        ("clauses.toml", "clause", (clause.id for clause in edition.clauses)),
        (PROTOCOL, "role", (role.id for role in edition.roles)),
        (PROTOCOL, "deadline", (deadline.id for deadline in edition.deadlines)),
        (PROTOCOL, "duty", (duty.id for duty in edition.duties)),
        (PROTOCOL, "ground", (ground.code for ground in edition.grounds)),
        (PROTOCOL, "query", (query.id for query in edition.open_queries)),
        (PROTOCOL, "wording_change", (change.id for change in edition.wording_changes)),
    ]
    lists += crosscheck_judging.id_lists(edition)
    lists += crosscheck_panel.id_lists(edition)
    for form in edition.forms:
        lists.append((file_of(form), "section", (section.id for section in form.sections)))
        lists.append((file_of(form), "page", (page.id for page in form.pages)))
        lists.append((file_of(form), "question", (question.id for question in form.questions)))
    for file, kind, ids in lists:
        for name, count in Counter(ids).items():
            if count > 1:
                yield f"{file}: the {kind} '{name}' is there {'twice' if count == 2 else 'often'}."


def file_of(form: Form) -> str:
    return f"forms/{form.id}.toml"


def every_part(edition: Edition) -> Iterator[tuple[str, Part]]:
    """Every part of the protocol and its forms, named as its author knows it."""
    for form in edition.forms:
        for where, part in walk(form, file_of(form)):
            yield where, part
    for where, part in walk(edition):
        if not where.startswith(("forms ", "clauses ", "examples ")):
            yield f"{PROTOCOL}, {where}" if where else PROTOCOL, part


def unknown_clauses(edition: Edition) -> Iterator[str]:
    known = edition.clause_by_id
    for where, part in every_part(edition):
        cited = () if isinstance(part, Edition) else getattr(part, "clause", ())
        for clause in cited:
            if clause not in known:
                yield f"{where}: clause '{clause}' is not in clauses.toml."
    for one in edition.clauses:
        for clause in (other for mark in one.marks for other in mark.with_):
            if clause not in known:
                yield f"clauses.toml, clause '{one.id}', mark: clause '{clause}' is not there."


def unknown_roles(edition: Edition) -> Iterator[str]:
    known = {role.id for role in edition.roles}
    for where, role in roles_named(edition):
        if role not in known:
            yield f"{PROTOCOL}, {where}: '{role}' is not a role of this protocol."
    able = {role.id for role in edition.roles_that_may(Permission.PROTOCOL_ADOPT)}
    for role in edition.adoption.one_of:
        if role in known - able:
            said = f"the role '{role}' may not adopt a protocol, so it cannot sign."
            yield f"{PROTOCOL}, adoption: {said}"


def roles_named(edition: Edition) -> Iterator[tuple[str, str]]:
    for deadline in edition.deadlines:
        for role in deadline.exception.approved_by if deadline.exception else ():
            yield f"deadline '{deadline.id}', exception", role
    yield from crosscheck_panel.roles_named(edition)
    if edition.emergency:
        for role in (*edition.emergency.asked_by, edition.emergency.called_by):
            yield "emergency", role
    if edition.escalation:
        yield "escalation", edition.escalation.tell
    if edition.governance:
        yield "governance", edition.governance.group
    for role in edition.adoption.one_of:
        yield "adoption", role


def unknown_kinds(edition: Edition) -> Iterator[str]:
    for ground in edition.grounds:
        for kind in ground.for_controllers:
            if kind not in CONTROLLERS:
                yield f"{PROTOCOL}, ground '{ground.code}': '{kind}' is not a kind of controller."


def deadline_problems(edition: Edition) -> Iterator[str]:
    for deadline, reason in chains.problems(edition.deadlines):
        yield f"{PROTOCOL}, deadline '{deadline}': {reason}"


def unknown_forms(edition: Edition) -> Iterator[str]:
    forms = {form.id for form in edition.forms}
    if edition.consent:
        for form in (edition.consent.form, edition.consent.without_form):
            if form not in forms:
                yield f"{PROTOCOL}, consent: there is no forms/{form}.toml."


def unresolved_keepers(edition: Edition) -> Iterator[str]:
    """Clauses whose `by` names what is not there."""
    known = keepers(edition)
    for clause in edition.clauses:
        for name in clause.by:
            if name.partition(":")[0] in RESOLVED_HERE and name not in known:
                said = f"there is no {name.replace(':', ' ')}. {instead_of(name, known)}"
                yield f"clauses.toml, clause '{clause.id}': {said}"


def instead_of(name: str, known: frozenset[str]) -> str:
    """What to do about a keeper that is not there: the name that was meant, or where it goes."""
    kind, _, own = name.partition(":")
    alike = sorted(each.partition(":")[2] for each in known if each.startswith(f"{kind}:"))
    if close := nearest(own, alike):
        return f"Did you mean '{kind}:{close}'?"
    if kind == "setting":
        return f"Write the table [{own}] in protocol.toml, or correct the name."
    return "Write it, or correct the name."


def keepers(edition: Edition) -> frozenset[str]:
    """Everything of this edition that may keep a clause, as `kind:name`."""
    found = {f"setting:{name}" for name in type(edition).model_fields if getattr(edition, name)}
    found |= {f"deadline:{deadline.id}" for deadline in edition.deadlines}
    found |= {f"role:{role.id}" for role in edition.roles}
    found |= {f"duty:{duty.id}" for duty in edition.duties}
    found |= {f"ground:{ground.code}" for ground in edition.grounds}
    found |= {f"practice:{practice}" for practice in Practice}
    found |= crosscheck_judging.keepers(edition)
    found |= crosscheck_panel.keepers(edition)
    for form in edition.forms:
        found |= {f"form:{form.id}"} | {f"page:{page.id}" for page in form.pages}
        found |= {f"question:{question.id}" for question in form.questions}
    return frozenset(found)


def example_problems(edition: Edition) -> Iterator[str]:
    asked = next((form.by_id for form in edition.forms if form.id == REFERRAL), {})
    for example in edition.examples:
        where = f"examples/{example.name}.toml"
        for clause in example.clause:
            if clause not in edition.clause_by_id:
                yield f"{where}: clause '{clause}' is not in clauses.toml."
        for name in sorted({*example.given.answers, *example.given.flags} - set(asked)):
            yield f"{where}: it answers '{name}', which forms/referral.toml does not ask."
        for name, value in {**example.given.answers, **example.given.flags}.items():
            if name in asked and (wrong := misfit(edition, asked[name], value, example.on)):
                yield f"{where}: '{name}' {wrong}"
