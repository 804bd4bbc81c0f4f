"""Today shows what needs the person who looks: hers alone, dated, with a reason and one button."""

from datetime import UTC, date, datetime, timedelta

import pytest

from conferral.cases import operations as cases
from conferral.meetings import operations as meetings
from conferral.meetings.models import Copy
from conferral.notices.models import Notice
from conferral.referrals import operations as referrals
from conferral.referrals.models import Referral
from tests import make
from tests.marks import clause
from tests.web.looking import look, read

MEETING_DAY = datetime(2026, 11, 24, 9, 35, tzinfo=UTC)


def test_a_submitted_referral_needs_the_coordinator_the_day_it_arrives():
    world = make.world()
    make.meeting(world)
    make.submitted(world)
    page = read(world, "coordinator", "today")
    assert "Check the referral from Harbour Drug and Alcohol Service" in page
    assert "Today" in page and "By 5pm" in page
    assert "a referral is checked on the working day it arrives" in page


def test_what_waits_for_the_coordinator_does_not_need_the_member():
    world = make.world()
    make.meeting(world)
    make.submitted(world)
    page = read(world, "member", "today")
    assert "Check the referral" not in page
    assert "Nothing needs you today" in page


def test_the_heading_counts_in_words():
    world = make.world()
    make.meeting(world)
    make.submitted(world)
    make.submitted(world, "police")
    assert "Three things need you" in read(world, "coordinator", "today")


def test_a_draft_waits_for_its_author_until_referrals_close():
    world = make.world()
    make.meeting(world)
    make.draft(world)
    page = read(world, "member", "today")
    assert "Finish the referral you began on Monday 16 November" in page
    assert "still need an answer" in page
    assert "three working days before the meeting on Tuesday 24 November" in page


@pytest.mark.safety
def test_a_draft_is_unknown_to_the_coordinator_and_to_other_agencies():
    world = make.world()
    make.meeting(world)
    make.draft(world)
    for who in ("coordinator", "police", "chair"):
        assert "Finish the referral" not in read(world, who, "today")


def test_a_returned_referral_says_what_was_asked():
    world = make.world()
    make.meeting(world)
    referral = make.submitted(world)
    referrals.return_for_information(
        referral, actor=world.actor("coordinator"), now=make.NOW,
        reasons={"name": "Is this how she spells it?"},
    )  # fmt: skip
    page = read(world, "member", "today")
    assert "Complete the referral you sent on Monday 16 November" in page
    assert "Is this how she spells it?" in page
    assert "Complete the referral" not in read(world, "police", "today")


def test_a_concern_about_a_child_stands_first_and_is_overdue_the_next_day():
    world = make.world()
    make.meeting(world)
    make.written(world, child_concern=True)
    page = read(world, "member", "today")
    assert page.index("Tell children’s social care") < page.index("Finish the referral")
    assert "Overdue" not in page
    page = read(world, "member", "today", at=make.NOW + timedelta(days=1))
    assert "Overdue One working day ago" in page


@pytest.mark.safety
def test_a_duty_of_one_agency_is_no_need_of_another():
    world = make.world()
    make.written(world, child_concern=True)
    assert "children’s social care" not in read(world, "police", "today")


def test_a_duty_left_undone_reaches_the_coordinator_once_it_is_a_case():
    world = make.world()
    make.accepted(world, child_concern=True)
    page = read(world, "coordinator", "today", at=make.NOW + timedelta(days=1))
    assert "Harbour Drug and Alcohol Service has not recorded: Tell children’s social care" in page
    assert "has not recorded" not in read(world, "coordinator", "today")


def test_an_accepted_case_is_to_be_listed_and_then_is_not():
    world = make.world()
    on = make.meeting(world)
    case = make.accepted(world).case
    title = f"List {case.reference} for Tuesday 24 November"
    assert title in read(world, "coordinator", "today")
    make.listed(world, on, case)
    assert title not in read(world, "coordinator", "today")


def test_the_agenda_and_the_papers_have_their_days_and_who_has_not_looked():
    world = make.world()
    make.listed(world)
    page = read(world, "coordinator", "today")
    assert "Send the agenda for Tuesday 24 November" in page
    assert "Send the papers to 7 people" in page
    assert "Not looked at every case yet: Eastmarsh Housing" in page
    assert "In 3 working days" in page


def test_late_papers_are_overdue_from_the_minute_after_their_hour():
    world = make.world()
    make.listed(world)
    in_time = read(world, "coordinator", "today", at=datetime(2026, 11, 19, 14, 0, tzinfo=UTC))
    assert "Today By 2pm Three" not in in_time and "Since 2pm today" not in in_time
    late = read(world, "coordinator", "today", at=datetime(2026, 11, 19, 14, 1, tzinfo=UTC))
    assert "Overdue Since 2pm today" in late


def test_a_listed_case_waits_for_each_searching_agency_until_it_looks():
    world = make.world()
    item = make.listed(world)
    title = "Look at one case listed for Tuesday 24 November"
    assert item.case.reference in read(world, "police", "today")
    assert title in read(world, "housing", "today")
    assert title in read(world, "police", "today")
    assert title not in read(world, "observer", "today")
    meetings.open_case_file(item.case, actor=world.actor("housing"), now=make.NOW)
    assert title not in read(world, "housing", "today")
    assert title in read(world, "police", "today")


def test_once_the_papers_have_gone_a_case_is_looked_at_before_the_meeting():
    world = make.world()
    make.circulated(world)
    page = read(world, "police", "today", at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    assert "the papers have gone, so bring what you find to the meeting" in page
    assert "Overdue" not in page


def test_papers_are_signed_for_first_and_then_opened():
    world = make.world()
    item = make.circulated(world)
    assert "Sign and read" in read(world, "housing", "today")
    actor = world.actor("housing")
    meetings.sign_confidentiality(item.meeting, actor=actor, now=make.NOW, agrees=True)
    assert "Open your copy" in read(world, "housing", "today")
    copy = Copy.objects.get(membership=world.seats["housing"])
    meetings.open_copy(copy, actor=actor, now=make.NOW)
    page = read(world, "housing", "today")
    assert "Read the papers" not in page and "Open your copy" not in page


def test_the_chair_opens_the_meeting_and_the_room_calls_everyone():
    world = make.world()
    item = make.circulated(world)
    assert "Open the meeting" in read(world, "chair", "today", at=MEETING_DAY)
    meetings.open_meeting(item.meeting, actor=world.actor("chair"), now=MEETING_DAY)
    page = read(world, "housing", "today", at=MEETING_DAY)
    assert "The meeting is open now" in page and "Enter the room" in page
    assert "The meeting is open now" not in read(world, "steering", "today", at=MEETING_DAY)


def test_minutes_of_a_held_meeting_wait_for_the_coordinator():
    world = make.world()
    item = make.in_session(world)
    item.record.decision = "Stay at high risk."
    item.record.save()
    meetings.end_item(item, actor=world.actor("chair"), now=MEETING_DAY)
    meetings.close_meeting(item.meeting, actor=world.actor("chair"), now=MEETING_DAY)
    title = "Issue the minutes of Tuesday 24 November"
    assert title in read(world, "coordinator", "today", at=MEETING_DAY)
    assert title not in read(world, "chair", "today", at=MEETING_DAY)


@clause("wesp/1", "4.4", "4.6")
@clause("thpp/1", "4.4", "4.6")
def test_an_action_is_overdue_once_its_day_has_passed_and_nobody_has_written_anything():
    world = make.world()
    make.minuted(world)
    on_its_day = read(world, "housing", "today", at=datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert "Your action on" in on_its_day and "Overdue" not in on_its_day
    next_day = datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert "Overdue One working day ago" in read(world, "housing", "today", at=next_day)
    assert "Eastmarsh Housing: one action is overdue" in read(
        world, "coordinator", "today", at=next_day
    )
    assert "Your action on" not in read(world, "police", "today", at=next_day)


def test_a_late_referral_waits_for_the_other_role_that_must_agree():
    world = make.world()
    make.meeting(world)
    late = datetime(2026, 11, 20, 9, tzinfo=UTC)
    referral = make.submitted(world, now=late)
    assert "late referral" not in read(world, "chair", "today", at=late)
    referrals.approve_late(
        referral, actor=world.actor("coordinator"), now=late, reason="He is out on Monday."
    )
    assert "Agree whether a late referral is heard" in read(world, "chair", "today", at=late)
    assert "Agree whether a late referral" not in read(world, "coordinator", "today", at=late)
    referrals.approve_late(referral, actor=world.actor("chair"), now=late, reason="Agreed.")
    assert "late referral" not in read(world, "chair", "today", at=late)


@pytest.mark.safety
def test_a_case_hidden_by_a_conflict_is_nowhere_on_today():
    world = make.world()
    item = make.circulated(world)
    reference = item.case.reference
    assert reference in read(world, "police", "today")
    for who in ("coordinator", "chair"):
        assert "One case is on the agenda" in read(world, who, "today")
    for who in ("coordinator", "police", "chair"):
        cases.declare_conflict(item.case, actor=world.actor(who), now=make.NOW, why="My cousin.")
        page = read(world, who, "today")
        assert reference not in page
        assert "One case" not in page
        assert "sent a referral" not in page
    assert reference in read(world, "housing", "today")


def test_what_happened_is_told_to_those_who_may_know_it():
    world = make.world()
    make.listed(world)
    referral = Referral.objects.get()
    meetings.open_case_file(referral.case, actor=world.actor("housing"), now=make.NOW)
    page = read(world, "coordinator", "today", at=make.NOW + timedelta(hours=1))
    assert "Harbour Drug and Alcohol Service sent a referral." in page
    assert "Eastmarsh Housing looked at" in page
    page = read(world, "police", "today", at=make.NOW + timedelta(hours=1))
    assert "sent a referral" not in page and "Eastmarsh Housing looked" not in page


def test_nothing_to_do_says_what_will_come():
    world = make.world()
    make.meeting(world)
    page = read(world, "police", "today")
    assert "Nothing needs you today" in page
    assert "The next meeting is on Tuesday 24 November, 9.30am." in page


def test_readiness_counts_for_the_coordinator_and_only_her_own_for_a_member():
    world = make.world()
    make.circulated(world)
    page = read(world, "coordinator", "today")
    assert "Referrals checked 1 of 1" in page
    assert "Agencies that have looked 1 of 3" in page
    assert "Confidentiality signed 0 of 8" in page
    page = read(world, "housing", "today")
    assert "Listed cases looked at 0 of 1" in page
    assert "Agencies that have looked" not in page and "Referrals checked" not in page


def test_an_agency_without_an_agreement_is_told_so_and_whom_to_ask():
    world = make.world(signed=False)
    page = read(world, "housing", "today")
    assert "Eastmarsh Housing has not signed the sharing agreement" in page
    assert "Coordinator Person, Lantern House" in page
    assert "Next meeting" not in page


def test_an_agreement_that_lapsed_says_when():
    world = make.world()
    body = world.seats["housing"].agency
    body.signatures.update(lapses_on=date(2026, 11, 2))
    page = read(world, "housing", "today")
    assert "Eastmarsh Housing’s sharing agreement has lapsed" in page
    assert "It lapsed on Monday 2 November 2026." in page
    assert "has lapsed" not in read(world, "police", "today")


def test_opening_today_marks_her_notices_as_seen_and_nobody_elses():
    world = make.world()
    make.listed(world)
    look(world, "housing", "today")
    unseen = Notice.objects.filter(seen_at=None)
    assert not unseen.filter(recipient=world.users["housing"]).exists()
    assert unseen.filter(recipient=world.users["police"]).exists()


def test_somebody_without_a_seat_here_finds_nothing():
    world, other = make.world(), make.world("westmarsh")
    world.users["stranger"] = other.users["coordinator"]
    assert look(world, "stranger", "today").status_code == 404


def test_papers_that_went_again_are_asked_for_once_and_were_in_time():
    world = make.world()
    item = make.circulated(world)
    later = make.listed(world, item.meeting, make.accepted(world, "police").case)
    late = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    meetings.circulate(
        later.meeting, actor=world.actor("coordinator"), now=late, late_reason="A case more."
    )
    assert read(world, "housing", "today").count("Your copy is number") == 1
    page = read(world, "coordinator", "meeting", item.meeting.uid)
    assert "Done late" not in page
