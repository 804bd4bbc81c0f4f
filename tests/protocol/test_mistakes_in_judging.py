"""Each mistake that an author can make in the rules of judging, and the sentence that it gets."""

import time

import pytest

from conferral.protocol.files.loading import load
from tests.protocol.test_consent import POLICY, REST, WEAPON, written
from tests.protocol.test_judging import AGAIN, ELSEWHERE, FIRST, LOCAL, TOOL, WINDOW
from tests.protocol.tiny import edition, files, problems

RULE = '[[eligibility]]\nid = "one"\ntitle = "One"\nwhen = {}\n'
SUBJECT = '[subject]\nkinds = ["premises"]\n'


def rule(when: str) -> str:
    return RULE.replace("{}", when)


QUESTION = '[[question]]\npage = "why"\nid = "more"\nkind = "text"\nask = "More?"\nwhen = {}\n'
GATE = TOOL.format("gating")

IN_PROTOCOL = [
    (
        ELSEWHERE.replace('"where"', '"wehre"'),
        "exclusion 'indoors': it tests 'wehre', which forms/referral.toml does not ask.",
    ),
    (
        FIRST.replace('"calls"', '"cals"'),
        "prerequisite 'tried': it tests 'cals', which forms/referral.toml does not ask.",
    ),
    (
        FIRST.replace('"story"', '"tale"'),
        "prerequisite 'tried': its evidence 'tale' is not asked in forms/referral.toml.",
    ),
    (
        AGAIN.replace('"where"', '"wehre"'),
        "repeat: it tests 'wehre', which forms/referral.toml does not ask.",
    ),
    (
        AGAIN.replace('"name"', '"nmae"'),
        "repeat: it tests 'nmae', which forms/referral.toml does not ask.",
    ),
    (
        WINDOW.replace('bypasses = ["criteria"]', ""),
        "repeat: needs a when, or something that it bypasses.",
    ),
    (
        WINDOW.replace('"criteria"', '"law"'),
        "bypasses 1: 'law' is not one of 'criteria', 'eligibility' or 'deadline'.",
    ),
    (SUBJECT + WINDOW, "repeat: its key is 'adult', which this panel does not hear about."),
    (
        LOCAL + AGAIN.replace('"again"', '"local"'),
        "the eligibility 'local' is there twice.",
    ),
    (ELSEWHERE * 2, "the exclusion 'indoors' is there twice."),
    (FIRST * 2, "the prerequisite 'tried' is there twice."),
    (GATE * 2, "the tool 'dash' is there twice."),
    (
        GATE.replace('score = "calls"', 'score = "cals"'),
        "tool 'dash': its score 'cals' is not asked in forms/referral.toml.",
    ),
    (
        GATE.replace('score = "calls"', 'score = "story"'),
        "tool 'dash': its score must be a number, and 'story' is of kind long_text.",
    ),
    (
        GATE.replace('tool = "dash"', 'tool = "dahs"'),
        "criterion 'score': it tests the tool 'dahs', which is not there.",
    ),
    (
        GATE.partition("[[criterion]]")[0],
        "tool 'dash': it is gating, and no rule tests it.",
    ),
    (
        rule('{ attested = "name", reasons = "story" }'),
        "eligibility 'one': attested goes with a yes or no, and 'name' is of kind text.",
    ),
    (
        rule('{ attested = "local", reasons = "calls" }'),
        "eligibility 'one': reasons are given in words, and 'calls' is of kind number.",
    ),
    (
        rule('{ attested = "local", reasons = "tale" }'),
        "eligibility 'one': it tests 'tale', which forms/referral.toml does not ask.",
    ),
    (
        rule('{ answer = "name", at_most = 3 }'),
        "eligibility 'one': at_most goes with a number, and 'name' is of kind text.",
    ),
    (
        rule('{ answer = "name", within_months = 3 }'),
        "eligibility 'one': within_months goes with a date, and 'name' is of kind text.",
    ),
    (
        rule('{ fact = "referred_by", is = "martians" }'),
        "eligibility 'one': 'martians' is not a kind of agency.",
    ),
    (
        rule('{ fact = "level", in = ["gold"] }'),
        "eligibility 'one': 'gold' is not a level of this protocol.",
    ),
    (
        SUBJECT + rule('{ fact = "subject", is = "adult" }'),
        "eligibility 'one': 'adult' is not a subject that this panel hears about.",
    ),
    (
        rule('{ fact = "moon", is = "full" }'),
        "fact = 'moon' is not one of 'age', 'home_area',",
    ),
    (
        rule("{ all = [{ at_least_met = 3, of = [{ age_at_least = 18 }] }] }"),
        "asks for 3 of 1 tests.",
    ),
    (
        ELSEWHERE.replace('clause = "2"', 'clause = "9"'),
        "exclusion 'indoors': clause '9' is not in clauses.toml.",
    ),
    (
        WINDOW.replace('clause = "2"', 'clause = "9"'),
        "repeat: clause '9' is not in clauses.toml.",
    ),
]
IN_FORM = [
    (
        '{ fact = "home_area", is = "Eastmarsh" }',
        "its when reads the fact 'home_area', which is not known while the form is filled in.",
    ),
    (
        '{ answer = "born", within_months = 3 }',
        "its when reads the day, which is not known while the form is filled in.",
    ),
    ('{ tool = "dash" }', "it tests the tool 'dash', which is not there."),
]


@pytest.mark.parametrize("protocol, sentence", IN_PROTOCOL)
def test_a_mistake_in_judging_gets_its_sentence(protocol: str, sentence: str) -> None:
    found = problems(files(protocol))
    assert any(sentence in said for said in found), found


@pytest.mark.parametrize("when, sentence", IN_FORM)
def test_a_form_asks_nothing_that_rests_on_what_it_cannot_know(when: str, sentence: str) -> None:
    found = problems(files(GATE, form=QUESTION.replace("{}", when)))
    assert any(f"question 'more': {sentence}" in said for said in found), found


def test_a_stance_tests_what_the_referral_form_asks() -> None:
    odd = WEAPON.replace("critical_flag_present = true", 'answer = "moon", is = true')
    (found,) = problems(written(POLICY + odd + REST))
    assert found.endswith(
        "stance 'weapon': it tests 'moon', which forms/referral.toml does not ask."
    )


def test_a_stance_is_there_once() -> None:
    (found,) = problems(written(POLICY + WEAPON * 2 + REST))
    assert found.endswith("the stance 'weapon' is there twice.")


def test_a_tool_needs_the_referral_form_even_where_no_rule_reads_it() -> None:
    texts = files(TOOL.format("advisory").partition("[[criterion]]")[0])
    del texts["forms/referral.toml"]
    assert any("forms/referral.toml is needed" in said for said in problems(texts))


def test_a_protocol_without_rules_needs_no_referral_form() -> None:
    texts = files()
    del texts["forms/referral.toml"]
    assert load(texts).forms == ()


@pytest.mark.parametrize(
    "keeper", ["exclusion:indoors", "prerequisite:tried", "tool:dash", "repeat:again"]
)
def test_what_judges_a_referral_may_keep_a_clause(keeper: str) -> None:
    clause = (
        f'[[clause]]\nid = "3"\ntitle = "T"\nsummary = "S."\nkept_by = "rule"\nby = ["{keeper}"]\n'
    )
    protocol = ELSEWHERE + FIRST + GATE + AGAIN
    assert edition(protocol, clause).clause("3").by == (keeper,)
    assert problems(files(clauses=clause))


def test_the_rule_on_repeats_keeps_a_clause_under_its_own_name_alone() -> None:
    clause = (
        '[[clause]]\nid = "3"\ntitle = "T"\nsummary = "S."\nkept_by = "rule"\n'
        'by = ["eligibility:again"]\n'
    )
    (found,) = problems(files(AGAIN, clause))
    assert "clause '3': there is no eligibility again. " in found


DEEP = ("{ all = [" * 1000, "] }" * 1000), ("{ all = " * 1000, " }" * 1000)


@pytest.mark.parametrize("before, after", DEEP)
def test_a_thousand_nested_conditions_are_refused_in_a_sentence_at_once(
    before: str, after: str
) -> None:
    start = time.perf_counter()
    found = problems(files(rule(f"{before}{{ age_at_least = 18 }}{after}")))
    assert time.perf_counter() - start < 2
    assert found
    assert all(said.endswith(".") for said in found)


def test_what_nests_beyond_forty_levels_is_told_the_limits() -> None:
    found = problems(files(rule("{ all = [" * 40 + "{ age_at_least = 18 }" + "] }" * 40)))
    assert len(found) == 1
    assert "a condition may nest 40 levels deep and hold 500 tests" in found[0]
    assert edition(rule("{ all = [" * 39 + "{ age_at_least = 18 }" + "] }" * 39))
