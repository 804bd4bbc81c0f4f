"""The tables of partnerships, a module for each noun."""

from conferral.partnerships.models.agency import Agency, Agreement, AgreementSignature
from conferral.partnerships.models.edition import AdoptedEdition, lend
from conferral.partnerships.models.membership import Membership
from conferral.partnerships.models.panel import Closure, Panel, Partnership
from conferral.partnerships.models.proposal import EditionProposal, Settlement

__all__ = [
    "AdoptedEdition",
    "Agency",
    "Agreement",
    "AgreementSignature",
    "Closure",
    "EditionProposal",
    "Membership",
    "Panel",
    "Partnership",
    "Settlement",
    "lend",
]
