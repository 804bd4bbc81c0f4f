"""Everything that an edition sets can be read in words, with where it comes from."""

import pytest

from conferral.protocol.comparing.stated import stated
from conferral.protocol.files.loading import load, read_folder, samples, shipped
from conferral.protocol.part import Sourced
from conferral.protocol.walking import walk
from tests.protocol.tiny import edition

EDITIONS = {name: load(read_folder(folder)) for name, folder in {**shipped(), **samples()}.items()}


def test_a_table_is_stated_with_its_values_its_clauses_and_where_they_come_from() -> None:
    quorum = (
        '[quorum]\nclause = "2"\ntitle = "Who must come"\nsource = "default"\nnote = "Is it two?"\n'
        'meanwhile = "Two."\nwords = "Two agencies."\nat_least = 2\nbelow = "advises only"\n'
    )
    found = {each.id: each for each in stated(edition(quorum))}
    told = found["quorum"]
    assert (told.title, told.source, told.clauses) == ("Who must come", "default", ("2",))
    assert (told.note, told.meanwhile) == ("Is it two?", "Two.")
    assert ("the least that counts", "2") in told.values
    assert found["panel.convenor"].title == "The convenor"
    assert found["panel.convenor"].clauses == ("1",)


@pytest.mark.parametrize("name", sorted(EDITIONS))
def test_every_default_and_query_of_a_table_is_stated_once(name: str) -> None:
    wanted = [
        part.note
        for where, part in walk(EDITIONS[name])
        if isinstance(part, Sourced) and part.source != "given" and not apart(where)
    ]
    said = [each.note for each in stated(EDITIONS[name]) if each.source != "given"]
    assert sorted(said) == sorted(wanted)


def apart(where: str) -> bool:
    """Forms and the document's own questions have pages of their own."""
    return where.startswith(("query", "forms", "clauses", "examples"))


@pytest.mark.parametrize("name", sorted(EDITIONS))
def test_no_value_is_stated_as_code(name: str) -> None:
    for each in stated(EDITIONS[name]):
        for label, words in each.values:
            assert "None" not in words.split(), (each.id, label, words)
            assert "object at" not in words
