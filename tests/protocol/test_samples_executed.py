"""That the examples for authors are executed: with one value altered, an example of it fails."""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from conferral.protocol.examples.running import failures
from conferral.protocol.files.loading import ProtocolError, load
from tests.protocol.test_samples import texts


class Change(NamedTuple):
    """One value of a sample's protocol altered, and the example, or sentence, that tells of it."""

    sample: str
    before: str
    after: str
    tells: str


OFFENDERS, PAIRS = "samples/offender-panel/1", "samples/pair-panel/1"
BOROUGHS, HUB = "samples/two-boroughs/1", "samples/weekly-hub/1"
CHANGES = [
    # the subject, and what is kept from whom
    Change(OFFENDERS, 'kinds = ["perpetrator"]', 'kinds = ["perpetrator", "premises"]', "a-place"),
    Change(OFFENDERS, "unnamed = false", "unnamed = true", "a-man-without-a-name"),
    Change(OFFENDERS, "several = false", "several = true", "two-brothers"),
    Change(OFFENDERS, 'never_to = "perpetrator"', 'never_to = "police"', "he-is-not-told"),
    Change(PAIRS, 'kinds = ["pair"]', 'kinds = ["pair", "perpetrator"]', "him-alone"),
    # when the panel meets
    Change(OFFENDERS, "months = [1, 8]", "months = [1, 7]", "the-year-2026"),
    Change(OFFENDERS, 'nth = "first"', 'nth = "second"', "charter-day"),
    Change(OFFENDERS, 'move = "later"', 'move = "earlier"', "charter-day"),
    Change(OFFENDERS, "day = 2026-07-07", "day = 2026-07-14", "charter-day"),
    Change(OFFENDERS, "day = 2026-12-29", "day = 2026-12-22", "shut-between-the-years"),
    Change(OFFENDERS, "\nmonths = 6", "\nmonths = 5", "half-a-year-ahead"),
    Change(PAIRS, "from = 2026-01-05", "from = 2026-01-12", "every-other-monday"),
    Change(PAIRS, 'weekdays = ["monday"]', 'weekdays = ["tuesday"]', "every-other-monday"),
    Change(PAIRS, 'move = "next_week"', 'move = "later"', "every-other-monday"),
    # deadlines
    Change(OFFENDERS, "clear_days = 10", "clear_days = 9", "eleven-days"),
    Change(OFFENDERS, 'by = "12:00"', 'by = "12:05"', "a-minute-past-noon"),
    Change(OFFENDERS, 'after_deadline = "referral"', 'before = "meeting"', "what-goes-out-before"),
    Change(OFFENDERS, 'before_deadline = "papers"', 'before = "meeting"', "what-goes-out-before"),
    Change(OFFENDERS, 'end_of = "day"', 'end_of = "week"', "after-the-meeting"),
    Change(OFFENDERS, 'end_of = "quarter"', 'end_of = "month"', "a-case-closed-in-november"),
    Change(OFFENDERS, "{ days = 7 }", "{ working_days = 7 }", "seven-days-to-correct"),
    Change(OFFENDERS, 'nation = "SCT"', 'nation = "WLS"', "a-prison-in-scotland"),
    Change(OFFENDERS, "hours = 24", "hours = 48", "a-leak-on-friday-night"),
    Change(PAIRS, "hours = 72", "hours = 71", "a-leak-on-friday"),
    Change(PAIRS, "calendar_months = 12", "calendar_months = 11", "the-flag-comes-off"),
    Change(PAIRS, "same_day = true", "working_days = 1", "before-a-monday"),
    # roles
    Change(
        OFFENDERS,
        'rotates_among = ["police_lead", "probation_lead"',
        'rotates_among = ["police_lead", "deputy_chair"',
        "the-second-turn",
    ),
    Change(OFFENDERS, 'held = "rotating"\nrotates_among', "#", "the-second-turn"),
    Change(OFFENDERS, 'stand_in = "deputy_chair"\n', "", "all-three-know-somebody"),
    Change(
        OFFENDERS,
        'never_with = ["chair", "deputy_chair", "case_manager", "director"]\n',
        "",
        "nobody-chairs-and-writes",
    ),
    Change(PAIRS, 'stand_in = "deputy_chair"\n', "", "the-chair-knows-her"),
    Change(PAIRS, 'never_with = ["chair"]\n', "", "advocate-and-chair"),
    # who is heard
    Change(OFFENDERS, "age_at_least = 18", "age_at_least = 17", "seventeen"),
    Change(OFFENDERS, '["lives_here", "harms_here"]', '["lives_here"]', "by-phone-from-elsewhere"),
    Change(OFFENDERS, "at_least = 60", "at_least = 59", "a-point-below"),
    Change(OFFENDERS, 'use = "advisory"', 'use = "gating"', "a-low-list-and-many-incidents"),
    Change(OFFENDERS, "at_least = 8\n", "at_least = 9\n", "a-pattern"),
    Change(OFFENDERS, 'is = "statutory"', 'is = "licence"', "managed-by-law"),
    Change(PAIRS, "at_least_met = 2", "at_least_met = 1", "one-sign"),
    Change(PAIRS, "at_least_met = 2", "at_least_met = 3", "two-signs"),
    Change(PAIRS, "within_months = 3", "within_months = 4", "three-and-the-last-in-august"),
    Change(PAIRS, "within_months = 3", "within_months = 2", "three-and-the-last-in-september"),
    Change(
        PAIRS,
        '[[criterion]]\nid = "attested_danger"\ntitle = "A professional attests grave danger"\n'
        'clause = "2.3"\n'
        'when = { attested = "grave_danger", reasons = "grave_danger_reasons" }',
        '[[criterion]]\nid = "attested_danger"\ntitle = "A professional attests grave danger"\n'
        'clause = "2.3"\nwhen = { answer = "grave_danger", is = true }',
        "attested-without-reasons",
    ),
    Change(PAIRS, "age_at_least = 16", "age_at_least = 17", "sixteen-today"),
    Change(PAIRS, '["neighbour", "stranger"]', '["stranger"]', "a-neighbour"),
    Change(PAIRS, "within_months = 1 }", "within_months = 2 }", "a-list-from-october"),
    Change(PAIRS, 'evidence = "risk_list_kept"\n', "", "a-list-that-is-nowhere"),
    Change(
        PAIRS,
        'fact = "referred_by", is = "police"',
        'fact = "referred_by", is = "nhs"',
        "the-police-without-a-number",
    ),
    # the repeat rule
    Change(PAIRS, "window_months = 12", "window_months = 6", "back-after-twelve-months"),
    Change(PAIRS, "window_months = 12", "window_months = 13", "back-after-thirteen-months"),
    Change(PAIRS, "window_months = 12\n", "", "back-and-nobody-knows-when"),
    Change(PAIRS, '"incident"\n', '"heard"\n', "back-after-five-months"),
    Change(PAIRS, 'bypasses = ["criteria"]', 'bypasses = ["deadline"]', "a-repeat-is-late-too"),
    Change(PAIRS, 'bypasses = ["criteria"]\n', "", "back-after-five-months"),
    Change(PAIRS, '"new_act", is = true', '"new_act", is = false', "back-with-nothing-new"),
    # duties and other panels
    Change(
        OFFENDERS,
        '"children_at_risk", is = true }\nwho',
        '"victim_known", is = true }\nwho',
        "a-child-in-the-flat",
    ),
    Change(
        OFFENDERS,
        '"victim_conference", is = true',
        '"victim_conference", is = false',
        "she-has-not-been-heard",
    ),
    Change(OFFENDERS, '["managed", "intensive"]', '["intensive"]', "in-custody-at-level-two"),
    Change(
        PAIRS,
        "due = { working_days = 2 }",
        "due = { working_days = 3 }",
        "we-know-and-she-did-not-say",
    ),
    Change(
        PAIRS,
        '"months_since_closed", at_most = 12',
        '"months_since_closed", at_most = 24',
        "closed-two-years-ago",
    ),
    Change(PAIRS, "at_least = 3 }\nsays", "at_least = 4 }\nsays", "three-incidents"),
    # levels
    Change(OFFENDERS, 'chair = "case_manager"', 'chair = "director"', "three-come-to-level-one"),
    Change(
        OFFENDERS, "every = { months = 3 }", "every = { months = 2 }", "three-come-to-level-one"
    ),
    Change(OFFENDERS, "every = { weeks = 6 }", "every = { weeks = 5 }", "level-two-is-held"),
    Change(OFFENDERS, "every = { days = 14 }", "every = { days = 15 }", "six-of-nine"),
    Change(OFFENDERS, "at_least = 3\nbelow", "at_least = 2\nbelow", "two-come-to-level-one"),
    Change(
        OFFENDERS,
        'when_not_met = "advises"',
        'when_not_met = "adjourns"',
        "level-two-without-probation",
    ),
    Change(OFFENDERS, 'fraction = "2/3"', 'fraction = "3/5"', "six-of-ten"),
    Change(OFFENDERS, 'fraction = "2/3"', 'fraction = "3/4"', "six-of-nine"),
    Change(OFFENDERS, 'when_not_met = "not_held"', 'when_not_met = "advises"', "six-of-ten"),
    Change(
        OFFENDERS,
        '"months_since_incident", at_most = 3',
        '"months_since_incident", at_most = 4',
        "two-far-apart",
    ),
    Change(
        OFFENDERS,
        '"months_since_incident", at_least = 6',
        '"months_since_incident", at_least = 7',
        "six-quiet-months",
    ),
    Change(OFFENDERS, "at_most = 39", "at_most = 40", "quiet-and-a-score-of-forty"),
    Change(
        OFFENDERS,
        '"months_since_incident", at_least = 3',
        '"months_since_incident", at_least = 4',
        "down-from-level-three",
    ),
    # meetings
    Change(OFFENDERS, "children_first = true", "children_first = false", "children-come-first"),
    Change(OFFENDERS, 'position = "per_case"', 'position = "first"', "children-come-first"),
    Change(PAIRS, "capacity_first = true", "capacity_first = false", "the-order-of-the-day"),
    Change(
        OFFENDERS, 'any_of = [["housing", "council"]]', 'any_of = [["housing"]]', "the-council-came"
    ),
    Change(
        OFFENDERS,
        'below = "the meeting adjourns to another day"\nwhen_not_met = "adjourns"',
        'below = "x"\nwhen_not_met = "advises"',
        "no-housing-and-no-council",
    ),
    Change(PAIRS, 'fraction = "1/2"', 'fraction = "2/5"', "four-of-nine"),
    Change(PAIRS, 'when_not_met = "chair_decides"', 'when_not_met = "advises"', "four-of-nine"),
    Change(PAIRS, 'agencies = ["police"]\n', "", "five-without-the-police"),
    Change(OFFENDERS, 'casting_vote = "deputy_chair"\n', "", "a-tie"),
    Change(
        OFFENDERS,
        'method = "majority"\ncasting_vote = "deputy_chair"',
        'method = "two_thirds"',
        "a-tie",
    ),
    Change(OFFENDERS, "dissent_recorded = true", "dissent_recorded = false", "a-tie"),
    Change(PAIRS, 'method = "consensus"', 'method = "majority"', "one-no"),
    Change(
        OFFENDERS,
        '["referral", "research", "papers"]',
        '["referral", "papers"]',
        "no-papers-in-an-emergency",
    ),
    Change(PAIRS, '["referral", "papers", "agenda"]', '["referral"]', "asked-on-friday"),
    Change(OFFENDERS, 'starts_as = "convenor"', 'starts_as = "referrer"', "who-leads"),
    Change(OFFENDERS, "transferable = true", "transferable = false", "who-leads"),
    # disagreements
    Change(
        OFFENDERS, "within = { working_days = 3 }", "within = { working_days = 4 }", "three-rungs"
    ),
    Change(OFFENDERS, 'end_of = "month"', 'end_of = "quarter"', "three-rungs"),
    Change(OFFENDERS, '{ id = "level", title', '{ id = "rooms", title', "not-a-dispute"),
    # records, and what comes round
    Change(OFFENDERS, "years = 10", "years = 9", "ten-years"),
    Change(OFFENDERS, "years = 6\n", "years = 7\n", "any-other-record"),
    Change(OFFENDERS, "months = 18", "months = 17", "an-agencys-own-notes"),
    Change(OFFENDERS, '"each_agency"', '"panel"', "an-agencys-own-notes"),
    Change(OFFENDERS, "hold = true", "years = 1", "an-inquiry-asks"),
    Change(OFFENDERS, "threshold = 5", "threshold = 6", "four-cases"),
    Change(OFFENDERS, "round_to = 5", "round_to = 2", "eighteen-cases"),
    Change(OFFENDERS, 'role = "board"', 'role = "chair"', "the-chair-sees-no-count"),
    Change(OFFENDERS, "review_months = 6", "review_months = 5", "what-comes-round"),
    Change(OFFENDERS, "every = { months = 4 }", "every = { months = 3 }", "what-comes-round"),
    Change(OFFENDERS, "times_a_year = 2", "times_a_year = 3", "what-comes-round"),
    Change(PAIRS, "every = { weeks = 26 }", "every = { weeks = 25 }", "read-by-strangers"),
    Change(PAIRS, 'every = "quarter"', 'every = "year"', "flags-and-samples"),
    Change(
        OFFENDERS, 'one_of = ["director", "board"]', 'one_of = ["coordinator"]', "who-signs-in-vain"
    ),
    # where she lives, and whose bank holidays count
    Change(
        BOROUGHS,
        'home_area = true\nbelow = "the case',
        'home_area = false\nbelow = "the case',
        "nobody-from-saltby",
    ),
    Change(
        BOROUGHS, 'when_not_met = "advises"', 'when_not_met = "chair_decides"', "nobody-from-saltby"
    ),
    Change(BOROUGHS, '["harrowmere", "saltby"]', '["harrowmere"]', "two-signs-in-saltby"),
    Change(BOROUGHS, 'is = "elsewhere"', 'is = "saltby"', "she-lives-elsewhere"),
    Change(BOROUGHS, 'nation = "ENG"', 'nation = "SCT"', "two-nations"),
    Change(BOROUGHS, '\nnation = "SCT"', '\nnation = "ENG"', "three-duties"),
    # a rolling intake
    Change(HUB, '"monday", "thursday"', '"monday", "friday"', "a-monday-morning"),
    Change(HUB, 'move = "skip"', 'move = "later"', "easter-monday"),
    Change(HUB, "hours = 72", "hours = 48", "read-the-same-day"),
    # her agreement
    Change(PAIRS, "age_at_least = 18", "age_at_least = 17", "seventeen-and-no"),
    Change(PAIRS, 'stance = "not_needed"', 'stance = "required"', "seventeen-and-no"),
    Change(
        PAIRS, '"capacity_doubt", is = true', '"capacity_doubt", is = false', "capacity-is-doubted"
    ),
    Change(PAIRS, 'stance = "required"', 'stance = "seek"', "no-danger-to-life"),
    Change(PAIRS, '["public_authority"]', '["every"]', "grounds-of-a-charity"),
    Change(PAIRS, '["not_public_authority"]', '["every"]', "grounds-of-the-police"),
]


REFUSED = [
    Change(PAIRS, "every = 2", "every = 4", "25 are wanted at least"),
    Change(PAIRS, "minimum_per_year = 25", "minimum_per_year = 27", "27 are wanted at least"),
    Change(PAIRS, 'key = ["pair"]', 'key = ["premises"]', "which this panel does not hear about"),
    Change(PAIRS, "notice_months = 1", "notice_months = 2", "its deadline says 1 calendar"),
    Change(OFFENDERS, "count_per_year = 10", "count_per_year = 11", "do not make twelve"),
    Change(OFFENDERS, 'to = "intensive"', 'to = "highest"', "which is not a level"),
    Change(OFFENDERS, 'after_deadline = "referral"', 'after_deadline = "agenda"', "in a circle"),
]


def altered(change: Change) -> Mapping[str, str]:
    protocol = texts(change.sample)["protocol.toml"]
    assert protocol.count(change.before) == 1
    return {
        **texts(change.sample),
        "protocol.toml": protocol.replace(change.before, change.after),
    }


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: f"{each.sample}: {each.after}")
def test_an_example_fails_once_the_table_that_it_shows_is_altered(change: Change) -> None:
    assert change.tells in failures(load(altered(change)))


@pytest.mark.parametrize("change", REFUSED, ids=lambda each: f"{each.sample}: {each.after}")
def test_a_change_that_disagrees_with_the_rest_is_refused(change: Change) -> None:
    with pytest.raises(ProtocolError, match=change.tells):
        load(altered(change))
