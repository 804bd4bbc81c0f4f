"""Whose signatures adopt an edition, as the edition says and its examples show."""

from datetime import date

import pytest

from conferral.protocol.examples.adoption import signatures
from conferral.protocol.files.loading import ProtocolError, load, read_folder, shipped
from conferral.protocol.panels.adoption import Adoption
from conferral.protocol.situations.situation import Example, Expect, Given

TITLES = {"chair": "Chair", "steering_group": "Steering group", "coordinator": "Coordinator"}


@pytest.fixture(scope="module")
def files():
    return read_folder(shipped()["wesp/1"])


@pytest.fixture(scope="module")
def edition(files):
    return load(files)


@pytest.mark.parametrize(
    ("one_of", "signers", "enough"),
    [
        ((), [{"coordinator"}, {"coordinator"}], True),
        (("chair",), [{"coordinator"}, {"chair"}], True),
        (("chair",), [{"coordinator", "chair"}, {"coordinator"}], True),
        (("chair", "steering_group"), [{"coordinator"}, {"coordinator"}], False),
        (("chair",), [set(), set()], False),
    ],
)
def test_one_of_the_two_holds_a_role_that_must_be_there(one_of, signers, enough):
    found = Adoption(one_of=one_of, clause=("20.1",)).suffices(signers, TITLES)
    assert bool(found) == enough
    assert found.clause == "20.1"
    if not enough:
        assert "Chair" in found.reason


@pytest.mark.parametrize(
    ("signed_by", "enough"),
    [
        (("coordinator", "chair"), True),
        (("steering_group", "steering_group"), True),
        (("coordinator", "coordinator"), False),
        (("chair",), False),
        (("coordinator", "chair", "steering_group"), False),
        (("chair", "lead_member"), False),
        (("chair", "nobody"), False),
        ((), False),
    ],
)
def test_an_example_says_whether_two_signatures_suffice(edition, signed_by, enough):
    assert not list(signatures(edition, example_of(signed_by, enough)))
    (told,) = signatures(edition, example_of(signed_by, not enough))
    assert told.startswith("Signatures: the example expects that they")


def example_of(signed_by, enough):
    return Example(
        title="Two sign", on=date(2026, 11, 16), given=Given(signed_by=signed_by),
        expect=Expect(signatures_suffice=enough),
    )  # fmt: skip


def test_an_example_that_does_not_ask_is_not_told(edition):
    assert not list(signatures(edition, example_of(("chair",), None)))


@pytest.mark.parametrize(
    ("written", "said"),
    [('["nobody"]', "'nobody' is not a role"), ('["lead_member"]', "may not adopt a protocol")],
)
def test_a_role_that_cannot_sign_is_not_among_those_that_must(files, written, said):
    text = files["protocol.toml"].replace('["chair", "steering_group"]', written)
    with pytest.raises(ProtocolError) as refused:
        load({**files, "protocol.toml": text})
    assert said in str(refused.value)
