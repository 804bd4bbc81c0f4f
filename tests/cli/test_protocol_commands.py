"""What an author does with an edition on the command line: answers, exit codes and JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conferral.cli.__main__ import main
from conferral.cli.protocol import editions, shapes
from conferral.protocol.files.complaints import ProtocolError
from conferral.protocol.files.loading import read_folder
from tests.cli.running import conferral

COMMANDS = ("check", "examples", "dates", "decide", "diff", "new", "schema")


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs `conferral protocol …` and gives the exit code, what it said and what it objected."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main(["protocol", *map(str, arguments)])
        except SystemExit as stopped:
            code = int(str(stopped.code))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run


@pytest.fixture
def edition(tmp_path: Path, asked: Any) -> Path:
    """A new edition in a folder, for a test to change."""
    assert asked("new", "eastmarsh/1", "--into", tmp_path / "eastmarsh")[0] == 0
    return tmp_path / "eastmarsh"


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    before, found, _ = file.read_text(encoding="utf-8").partition(text)
    assert found
    return before.count("\n") + 1


def answers(folder: Path, text: str) -> Path:
    file = folder.parent / "answers.toml"
    file.write_text(text, encoding="utf-8")
    return file


GOOD = """
date_of_birth = 1997-04-02
lives_here = true
rf_weapon = "present"
rf_violence = { state = "not_known", source = "The police" }
worries = "She has stopped coming."
needs_panel = true
name = { unknown = "declined" }
child_at_risk = true
"""


# ---- check ----


def test_check_lists_findings_with_their_remedy_and_every_clause(asked: Any, edition: Path) -> None:
    code, said, objected = asked("check", edition)
    assert (code, objected) == (0, "")
    assert "default cadence, collision: The document does not say" in said
    assert "[default.cadence.collision]" in said
    assert "2.2     When referrals close · rule · deadline:referral\n" in said
    assert "eastmarsh/1 can be used. It has 20 clauses: 19 kept by a rule" in said


def test_check_says_at_the_end_what_should_be_put_right(asked: Any, edition: Path) -> None:
    """An edition with faults loads all the same, and says so beside how many there are."""
    file = edition / "protocol.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("agreement = true", "agreement = false"), encoding="utf-8")
    clauses = edition / "clauses.toml"
    kept = 'kept_by = "rule"\nby = ["deadline:referral"]'
    text = clauses.read_text(encoding="utf-8")
    assert kept in text
    awaited = text.replace(kept, 'kept_by = "rule"\nawaited = true')
    clauses.write_text(awaited, encoding="utf-8")
    _, said, _ = asked("check", edition)
    last = said.splitlines()[-1]
    assert "One fault should be put right before it is signed. It has 20 clauses" in last
    assert last.endswith("Of these, 1 is not kept yet.")


def test_check_as_json_has_the_shape_that_is_promised(asked: Any) -> None:
    code, said, _ = asked("check", "wesp/1", "--json")
    found = json.loads(said)
    assert code == 0
    assert list(found) == ["edition", "clauses", "findings", "kept"]
    assert found["edition"] == "wesp/1"
    kinds = ["rule", "form", "screen", "document", "narrative"]
    assert list(found["clauses"]) == ["total", *kinds, "awaited"]
    assert found["clauses"]["total"] == sum(found["clauses"][kind] for kind in kinds)
    assert found["clauses"]["total"] == len(found["kept"])
    for finding in found["findings"]:
        assert list(finding) == ["id", "level", "clauses", "message", "remedy"]
    levels = [finding["level"] for finding in found["findings"]]
    assert levels == sorted(levels, key=["fault", "query", "default"].index)
    assert list(found["kept"][0]) == ["id", "title", "kept_by", "by", "awaited"]


def test_an_edition_that_does_not_load_names_file_and_line(asked: Any, edition: Path) -> None:
    change(edition, "protocol.toml", "working_days = 7", "working_dys = 7")
    line = line_of(edition / "protocol.toml", "working_dys")
    sentence = (
        "deadline 'referral', within: 'working_dys' is not a key that belongs here; "
        "did you mean 'working_days'?"
    )
    said = f"protocol.toml, line {line}, {sentence}\n"
    for command in (["check"], ["examples"], ["dates", "--year=2027"], ["diff", "wesp/1"]):
        assert asked(*command, edition) == (1, "", said)
    assert asked("decide", edition, answers(edition, GOOD)) == (1, "", said)
    code, said, objected = asked("check", edition, "--json")
    assert (code, objected) == (1, "")
    assert json.loads(said) == {
        "problems": [{"file": "protocol.toml", "line": line, "sentence": sentence}]
    }


def test_a_folder_that_is_not_there_is_said_with_the_editions_that_are(
    asked: Any, tmp_path: Path
) -> None:
    code, said, objected = asked("check", tmp_path / "attic")
    assert (code, said) == (1, "")
    assert "Known are " in objected
    code, said, _ = asked("check", tmp_path / "attic", "--json")
    assert code == 1
    assert json.loads(said)["problems"][0]["file"] == ""


# ---- examples ----


def test_examples_that_hold_are_counted(asked: Any, edition: Path) -> None:
    code, said, _ = asked("examples", edition)
    assert code == 0
    assert "holds   seventeen: She is seventeen: the panel hears adults\n" in said
    assert said.endswith("6 of 6 examples hold.\n")


def test_an_example_that_differs_says_why_and_fails(asked: Any, edition: Path) -> None:
    change(edition, "examples/seventeen.toml", "accepted = false", "accepted = true")
    code, said, _ = asked("examples", edition, "--json")
    assert code == 1
    found = json.loads(said)
    assert (found["passed"], found["failed"]) == (5, 1)
    [differs] = [each for each in found["examples"] if not each["passed"]]
    assert differs["name"] == "seventeen"
    assert differs["why"] == ["Accepted: the example expects yes, and the protocol gives no."]
    code, said, _ = asked("examples", edition)
    assert code == 1
    assert "differs seventeen" in said
    assert "        Accepted: the example expects yes" in said


# ---- dates ----


def test_dates_about_a_meeting(asked: Any, edition: Path) -> None:
    code, said, _ = asked("dates", edition, "--meeting", "2027-01-13", "--json")
    found = json.loads(said)
    assert code == 0
    assert list(found) == ["meeting", "due", "why"]
    assert found["meeting"] == "2027-01-13"
    assert found["due"] == {
        "referral": "2027-01-04",
        "agenda": "2027-01-06",
        "papers": "2027-01-06",
        "actions": "2027-01-15",
        "minutes": "2027-01-20",
    }
    assert set(found["why"]) == set(found["due"])
    code, said, _ = asked("dates", edition, "--meeting", "2027-01-13")
    assert said.startswith("Wednesday 13 January 2027\n  referral    Monday 4 January 2027\n")


@pytest.mark.parametrize(
    "nation, day",
    [
        ("england", "2026-12-30"),
        ("wales", "2026-12-30"),
        ("northern-ireland", "2026-12-30"),
        ("scotland", "2026-12-29"),
    ],
)
def test_dates_are_counted_in_the_nation_asked_for(asked: Any, nation: str, day: str) -> None:
    _, said, _ = asked("dates", "wesp/1", "--meeting=2027-01-05", f"--nation={nation}", "--json")
    assert json.loads(said)["due"]["referral"] == day


def test_the_nation_is_the_editions_own_where_none_is_asked_for(asked: Any, edition: Path) -> None:
    change(edition, "protocol.toml", "[cadence]\n", '[calendar]\nnation = "SCT"\n\n[cadence]\n')
    _, said, _ = asked("dates", edition, "--year=2027", "--json")
    assert json.loads(said)["nation"] == "scotland"


def test_a_meeting_when_nobody_works_is_noted(asked: Any, edition: Path) -> None:
    _, said, _ = asked("dates", edition, "--meeting=2026-12-25")
    assert "that is not a working day in England" in said


def test_the_dates_of_a_year(asked: Any, edition: Path) -> None:
    code, said, _ = asked("dates", edition, "--year", "2027", "--json")
    found = json.loads(said)
    assert code == 0
    assert (found["year"], found["nation"]) == (2027, "england")
    assert len(found["meetings"]) == 11
    assert [free["month"] for free in found["free"]] == ["2027-08"]
    _, said, _ = asked("dates", edition, "--year", "2027")
    assert "2027-08: August is the free month." in said
    assert said.endswith("Eleven meetings in 2027.\n")


def test_a_year_without_bank_holidays_on_record_is_refused(asked: Any, edition: Path) -> None:
    code, said, objected = asked("dates", edition, "--year", "2199")
    assert (code, said) == (1, "")
    assert objected.startswith("There are no bank holidays on record for England in 2199")


@pytest.mark.parametrize(
    "option, words",
    [
        ("--meeting=2027-02-30", "“2027-02-30” is not a day; write it like 2026-11-24"),
        ("--meeting=20270105", "“20270105” is not a day"),
        ("--year=soon", "“soon” is not a year; write it like 2027"),
        ("--year=0", "“0” is not a year"),
        ("--nation=france", "invalid choice: 'france'"),
        ("--json", "one of the arguments --meeting --year is required"),
    ],
)
def test_what_cannot_be_asked_is_said(asked: Any, edition: Path, option: str, words: str) -> None:
    code, _, objected = asked("dates", edition, option)
    assert code == 2
    assert words in objected


def test_a_date_beyond_all_years_is_refused_in_a_sentence(asked: Any, edition: Path) -> None:
    change(edition, "protocol.toml", "working_days = 7", "days = 9999999999")
    code, _, objected = asked("dates", edition, "--meeting=2027-01-13")
    assert code == 1
    assert objected.count("\n") == 1


# ---- decide ----


def test_decide_as_json_has_the_shape_that_is_promised(asked: Any, edition: Path) -> None:
    file = answers(edition, GOOD)
    code, said, _ = asked("decide", edition, file, "--on=2026-11-11", "--json")
    found = json.loads(said)
    assert code == 0
    assert found["eligible"] == "yes"
    assert {each["id"]: each["result"] for each in found["criteria"]} == {
        "adult": "met",
        "local": "met",
        "flags": "met",
        "judgement": "met",
    }
    assert found["missing"] == ["rf_homeless"]
    assert found["duties"] == ["child"]
    assert set(found["criteria"][0]) >= {"id", "result", "clauses", "why"}


def test_decide_in_words(asked: Any, edition: Path) -> None:
    text = GOOD.replace("lives_here = true", 'lives_here = { unknown = "not_known" }')
    _, said, _ = asked("decide", edition, answers(edition, text), "--on=2026-11-11")
    opening = "This may be for the panel. The answers do not settle this: “She lives in the area”."
    assert said.startswith(opening)
    assert "cannot tell She lives in the area (4.1)\n" in said
    assert "Duties: child.\n" in said
    assert "Still to answer: lives_here and rf_homeless.\n" in said


def test_decide_says_no(asked: Any, edition: Path) -> None:
    file = answers(edition, "date_of_birth = 2010-04-02\n")
    _, said, _ = asked("decide", edition, file, "--on=2026-11-11")
    assert said.startswith("This is not for the panel. She is an adult: not met.")


def test_a_file_of_answers_that_cannot_be_read_is_said(
    asked: Any, edition: Path, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere.toml"
    assert asked("decide", edition, nowhere) == (1, "", f"There is no file {nowhere}.\n")
    said = f"{tmp_path} is not an ordinary file.\n"
    assert asked("decide", edition, tmp_path) == (1, "", said)


def test_facts_are_told_besides_the_form(asked: Any, edition: Path) -> None:
    file = answers(edition, "lives_here = true\n[facts]\nage = 17\non = 2026-11-11\n")
    _, said, _ = asked("decide", edition, file, "--json")
    [adult] = [each for each in json.loads(said)["criteria"] if each["id"] == "adult"]
    assert adult["result"] == "not_met"


@pytest.mark.parametrize("public", ["yes", "no"])
def test_duties_depend_on_the_kind_of_agency(asked: Any, tmp_path: Path, public: str) -> None:
    file = tmp_path / "answers.toml"
    file.write_text("slavery_indicators = true\n")
    _, said, _ = asked("decide", "wesp/1", file, "--public-authority", public, "--json")
    assert json.loads(said)["duties"] == ["slavery_notify" if public == "yes" else "slavery_offer"]
    _, said, _ = asked("decide", "wesp/1", file)
    assert "Consent: " in said


def test_answers_that_do_not_fit_are_named_with_their_line(asked: Any, edition: Path) -> None:
    file = answers(edition, 'lives_here = "yes"\nnmae = "Juniper Vale"\n')
    assert asked("decide", edition, file) == (
        1,
        "",
        (
            "answers.toml, line 1: 'lives_here' must be true or false, without quotes.\n"
            "answers.toml, line 2: 'nmae' is not a question of this form; did you mean 'name'?\n"
        ),
    )


# ---- diff ----


def test_diff_says_what_changed(asked: Any, edition: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    assert asked("new", "eastmarsh/2", "--into", later)[0] == 0
    change(later, "protocol.toml", "working_days = 7", "working_days = 5")
    code, said, _ = asked("diff", edition, later, "--json")
    found = json.loads(said)
    assert code == 0
    assert (found["before"], found["after"]) == ("eastmarsh/1", "eastmarsh/2")
    assert "deadline.referral" in {each["id"] for each in found["differences"]}
    for each in found["differences"]:
        assert list(each) == list(shapes.Changed.model_fields)
    code, said, _ = asked("diff", edition, later)
    assert code == 0
    assert len(said.splitlines()) == len(found["differences"])


def test_diff_of_an_edition_with_itself_says_that_nothing_changed(
    asked: Any, edition: Path
) -> None:
    assert asked("diff", edition, edition)[1] == "eastmarsh/1 and eastmarsh/1 say the same.\n"


# ---- new ----


@pytest.mark.parametrize("kind", ["standing_panel", "planning_meeting"])
def test_a_new_edition_loads_checks_and_its_examples_hold(
    asked: Any, tmp_path: Path, kind: str
) -> None:
    code, said, _ = asked("new", "harbour/1", "--into", tmp_path / "h", "--like", kind, "--json")
    assert code == 0
    started = json.loads(said)
    assert started["edition"] == "harbour/1"
    assert sorted(started["files"]) == sorted(read_folder(tmp_path / "h"))
    code, said, _ = asked("check", tmp_path / "h", "--json")
    found = json.loads(said)
    assert (code, found["edition"]) == (0, "harbour/1")
    assert not [each for each in found["findings"] if each["level"] == "fault"]
    assert found["clauses"]["awaited"] == 0
    assert asked("examples", tmp_path / "h")[0] == 0


def test_a_new_edition_goes_into_a_folder_of_its_name(
    asked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, said, _ = asked("new", "harbour")
    assert code == 0
    assert said.startswith("harbour/1 is in harbour: ")
    assert (tmp_path / "harbour" / "protocol.toml").exists()


def test_a_new_edition_overwrites_nothing(asked: Any, edition: Path) -> None:
    before = read_folder(edition)
    (edition.parent / "file").write_text("in the way")
    for place in (edition, edition.parent / "file"):
        code, _, objected = asked("new", "harbour/1", "--into", place)
        assert code == 1
        assert "is there already" in objected
    assert read_folder(edition) == before


def test_a_new_edition_may_go_into_an_empty_folder(asked: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert asked("new", "harbour/1", "--into", tmp_path / "empty")[0] == 0


def test_an_id_that_cannot_be_one_is_refused(asked: Any, tmp_path: Path) -> None:
    code, _, objected = asked("new", "../Attic", "--into", tmp_path / "x")
    assert code == 1
    assert "is not the id of an edition" in objected
    assert not (tmp_path / "x").exists()


# ---- schema, and all of them ----


@pytest.mark.parametrize("file", ["protocol", "clauses", "form", "example"])
def test_the_schema_of_each_file_is_printed(asked: Any, file: str) -> None:
    code, said, _ = asked("schema", file)
    assert code == 0
    assert json.loads(said)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert asked("schema", "attic")[0] == 2


def test_without_a_name_it_is_the_schema_of_the_protocol(asked: Any) -> None:
    assert asked("schema")[1] == asked("schema", "protocol", "--json")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(asked: Any, command: str) -> None:
    code, said, _ = asked(command, "--help")
    assert code == 0
    assert said.startswith(f"usage: conferral protocol {command} ")


def test_a_reader_that_leaves_early_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    closed: list[int] = []
    monkeypatch.setattr("builtins.print", gone)
    monkeypatch.setattr("os.dup2", lambda _new, old: closed.append(old))
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1, raising=False)
    editions.show("text")
    assert closed == [1]


def test_the_commands_need_neither_database_nor_settings(tmp_path: Path) -> None:
    done = conferral(tmp_path, "protocol", "check", "wesp/1", "--json", CONFERRAL_NONSENSE="yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(tmp_path.iterdir())


def test_an_error_names_each_problem_on_a_line_of_its_own(edition: Path) -> None:
    change(edition, "protocol.toml", 'nth = "second"', 'nth = "sixth"')
    change(edition, "clauses.toml", 'kept_by = "narrative"', 'kept_by = "hope"')
    with pytest.raises(ProtocolError) as error:
        editions.edition_of(str(edition))
    assert str(error.value).count("\n") == 1


def test_an_author_waits_for_no_database_no_keys_and_no_typesetting() -> None:
    run = (
        "import sys; from conferral.cli.__main__ import main;"
        "main(['protocol', 'check', 'wesp/1']);"
        "print(*{name.split('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "pydantic" in loaded
    assert not loaded & {"django", "cryptography", "typst", "sqlcipher3"}
