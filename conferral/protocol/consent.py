"""Consent, and the grounds on which an agency may share without it."""

from enum import StrEnum
from typing import Final

from pydantic import Field

from conferral.protocol.part import Clauses, Id, Part, Sourced, Text


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


class ConsentPolicy(Sourced):
    """Her agreement is sought first; without it, a form with at least so many grounds."""

    policy: Text
    form: Id
    without_form: Id
    min_grounds: int = Field(gt=0)
