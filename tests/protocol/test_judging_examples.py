"""Worked examples of judging: what they may say, and what an example that does not hold is told."""

import pytest

from conferral.protocol.examples.running import run
from conferral.protocol.files.loading import load
from tests.protocol.test_consent import POLICY, REST, written
from tests.protocol.test_judging import ELSEWHERE, FIRST, HARM, LOCAL, TOOL, WINDOW

NEAR = """
[[eligibility]]
id = "near"
title = "Near"
when = { all = [
  { fact = "home_area", is = "Eastmarsh" },
  { fact = "level", is = "first" },
  { fact = "referred_by", is = "police" },
  { fact = "public_authority", is = true },
  { fact = "age", is = 40 },
  { fact = "subject", is = "adult" },
] }

[[level]]
id = "first"
title = "The first"
"""
EXAMPLE = """
title = "One"
on = 2026-11-11

[given]
answers = { local = true, reasons = ["fear"], where = "street", calls = 2, story = "We called." }
home_area = "Eastmarsh"
level = "first"
agency_kind = "police"
public_authority = true
age = 40
subject = "adult"
months_since_heard = 3

[expect]
"""
HOLDS = """
accepted = true
says = "This was heard before"
eligibility = { near = "met", again = "met" }
redirects = []
exclusions = { indoors = "not met" }
prerequisites = { tried = "met" }
tools = { dash = "cannot tell" }
repeat = "met"
skipped = ["criteria"]
consent = "required"
consent_sure = true
"""
RULES = POLICY + REST + NEAR + LOCAL + ELSEWHERE + FIRST + HARM + WINDOW
ADVICE = TOOL.format("advisory").partition("[[criterion]]")[0]


def tried(expected: str, rules: str = RULES + ADVICE) -> list[str]:
    edition = load(written(rules) | {"examples/one.toml": EXAMPLE + expected})
    return run(edition, edition.examples[0])


def test_an_example_says_what_a_protocol_makes_of_facts_and_answers() -> None:
    assert tried(HOLDS) == []


@pytest.mark.parametrize(
    "expected, sentence",
    [
        (
            'redirects = ["indoors"]',
            "Redirects: the example expects indoors, and the protocol gives none.",
        ),
        (
            'exclusions = { indoors = "met" }',
            "Exclusion 'indoors': the example expects met, and the protocol gives not met.",
        ),
        (
            'prerequisites = { asked = "met" }',
            "Prerequisite 'asked': the example expects met, and the protocol gives nothing.",
        ),
        (
            'tools = { dash = "met" }',
            "Tool 'dash': the example expects met, and the protocol gives cannot tell.",
        ),
        (
            'repeat = "not met"',
            "Heard before: the example expects not met, and the protocol gives met.",
        ),
        (
            "skipped = []",
            "Passed over: the example expects none, and the protocol gives criteria.",
        ),
        (
            'consent = "seek"',
            "Consent: the example expects seek, and the protocol gives required.",
        ),
        (
            "consent_sure = false",
            "Consent is sure: the example expects no, and the protocol gives yes.",
        ),
    ],
)
def test_an_example_of_judging_that_does_not_hold_says_what_differs(
    expected: str, sentence: str
) -> None:
    assert tried(expected) == [sentence]


def test_an_example_asks_for_nothing_that_a_protocol_does_not_have() -> None:
    found = tried(
        'repeat = "met"\nskipped = ["criteria"]\nconsent = "seek"\n',
        LOCAL + '[[level]]\nid = "first"\ntitle = "The first"\n',
    )
    assert found == [
        "Heard before: the example expects met, and the protocol gives no rule on repeats.",
        "Passed over: the example expects criteria, and the protocol gives none.",
        "Consent: the example expects seek, and the protocol gives no stance.",
    ]


CLOSES = """
[[deadline]]
id = "referral"
title = "Close"
before = "meeting"
within = { working_days = 3 }
"""
LATE = EXAMPLE.replace(
    "[expect]", "meeting_on = 2026-11-24\nreceived_at = 2026-11-23T09:00:00\n\n[expect]\nlate = "
)


@pytest.mark.parametrize("bypasses, late", [("criteria", "true"), ("deadline", "false")])
def test_a_repeat_may_come_late_where_the_protocol_says_so(bypasses: str, late: str) -> None:
    rules = RULES.replace('bypasses = ["criteria"]', f'bypasses = ["{bypasses}"]') + CLOSES
    edition = load(written(rules) | {"examples/one.toml": f"{LATE.rstrip()} {late}\n"})
    assert run(edition, edition.examples[0]) == []


def test_red_flags_may_be_left_unanswered() -> None:
    flag = LOCAL.replace('answer = "local", is = true', "critical_flag_present = true")
    for other, truth in (("not_present", "not met"), ("unanswered", "cannot tell")):
        given = EXAMPLE.replace("[given]", f'[given]\nother_flags = "{other}"')
        given = given.replace('level = "first"\n', "")
        texts = written(flag) | {
            "examples/one.toml": f'{given}eligibility = {{ local = "{truth}" }}\n'
        }
        edition = load(texts)
        assert run(edition, edition.examples[0]) == []
