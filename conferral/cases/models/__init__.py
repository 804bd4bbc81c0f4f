"""The tables of cases, a module for each noun."""

from conferral.cases.lifecycle import Stage
from conferral.cases.models.assessment import CapacityRecord, RiskAssessment, Voice
from conferral.cases.models.case import Case, CasePlace, Involvement, RowsOfVisibleCases
from conferral.cases.models.consent import SharingBasis
from conferral.cases.models.disclosure import Disclosure
from conferral.cases.models.duty import Duty
from conferral.cases.models.grants import CaseGrant, ConflictOfInterest, Level

__all__ = [
    "CapacityRecord",
    "Case",
    "CaseGrant",
    "CasePlace",
    "ConflictOfInterest",
    "Disclosure",
    "Duty",
    "Involvement",
    "Level",
    "RiskAssessment",
    "RowsOfVisibleCases",
    "SharingBasis",
    "Stage",
    "Voice",
]
