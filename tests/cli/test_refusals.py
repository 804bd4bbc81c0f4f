"""What the protocol does not allow is told to whoever runs a command, with its clause."""

import pytest

from conferral.access.actor import Denied
from conferral.cli.problems import in_one_sentence
from conferral.protocol.decision import no


@pytest.mark.parametrize(
    ("clause", "said"), [("14.2", "Not both. Clause 14.2 says so."), ("", "Not both.")]
)
def test_a_refusal_is_told_in_one_sentence(clause, said):
    assert in_one_sentence(Denied(no("Not both.", clause=clause))) == said
