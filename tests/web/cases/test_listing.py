"""The list of cases shows each reader what is theirs, and not that there is more."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conferral.cases import operations as cases
from tests import make
from tests.make import NOW, moment_of
from tests.web.looking import look, read, words


@pytest.fixture
def world():
    return make.world()


def test_a_case_is_listed_with_her_name_its_reference_and_its_meeting(world):
    item = make.listed(world)
    said = read(world, "coordinator", "cases")
    assert "1 case is open" in said
    assert "Juniper Vale" in said and item.case.reference in said
    assert "24 Nov" in said


def test_an_agency_that_searches_for_her_sees_her_name(world):
    make.listed(world)
    assert "Juniper Vale" in read(world, "housing", "cases")


def test_an_agency_that_nobody_told_sees_neither_the_case_nor_a_number(world):
    case = make.accepted(world).case
    said = read(world, "housing", "cases")
    assert "0 cases are open" in said
    assert case.reference not in said and "Juniper" not in said


def test_an_empty_list_says_what_will_come(world):
    assert "When a referral is accepted it becomes a case" in read(world, "member", "cases")
    assert "No case has been closed" in read(world, "member", "cases", stage="closed")


def test_closed_cases_have_their_own_list(world):
    case = make.accepted(world).case
    cases.close_case(case, actor=world.actor("coordinator"), now=NOW)
    assert case.reference not in read(world, "coordinator", "cases")
    assert case.reference in read(world, "coordinator", "cases", stage="closed")


def test_open_actions_are_counted_and_the_overdue_named(world):
    item = make.minuted(world)
    after = moment_of(item.meeting) + timedelta(days=9)
    said = read(world, "coordinator", "cases", at=after)
    assert "1, 1 overdue" in said
    assert "overdue" not in read(world, "coordinator", "cases", at=moment_of(item.meeting))


def test_a_conflict_takes_the_case_out_of_the_list_and_of_its_numbers(world):
    hidden, other = make.accepted(world).case, make.unreferred(world)
    make.in_conflict(world, hidden)
    said = read(world, "coordinator", "cases")
    assert "1 case is open" in said and "Open (1)" in said
    assert hidden.reference not in said and other.reference in said
    assert "2 cases are open" in read(world, "chair", "cases")


def test_an_observer_reads_no_list_and_is_told_why(world):
    answer = look(world, "observer", "cases")
    assert answer.status_code == 403
    assert "does not let you read a case" in words(answer)


def test_an_agency_without_a_current_agreement_sees_nothing(world):
    item = make.circulated(world)
    assert look(world, "housing", "cases").status_code == 200
    make.without_agreement(world, "housing")
    refused = look(world, "housing", "cases")
    assert refused.status_code == 403
    assert item.case.reference not in refused.content.decode()
    assert look(world, "housing", "case", item.case.uid).status_code == 404


def test_another_partnerships_cases_are_not_listed(world):
    there = make.accepted(make.world("westmarsh")).case
    said = read(world, "coordinator", "cases")
    assert there.reference not in said and "0 cases are open" in said


def test_four_cases_take_no_more_queries_than_one(world):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            look(world, "coordinator", "cases")
        return len(asked)

    make.unreferred(world)
    queries()
    with_one = queries()
    for _ in range(3):
        make.unreferred(world)
    assert queries() == with_one
