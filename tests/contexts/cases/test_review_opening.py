"""What a case without a referral must say before anything about it is shared."""

import pytest

from conferral.access.actor import Denied
from conferral.cases import operations as cases
from tests import make


@pytest.mark.parametrize("basis", ["", "  ", "Preventing serious harm."])
def test_a_case_without_a_referral_says_why_sharing_is_lawful(basis: str):
    world = make.world()
    told = {"kind": "premises", "summary": "A flat.", "places": [("flat", "Quay Street", "")]}
    actor = world.actor("coordinator")
    if not basis.strip():
        with pytest.raises(Denied, match="lawful and necessary"):
            cases.open_case(world.panel, actor=actor, now=make.NOW, basis=basis, **told)
        return
    case = cases.open_case(world.panel, actor=actor, now=make.NOW, basis=basis, **told)
    make.listed(world, case=case)
    assert [entry.basis for entry in case.disclosures.all()] == [basis]
