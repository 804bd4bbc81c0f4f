"""Whatever an author may hand in by mistake gets a sentence with its place, and quickly."""

import os
import sys
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import ValidationError

from conferral.protocol.files import folder
from conferral.protocol.files.authoring import Mistake
from conferral.protocol.files.complaints import Complaint, Lines, ProtocolError, placed, plain
from conferral.protocol.files.loading import load, read_folder
from conferral.protocol.files.places import Places
from conferral.protocol.files.tables import frozen
from conferral.protocol.part import Part
from tests.protocol.tiny import files, line_of, problems

CRITERION = '[[criterion]]\nid = "one"\ntitle = "One"\n'
SECONDS = 2.0 if sys.gettrace() is None else 6.0
"""Counting branches makes everything slower, and so does not count."""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The tiny edition in a folder, for a test to spoil."""
    root = tmp_path / "tiny"
    for name, text in files().items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def quick() -> object:
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


def refused(root: Path) -> list[str]:
    """The sentences for a folder that cannot be used."""
    with pytest.raises(ProtocolError) as error:
        load(read_folder(root))
    return error.value.problems


# ---- the folder ----


def test_a_folder_with_nothing_wrong_is_read(tiny: Path) -> None:
    assert read_folder(tiny) == files()


def test_a_folder_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    assert refused(tmp_path / "attic") == [f"There is no folder {tmp_path}/attic."]


def test_a_file_instead_of_a_folder_is_said_so(tiny: Path) -> None:
    file = tiny / "protocol.toml"
    assert refused(file) == [f"{file} is a file; name the folder that it lies in."]


def test_an_empty_folder_holds_no_protocol(tmp_path: Path) -> None:
    assert refused(tmp_path) == [f"There are no protocol files in {tmp_path}."]


@pytest.mark.parametrize("name", ["notes.docx", "Protocol.toml", "forms/Über.toml", "clauses.tml"])
def test_an_unknown_file_is_named(tiny: Path, name: str) -> None:
    (tiny / name).write_text("x")
    assert refused(tiny) == [f"{name}: an edition has no such file; {folder.HOLDS}."]


def test_an_unknown_folder_is_named_and_not_entered(tiny: Path) -> None:
    (tiny / "drafts" / "deep").mkdir(parents=True)
    (tiny / "forms" / "old").mkdir()
    assert refused(tiny) == [
        f"drafts: this folder has no place here; {folder.HOLDS}.",
        f"forms/old: this folder has no place here; {folder.HOLDS}.",
    ]


def test_what_tools_leave_beside_the_files_is_left_alone(tiny: Path) -> None:
    (tiny / ".git").mkdir()
    for name in (".DS_Store", "protocol.toml~", "README.md", "forms/.referral.toml.swp"):
        (tiny / name).write_text("x")
    assert read_folder(tiny) == files()


def test_more_files_than_anybody_writes_are_refused(tiny: Path) -> None:
    (tiny / "examples").mkdir()
    for number in range(folder.MOST_FILES + 50):
        (tiny / "examples" / f"e{number}.toml").write_text("x")
    assert refused(tiny) == ["There are more than 200 files; that is no edition."]


def test_a_link_that_leaves_the_folder_is_not_followed(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text('password = "x"')
    (tiny / "examples").symlink_to(tmp_path)
    (tiny / "clauses.toml").unlink()
    (tiny / "clauses.toml").symlink_to(tmp_path / "secret.toml")
    said = "this is a link to a place outside the folder; put the file here."
    assert refused(tiny) == [f"clauses.toml: {said}", f"examples: {said}"]


def test_a_link_within_the_folder_is_followed(tiny: Path) -> None:
    (tiny / "clauses.toml").rename(tiny / ".clauses")
    (tiny / "clauses.toml").symlink_to(tiny / ".clauses")
    assert read_folder(tiny) == files()


def test_a_link_to_nothing_and_a_link_to_itself_are_refused(tiny: Path) -> None:
    (tiny / "forms" / "gone.toml").symlink_to(tiny / "nowhere.toml")
    (tiny / "forms" / "loop.toml").symlink_to(tiny / "forms" / "loop.toml")
    assert sorted(refused(tiny)) == [
        "forms/gone.toml: this is a link to nothing.",
        "forms/loop.toml: this is a link to nothing.",
    ]


def test_a_pipe_is_not_opened(tiny: Path) -> None:
    os.mkfifo(tiny / "forms" / "pipe.toml")
    assert refused(tiny) == ["forms/pipe.toml: this is not an ordinary file."]


def test_a_file_that_cannot_be_read_is_named(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def barred(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", barred)
    assert "clauses.toml: this file cannot be read (Permission denied)." in refused(tiny)


def test_ten_megabytes_are_refused_before_they_are_read(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny / "clauses.toml").write_bytes(b"#" * 10_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"" if path.name != "clauses.toml" else 1)
    assert "clauses.toml: this file is larger than 1 MB." in refused(tiny)


def test_files_that_are_too_large_together_are_refused(tiny: Path) -> None:
    (tiny / "examples").mkdir()
    for number in range(5):
        (tiny / "examples" / f"e{number}.toml").write_bytes(b"#" * 900_000)
    said = "examples/e4.toml: with it the files pass 4 MB together."
    assert said in refused(tiny)


def test_a_large_edition_that_comes_from_elsewhere_is_refused_too() -> None:
    large = {f"examples/e{number}.toml": "#" * 900_000 for number in range(5)}
    many = {f"examples/e{number}.toml": "" for number in range(300)}
    said = ["An edition has at most 200 files and 4 MB together."]
    assert problems(files() | large) == said
    assert problems(files() | many) == said
    assert problems(files() | {"clauses.toml": "#" * 1_000_001}) == [
        "clauses.toml: this file is larger than 1 MB."
    ]


# ---- the bytes ----


def test_a_file_that_is_not_utf_8_names_the_line(tiny: Path) -> None:
    (tiny / "clauses.toml").write_bytes(b'# one\n# two\ntitle = "caf\xe9"\n')
    assert refused(tiny) == [
        "clauses.toml, line 3: a letter here is not UTF-8; save the file as UTF-8."
    ]


def test_a_file_saved_as_utf_16_is_told_from_other_letters(tiny: Path) -> None:
    (tiny / "clauses.toml").write_text(files()["clauses.toml"], encoding="utf-16")
    assert refused(tiny) == ["clauses.toml: this file is saved as UTF-16; save it as UTF-8."]


def test_windows_line_ends_and_a_mark_at_the_start_change_nothing(tiny: Path) -> None:
    for name, text in files().items():
        (tiny / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(read_folder(tiny)).fingerprint == load(files()).fingerprint


def test_a_nul_byte_names_its_line(tiny: Path) -> None:
    (tiny / "clauses.toml").write_bytes(b"# one\nid = \x001\n")
    assert refused(tiny) == ["clauses.toml, line 2: this is not TOML. Invalid value, at column 6."]


# ---- the text ----


def test_a_text_that_is_no_toml_names_line_and_column() -> None:
    assert problems(files() | {"clauses.toml": "# one\n\nwhat is this\n"}) == [
        (
            "clauses.toml, line 3: this is not TOML. Expected '=' after a key in a key/value pair, "
            "at column 6."
        )
    ]


def test_a_text_that_ends_too_early_names_its_last_line() -> None:
    assert problems(files() | {"clauses.toml": "# one\nid = [1,\n"}) == [
        "clauses.toml, line 2: this is not TOML. Invalid value, at the end of the file."
    ]


def test_a_table_that_is_written_twice_names_its_line() -> None:
    written = files(protocol="[review]\nevery_months = 12\n[review]\n")
    line = written["protocol.toml"].count("\n")
    said = f"protocol.toml, line {line}: this is not TOML. [review] is there twice"
    assert problems(written)[0].startswith(said)


DEEP_LIST = "when = " + "[\n" * 1000 + "]" * 1000
DEEP_TABLES = "when = " + "{ a = " * 1000 + "1" + " }" * 1000


@pytest.mark.parametrize("deep", [DEEP_LIST, DEEP_TABLES, DEEP_LIST.replace("1000", "150")])
def test_a_thousand_nested_lists_or_tables_are_refused(deep: str) -> None:
    written = files(protocol=CRITERION + deep)
    first = line_of(written, "protocol.toml", "when = ")
    [said] = problems(written)
    assert said.startswith("protocol.toml, line ")
    assert int(said.split()[2].rstrip(":")) in range(first, first + 101)
    assert said.endswith("tables and lists stand inside one another more than 100 deep.")


def test_lists_that_the_parser_still_follows_are_refused_too() -> None:
    [said] = problems(files(protocol="deep = " + "[" * 150 + "]" * 150))
    assert "more than 100 deep" in said


def test_a_thousand_nested_conditions_are_refused() -> None:
    inner = '{ answer = "local", is = true }'
    written = files(
        protocol=CRITERION + "when = " + "{ all = [" * 1000 + inner + "] }" * 1000,
    )
    line = line_of(written, "protocol.toml", "when = ")
    assert problems(written) == [
        f"protocol.toml, line {line}: tables and lists stand inside one another more than 100 deep."
    ]


def test_conditions_beyond_what_anybody_follows_are_refused_with_their_rule() -> None:
    inner = '{ answer = "local", is = true }'
    written = files(protocol=CRITERION + "when = " + "{ all = [" * 45 + inner + "] }" * 45)
    line = line_of(written, "protocol.toml", "[[criterion]]")
    [said] = problems(written)
    assert said.startswith(f"protocol.toml, line {line}, criterion 'one': a condition may nest 40")


def test_a_thousand_names_with_points_between_are_refused() -> None:
    line = ".".join(["a"] * 1000) + " = 1"
    assert problems(files() | {"clauses.toml": f"# one\n{line}\n"}) == [
        "clauses.toml, line 2: there are more than 250 points in this line; break it up."
    ]


def test_a_table_a_hundred_names_deep_is_refused() -> None:
    assert problems(files() | {"clauses.toml": ".".join(["a"] * 120) + " = 1"}) == [
        "clauses.toml: tables and lists stand inside one another more than 100 deep."
    ]


def test_a_number_too_long_to_be_one_names_its_line() -> None:
    assert problems(files() | {"clauses.toml": f"# one\nid = {'9' * 5000}\n"}) == [
        "clauses.toml, line 2: a number in it is too long."
    ]


def test_a_long_number_in_other_figures_is_not_repeated() -> None:
    written = files(change=("format = 1", f"format = 0x{'f' * 5000}"))
    assert len(problems(written)[0]) < 200
    written = files(change=('kind = "standing_panel"', f"kind = 0x{'f' * 5000}"))
    assert "kind = a number too long to show is not one of" in problems(written)[0]


def test_a_long_value_is_cut_short_in_the_sentence() -> None:
    written = files(change=('kind = "standing_panel"', f'kind = "{"x" * 100_000}"'))
    [said] = problems(written)
    assert len(said) < 200
    assert "is not one of 'standing_panel'" in said


def test_a_long_sentence_is_cut_short_and_has_no_control_characters() -> None:
    assert plain("a\x1b[31mb\nc") == "a [31mb c"
    assert plain("x" * 10_000) == "x" * 500 + " …"
    written = files(protocol=CRITERION + 'when = { answer = "local", is = "\\u001b[31m" }')
    assert "\x1b" not in problems(written)[0]


def test_of_thousands_of_unknown_keys_the_first_fifty_are_named() -> None:
    keys = "".join(f"k{number}=1\n" for number in range(19_000))
    found = problems(files() | {"clauses.toml": keys})
    assert len(found) == 51
    assert found[0] == "clauses.toml, line 1: 'clause' is missing."
    assert found[1].startswith("clauses.toml, line 1: 'k0' is not a key that belongs here")
    assert found[-1] == "More things in these files need putting right after those."


def test_more_lines_than_anybody_writes_are_refused() -> None:
    assert problems(files() | {"clauses.toml": "k=1\n" * 20_000}) == [
        "clauses.toml: this file has more than 20,000 lines."
    ]


def test_a_hundred_thousand_unknown_keys_on_one_line_are_refused_in_time() -> None:
    keys = ", ".join(f"k{number}=1" for number in range(80_000))
    found = problems(files() | {"clauses.toml": f"# one\nx = {{ {keys} }}\n"})
    assert found[-1].startswith("clauses.toml, line 2: 'x' is not a key that belongs here")


def test_after_fifty_mistakes_no_further_file_is_read() -> None:
    keys = "".join(f"k{number}=1\n" for number in range(100))
    assert len(problems(files() | {"protocol.toml": keys, "clauses.toml": keys})) == 51


def test_a_hundred_thousand_options_are_read_in_time() -> None:
    options = ", ".join(f'{{ value = "v{number}", label = "L" }}' for number in range(25_000))
    question = '[[question]]\npage = "why"\nid = "more"\nask = "More?"\nkind = "choice"\n'
    load(files(form=f"{question}options = [{options}]\n"))


# ---- the tables ----


def test_an_id_that_is_there_twice_names_the_second() -> None:
    twice = (CRITERION + "when = { critical_flag_present = true }\n") * 2
    written = files(protocol=twice)
    first = line_of(written, "protocol.toml", "[[criterion]]")
    assert problems(written) == [
        f"protocol.toml, line {first + 4}: the criterion 'one' is there twice."
    ]


def test_a_mistake_inside_a_list_names_its_own_line() -> None:
    when = 'when = { all = [\n  { answer = "local", is = true },\n{ answer = "lokal", is = 1 }] }'
    written = files(protocol=CRITERION + when)
    line = line_of(written, "protocol.toml", "lokal")
    assert problems(written) == [
        (
            f"protocol.toml, line {line}, criterion 'one': it tests 'lokal', which "
            "forms/referral.toml does not ask."
        )
    ]


def test_a_key_inside_a_list_names_its_own_line() -> None:
    when = 'when = { all = [\n  { answer = "local", is = true },\n{ answer = "local", is = 1.5 }] }'
    written = files(protocol=CRITERION + when)
    line = line_of(written, "protocol.toml", "1.5")
    for said in problems(written):
        assert said.startswith(f"protocol.toml, line {line}, criterion 'one', when, all 2")


def test_a_key_written_with_points_is_found() -> None:
    written = files(protocol='review.every_months = "often"\n', change=("[panel]", "[panel]"))
    place = line_of(written, "protocol.toml", "review.every")
    assert f"line {place}, " in problems(written)[0]


def test_a_mistake_in_one_file_does_not_hide_those_in_another() -> None:
    written = files(protocol="[review]\n") | {"clauses.toml": "what"}
    assert [said.split(",")[0] for said in problems(written)] == ["protocol.toml", "clauses.toml"]


def test_a_misspelt_test_is_told_the_one_that_was_meant() -> None:
    [said] = problems(files(protocol=CRITERION + "when = { age_atleast = 18 }"))
    assert said.endswith(". Did you mean 'age_at_least'?")


def test_what_is_no_test_at_all_is_told_the_tests_there_are() -> None:
    for when in ("3", "{ zzz = 1 }"):
        [said] = problems(files(protocol=CRITERION + f"when = {when}"))
        assert "this test needs one of: all, any, none, " in said
        assert said.endswith(".")


def test_a_misspelt_permission_is_told_the_one_that_was_meant() -> None:
    written = files(change=('"referral.accept"', '"referral.acept"'))
    line = line_of(written, "protocol.toml", "referral.acept")
    assert problems(written) == [
        (
            f"protocol.toml, line {line}, role 'coordinator', may 2: 'referral.acept' is not a "
            "permission that this software knows. Did you mean 'referral.accept'?"
        )
    ]


@pytest.mark.parametrize(
    "change, sentence",
    [
        (
            ('id = "tiny/1"', 'id = "Tiny"'),
            "id must be a short name, a stroke and an edition, like eastmarsh/1.",
        ),
        (('id = "1"', 'id = "one"'), "id must be the number of a clause, like 7 or 7.2."),
        (
            ('id = "coordinator"', 'id = "Co ordinator"'),
            "id may hold small letters, figures, - and _ only.",
        ),
    ],
)
def test_an_id_that_cannot_be_one_is_shown_how(change: tuple[str, str], sentence: str) -> None:
    assert problems(files(change=change))[0].endswith(sentence)


EXAMPLE = 'title = "T"\non = 2026-11-11\n[given]\nflags = { rf_weapon = "present" }\n'


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        (
            '"present"',
            '"maybe"',
            "'rf_weapon' must be present, not_present or not_known, in quotes.",
        ),
        ("[given]\n", '[given]\nanswers = { where = "moon" }\n', "'where' cannot be 'moon'; there"),
        ("[given]\n", '[given]\nanswers = { local = "yes" }\n', "'local' must be true or false"),
    ],
)
def test_an_answer_of_an_example_that_does_not_fit_is_named(
    old: str, new: str, sentence: str
) -> None:
    written = files() | {"examples/one.toml": EXAMPLE.replace(old, new) + "[expect]\n"}
    assert problems(written)[0].startswith("examples/one.toml, line 4: " + sentence)


# ---- how a place is found ----

TEXT = """
top = 1 # a remark
"quoted.key" = { a.b = 1, c = [1, [2,
  { id = "deep" }, # and a remark
  ]] }
[one.two]
# another remark
three = 3
[[list]]
id = "first"
[[list.inner]]
code = "x"
[[list]]
id = "second"
[list.table]
value = 'v'
[after.nothing]
"""


@pytest.mark.parametrize(
    "path, line",
    [
        (["top"], 2),
        (["quoted.key", "a", "b"], 3),
        (["quoted.key", "c", 1, 1], 4),
        (["quoted.key", "c", 1, 1, "id"], 4),
        (["one", "two", "three"], 8),
        (["one", "two", "four"], 6),
        (["list", 0, "inner", 0, "code"], 12),
        (["list", 1, "table", "value"], 16),
        (["list", 9], 9),
        (["nowhere"], None),
        ([], None),
    ],
)
def test_the_line_of_a_path(path: list[int | str], line: int | None) -> None:
    assert Places.of(TEXT).line_at(path) == line


@pytest.mark.parametrize(
    "where, said, line",
    [
        ("list 'first', inner 1", "wrong", 11),
        ("list 'second', table", "it is 'v', you see", 16),
        ("list 'second', table", 'it is "v", you see', 16),
        ("list 'second', table", "it is 'w', you see", 15),
        ("list 'third'", "wrong", 9),
        ("list 2, nothing", "wrong", 13),
        ("list 7", "wrong", 9),
        ("attic", "wrong", None),
        ("", "the list 'second' is there twice", 13),
        ("", "the list 'third' and the top 'zero'", None),
        ("", "nothing is called 'three' here", 8),
    ],
)
def test_the_line_that_words_mean(where: str, said: str, line: int | None) -> None:
    assert Places.of(TEXT).line_about(where, said) == line


def test_a_sentence_that_names_no_file_is_told_as_it_is() -> None:
    said = ["Nobody knows where.", "attic.toml, chair: it is broken."]
    assert placed({}, said) == [
        Complaint("", None, "", "Nobody knows where."),
        Complaint("attic.toml", None, "chair", "it is broken."),
    ]


def test_a_complaint_is_a_sentence_and_a_row() -> None:
    complaint = Complaint("protocol.toml", 7, "chair", "it is broken.")
    assert str(complaint) == "protocol.toml, line 7, chair: it is broken."
    assert complaint.as_json() == {
        "file": "protocol.toml",
        "line": 7,
        "sentence": "chair: it is broken.",
    }


# ---- how an error of pydantic is brought back to its place ----


class Apple(Part):
    """A fruit."""

    sweet: bool


class Pear(Part):
    """Another."""

    soft: bool


class Basket(Part):
    """Holds one of two kinds, with nothing that tells them apart."""

    fruit: Apple | Pear
    more: tuple[Apple | Pear, ...] = ()
    size: float = 1.0
    weight: int | str = 1
    named: Mapping[str, Apple] = {}


def mistakes(text: str) -> set[str]:
    written = tomllib.loads(text)
    with pytest.raises(ValidationError) as error:
        Basket.model_validate(frozen(written))
    lines = Lines({"basket.toml": text})
    return {
        str(Mistake.of(written, Basket, each).in_words("basket.toml", lines))
        for each in error.value.errors()
    }


def test_kinds_that_pydantic_tries_in_turn_are_no_part_of_the_place() -> None:
    assert mistakes("\nfruit = { sweet = 1, x = 2 }\n") == {
        "basket.toml, line 2, fruit: sweet must be true or false.",
        "basket.toml, line 2, fruit: 'x' is not a key that belongs here; there is only sweet.",
        "basket.toml, line 2, fruit: 'x' is not a key that belongs here; there is only soft.",
        "basket.toml, line 2, fruit: 'soft' is missing.",
        "basket.toml, line 2, fruit: 'sweet' is not a key that belongs here; there is only soft.",
    }


def test_a_value_that_may_be_of_two_kinds_is_named_by_its_key() -> None:
    assert mistakes("fruit = { soft = true }\nweight = [1]\n") == {
        "basket.toml, line 2: weight must be a whole number, without quotes.",
        "basket.toml, line 2: weight must be text, in quotes.",
    }


def test_a_table_under_a_name_of_its_own_is_found() -> None:
    assert mistakes("fruit = { soft = true }\n[named.red]\nsweet = true\nsour = 1\n") == {
        "basket.toml, line 4, named, red: 'sour' is not a key that belongs here."
    }


def test_an_error_without_words_of_ours_is_told_in_those_of_pydantic() -> None:
    found = mistakes('size = "x"\nfruit = { soft = true }\nmore = "x"\n')
    assert "basket.toml, line 1: size input should be a valid number." in found
    assert "basket.toml, line 3: more must be a list, in square brackets." in found


@pytest.mark.parametrize("unseen", ["\u202e", "\\u202e", "\\u0000", "\u200b", "\\u2066"])
def test_a_letter_that_nobody_sees_is_refused_with_its_line(tiny: Path, unseen: str) -> None:
    protocol = tiny / "protocol.toml"
    text = protocol.read_text(encoding="utf-8").replace("A tiny panel", f"A tiny {unseen}panel")
    protocol.write_text(text, encoding="utf-8")
    (said,) = refused(tiny)
    assert said.startswith("protocol.toml, line 4: a letter in this line cannot be seen")
