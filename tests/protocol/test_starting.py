"""The editions that an author starts from, and the single file that an author names."""

from pathlib import Path

import pytest

from conferral.protocol.checking.check import check
from conferral.protocol.conditions.answers import Answer
from conferral.protocol.examples.running import failures
from conferral.protocol.files.complaints import ProtocolError
from conferral.protocol.files.folder import read_file
from conferral.protocol.files.loading import load
from conferral.protocol.files.starting import KINDS, starting_files
from conferral.protocol.forms.questions import Question
from conferral.protocol.permissions import Permission


@pytest.mark.parametrize("kind", KINDS)
def test_a_starting_edition_loads_has_no_fault_and_its_examples_hold(kind: str) -> None:
    edition = load(starting_files("eastmarsh/1", kind))
    assert (edition.id, edition.kind) == ("eastmarsh/1", kind)
    assert failures(edition) == {}
    assert [found.id for found in check(edition) if found.level == "fault"] == []
    assert {clause.section for clause in edition.clauses} == {each.id for each in edition.sections}


@pytest.mark.parametrize("wrong", ["eastmarsh", "East Marsh/1", "a/b/c", ""])
def test_an_id_that_is_none_is_refused_with_how_to_write_one(wrong: str) -> None:
    with pytest.raises(ProtocolError, match="as in eastmarsh/1"):
        starting_files(wrong, "standing_panel")


def test_the_one_file_that_an_author_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text("local = true\n", encoding="utf-8")
    assert read_file(tmp_path / "answers.toml") == "local = true\n"


def test_a_file_that_is_not_there_or_is_a_folder_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'name = "Ren\xe9e"\n')
    for name, said in (
        ("none.toml", "There is no file"),
        ("", "is not an ordinary file"),
        ("latin.toml", "is not UTF-8"),
    ):
        with pytest.raises(ProtocolError, match=said):
            read_file(tmp_path / name)


@pytest.mark.parametrize(("typed", "said"), [("07", "the whole number"), ("020 7946 0000", "")])
def test_a_telephone_number_is_written_whole(typed: str, said: str) -> None:
    asked = Question(page="who", id="number", kind="phone", ask="Which number is safe?")
    assert said in asked.wrong_with(Answer(typed))


def test_a_permission_says_what_it_lets_someone_do() -> None:
    assert Permission.CASE_READ.phrase == "read a case"
    assert Permission.CASE_READ.noun == "case"
