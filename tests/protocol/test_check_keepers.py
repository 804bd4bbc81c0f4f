"""A clause that says what keeps it names what is there."""

import pytest

from conferral.protocol.checking.check import check
from conferral.protocol.files.loading import load
from tests.protocol.tiny import CLAUSES, files


def kept_by(keeper: str) -> dict[str, str]:
    return files() | {"clauses.toml": CLAUSES.replace("role:coordinator", keeper)}


@pytest.mark.parametrize(
    ("keeper", "said", "remedy"),
    [
        ("url:tooday", "the page 'tooday'", "Write 'url:today' if you meant that"),
        (
            "operation:no.such",
            "the operation 'no.such'",
            "Say what really keeps it",
        ),
        ("document:agenta", "the document 'agenta'", "Write 'document:agenda' if you meant that"),
    ],
)
def test_a_part_of_the_software_that_is_not_there_is_a_fault(
    keeper: str, said: str, remedy: str
) -> None:
    found = [each for each in check(load(kept_by(keeper))) if each.id.startswith("keeper.")]
    assert [(each.level, each.clauses) for each in found] == [("fault", ("2",))]
    assert said in found[0].message
    assert found[0].remedy.startswith(remedy)


@pytest.mark.parametrize(
    "keeper", ["url:today", "operation:referral.submitted", "document:agenda", "role:coordinator"]
)
def test_a_part_that_is_there_is_none(keeper: str) -> None:
    assert not [each for each in check(load(kept_by(keeper))) if each.id.startswith("keeper.")]
