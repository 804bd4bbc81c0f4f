"""Judging a referral: what goes elsewhere, what is needed first, and what was heard before."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conferral.protocol.conditions.answers import Facts
from conferral.protocol.conditions.conditions import Truth
from conferral.protocol.rules.criteria import Assessment
from conferral.protocol.rules.repeat import Repeated
from tests.protocol.tiny import ENGLAND, edition

MET, NOT_MET, CANNOT_TELL = Truth.MET, Truth.NOT_MET, Truth.CANNOT_TELL
NOT_KNOWN = {"unknown": "not_known", "why": "Nobody asked."}
LOCAL = """
[[eligibility]]
id = "local"
title = "She is local"
clause = "1"
when = { answer = "local", is = true }
"""
HARM = """
[[criterion]]
id = "harm"
title = "Harm"
clause = "2"
when = { answer = "reasons", is = "harm" }
"""
ELSEWHERE = """
[[exclusion]]
id = "indoors"
title = "Indoors"
clause = "2"
when = { answer = "where", is = "indoors" }
redirect = "take it to the Lantern panel"
says = "Do so today"
"""
FIRST = """
[[prerequisite]]
id = "tried"
title = "Somebody tried to help"
clause = "2"
when = { answer = "calls", at_least = 1 }
evidence = "story"
"""
GOOD: dict[str, Any] = {
    "local": {"value": True},
    "reasons": {"value": ["harm"]},
    "where": {"value": "street"},
    "calls": {"value": 2},
    "story": {"value": "We called twice."},
}


def assessed(protocol: str, answers: dict[str, Any], facts: Facts | None = None) -> Assessment:
    return edition(protocol).assess(GOOD | answers, facts)


def test_what_goes_elsewhere_is_refused_with_the_way_there_and_the_clause() -> None:
    found = assessed(ELSEWHERE + LOCAL, {"where": {"value": "indoors"}, "local": {"value": False}})
    assert not found.decision
    assert found.decision.reason == (
        "Indoors: not for this panel. “Where?” was answered “Indoors”. "
        "Take it to the Lantern panel. Do so today."
    )
    assert found.decision.clause == "2"
    assert [rule.redirect for rule in found.redirects] == [
        "Take it to the Lantern panel. Do so today."
    ]


def test_words_for_the_record_repeat_none_of_the_answers() -> None:
    elsewhere = assessed(ELSEWHERE, {"where": {"value": "indoors"}})
    assert elsewhere.without_answers.reason == (
        "Indoors: not for this panel. Take it to the Lantern panel. Do so today."
    )
    assert elsewhere.without_answers.clause == "2"
    unmet = assessed(LOCAL, {"local": {"value": False}}).without_answers
    assert (unmet.allowed, unmet.reason, unmet.clause) == (False, "She is local: not met.", "1")
    none = assessed(HARM, {"reasons": {"value": ["fear"]}})
    assert none.without_answers == none.decision
    well = assessed(HARM, {})
    assert well.without_answers == well.decision


def test_a_doubt_excludes_nobody_and_a_person_decides() -> None:
    found = assessed(ELSEWHERE + HARM, {"where": NOT_KNOWN})
    assert found.decision
    assert found.person_must_judge
    assert found.redirects == ()
    assert [rule.id for rule in found.open_rules] == ["indoors"]
    assert found.decision.reason.startswith("The answers do not settle this: “Indoors”.")


def test_what_is_not_excluded_goes_on_as_before() -> None:
    found = assessed(ELSEWHERE + HARM, {})
    assert (found.decision.reason, found.person_must_judge) == ("Met: harm.", False)


@pytest.mark.parametrize(
    "answers, truth, reason",
    [
        ({"calls": {"value": 0}}, NOT_MET, "“How many calls?” was answered 0."),
        (
            {},
            MET,
            "“How many calls?” was answered 2. The evidence is under “What happened?”.",
        ),
        ({"story": NOT_KNOWN}, CANNOT_TELL, "No evidence was given under “What happened?”."),
        ({"calls": NOT_KNOWN}, CANNOT_TELL, "“How many calls?” is not known (Nobody asked)."),
    ],
)
def test_what_is_needed_first_is_met_with_its_evidence(
    answers: dict[str, Any], truth: Truth, reason: str
) -> None:
    (rule,) = assessed(FIRST, answers).prerequisites
    assert (rule.truth, rule.reason) == (truth, reason)


def test_what_is_needed_first_refuses_for_now_and_says_what() -> None:
    found = assessed(FIRST + HARM, {"calls": {"value": 0}})
    assert not found.decision
    assert found.decision.reason == (
        "Needed first: somebody tried to help. “How many calls?” was answered 0."
    )
    assert found.without_answers.reason == "Needed first: somebody tried to help."
    assert [rule.id for rule in found.needed_first] == ["tried"]


def test_what_is_needed_first_comes_after_what_can_never_be() -> None:
    found = assessed(FIRST + LOCAL, {"calls": {"value": 0}, "local": {"value": False}})
    assert found.decision.reason.startswith("She is local: not met.")


def test_a_doubt_about_what_is_needed_first_leaves_it_to_a_person() -> None:
    found = assessed(FIRST + HARM, {"calls": NOT_KNOWN})
    assert (bool(found.decision), found.person_must_judge) == (True, True)
    assert [rule.id for rule in found.open_rules] == ["tried"]


def test_what_is_needed_first_may_ask_for_no_evidence() -> None:
    (rule,) = assessed(FIRST.replace('evidence = "story"', ""), {"story": {}}).prerequisites
    assert rule.is_met


TOOL = """
[[tool]]
id = "dash"
title = "The checklist"
clause = "2"
score = "calls"
at_least = 14
use = "{}"

[[criterion]]
id = "score"
title = "A high score"
when = {{ tool = "dash" }}
"""


@pytest.mark.parametrize(
    "use, score, truth",
    [
        ("gating", {"value": 14}, MET),
        ("gating", {"value": 13}, NOT_MET),
        ("gating", NOT_KNOWN, CANNOT_TELL),
        ("advisory", {"value": 14}, MET),
        ("advisory", {"value": 13}, CANNOT_TELL),
        ("advisory", {}, CANNOT_TELL),
    ],
)
def test_a_score_gates_or_only_advises(use: str, score: dict[str, Any], truth: Truth) -> None:
    found = assessed(TOOL.format(use), {"calls": score})
    assert (found.criteria[0].truth, found.tools[0].truth) == (truth, truth)
    assert bool(found.decision) is (truth is not NOT_MET)


def test_a_score_that_only_advises_says_that_a_person_decides() -> None:
    (rule,) = assessed(TOOL.format("advisory"), {"calls": {"value": 13}}).tools
    assert rule.reason == (
        "“How many calls?” was answered 13. The checklist counts from 14. "
        "It only advises, so a person decides."
    )
    assert rule.clause == "2"


AGAIN = """
[repeat]
id = "again"
title = "Heard before"
clause = "2"
heard_before = { answer = "where", is = "indoors" }
when = { answer = "name", given = true }
"""
WINDOW = """
[repeat]
id = "again"
title = "Heard within a year"
clause = "2"
window_months = 12
bypasses = ["criteria"]
"""


INDOORS, STREET = {"value": "indoors"}, {"value": "street"}


@pytest.mark.parametrize(
    "heard, name, truth, is_repeat",
    [
        (STREET, {}, MET, NOT_MET),
        (INDOORS, {"value": "Juniper Vale"}, MET, MET),
        (INDOORS, {}, NOT_MET, MET),
        (INDOORS, NOT_KNOWN, CANNOT_TELL, MET),
        (NOT_KNOWN, {}, CANNOT_TELL, CANNOT_TELL),
        (NOT_KNOWN, {"value": "Juniper Vale"}, MET, CANNOT_TELL),
    ],
)
def test_hearing_again_is_one_of_the_conditions(
    heard: dict[str, Any], name: dict[str, Any], truth: Truth, is_repeat: Truth
) -> None:
    found = assessed(LOCAL + AGAIN, {"where": heard, "name": name})
    assert found.repeat is not None
    assert found.repeat.is_repeat is is_repeat
    assert [rule.id for rule in found.eligibility] == ["local", "again"]
    assert found.eligibility[-1] is found.repeat.result
    assert found.repeat.result.truth is truth


def test_hearing_again_without_its_reason_is_refused_with_the_clause() -> None:
    found = assessed(AGAIN, {"where": INDOORS})
    assert not found.decision
    assert (found.without_answers.reason, found.decision.clause) == ("Heard before: not met.", "2")


def repeated(protocol: str, facts: Facts) -> Repeated:
    found = edition(protocol).repeats(GOOD, facts)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "facts, is_repeat, reason",
    [
        (
            Facts(),
            CANNOT_TELL,
            (
                "Whether this was heard before is not known. "
                "The months since last heard are not known."
            ),
        ),
        (Facts(heard_before=False), NOT_MET, "This was not heard before."),
        (
            Facts(heard_before=True),
            CANNOT_TELL,
            "The months since last heard are not known.",
        ),
        (
            Facts(months_since_heard=12),
            MET,
            "This was heard before. Twelve months since last heard; a repeat is within 12.",
        ),
        (
            Facts(months_since_heard=13),
            NOT_MET,
            "Thirteen months since last heard; a repeat is within 12.",
        ),
        (
            Facts(months_since_heard=2, subject="premises"),
            NOT_MET,
            "The rule on repeats is not about a place.",
        ),
        (Facts(months_since_heard=2, subject="adult"), MET, None),
    ],
)
def test_a_repeat_is_within_its_window_and_of_its_kind(
    facts: Facts, is_repeat: Truth, reason: str | None
) -> None:
    found = repeated(WINDOW, facts)
    assert found.is_repeat is is_repeat
    assert found.result.is_met
    assert reason in (None, found.result.reason)


@pytest.mark.parametrize(
    "counts_from, facts",
    [
        ("incident", Facts(heard_before=True, months_since_incident=3)),
        ("closed", Facts(heard_before=True, months_since_closed=3)),
    ],
)
def test_a_window_counts_from_what_the_protocol_says(counts_from: str, facts: Facts) -> None:
    written = WINDOW + f'counts_from = "{counts_from}"\n'
    assert repeated(written, facts).is_repeat is MET
    assert repeated(written, Facts(months_since_heard=3)).is_repeat is CANNOT_TELL


FEAR = {"reasons": {"value": ["fear"]}}


def test_a_repeat_passes_over_what_the_protocol_names_and_says_why() -> None:
    found = assessed(HARM + WINDOW, FEAR, Facts(months_since_heard=3))
    assert found.decision
    assert not found.person_must_judge
    assert found.decision.reason == (
        "This was heard before, so the reasons to be heard do not stand in its way."
    )
    assert found.decision.clause == "2"
    assert found.repeat is not None
    assert found.repeat.skipped == ("criteria",)


def test_what_is_new_passes_over_nothing() -> None:
    found = assessed(HARM + WINDOW, FEAR, Facts(months_since_heard=13))
    assert not found.decision
    assert found.repeat is not None
    assert (found.repeat.skipped, found.repeat.why) == ((), "")


def test_in_doubt_whether_it_is_a_repeat_nobody_is_refused() -> None:
    found = assessed(HARM + WINDOW, FEAR, Facts())
    assert (bool(found.decision), found.person_must_judge) == (True, True)
    assert [rule.id for rule in found.open_rules] == ["harm"]


CONDITIONS = WINDOW.replace('"criteria"', '"eligibility"')


def test_a_repeat_may_pass_over_the_other_conditions() -> None:
    away = {"local": {"value": False}}
    assert assessed(LOCAL + HARM + CONDITIONS, away, Facts(months_since_heard=3)).decision
    assert not assessed(LOCAL + HARM + CONDITIONS, away, Facts(heard_before=False)).decision
    doubtful = assessed(LOCAL + HARM + CONDITIONS, away, Facts())
    assert (bool(doubtful.decision), doubtful.person_must_judge) == (True, True)
    assert [rule.id for rule in doubtful.open_rules] == ["local"]


def test_a_repeat_never_passes_over_its_own_condition() -> None:
    written = CONDITIONS + 'when = { answer = "where", is = "indoors" }\n'
    unmet = assessed(LOCAL + written, {}, Facts(months_since_heard=3))
    assert not unmet.decision
    assert unmet.decision.reason.startswith("Heard within a year: not met.")
    assert unmet.repeat is not None
    assert unmet.repeat.skipped == ()


DEADLINE = """
[[deadline]]
id = "referral"
title = "Close"
before = "meeting"
within = { working_days = 3 }
"""


def test_a_repeat_may_pass_over_the_day_by_which_referrals_close() -> None:
    written = WINDOW.replace('"criteria"', '"deadline"')
    again = repeated(written, Facts(months_since_heard=3))
    skipped = again.skips("deadline")
    assert (bool(skipped), skipped.clause) == (True, "2")
    assert skipped.reason == (
        "This was heard before, so the days by which referrals close do not stand in its way."
    )
    kept = again.skips("criteria")
    assert (bool(kept), kept.reason) == (False, "The reasons to be heard must be met.")
    assert in_time(DEADLINE + written, again)
    assert not in_time(DEADLINE + written, repeated(written, Facts(heard_before=False)))


def in_time(written: str, again: Repeated) -> bool:
    came = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    meets = date(2026, 11, 24)
    return bool(edition(written).in_time(came, meets, ENGLAND, again))


def test_an_edition_without_a_rule_on_repeats_has_nothing_to_say() -> None:
    assert edition(LOCAL).repeats(GOOD) is None
    assert assessed(LOCAL, {}).repeat is None


def test_duties_may_rest_on_facts() -> None:
    written = (
        '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\nclause = "1"\n'
        'due = { at_once = true }\nwhen = { fact = "age", at_most = 17 }\n'
    )
    tiny = edition(written)
    assert [duty.id for duty in tiny.duties_raised({}, facts=Facts(17))] == ["tell"]
    assert tiny.duties_raised({}, facts=Facts(18)) == ()
    assert tiny.duties_raised({}) == ()


def test_an_edition_finds_its_duties_and_grounds_by_their_ids() -> None:
    written = (
        '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\nclause = "1"\n'
        'due = { at_once = true }\nwhen = { answer = "local", is = true }\n'
        '[[ground]]\ncode = "crime"\ntitle = "Crime"\nsentence = "So."\nlimits = "Few."\n'
        'law = "An Act"\nfor_controllers = ["police"]\n'
    )
    tiny = edition(written)
    assert (tiny.duty("tell").title, tiny.ground("crime").title) == ("Tell", "Crime")


def test_where_no_deadline_says_when_referrals_close_none_is_late() -> None:
    came = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    found = edition().in_time(came, date(2026, 11, 24), ENGLAND)
    assert found
    assert found.reason == "The protocol does not say when referrals close."
