"""What an edition makes of one set of answers, as the command line prints it."""

import json
from datetime import date
from typing import Any

import pytest

from conferral.protocol.conditions.answers import Facts
from conferral.protocol.deciding import decide
from conferral.protocol.files.loading import load
from tests.protocol.test_consent import POLICY, written
from tests.protocol.test_judging import AGAIN, ELSEWHERE, FIRST, GOOD, HARM, LOCAL, TOOL
from tests.protocol.tiny import edition

ON = date(2026, 11, 11)
ADULT = '[[eligibility]]\nid = "adult"\ntitle = "Adult"\nwhen = { age_at_least = 18 }\n'
DUTY = (
    '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\nclause = "1"\n'
    'due = { at_once = true }\nbinds = "public_authorities"\n'
    'when = { answer = "local", is = true }\n'
)
AREA = (
    '[[question]]\npage = "who"\nid = "area"\nkind = "text"\nask = "Which area?"\n'
    'fills = "address.area"\n'
)
NEAR = (
    '[[eligibility]]\nid = "near"\ntitle = "Near"\n'
    'when = { fact = "home_area", is = "Eastmarsh" }\n'
)


@pytest.mark.parametrize(
    "local, eligible, result",
    [
        ({"value": True}, "yes", "met"),
        ({"value": False}, "no", "not_met"),
        ({"unknown": "not_known"}, "cannot_tell", "cannot_tell"),
    ],
)
def test_a_referral_is_for_the_panel_or_not_or_nobody_can_tell(
    local: dict[str, Any], eligible: str, result: str
) -> None:
    found = decide(edition(LOCAL + HARM), GOOD | {"local": local}, on=ON)
    assert found.eligible == eligible
    assert [(rule.id, rule.result) for rule in found.criteria] == [
        ("local", result),
        ("harm", "met"),
    ]


def test_what_nobody_has_answered_yet_is_missing_and_refuses_nobody() -> None:
    needs = (
        '[[eligibility]]\nid = "named"\ntitle = "Named"\nwhen = { answer = "name", given = true }\n'
    )
    empty = decide(edition(needs), {}, on=ON)
    assert (empty.eligible, "name" in empty.missing) == ("cannot_tell", True)
    assert empty.criteria[0].why == "“What is her name?” has not been answered."
    assert decide(edition(needs), {"name": {"value": "June"}}, on=ON).eligible == "yes"


@pytest.mark.parametrize(
    "local, why, eligible",
    [
        (None, None, "cannot_tell"),
        ({"unknown": "not_known"}, None, "cannot_tell"),
        ({"value": True}, None, "cannot_tell"),
        ({"value": False}, None, "no"),
        ({"value": True}, {"value": "So."}, "yes"),
    ],
)
def test_a_question_that_perhaps_applies_refuses_nobody_while_it_is_empty(
    local: dict[str, Any] | None, why: dict[str, Any] | None, eligible: str
) -> None:
    rule = '[[eligibility]]\nid = "why"\ntitle = "Why"\nwhen = { answer = "why", given = true }\n'
    asked = (
        '[[question]]\npage = "who"\nid = "why"\nkind = "text"\nask = "Why?"\nrequired = true\n'
        'when = { answer = "local", is = true }\n'
    )
    answers = {name: answer for name, answer in (("local", local), ("why", why)) if answer}
    assert decide(edition(rule, form=asked), answers, on=ON).eligible == eligible


def test_what_is_decided_is_plain_tables_and_texts() -> None:
    tiny = load(written(POLICY + LOCAL + HARM + ELSEWHERE + FIRST + TOOL.format("gating") + AGAIN))
    answers = GOOD | {"where": {"value": "indoors"}, "name": {"value": "June"}}
    found = decide(tiny, answers, on=ON).as_json()
    assert json.loads(json.dumps(found)) == found
    assert found["eligible"] == "no"
    assert found["clause"] == "2"
    assert found["criteria"][0] == {
        "id": "local",
        "title": "She is local",
        "result": "met",
        "clauses": ["1"],
        "why": "“Is she local?” was answered yes.",
        "redirect": "",
    }
    assert [each["redirect"] for each in found["redirects"]] == [
        "Take it to the Lantern panel. Do so today."
    ]
    assert [each["result"] for each in found["prerequisites"]] == ["met"]
    assert [each["result"] for each in found["tools"]] == ["not_met"]
    assert (found["repeat"]["id"], found["skipped"]) == ("again", [])
    assert found["consent"]["stance"] == "seek"
    assert found["missing"] == ["rf_violence"]


def test_an_edition_without_such_rules_decides_none_of_them() -> None:
    found = decide(edition(LOCAL), GOOD, on=ON).as_json()
    assert (found["repeat"], found["consent"], found["redirects"]) == (None, None, [])


@pytest.mark.parametrize(
    "told, eligible",
    [
        (None, "yes"),
        (Facts(), "yes"),
        (Facts(17), "no"),
        (Facts(17, age_is_estimated=True), "cannot_tell"),
    ],
)
def test_what_is_told_comes_before_what_answers_say_of_her_age(
    told: Facts | None, eligible: str
) -> None:
    born = {"born": {"value": "1990-01-01"}}
    assert decide(edition(ADULT), born, on=ON, facts=told).eligible == eligible


def test_where_she_lives_is_told_or_read() -> None:
    tiny = edition(NEAR, form=AREA)
    marsh, hill = ({"area": {"value": name}} for name in ("Eastmarsh", "Westhill"))
    assert decide(tiny, marsh, on=ON).eligible == "yes"
    assert decide(tiny, hill, on=ON).eligible == "no"
    assert decide(tiny, hill, on=ON, facts=Facts(home_area="Eastmarsh")).eligible == "yes"
    assert decide(tiny, {}, on=ON).eligible == "cannot_tell"


@pytest.mark.parametrize("public, duties", [(True, ("tell",)), (False, ()), (None, ("tell",))])
def test_duties_are_those_of_the_kind_of_agency(
    public: bool | None, duties: tuple[str, ...]
) -> None:
    assert decide(edition(DUTY), GOOD, on=ON, public_authority=public).duties == duties
    assert decide(edition(DUTY), GOOD, on=ON, facts=Facts(public_authority=public)).duties == duties
