"""Consent, and the grounds on which an agency may share without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, Field, model_validator

from conferral.protocol.conditions.answers import Reading
from conferral.protocol.conditions.conditions import Condition
from conferral.protocol.conditions.truth import Outcome, Truth
from conferral.protocol.part import Clauses, Id, Part, Sourced, Text
from conferral.protocol.wording import listing


class AgencyKind(StrEnum):
    """What an agency is, as far as rules tell agencies apart."""

    COUNCIL = "council"
    POLICE = "police"
    HOUSING = "housing"
    ADULT_SOCIAL_CARE = "adult_social_care"
    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    NHS = "nhs"
    DRUG_AND_ALCOHOL = "drug_and_alcohol"
    PROBATION = "probation"
    CHARITY = "charity"
    OTHER = "other"


EVERY, PUBLIC, NOT_PUBLIC = "every", "public_authority", "not_public_authority"
CONTROLLERS: Final = (EVERY, PUBLIC, NOT_PUBLIC, *(kind.value for kind in AgencyKind))


class Ground(Part):
    """A legal or safeguarding ground, its limit, and the kinds of controller that may use it."""

    code: Id
    title: Text
    sentence: Text
    limits: Text
    law: Text
    clause: Clauses = ()
    for_controllers: tuple[str, ...] = Field(min_length=1)

    def is_for(self, agency_kind: str, *, public_authority: bool) -> bool:
        here = {EVERY, agency_kind, PUBLIC if public_authority else NOT_PUBLIC}
        return bool(here & set(self.for_controllers))


class Stance(StrEnum):
    """What is asked of her before agencies share, the laxest first."""

    NOT_NEEDED = "not_needed"
    SEEK = "seek"
    REQUIRED = "required"

    @property
    def strictness(self) -> int:
        return list(Stance).index(self)


def known_stance(written: Any) -> Any:
    words = [stance.value for stance in Stance]
    if written not in words:
        raise ValueError(f"{written!r} is not one of {listing(words, 'or')}")
    return Stance(written)


class StanceRule(Sourced):
    """The stance where a condition is met; without a condition, for everyone else."""

    id: Id
    when: Condition | None = None
    stance: Annotated[Stance, BeforeValidator(known_stance)]
    says: Text


@dataclass(frozen=True, slots=True)
class ConsentStance:
    """The stance that applies. Where `sure` is not so, it is the strictest that may apply."""

    stance: Stance
    says: str
    clause: str
    sure: bool = True
    reasons: tuple[str, ...] = ()


class ConsentPolicy(Sourced):
    """Her agreement is sought first; without it, a form with at least so many grounds.

    `stances` say otherwise by age, capacity or whatever else: the first that is met applies.
    """

    policy: Text
    form: Id
    without_form: Id
    min_grounds: int = Field(gt=0)
    stances: tuple[StanceRule, ...] = Field(default=(), alias="stance")

    @model_validator(mode="after")
    def only_the_last_stance_is_for_everyone_else(self) -> Self:
        ends = [rule.when is None for rule in self.stances]
        if self.stances and ends != [False] * (len(ends) - 1) + [True]:
            raise ValueError("needs a last stance without a when, for everyone else, and no other")
        return self

    def stance_on(self, reading: Reading) -> ConsentStance:
        """The stance that the answers lead to; in doubt, the strictest within reach."""
        within_reach = list(self.within_reach(reading))
        if not within_reach:
            return ConsentStance(Stance.SEEK, self.policy, self.principal_clause)
        rule, _outcome = max(within_reach, key=lambda each: each[0].stance.strictness)
        reasons = tuple(reason for _rule, outcome in within_reach for reason in outcome.reasons)
        clause = rule.principal_clause or self.principal_clause
        sure = len({each.stance for each, _outcome in within_reach}) == 1
        return ConsentStance(rule.stance, rule.says, clause, sure, reasons)

    def within_reach(self, reading: Reading) -> Iterator[tuple[StanceRule, Outcome]]:
        """The stances that may apply: those in doubt, and the first that is met."""
        for rule in self.stances:
            outcome = rule.when.test(reading) if rule.when else Outcome(Truth.MET)
            if outcome.truth is not Truth.NOT_MET:
                yield rule, outcome
            if outcome.truth is Truth.MET:
                return
