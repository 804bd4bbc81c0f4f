"""What must agree across an edition's files: names that exist, ids used once, tests that fit."""

from collections import Counter
from collections.abc import Iterable, Iterator

from conferral.protocol.clauses import RESOLVED_HERE
from conferral.protocol.conditions import (
    AtLeast,
    CriticalFlag,
    FlagsPresent,
    In,
    Is,
    Judged,
    WordsAtLeast,
    answers_named_in,
    parts_of,
)
from conferral.protocol.consent import CONTROLLERS, AgencyKind
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.forms import Form
from conferral.protocol.part import Part
from conferral.protocol.questions import Question
from conferral.protocol.walking import walk

PROTOCOL = "protocol.toml"


def problems(edition: Edition) -> Iterator[str]:
    """Every disagreement, each a sentence that names the file and the table."""
    yield from repeated_ids(edition)
    yield from unknown_clauses(edition)
    for form in edition.forms:
        yield from form_problems(form)
    yield from rule_problems(edition)
    yield from unknown_roles(edition)
    yield from unknown_kinds(edition)
    yield from unknown_forms(edition)
    yield from unresolved_keepers(edition)
    yield from example_problems(edition)


def repeated_ids(edition: Edition) -> Iterator[str]:
    lists: list[tuple[str, str, Iterable[str]]] = [
        ("clauses.toml", "clause", (clause.id for clause in edition.clauses)),
        (PROTOCOL, "role", (role.id for role in edition.roles)),
        (PROTOCOL, "deadline", (deadline.id for deadline in edition.deadlines)),
        (PROTOCOL, "eligibility", (rule.id for rule in edition.eligibility)),
        (PROTOCOL, "criterion", (rule.id for rule in edition.criteria)),
        (PROTOCOL, "duty", (duty.id for duty in edition.duties)),
        (PROTOCOL, "ground", (ground.code for ground in edition.grounds)),
        (PROTOCOL, "query", (query.id for query in edition.open_queries)),
    ]
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


def form_problems(form: Form) -> Iterator[str]:
    before: set[str] = set()
    for question in form.questions:
        where = f"{file_of(form)}, question '{question.id}'"
        if question.evidence and question.evidence not in form.by_id:
            yield f"{where}: its evidence '{question.evidence}' is not asked on this form."
        if question.when is not None:
            yield from condition_problems(question.when, form, where)
            for name in sorted(answers_named_in(question.when) & set(form.by_id) - before):
                yield f"{where}: its when reads '{name}', which is only asked later."
        before.add(question.id)


def rule_problems(edition: Edition) -> Iterator[str]:
    rules: list[tuple[str, str, Part]] = [
        *(("eligibility", rule.id, rule.when) for rule in edition.eligibility),
        *(("criterion", rule.id, rule.when) for rule in edition.criteria),
        *(("duty", duty.id, duty.when) for duty in edition.duties),
    ]
    forms = {form.id: form for form in edition.forms}
    if rules and REFERRAL not in forms:
        yield f"{PROTOCOL}: its rules read answers, so forms/referral.toml is needed."
        return
    for kind, name, when in rules:
        yield from condition_problems(when, forms[REFERRAL], f"{PROTOCOL}, {kind} '{name}'")


def condition_problems(condition: Part, form: Form, where: str) -> Iterator[str]:
    for name in sorted(answers_named_in(condition) - set(form.by_id)):
        yield f"{where}: it tests '{name}', which {file_of(form)} does not ask."
    for test in parts_of(condition):
        if reason := misfit(test, form):
            yield f"{where}: {reason}"


def misfit(test: Part, form: Form) -> str:
    """Why a test does not fit what it reads, or nothing."""
    if isinstance(test, FlagsPresent) and test.flags_present_at_least > len(form.flags):
        return f"it asks for {test.flags_present_at_least} flags; there are {len(form.flags)}."
    if isinstance(test, CriticalFlag) and not any(flag.critical for flag in form.flags):
        return "it asks for a critical flag, and no flag is critical."
    question = form.by_id.get(getattr(test, "answer", "") or getattr(test, "judged", ""))
    return misfit_with(test, question) if question else ""


def misfit_with(test: Part, question: Question) -> str:
    if isinstance(test, Judged) and question.kind != "judged":
        return f"it judges '{question.id}', which is a question of kind {question.kind}."
    if isinstance(test, AtLeast) and question.kind not in ("number", "age"):
        return f"at_least goes with a number, and '{question.id}' is of kind {question.kind}."
    if isinstance(test, WordsAtLeast) and question.kind not in ("text", "long_text"):
        return f"words_at_least goes with text, and '{question.id}' is of kind {question.kind}."
    wanted = [test.is_] if isinstance(test, Is) else list(test.in_) if isinstance(test, In) else []
    return next((said for value in wanted if (said := never(question, value))), "")


def never(question: Question, value: bool | int | str) -> str:
    """Why the question can never be answered so."""
    if question.kind in ("yes_no", "judged") and not isinstance(value, bool):
        return f"'{question.id}' is answered yes or no: write true or false, not {value!r}."
    chooses = question.kind in ("choice", "choices") and not question.options_from
    if chooses and value not in question.labels:
        return f"{value!r} is not one of the options of '{question.id}'."
    return ""


def unknown_roles(edition: Edition) -> Iterator[str]:
    known = {role.id for role in edition.roles}
    for where, role in roles_named(edition):
        if role not in known:
            yield f"{PROTOCOL}, {where}: '{role}' is not a role of this protocol."


def roles_named(edition: Edition) -> Iterator[tuple[str, str]]:
    for deadline in edition.deadlines:
        for role in deadline.exception.approved_by if deadline.exception else ():
            yield f"deadline '{deadline.id}', exception", role
    yield "meeting, guests", edition.meeting.guests.agreed_by
    if edition.emergency:
        for role in (*edition.emergency.asked_by, edition.emergency.called_by):
            yield "emergency", role
    if edition.escalation:
        yield "escalation", edition.escalation.tell
    if edition.governance:
        yield "governance", edition.governance.group


def unknown_kinds(edition: Edition) -> Iterator[str]:
    for ground in edition.grounds:
        for kind in ground.for_controllers:
            if kind not in CONTROLLERS:
                yield f"{PROTOCOL}, ground '{ground.code}': '{kind}' is not a kind of controller."
    for kind in edition.quorum.agencies if edition.quorum else ():
        if kind not in [known.value for known in AgencyKind]:
            yield f"{PROTOCOL}, quorum: '{kind}' is not a kind of agency."


def unknown_forms(edition: Edition) -> Iterator[str]:
    forms = {form.id for form in edition.forms}
    if edition.consent:
        for form in (edition.consent.form, edition.consent.without_form):
            if form not in forms:
                yield f"{PROTOCOL}, consent: there is no forms/{form}.toml."


def unresolved_keepers(edition: Edition) -> Iterator[str]:
    known = keepers(edition)
    for clause in edition.clauses:
        for name in clause.by:
            if name.partition(":")[0] in RESOLVED_HERE and name not in known:
                yield f"clauses.toml, clause '{clause.id}': there is no {name.replace(':', ' ')}."


def keepers(edition: Edition) -> frozenset[str]:
    """Everything of this edition that may keep a clause, as `kind:name`."""
    found = {f"setting:{name}" for name in type(edition).model_fields if getattr(edition, name)}
    found |= {f"deadline:{deadline.id}" for deadline in edition.deadlines}
    found |= {f"role:{role.id}" for role in edition.roles}
    found |= {f"duty:{duty.id}" for duty in edition.duties}
    found |= {f"eligibility:{rule.id}" for rule in edition.eligibility}
    found |= {f"criterion:{rule.id}" for rule in edition.criteria}
    found |= {f"ground:{ground.code}" for ground in edition.grounds}
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
