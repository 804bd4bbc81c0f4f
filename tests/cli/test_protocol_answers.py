"""What the commands answer as JSON fits the schemas that are published for it."""

import json
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conferral.cli.__main__ import main
from conferral.cli.protocol.deciding import words
from conferral.cli.protocol.described import ANSWERS, page, schemas
from conferral.cli.protocol.editions import run
from conferral.cli.protocol.shapes import Decision
from conferral.protocol.files.loading import shipped
from tests.protocol.json_schema import KNOWN, faults, keywords

ASKED = {
    "check": ["check", "{edition}"],
    "examples": ["examples", "{edition}"],
    "dates": ["dates", "{edition}", "--meeting=2027-01-13"],
    "dates-year": ["dates", "{edition}", "--year=2027"],
    "decide": ["decide", "{edition}", "{answers}"],
    "diff": ["diff", "{edition}", "wesp/1"],
    "new": ["new", "harbour/1", "--into={elsewhere}"],
    "problems": ["check", "{elsewhere}"],
}
SCHEMAS = dict(schemas())


@pytest.fixture
def places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Path]:
    edition, answers = tmp_path / "edition", tmp_path / "answers.toml"
    assert main(["protocol", "new", "eastmarsh/1", "--into", str(edition)]) == 0
    answers.write_text('rf_weapon = "present"\nchild_at_risk = true\n')
    capsys.readouterr()
    return {"edition": edition, "answers": answers, "elsewhere": tmp_path / "elsewhere"}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_fits_its_schema(
    name: str, places: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [argument.format(**places) for argument in ASKED[name]]
    assert main(["protocol", *arguments, "--json"]) == (name == "problems")
    schema: dict[str, Any] = SCHEMAS[f"protocol-{name}.json"]
    assert set(keywords(schema)) <= KNOWN
    assert faults(json.loads(capsys.readouterr().out), schema, schema.get("$defs", {})) == []


@pytest.mark.parametrize("name", shipped())
def test_what_the_check_says_of_an_edition_that_ships_fits_its_schema(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["protocol", "check", name, "--json"]) == 0
    schema = SCHEMAS["protocol-check.json"]
    assert faults(json.loads(capsys.readouterr().out), schema, schema["$defs"]) == []


def test_the_page_tells_every_command_with_its_options_and_its_schema() -> None:
    text = page()
    for command in ("check", "examples", "dates", "decide", "diff", "new", "schema"):
        assert f"\n## {command}\n" in text
    for name in ANSWERS:
        assert f"(../schemas/protocol-{name}.json)" in text
    assert "| `--nation england\\|wales\\|scotland\\|northern-ireland` |" in text


RULE = {
    "id": "far",
    "title": "She lives elsewhere",
    "result": "met",
    "clauses": [],
    "why": "She lives in Westmarsh.",
    "redirect": "Ask the panel of Westmarsh.",
}
DECIDED = {
    "eligible": "no",
    "reason": "She lives elsewhere.",
    "clause": "",
    "criteria": [],
    "missing": [],
    "duties": [],
    "redirects": [RULE],
    "prerequisites": [],
    "tools": [],
    "repeat": RULE | {"redirect": ""},
    "skipped": [],
    "consent": {
        "stance": "seek", "says": "Ask her.", "clause": "", "sure": True, "reasons": []
    },
}  # fmt: skip


def test_a_decision_in_words_says_where_to_go_instead() -> None:
    assert list(words(Decision.model_validate(DECIDED))) == [
        "This is not for the panel. She lives elsewhere.",
        "met         She lives elsewhere",
        "            She lives in Westmarsh.",
        "            Ask the panel of Westmarsh.",
        "met         She lives elsewhere",
        "            She lives in Westmarsh.",
        "Consent: Ask her.",
    ]


def test_a_date_beyond_all_years_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def beyond(_asked: Namespace) -> Any:
        return date.max + timedelta(days=1)

    assert run(Namespace(json=False), beyond, iter) == 1
    said = "A date here lies beyond the years that can be counted.\n"
    assert capsys.readouterr().err == said
