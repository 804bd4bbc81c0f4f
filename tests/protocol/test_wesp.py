"""The WESP edition as it ships: whole, cited, and with its doubts on the table."""

from datetime import date, time

import pytest

from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures
from conferral.protocol.files.loading import fingerprint, load, read_folder, shipped
from conferral.protocol.permissions import Permission
from tests.protocol.tiny import ENGLAND, files


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


def test_the_editions_own_examples_are_all_as_signed(wesp: Edition) -> None:
    assert failures(wesp) == {}


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
