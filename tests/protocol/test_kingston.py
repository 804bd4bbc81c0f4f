"""The draft on planning meetings as it ships: whole, and what matters in it said as sentences."""

import re
from datetime import date

import pytest

from conferral.protocol.checking.check import check, counts
from conferral.protocol.comparing.diff import compare
from conferral.protocol.conditions.answers import Facts
from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.forms.form import Form
from conferral.protocol.permissions import Permission
from tests.protocol.tiny import ENGLAND

SECTIONS = {"K1": 8, "K2": 3, "K4": 11, "K5": 10, "K6": 2, "K7": 3, "K8": 4}
PER_ADULT = (
    "who",
    "reach",
    "her-words",
    "agreement",
    "signs",
    "capacity",
    "slavery",
    "sharing-her",
)
SUSPECTED = {
    "premises_suspected": {"value": True},
    "age_group": {"value": "adult"},
    "slavery_indicators": {"value": True},
}


@pytest.fixture(scope="module")
def kingston() -> Edition:
    return load(read_folder(shipped()["kingston-map/draft"]))


def duties(edition: Edition, authority: bool | None = None, **answers: object) -> set[str]:
    laid = SUSPECTED | {name: {"value": value} for name, value in answers.items()}
    return {duty.id for duty in edition.duties_raised(laid, public_authority=authority)}


def options(form: Form, question: str) -> set[str]:
    return {option.value for option in form.question(question).options}


def test_it_is_a_draft_of_meetings_that_are_called(kingston: Edition) -> None:
    assert (kingston.id, kingston.kind) == ("kingston-map/draft", "planning_meeting")
    assert kingston.meeting_days(date(2026, 12, 1), 12, ENGLAND).meetings == ()


def test_every_clause_of_the_document_is_there_once(kingston: Edition) -> None:
    wanted = {"K3"} | {f"{k}.{n}" for k, last in SECTIONS.items() for n in range(1, last + 1)}
    assert {clause.id for clause in kingston.clauses} == wanted
    assert len(kingston.clauses) == counts(kingston)["total"] == 42
    assert {section.id for section in kingston.sections} == {*SECTIONS, "K3"}


def test_people_alone_keep_at_most_one_clause_in_ten(kingston: Edition) -> None:
    narrative = [clause for clause in kingston.clauses if clause.kept_by == "narrative"]
    assert len(narrative) <= 4
    assert all(clause.why for clause in narrative)


def test_what_is_awaited_names_nothing_that_keeps_it(kingston: Edition) -> None:
    assert not [clause.id for clause in kingston.clauses if clause.awaited and clause.by]


def test_the_examples_hold_and_show_every_rule(kingston: Edition) -> None:
    assert failures(kingston) == {}
    shown = {clause for example in kingston.examples for clause in example.clause}
    assert not [c.id for c in kingston.clauses if c.kept_by == "rule" and c.id not in shown]
    titles = [example.title for example in kingston.examples]
    assert len(titles) == len(set(titles))


def test_the_check_lists_the_faults_that_the_document_has(kingston: Edition) -> None:
    found = {finding.id: finding.level for finding in check(kingston)}
    assert {name for name, level in found.items() if level == "fault"} == {
        "chair.undefined",
        "quorum.undefined",
        "retention.absent",
        "sharing.no-agreement",
        "wording.missing-document.K2.3",
        "wording.missing-document.K5.10",
        "wording.outdated-law.K8.2",
        "wording.overstated-duty.K8.2",
    }
    assert {
        "sharing.no-statement",
        "wording.borrowed-definition.K2.1",
        "wording.two-rules.K4.2",
        "wording.no-time.K5.8",
        "wording.no-decider.K4.10",
    } <= {name for name, level in found.items() if level == "query"}


def test_what_the_document_does_not_give_asks_and_says_what_happens_till_then(
    kingston: Edition,
) -> None:
    for unsettled in (*kingston.defaults, *kingston.queries):
        assert unsettled.note.endswith("?"), unsettled.id
        assert unsettled.meanwhile, unsettled.id
        assert unsettled.clause, unsettled.id


def test_every_question_cites_a_clause(kingston: Edition) -> None:
    for form in kingston.forms:
        assert all(question.clause for question in form.questions), form.id


def test_no_form_asks_what_she_has_done_wrong(kingston: Edition) -> None:
    blame = re.compile(r"\b(arrest|offen[cd]|convict|caution|guilty|illegal|prostitut)", re.I)
    for form in kingston.forms:
        for question in form.questions:
            assert not blame.search(question.ask + question.hint), question.id


def test_premises_or_an_adult_is_enough_and_not_knowing_refuses_nobody(kingston: Edition) -> None:
    unknown = {"unknown": "not_known", "why": "Nobody has spoken with her."}
    answers = dict.fromkeys(("premises_suspected", "appears_exploited"), unknown)
    found = kingston.assess({**answers, "age_group": {"value": "adult"}}, Facts())
    assert found.decision.allowed
    assert found.person_must_judge


def test_nine_signs_are_named_and_one_is_left_open(kingston: Edition) -> None:
    flags = kingston.form("referral").flags
    assert len(flags) == 9 + 1
    assert flags[-1].id == "sign_other"
    assert not any(flag.critical for flag in flags)


def test_a_child_is_referred_whatever_she_says(kingston: Edition) -> None:
    for group in ("child", "not_sure"):
        for answer in ("agrees", "declines", "not_asked"):
            raised = duties(kingston, True, age_group=group, nrm_answer=answer)
            assert raised == {"child_concern", "refer_child"}


def test_an_adult_is_referred_only_if_she_agrees(kingston: Edition) -> None:
    assert duties(kingston, True, nrm_answer="agrees") == {"refer_adult"}
    for answer in ("declines", "cannot_ask"):
        assert duties(kingston, True, nrm_answer=answer) == {"notify"}
        assert duties(kingston, False, nrm_answer=answer) == {"pass_on"}
    for answer in ("undecided", "not_asked"):
        assert duties(kingston, True, nrm_answer=answer) == {"offer_referral"}


def test_a_doubt_about_capacity_leads_to_an_assessment(kingston: Edition) -> None:
    answers = {"capacity_doubt": {"value": True}}
    assert [duty.id for duty in kingston.duties_raised(answers)] == ["assess_capacity"]
    assert kingston.meeting.running_order(())[0] == "capacity"


def test_both_records_begin_with_capacity(kingston: Edition) -> None:
    for form in ("planning-meeting", "review-meeting"):
        assert kingston.form(form).pages[0].id == "capacity-first"


def test_another_adult_is_asked_what_the_first_is(kingston: Edition) -> None:
    first, another = kingston.form("referral"), kingston.form("another-adult")
    asked = [question for page in PER_ADULT for question in first.questions_on(page)]
    assert {question.id for question in another.questions} == {question.id for question in asked}
    for question in asked:
        again = another.question(question.id)
        assert (again.ask, again.see, again.fills) == (question.ask, question.see, question.fills)


def test_how_to_reach_her_stays_with_those_who_do(kingston: Edition) -> None:
    apart = {
        question.id for question in kingston.form("referral").questions if question.is_kept_apart
    }
    assert {"safe_number", "safe_times", "safe_words", "may_write", "do_not_use"} <= apart
    roles = kingston.roles_that_may(Permission.SAFE_CONTACT_READ)
    assert [role.id for role in roles] == ["coordinator", "advocate"]


def test_only_those_who_need_it_see_the_address(kingston: Edition) -> None:
    form = kingston.form("referral")
    for question in ("premises_address", "visit_details", "address", "people_posing_risk"):
        assert form.question(question).see == "need_to_know"


def test_any_agency_may_call_and_none_may_stay_away_for_not_working_with_her(
    kingston: Edition,
) -> None:
    assert Permission.REFERRAL_SUBMIT in kingston.role("agency_member").permissions
    research = kingston.research
    assert research
    assert not research.may_decline("not_currently_involved")
    asked = kingston.form("research")
    assert options(asked, "decline_reason") == {each.id for each in research.decline_reasons}
    labels = {option.label for option in asked.question("systems_searched").options}
    assert set(research.systems) <= labels


def test_whoever_chairs_does_not_take_the_minutes(kingston: Edition) -> None:
    assert not kingston.may_hold_together(["chair", "minute_taker"])
    assert not kingston.one_person_may(Permission.ROOM_CHAIR, Permission.ROOM_MINUTE)


def test_the_partnership_settles_disputes_and_reads_no_case(kingston: Edition) -> None:
    climbs = kingston.ladder(date(2026, 11, 11), ENGLAND)
    assert climbs[-1].rung.id == "partnership"
    held = kingston.role("partnership").permissions
    assert not held & {Permission.CASE_READ, Permission.PAPERS_READ, Permission.REFERRAL_READ}
    assert kingston.dispute
    triggers = {trigger.id for trigger in kingston.dispute.triggers}
    assert len(triggers) == 5
    for form in ("planning-meeting", "review-meeting"):
        assert options(kingston.form(form), "escalate") == triggers


def test_every_permission_is_held_by_somebody(kingston: Edition) -> None:
    assert kingston.permissions_of([role.id for role in kingston.roles]) == frozenset(Permission)


def test_it_can_be_laid_beside_a_standing_panel(kingston: Edition) -> None:
    other = load(read_folder(shipped()["wesp/1"]))
    for found in (*compare(other, kingston), *compare(kingston, other)):
        assert isinstance(found.clauses_before, tuple), found.id
        assert isinstance(found.clauses_after, tuple), found.id
