"""What must agree about judging a referral: tests that fit what they read, ids, evidence, tools."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from conferral.protocol.conditions.conditions import (
    AtLeast,
    AtMost,
    Attested,
    CriticalFlag,
    FactTest,
    FlagsPresent,
    In,
    Is,
    Judged,
    ToolReached,
    WithinMonths,
    WordsAtLeast,
    answers_named_in,
    parts_of,
)
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.forms.form import Form
from conferral.protocol.forms.questions import Question
from conferral.protocol.part import Part
from conferral.protocol.rules.consent import AgencyKind, StanceRule
from conferral.protocol.subjects import SUBJECT_KINDS

PROTOCOL: Final = "protocol.toml"
Ids = tuple[str, str, list[str]]
Where = tuple[str, str, Part]
NUMBERS: Final = ("number", "age")
WORDS: Final = ("text", "long_text")
YES_OR_NO: Final = ("yes_no", "judged")


@dataclass(frozen=True)
class Known:
    """What a test may read: the questions of a form, and names of the protocol."""

    form: Form
    tools: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset(SUBJECT_KINDS)


def problems(edition: Edition, conditions: list[Where]) -> Iterator[str]:
    """Every disagreement of the rules, and of all conditions of the protocol."""
    forms = {form.id: form for form in edition.forms}
    for form in edition.forms:
        yield from form_problems(form)
    everywhere = [*own_conditions(edition), *conditions]
    if (everywhere or edition.tools) and REFERRAL not in forms:
        yield f"{PROTOCOL}: its rules read answers, so forms/referral.toml is needed."
        return
    for kind, name, when in everywhere:
        known = known_to(edition, forms[REFERRAL])
        where = f"{kind} '{name}'" if name else kind
        yield from condition_problems(when, known, f"{PROTOCOL}, {where}")
    if REFERRAL in forms:
        yield from unasked(edition, forms[REFERRAL])
    yield from idle_tools(edition, everywhere)
    yield from unheard_keys(edition)


def known_to(edition: Edition, form: Form) -> Known:
    kinds = edition.subject.kinds if edition.subject else SUBJECT_KINDS
    return Known(
        form,
        frozenset(tool.id for tool in edition.tools),
        frozenset(level.id for level in edition.levels),
        frozenset(kinds),
    )


def own_conditions(edition: Edition) -> Iterator[Where]:
    """Each condition that judges a referral, with the kind and the id of its table, if it has."""
    of_kinds = {
        **kinds_of_rule(edition),
        "duty": edition.duties,
        "consent, stance": stances(edition),
    }
    for kind, rules in of_kinds.items():
        yield from ((kind, rule.id, rule.when) for rule in rules if rule.when)
    for again in [edition.repeat] if edition.repeat else []:
        found = (again.heard_before, again.when)
        yield from (("repeat", "", condition) for condition in found if condition)


def stances(edition: Edition) -> tuple[StanceRule, ...]:
    return edition.consent.stances if edition.consent else ()


def kinds_of_rule(edition: Edition) -> dict[str, tuple[Any, ...]]:
    return {
        "eligibility": edition.eligibility,
        "criterion": edition.criteria,
        "exclusion": edition.exclusions,
        "prerequisite": edition.prerequisites,
    }


def id_lists(edition: Edition) -> list[Ids]:
    """The ids that may each be there once. The rule on repeats stands among the eligibility."""
    ids = {kind: [rule.id for rule in rules] for kind, rules in kinds_of_rule(edition).items()}
    ids["eligibility"] += [edition.repeat.id] if edition.repeat else []
    ids["tool"] = [tool.id for tool in edition.tools]
    ids["stance"] = [one.id for one in stances(edition)]
    return [(PROTOCOL, kind, names) for kind, names in ids.items()]


def keepers(edition: Edition) -> frozenset[str]:
    """What judges a referral and may keep a clause, as `kind:name`."""
    found = {f"{kind}:{name}" for _file, kind, names in id_lists(edition) for name in names}
    if edition.repeat:
        found -= {f"eligibility:{edition.repeat.id}"}
        found |= {f"repeat:{edition.repeat.id}"}
    return frozenset(found)


def unasked(edition: Edition, form: Form) -> Iterator[str]:
    """Scores and evidence that no question of the form asks for."""
    for tool in edition.tools:
        question, where = form.by_id.get(tool.score), f"{PROTOCOL}, tool '{tool.id}'"
        if question is None:
            yield f"{where}: its score '{tool.score}' is not asked in forms/referral.toml."
        elif question.kind not in NUMBERS:
            yield (
                f"{where}: its score must be a number, and '{question.id}' is of kind "
                f"{question.kind}."
            )
    for rule in edition.prerequisites:
        if rule.evidence and rule.evidence not in form.by_id:
            yield (
                f"{PROTOCOL}, prerequisite '{rule.id}': its evidence '{rule.evidence}' is not "
                "asked in forms/referral.toml."
            )


def idle_tools(edition: Edition, conditions: list[Where]) -> Iterator[str]:
    """A tool that gates and that no rule tests would gate nothing."""
    tested = {
        test.tool
        for _kind, _name, when in conditions
        for test in parts_of(when)
        if isinstance(test, ToolReached)
    }
    for tool in edition.tools:
        if tool.gates and tool.id not in tested:
            yield f"{PROTOCOL}, tool '{tool.id}': it is gating, and no rule tests it."


def unheard_keys(edition: Edition) -> Iterator[str]:
    heard = edition.subject.kinds if edition.subject else SUBJECT_KINDS
    for kind in edition.repeat.key if edition.repeat else ():
        if kind not in heard:
            yield f"{PROTOCOL}, repeat: its key is '{kind}', which this panel does not hear about."


def form_problems(form: Form) -> Iterator[str]:
    before: set[str] = set()
    for question in form.questions:
        where = f"forms/{form.id}.toml, question '{question.id}'"
        if question.evidence and question.evidence not in form.by_id:
            yield f"{where}: its evidence '{question.evidence}' is not asked on this form."
        if question.when is not None:
            yield from condition_problems(question.when, Known(form), where)
            yield from unknown_while_asking(question.when, where)
            for name in sorted(answers_named_in(question.when) & set(form.by_id) - before):
                yield f"{where}: its when reads '{name}', which is only asked later."
        before.add(question.id)


def unknown_while_asking(condition: Part, where: str) -> Iterator[str]:
    for test in parts_of(condition):
        if isinstance(test, FactTest | WithinMonths):
            read = f"the fact '{test.fact}'" if isinstance(test, FactTest) else "the day"
            yield f"{where}: its when reads {read}, which is not known while the form is filled in."


def condition_problems(condition: Part, known: Known, where: str) -> Iterator[str]:
    for name in sorted(answers_named_in(condition) - set(known.form.by_id)):
        yield f"{where}: it tests '{name}', which forms/{known.form.id}.toml does not ask."
    for test in parts_of(condition):
        if reason := misfit(test, known):
            yield f"{where}: {reason}"


def misfit(test: Part, known: Known) -> str:
    """Why a test does not fit what it reads, or nothing."""
    form = known.form
    if isinstance(test, FlagsPresent) and test.flags_present_at_least > len(form.flags):
        return f"it asks for {test.flags_present_at_least} flags; there are {len(form.flags)}."
    if isinstance(test, CriticalFlag) and not any(flag.critical for flag in form.flags):
        return "it asks for a critical flag, and no flag is critical."
    if isinstance(test, ToolReached) and test.tool not in known.tools:
        return f"it tests the tool '{test.tool}', which is not there."
    if isinstance(test, FactTest):
        return misfit_of_fact(test, known)
    names = (getattr(test, key, "") for key in ("answer", "judged", "attested"))
    question = form.by_id.get(next((name for name in names if name), ""))
    said = misfit_with(test, question) if question else ""
    return said or (misfit_of_reasons(test, form) if isinstance(test, Attested) else "")


def misfit_of_fact(test: FactTest, known: Known) -> str:
    names: dict[str, tuple[frozenset[str], str]] = {
        "referred_by": (frozenset(kind.value for kind in AgencyKind), "a kind of agency"),
        "level": (known.levels, "a level of this protocol"),
        "subject": (known.subjects, "a subject that this panel hears about"),
    }
    if test.fact in names:
        allowed, called = names[test.fact]
        return next((f"{v!r} is not {called}." for v in test.wanted if v not in allowed), "")
    return ""


def misfit_of_reasons(test: Attested, form: Form) -> str:
    question = form.by_id.get(test.reasons)
    if question and question.kind not in WORDS:
        return f"reasons are given in words, and '{question.id}' is of kind {question.kind}."
    return ""


def misfit_with(test: Part, question: Question) -> str:
    for kind, (allowed, sentence) in FITS.items():
        if isinstance(test, kind) and question.kind not in allowed:
            return sentence(question)
    wanted = [test.is_] if isinstance(test, Is) else list(test.in_) if isinstance(test, In) else []
    return next((said for value in wanted if (said := never(question, value))), "")


def goes_with(operator: str, what: str) -> Callable[[Question], str]:
    return lambda asked: f"{operator} goes with {what}, and '{asked.id}' is of kind {asked.kind}."


FITS: Final[Mapping[type[Part], tuple[tuple[str, ...], Callable[[Question], str]]]] = {
    Judged: (
        ("judged",),
        lambda asked: f"it judges '{asked.id}', which is a question of kind {asked.kind}.",
    ),
    Attested: (YES_OR_NO, goes_with("attested", "a yes or no")),
    AtLeast: (NUMBERS, goes_with("at_least", "a number")),
    AtMost: (NUMBERS, goes_with("at_most", "a number")),
    WithinMonths: (("date",), goes_with("within_months", "a date")),
    WordsAtLeast: (WORDS, goes_with("words_at_least", "text")),
}


def never(question: Question, value: bool | int | str) -> str:
    """Why the question can never be answered so."""
    if question.kind in YES_OR_NO and not isinstance(value, bool):
        return f"'{question.id}' is answered yes or no: write true or false, not {value!r}."
    chooses = question.kind in ("choice", "choices") and not question.options_from
    if chooses and value not in question.labels:
        return f"{value!r} is not one of the options of '{question.id}'."
    return ""
