"""Today tells those who may adopt an edition that one waits, and nobody else."""

import pytest

from tests import make
from tests.web.looking import read, send


@pytest.fixture
def world():
    return make.world()


@pytest.mark.parametrize("who", ["coordinator", "chair", "steering"])
def test_whoever_may_adopt_is_told_of_a_proposal(world, who):
    assert "proposed" not in read(world, who, "today")
    make.proposed(world)
    assert "An edition of the protocol is proposed" in read(world, who, "today")


@pytest.mark.parametrize("who", ["member", "observer", "governance"])
def test_whoever_may_not_is_not(world, who):
    make.proposed(world)
    assert "An edition of the protocol is proposed" not in read(world, who, "today")


def test_the_second_signer_is_asked_and_the_first_is_left_alone(world):
    proposal = make.settled(world)
    send(world, "coordinator", "proposal-sign", proposal.uid)
    asked = "Sign the edition of the protocol that Coordinator Person has signed"
    assert asked in read(world, "chair", "today")
    assert asked not in read(world, "coordinator", "today")
    send(world, "chair", "proposal-adopt", proposal.uid)
    assert asked not in read(world, "steering", "today")
