"""The steps by which a case comes to be, for the operations that take them."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from conferral.access.actor import Actor
from conferral.access.localtime import local_day
from conferral.cases.models import (
    Case,
    CaseGrant,
    ConflictOfInterest,
    Disclosure,
    Involvement,
    Level,
)
from conferral.partnerships.models import Agency, Panel
from conferral.people.models import Person

REFERENCE_SPACE = 10_000


def new_case(
    panel: Panel, *, by: Actor, at: datetime, kind: str, summary: str = "", basis: str = ""
) -> Case:
    """Open a case with a reference that does not tell how many there are."""
    return Case.objects.create(
        partnership_id=panel.partnership_id,
        panel=panel,
        reference=_free_reference(panel, at),
        kind=kind,
        opened_at=at,
        opened_by_id=by.user_id,
        summary=summary,
        basis=basis,
    )


def involve(
    case: Case, *, person: Person | None = None, label: str = "", role: str = Involvement.Role.ADULT
) -> Involvement:
    """Put a person into a case, or somebody whom nobody has named yet."""
    return Involvement.objects.create(
        partnership_id=case.partnership_id, case=case, person=person, label=label, role=role
    )


def grant(
    case: Case, agencies: Iterable[Agency], *, level: Level, why: str, by: Actor, at: datetime
) -> None:
    """Let agencies see a case up to a level; those who see as much already keep what they have."""
    reaching = CaseGrant.objects.filter(
        case=case, ended_at=None, level__in=Level.reaching(level), agency__isnull=False
    )
    held = set(reaching.values_list("agency_id", flat=True))
    CaseGrant.objects.bulk_create(
        CaseGrant(
            partnership_id=case.partnership_id,
            case=case,
            agency=agency,
            level=level,
            why=why,
            granted_at=at,
            granted_by_id=by.user_id,
        )
        for agency in agencies
        if agency.pk not in held
    )


def without_conflict(case: Case, agencies: Iterable[Agency]) -> list[Agency]:
    """The agencies from which a case is not hidden."""
    hidden = ConflictOfInterest.objects.filter(case=case, lifted_at=None, agency__isnull=False)
    blocked = set(hidden.values_list("agency_id", flat=True))
    return [agency for agency in agencies if agency.pk not in blocked]


def disclose(
    case: Case, *, what: str, by_agency: Agency, agencies: Iterable[Agency], actor: Actor,
    at: datetime, basis: str, withheld: str = "",
) -> Disclosure:  # fmt: skip
    """Enter in the ledger what an agency shared about her, with whom, and why that was lawful."""
    adult = next((one.person for one in case.adults if one.person), None)
    return Disclosure.objects.create(
        partnership_id=case.partnership_id,
        case=case,
        person=adult,
        by_agency=by_agency,
        agencies=sorted(agency.name for agency in agencies),
        what=what,
        basis=basis,
        withheld=withheld,
        shared_at=at,
        shared_by_id=actor.user_id,
    )


def basis_in_words(case: Case) -> str:
    """Why sharing about this case is lawful, from the records of consent or of its absence.

    A case without a referral says so itself, since the day it was opened.
    """
    bases = case.sharing_bases.filter(withdrawn_at=None).order_by("pk")
    return "; ".join(basis.in_words for basis in bases) or case.basis


def _free_reference(panel: Panel, at: datetime) -> str:
    prefix = f"{panel.slug.upper()}-{local_day(at).year}-"
    taken: Any = Case.objects.filter(
        partnership_id=panel.partnership_id, reference__startswith=prefix
    ).values_list("reference", flat=True)
    known = set(taken)
    free = [
        reference
        for number in range(1, REFERENCE_SPACE)
        if (reference := f"{prefix}{number:04d}") not in known
    ]
    return secrets.choice(free)
