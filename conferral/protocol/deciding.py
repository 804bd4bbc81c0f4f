"""What an edition makes of one set of answers: for the panel or not, and what follows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

from conferral.protocol.conditions.answers import NOT_YET, Answers, Facts
from conferral.protocol.edition import REFERRAL, Edition
from conferral.protocol.forms.form import Form, facts_in, missing
from conferral.protocol.rules.consent import ConsentStance
from conferral.protocol.rules.criteria import Assessment, assess
from conferral.protocol.rules.rules import RuleResult

Eligible = Literal["yes", "no", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """One rule: `result` is `met`, `not_met` or `cannot_tell`."""

    id: str
    title: str
    result: str
    clauses: tuple[str, ...]
    why: str
    redirect: str = ""

    @classmethod
    def of(cls, found: RuleResult) -> "Ruled":
        result = found.truth.value.replace(" ", "_")
        return cls(found.id, found.title, result, found.clauses, found.reason, found.redirect)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the answers come to. `criteria` holds every condition and reason of being heard."""

    eligible: Eligible
    reason: str
    clause: str
    criteria: tuple[Ruled, ...]
    missing: tuple[str, ...]
    duties: tuple[str, ...]
    redirects: tuple[Ruled, ...] = ()
    prerequisites: tuple[Ruled, ...] = ()
    tools: tuple[Ruled, ...] = ()
    repeat: Ruled | None = None
    skipped: tuple[str, ...] = ()
    consent: ConsentStance | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain tables, lists and texts, as the command line prints them."""
        return {name: plain(value) for name, value in asdict(self).items()}


def plain(written: Any) -> Any:
    if isinstance(written, Mapping):
        return {str(key): plain(value) for key, value in written.items()}
    if isinstance(written, tuple):
        return [plain(each) for each in written]
    return str(written) if isinstance(written, str) else written


def decide(
    edition: Edition,
    answers: Answers,
    *,
    on: date,
    facts: Facts | None = None,
    public_authority: bool | None = None,
) -> Decided:
    """What the edition makes of the answers on a local day. Her age comes from them, if not told.

    `answers` are as they are stored; `answer_file` reads them from a file. What the form requires
    and nobody has answered yet settles nothing: it is listed as missing, and refuses nobody.
    """
    form = edition.form(REFERRAL)
    known = known_on(form, answers, on, facts, public_authority)
    gaps = missing(form, answers)
    empty = {gap.question.id: {"unknown": NOT_YET} for gap in gaps if gap.unanswered}
    laid = edition.reading({**answers, **empty}, known)
    found, raised = assess(edition.rules, laid), edition.duties_in(laid, known.public_authority)
    return Decided(
        eligible_of(found),
        found.decision.reason,
        found.decision.clause,
        criteria=tuple(Ruled.of(each) for each in (*found.eligibility, *found.criteria)),
        missing=tuple(gap.question.id for gap in gaps),
        duties=tuple(duty.id for duty in raised),
        redirects=tuple(Ruled.of(each) for each in found.redirects),
        prerequisites=tuple(Ruled.of(each) for each in found.prerequisites),
        tools=tuple(Ruled.of(each) for each in found.tools),
        repeat=Ruled.of(found.repeat.result) if found.repeat else None,
        skipped=found.repeat.skipped if found.repeat else (),
        consent=edition.consent.stance_on(laid) if edition.consent else None,
    )


def eligible_of(found: Assessment) -> Eligible:
    if not found.decision:
        return "no"
    return "cannot_tell" if found.person_must_judge else "yes"


def known_on(
    form: Form, answers: Answers, on: date, told: Facts | None, public_authority: bool | None
) -> Facts:
    """What was told, and for the rest what the answers say."""
    read, told = facts_in(form, answers, on), told or Facts()
    if told.age is None:
        told = replace(told, age=read.age, age_is_estimated=read.age_is_estimated)
    told = replace(told, on=on, home_area=told.home_area or read.home_area)
    return told if public_authority is None else replace(told, public_authority=public_authority)
