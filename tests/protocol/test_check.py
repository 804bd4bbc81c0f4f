"""The check as a whole: its order, its ids, and what an unsettled value already asks about."""

from pathlib import Path

import pytest

from conferral.protocol.checking import faults_of_words
from conferral.protocol.checking.check import awaited, check, counts, deadline_findings
from conferral.protocol.checking.findings import Finding
from conferral.protocol.checking.meanings import MEANINGS
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.marks import Mark
from tests.protocol.checking import CLAUSE, DEFAULT, QUERY, deadline, findings, mark
from tests.protocol.tiny import edition, files, problems

NO_SLACK = deadline("referral", "working_days = 3") + deadline("papers", "working_days = 3")
ASKED = '[[query]]\nid = "gap"\ntitle = "No gap"\nclause = "2"\nnote = "Is a gap wanted?"\n'
FOUND_IN_WESP = {
    1: "deadline.no-slack",
    2: "deadline.agenda-before-close",
    3: "cadence.free-month",
    4: "wording.conflicting-age.7.3",
    5: "criteria.flags-and-judgement",
    6: "wording.unclear-nesting.7.6",
    7: "judged.no-figure.police_marked_increase",
    9: "wording.names-other-panel.7.11",
    10: "deadline.no-time-to-approve",
    11: "quorum.undefined",
    12: "wording.unclear-who.8.1",
    13: "hard-copies.leak",
    14: "wording.outdated-law.12.1",
    15: "complaints.of-people",
    16: "wording.no-decider.8.5",
    17: "emergency.who-and-when",
    18: "wording.two-names.8.7",
    19: "withdrawal.unclear-notice",
    24: "retention.absent",
    25: "wording.gendered.1.1",
    26: "wording.slip.7.5",
    28: "hard-copies.unclear",
    29: "deadline.no-day.agenda",
}


@pytest.fixture(scope="module")
def wesp() -> dict[str, Finding]:
    return {each.id: each for each in check(load(read_folder(shipped()["wesp/1"])))}


@pytest.mark.parametrize("number", sorted(FOUND_IN_WESP))
def test_each_fault_that_wesp_has_is_found(number: int, wesp: dict[str, Finding]) -> None:
    assert wesp[FOUND_IN_WESP[number]].clauses


def test_every_query_of_wesp_finds_what_it_says_that_it_finds(wesp: dict[str, Finding]) -> None:
    assert not [name for name in wesp if name.startswith("finds.nothing")]
    assert all(each.message and each.remedy for each in wesp.values())


def test_faults_come_first_then_queries_then_defaults() -> None:
    asked = ASKED + 'meanwhile = "None."\n' + deadline("actions", "working_days = 1", DEFAULT)
    levels = [each.level for each in check(edition(asked))]
    assert levels == sorted(levels, key=["fault", "query", "default"].index)
    assert set(levels) == {"fault", "query", "default"}


def test_a_query_that_says_what_it_asks_about_is_told_with_the_finding() -> None:
    written = f'{NO_SLACK}{ASKED}meanwhile = "None."\n'
    assert "query.gap" in findings(written)
    found = findings(written.replace("[[query]]", '[[query]]\nfinds = ["deadline.no-slack"]'))
    assert "query.gap" not in found
    assert found["deadline.no-slack"].clauses == ("1", "2")
    assert found["deadline.no-slack"].remedy.endswith("Is a gap wanted? Until then: None.")


def test_a_default_with_nothing_meanwhile_says_no_more_than_its_question() -> None:
    ours = 'source = "default"\nnote = "Would it do?"\nfinds = ["wording.slip.3"]\n'
    written = deadline("actions", "working_days = 1", ours)
    found = findings(written, clauses=mark("slip"))["wording.slip.3"]
    assert found.remedy.endswith("The edition asks: Would it do?")
    alone = deadline("actions", "working_days = 1", 'source = "query"\nnote = "Would it?"\n')
    assert findings(alone)["query.deadline.actions"].remedy == "Answer it, with reasons."


def test_a_query_about_what_is_not_found_is_a_fault() -> None:
    asked = ASKED.replace("[[query]]", '[[query]]\nfinds = ["deadline.no-slack"]')
    found = findings(f'{asked}meanwhile = "None."\n')
    assert {"query.gap", "finds.nothing.query.gap.deadline.no-slack"} <= set(found)


def test_unsettled_values_are_named_by_their_table() -> None:
    found = findings(
        deadline("actions", "working_days = 1", DEFAULT) + deadline("papers", "days = 1", QUERY)
    )
    assert found["default.deadline.actions"].remedy == "Confirm it. Until then: It is."
    assert found["query.deadline.papers"].message == "The papers: Is it so?"


def test_only_an_unsettled_value_asks_about_a_finding() -> None:
    written = files(deadline("papers", "days = 1", 'finds = ["deadline.no-slack"]'))
    assert "finds, which goes with a default or a query only" in problems(written)[0]


def test_two_marks_of_one_kind_are_two_findings() -> None:
    twice = mark("slip") + '[[clause.mark]]\nkind = "slip"\nabout = "another one."\nwith = "1"\n'
    found = findings(clauses=twice)
    assert {"wording.slip.3", "wording.slip.3.2"} <= set(found)
    assert found["wording.slip.3.2"].message == (
        "“The third” holds what seems to be a slip of the pen: another one, beside clause 1."
    )


@pytest.mark.parametrize("kind", sorted(MEANINGS))
def test_every_mark_says_what_is_wrong_and_what_to_do(kind: str) -> None:
    (name,) = [each for each in findings(clauses=mark(kind)) if each.startswith("wording.")]
    assert name == f"wording.{kind.replace('_', '-')}.3"
    assert name not in findings(clauses=CLAUSE)


def test_the_marks_are_those_that_have_a_meaning() -> None:
    assert set(MEANINGS) == set(Mark.model_json_schema()["properties"]["kind"]["enum"])


def test_a_mark_beside_a_clause_that_is_not_there_is_refused() -> None:
    (said,) = problems(files(clauses=mark("slip", 'with = ["9.9"]')))
    assert "clause '3', mark: clause '9.9' is not there." in said


def test_clauses_are_counted_by_how_they_are_kept() -> None:
    tiny = edition(clauses=CLAUSE.replace('by = ["role:coordinator"]', "awaited = true"))
    assert counts(tiny) == {
        "total": 3,
        "rule": 2,
        "form": 0,
        "screen": 0,
        "document": 0,
        "narrative": 1,
        "awaited": 1,
    }
    assert awaited(tiny) == 1


def test_what_clashes_between_deadlines_can_be_asked_for_alone() -> None:
    (found,) = deadline_findings(edition(NO_SLACK))
    assert found.as_json() == {
        "id": "deadline.no-slack",
        "level": "fault",
        "clauses": ["1"],
        "message": found.message,
        "remedy": found.remedy,
    }


def test_a_fault_that_wesp_mends_is_gone_and_its_query_is_left_over() -> None:
    texts = read_folder(shipped()["wesp/1"])
    closes = 'clause = "8.4"\nbefore = "meeting"\nwithin = { working_days = 3 }'
    assert closes in texts["protocol.toml"]
    mended = texts["protocol.toml"].replace(closes, closes.replace("3", "5"))
    found = {each.id for each in check(load(texts | {"protocol.toml": mended}))}
    assert "deadline.no-slack" not in found
    assert {"query.no_slack", "finds.nothing.query.no_slack.deadline.no-slack"} <= found


def test_no_rule_of_the_check_names_an_edition() -> None:
    names = [name.partition("/")[0].partition("-")[0] for name in shipped()]
    for file in Path(faults_of_words.__file__).parent.glob("*.py"):
        text = file.read_text(encoding="utf-8").lower()
        if file.stem.startswith(("faults_", "find", "mean", "mark", "diff", "facets", "felt")):
            assert not [name for name in names if name in text], file.name
