"""A clause may ask for what the software does, and is cited where it does it."""

import pytest

from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import ProtocolError
from conferral.protocol.practices import Practice
from tests.protocol import tiny

ASKS = """
[[clause]]
id = "{id}"
title = "Asked for"
summary = "Something is asked for."
kept_by = "rule"
by = ["practice:{practice}"]
"""


def edition_with(*asked: tuple[str, str]) -> Edition:
    said = "".join(ASKS.format(id=id, practice=name) for id, name in asked)
    return tiny.edition(clauses=said)


def test_a_clause_that_asks_for_a_practice_is_cited_for_it():
    edition = edition_with(("90.1", "papers.own_copy_only"))
    assert edition.clause_for(Practice.PAPERS_OWN_COPY) == "90.1"
    assert edition.clauses_for(Practice.PAPERS_OWN_COPY) == ("90.1",)


def test_of_several_clauses_the_first_is_the_principal_one():
    edition = edition_with(
        ("90.2", "papers.own_copy_only"),
        ("90.1", "papers.own_copy_only"),
        ("90.3", "capacity.asked"),
    )
    assert edition.clause_for(Practice.PAPERS_OWN_COPY) == "90.2"
    assert edition.clauses_for(Practice.CAPACITY_ASKED, Practice.PAPERS_OWN_COPY) == (
        "90.3",
        "90.2",
        "90.1",
    )


def test_what_no_clause_asks_for_cites_none():
    edition = edition_with()
    assert edition.clause_for(Practice.CAPACITY_ASKED) == ""
    assert edition.clauses_for(Practice.CAPACITY_ASKED) == ()


def test_a_practice_that_is_none_is_refused_with_a_sentence():
    with pytest.raises(ProtocolError, match=r"there is no practice papers\.on_gold_leaf"):
        edition_with(("90.1", "papers.on_gold_leaf"))


@pytest.mark.parametrize("practice", Practice)
def test_a_practice_is_named_after_its_noun_and_can_be_said(practice: Practice):
    noun, _, what = practice.value.partition(".")
    assert noun
    assert what
    assert practice.phrase
