"""The WESP edition as it ships: whole, cited, and with its doubts on the table."""

from datetime import date, time

import pytest

from conferral.protocol.check import awaited, check, check_year
from conferral.protocol.edition import Edition
from conferral.protocol.examples import failures
from conferral.protocol.loading import fingerprint, load, read_folder, shipped
from conferral.protocol.permissions import Permission
from tests.protocol.tiny import ENGLAND, edition, files


@pytest.fixture(scope="module")
def wesp() -> Edition:
    return load(read_folder(shipped()["wesp/1"]))


ROLES = {
    "coordinator",
    "chair",
    "minute_taker",
    "lead_member",
    "secondary_member",
    "advocate",
    "guest",
    "observer",
    "steering_group",
    "information_governance",
}
DEADLINE = """
[[deadline]]
id = "{}"
title = "A deadline"
before = "meeting"
within = {{ {} }}
"""


def test_it_is_the_first_edition_of_wesp(wesp: Edition) -> None:
    assert (wesp.id, wesp.abbreviation, wesp.kind) == ("wesp/1", "WESP", "standing_panel")
    assert {role.id for role in wesp.roles} == ROLES
    assert [form.id for form in wesp.forms] == ["consent", "referral", "sharing-without-consent"]


def test_the_year_and_its_deadlines_are_those_of_the_document(wesp: Edition) -> None:
    year = wesp.meeting_days(date(2026, 4, 1), 12, ENGLAND)
    assert len(year.meetings) == 11
    november = date(2026, 11, 24)
    due = {name: wesp.due(name, november, ENGLAND) for name in ("referral", "papers", "agenda")}
    assert (due["referral"].day, due["referral"].time) == (date(2026, 11, 19), time(17))
    assert (due["papers"].day, due["papers"].time) == (date(2026, 11, 19), time(14))
    assert due["agenda"].day == date(2026, 11, 20)
    exception = wesp.deadline("referral").exception
    assert exception is not None
    assert exception.approved_by == ("coordinator", "chair")


def test_minutes_are_due_on_the_meeting_day_as_written_and_that_is_a_query(wesp: Edition) -> None:
    assert wesp.due("minutes", date(2026, 11, 24), ENGLAND).day == date(2026, 11, 24)
    assert {"deadline.minutes", "deadline.actions"} <= {query.id for query in wesp.queries}


def test_what_the_document_does_not_give_is_a_default_or_a_query(wesp: Edition) -> None:
    assert {"cadence.day", "cadence.free", "eligibility.high_risk", "escalation"} <= {
        default.id for default in wesp.defaults
    }
    assert {"chair", "quorum", "retention", "query.no_slack", "query.women_or_anyone"} <= {
        query.id for query in wesp.queries
    }
    for unsettled in (*wesp.defaults, *wesp.queries):
        assert unsettled.note.endswith("?"), unsettled.id
        assert unsettled.meanwhile, unsettled.id
        assert unsettled.clause, unsettled.id
        assert not unsettled.title.startswith(unsettled.id.partition(".")[0]), unsettled.id


def test_every_unsettled_value_has_one_name(wesp: Edition) -> None:
    names = [each.id for each in (*wesp.defaults, *wesp.queries)]
    assert len(names) == len(set(names))


def test_only_those_who_contact_her_may_read_how(wesp: Edition) -> None:
    roles = wesp.roles_that_may(Permission.SAFE_CONTACT_READ)
    assert [role.id for role in roles] == ["coordinator", "advocate"]


def test_nobody_chairs_and_takes_the_minutes(wesp: Edition) -> None:
    assert Permission.ROOM_MINUTE not in wesp.role("chair").permissions
    assert Permission.ROOM_CHAIR not in wesp.role("minute_taker").permissions


def test_the_steering_group_and_observers_read_no_papers(wesp: Edition) -> None:
    held = wesp.permissions_of(["steering_group", "observer"])
    assert not held & {Permission.PAPERS_READ, Permission.CASE_READ, Permission.REFERRAL_READ}


def test_every_permission_is_held_by_somebody(wesp: Edition) -> None:
    assert wesp.permissions_of(ROLES) == frozenset(Permission)


def test_every_rule_and_question_cites_a_clause_or_the_law(wesp: Edition) -> None:
    for rule in (*wesp.eligibility, *wesp.criteria, *wesp.deadlines, *wesp.roles):
        assert rule.clause
    assert all(ground.law for ground in wesp.grounds)
    assert all(duty.cites for duty in wesp.duties)
    for form in wesp.forms:
        assert all(question.clause for question in form.questions)


def test_what_could_find_or_count_her_never_stays_among_the_answers(wesp: Edition) -> None:
    apart = {question.id for question in wesp.form("referral").questions if question.is_kept_apart}
    assert {"safe_number", "safe_times", "do_not_use", "ethnicity", "gender"} <= apart


def test_the_check_finds_the_faults_that_the_document_has(wesp: Edition) -> None:
    faults = [finding.sentence for finding in check(wesp) if finding.severity == "fault"]
    assert any("last referral cannot be in them" in fault for fault in faults)
    assert "Nothing says how long records are kept." in faults
    assert "Nothing says who chairs." in faults
    assert "No quorum is set: a meeting may be held with anybody missing." in faults


def test_the_editions_own_examples_are_all_as_signed(wesp: Edition) -> None:
    assert failures(wesp) == {}


def test_the_check_counts_what_nothing_keeps_yet(wesp: Edition) -> None:
    waiting = sum(clause.awaited for clause in wesp.clauses)
    assert awaited(wesp) == waiting
    said = [
        finding.sentence
        for finding in check(wesp)
        if "not kept by the software" in finding.sentence
    ]
    assert len(said) == (1 if waiting else 0)


def test_the_check_finds_a_tiny_panels_gaps() -> None:
    faults = {finding.sentence for finding in check(edition()) if finding.severity == "fault"}
    assert {
        "No deadline says when referrals close.",
        "A standing panel needs to say when it meets.",
        "Nothing says when the protocol is reviewed.",
        "No role may chair a meeting.",
        "No role may take the minutes.",
        "No role may circulate papers.",
    } <= faults
    assert "No role may accept a referral." not in faults


def test_the_check_finds_one_person_who_would_chair_and_minute() -> None:
    role = (
        '[[role]]\nid = "both"\ntitle = "Both"\nmay = ["room.enter", "room.chair", "room.minute"]\n'
    )
    sentences = {finding.sentence for finding in check(edition(role))}
    assert "Both: one person would chair and take the minutes." in sentences


@pytest.mark.parametrize("referral, papers, faulty", [(3, 3, True), (2, 3, True), (5, 3, False)])
def test_the_check_wants_slack_between_referrals_and_papers(
    referral: int, papers: int, faulty: bool
) -> None:
    tiny = edition(
        DEADLINE.format("referral", f"working_days = {referral}")
        + DEADLINE.format("papers", f"working_days = {papers}")
    )
    found = [finding for finding in check(tiny) if "Papers are due no later" in finding.sentence]
    assert bool(found) is faulty


def test_the_check_finds_an_agenda_that_goes_before_referrals_close() -> None:
    tiny = edition(
        DEADLINE.format("referral", "working_days = 1")
        + DEADLINE.format("agenda", "week_before = true")
    )
    assert "The agenda is due before referrals close." in {f.sentence for f in check(tiny)}


def test_a_meeting_that_falls_on_a_bank_holiday_is_found() -> None:
    tiny = edition(
        "[cadence]\ncount_per_year = 12\nfree = { months = [] }\ncollision = { move = 'later' }\n"
        "day = { nth = 'first', weekday = 'friday', at = '10:00' }\nhorizon = { months = 12 }\n"
    )
    (found,) = check_year(tiny, date(2026, 12, 1), 2, ENGLAND)
    assert found.sentence.startswith("The meeting of Friday 1 January 2027 moves.")


def test_a_fingerprint_changes_with_any_text_or_name_and_not_with_order() -> None:
    written = files()
    backwards = dict(reversed(written.items()))
    renamed = {f"x{name}": text for name, text in written.items()}
    assert fingerprint(written) == fingerprint(backwards)
    assert fingerprint(written) != fingerprint(renamed)
    assert fingerprint(written) != fingerprint(written | {"clauses.toml": "# other"})
    assert load(written).fingerprint == fingerprint(written)


def test_loading_the_same_files_again_gives_the_same_edition() -> None:
    assert load(files()) is load(files())
