"""A year of meetings with their deadlines, and what may stand on an agenda."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.access.localtime import at_local
from conferral.cases import operations as cases
from conferral.cases.models import Case, CaseGrant, Disclosure, Level
from conferral.meetings import operations as meetings
from conferral.meetings.lifecycle import LIFECYCLE, Stage
from conferral.meetings.models import AgendaItem, CaseSeen, Meeting
from conferral.meetings.queries import (
    agenda_of,
    ahead,
    deadline_of,
    deadlines_of,
    searching_agencies,
    who_has_looked,
)
from conferral.notices.models import Notice
from conferral.partnerships.models import AgreementSignature, Closure
from conferral.referrals import operations as referrals
from tests import make

NOW = make.NOW
NOVEMBER = date(2026, 11, 24)
YEAR = [
    "2026-11-24", "2026-12-29", "2027-01-26", "2027-02-23", "2027-03-30", "2027-04-27",
    "2027-05-25", "2027-06-29", "2027-07-27", "2027-09-28", "2027-10-26",
]  # fmt: skip


def planned(world, who="coordinator", start=date(2026, 11, 1)):
    meetings.plan_year(world.panel, actor=world.actor(who), now=NOW, start=start)
    return [str(day) for day in Meeting.objects.values_list("held_on", flat=True)]


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("chair", False)])
def test_a_year_has_eleven_meetings_and_a_free_august(world, who, allowed):
    if allowed:
        assert planned(world, who) == YEAR
        first = Meeting.objects.first()
        assert (first.starts, first.venue) == (time(9, 30), "Lantern House, upstairs room")
        assert first.why_this_day == "The last Tuesday of November."
    else:
        with pytest.raises(Denied):
            planned(world, who)
        assert not Meeting.objects.exists()


@pytest.mark.parametrize("start", [date(2026, 11, 1), date(2026, 11, 20)])
def test_planning_again_adds_nothing(world, start):
    planned(world)
    assert planned(world, start=start) == YEAR


def test_a_meeting_that_moved_is_not_planned_again(world):
    Closure.objects.create(
        partnership=world.partnership, panel=world.panel, day=date(2027, 1, 26), why="Flood"
    )
    planned(world)
    moved = Meeting.objects.get(moved_from=date(2027, 1, 26))
    assert moved.held_on == date(2027, 1, 25)
    assert "Flood" in moved.why_this_day
    meetings.move_meeting(
        moved, actor=world.actor("coordinator"), now=NOW, to=date(2027, 1, 21), why="All agreed."
    )
    assert len(planned(world)) == 11


@pytest.mark.parametrize(
    ("held_on", "name", "due", "words"),
    [
        ("2026-11-24", "referral", "2026-11-19", "Three working days before the meeting"),
        ("2026-11-24", "papers", "2026-11-19", "Three working days before the meeting"),
        ("2026-11-24", "agenda", "2026-11-20", "the last working day of the week before"),
        ("2026-12-29", "referral", "2026-12-22", "Christmas Day"),
        ("2026-12-29", "papers", "2026-12-22", "Boxing Day"),
        ("2026-12-29", "agenda", "2026-12-24", "Christmas Day"),
        ("2027-03-30", "referral", "2027-03-23", "Good Friday"),
        ("2027-03-30", "papers", "2027-03-23", "Easter Monday"),
        ("2027-03-30", "agenda", "2027-03-25", "Good Friday"),
        ("2027-03-30", "minutes", "2027-03-30", "end of the meeting"),
    ],
)
def test_each_deadline_says_its_day_and_why(world, held_on, name, due, words):
    planned(world)
    found = deadline_of(Meeting.objects.get(held_on=held_on), name)
    assert str(found.day) == due
    assert any(word in found.why for word in words.split("|"))
    assert found.clause


@pytest.mark.parametrize(("closed", "due"), [(None, 19), (date(2026, 11, 20), 18)])
def test_a_closure_of_the_panel_is_not_counted(world, closed, due):
    meeting = make.meeting(world)
    if closed:
        Closure.objects.create(
            partnership=world.partnership, panel=world.panel, day=closed, why="Moving house"
        )
    found = deadline_of(meeting, "referral")
    assert found.day == date(2026, 11, due)
    assert ("Moving house" in found.why) == bool(closed)


def test_deadlines_come_in_the_order_of_their_days(world):
    found = deadlines_of(make.meeting(world))
    assert {"referral", "agenda", "papers", "minutes", "actions"} <= set(found)
    assert [due.day for due in found.values()] == sorted(due.day for due in found.values())


def test_meetings_ahead_are_those_still_to_be_held(world):
    planned(world)
    soon = ahead(world.panel, actor=world.actor("member"), today=date(2027, 9, 1))
    assert [str(each.held_on) for each in soon] == ["2027-09-28", "2027-10-26"]
    assert not ahead(world.panel, actor=world.actor("steering"), today=NOVEMBER).exists()


@pytest.mark.parametrize(
    ("to", "why", "refused"),
    [
        (date(2026, 11, 25), "The room is taken.", None),
        (date(2026, 11, 25), " ", "Say why the meeting moves"),
        (date(2026, 12, 29), "The room is taken.", "The panel meets on that day already"),
        (date(2026, 11, 15), "The room is taken.", "Choose a day from today on"),
    ],
)
def test_a_meeting_moves_to_a_free_day_with_a_reason(world, to, why, refused):
    meeting, actor = make.meeting(world), world.actor("coordinator")
    if refused:
        with pytest.raises(Denied, match=refused):
            meetings.move_meeting(meeting, actor=actor, now=NOW, to=to, why=why)
        assert Meeting.objects.get(pk=meeting.pk).held_on == NOVEMBER
    else:
        moved = meetings.move_meeting(meeting, actor=actor, now=NOW, to=to, why=why)
        assert (moved.held_on, moved.moved_from, moved.why_this_day) == (to, NOVEMBER, why)


@pytest.mark.parametrize("sent", [False, True])
def test_a_meeting_whose_papers_are_out_does_not_move(world, sent):
    meeting = make.circulated(world).meeting if sent else make.meeting(world)
    move = {"actor": world.actor("coordinator"), "now": NOW, "to": date(2026, 11, 25), "why": "x"}
    if sent:
        with pytest.raises(Denied, match="Its papers are out"):
            meetings.move_meeting(meeting, **move)
    else:
        assert meetings.move_meeting(meeting, **move)


def listed(world, meeting, case, who="coordinator", now=NOW, child=False):
    return meetings.list_case(
        meeting, actor=world.actor(who), now=now, case=case, minutes=15, child_involved=child
    )


@pytest.mark.parametrize("again", [False, True])
def test_a_case_is_listed_once_a_meeting(world, again):
    item = make.listed(world)
    if again:
        with pytest.raises(Denied, match="This case is on the agenda already"):
            listed(world, item.meeting, item.case)
    else:
        assert listed(world, item.meeting, make.accepted(world).case).position == 2
    assert AgendaItem.objects.count() == (1 if again else 2)


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("chair", False)])
def test_only_a_role_that_may_lists_a_case(world, who, allowed):
    meeting, case = make.meeting(world), make.accepted(world).case
    if allowed:
        assert listed(world, meeting, case, who).listed_by == world.users[who]
    else:
        with pytest.raises(Denied):
            listed(world, meeting, case, who)
        assert not CaseGrant.objects.filter(why="listed").exists()


@pytest.mark.parametrize("closed", [False, True])
def test_a_closed_case_is_not_listed(world, closed):
    meeting, case = make.meeting(world), make.accepted(world).case
    if closed:
        cases.close_case(case, actor=world.actor("coordinator"), now=NOW)
        with pytest.raises(Denied, match="This case is not open"):
            listed(world, meeting, case)
    else:
        assert listed(world, meeting, case)


@pytest.mark.parametrize("ours", [True, False])
def test_a_case_of_another_partnership_is_not_listed(world, ours):
    meeting = make.meeting(world)
    case = make.accepted(world if ours else make.world("westmarsh")).case
    if ours:
        assert listed(world, meeting, case)
    else:
        with pytest.raises(Denied, match="This case is not open"):
            listed(world, meeting, case)


IN_TIME = at_local(date(2026, 11, 19), time(17, 0))


@pytest.mark.parametrize(
    ("received", "agreed_by", "allowed"),
    [
        (IN_TIME, (), True),
        (IN_TIME + timedelta(minutes=1), (), False),
        (IN_TIME + timedelta(minutes=1), ("coordinator",), False),
        (IN_TIME + timedelta(minutes=1), ("chair",), False),
        (IN_TIME + timedelta(minutes=1), ("coordinator", "chair"), True),
    ],
)
def test_a_late_referral_is_heard_only_where_both_agree(world, received, agreed_by, allowed):
    meeting = make.meeting(world)
    referral = make.accepted(world, now=received.astimezone(UTC))
    for who in agreed_by:
        referrals.approve_late(
            referral, actor=world.actor(who), now=received, reason="He has a weapon."
        )
    if allowed:
        assert listed(world, meeting, referral.case, now=received)
    else:
        with pytest.raises(Denied, match="with agreement from: Coordinator and Chair") as refused:
            listed(world, meeting, referral.case, now=received)
        assert refused.value.decision.clause == "8.5"
        assert listed(world, make.meeting(world, date(2026, 12, 29)), referral.case, now=received)


@pytest.mark.parametrize(("kind", "allowed"), [("scheduled", False), ("emergency", True)])
def test_an_emergency_meeting_hears_what_came_after_the_deadline(world, kind, allowed):
    received = datetime(2026, 11, 23, 12, tzinfo=UTC)
    meeting = make.meeting(world)
    Meeting.objects.filter(pk=meeting.pk).update(kind=kind)
    case = make.accepted(world, now=received).case
    if allowed:
        assert listed(world, meeting, case, now=received)
    else:
        with pytest.raises(Denied, match="after referrals for this meeting had closed"):
            listed(world, meeting, case, now=received)


def test_listing_gives_the_agencies_that_search_what_to_search_by(world):
    AgreementSignature.objects.filter(agency=world.seats["police"].agency).delete()
    case = make.listed(world).case
    granted = case.grants.filter(level=Level.IDENTIFIERS)
    assert {grant.agency.name for grant in granted} == {"Eastmarsh Housing"}
    assert Disclosure.objects.filter(case=case).latest("pk").agencies == [
        "Eastmarsh Housing", "Harbour Drug and Alcohol Service",
    ]  # fmt: skip
    told = Notice.objects.filter(event="meeting.case_listed").values_list("recipient", flat=True)
    assert world.users["housing"].pk in told
    assert world.users["police"].pk not in told


@pytest.mark.parametrize("begun", [False, True])
def test_a_case_is_taken_off_before_it_is_heard(world, begun):
    item = make.in_session(world) if begun else make.listed(world)
    by = {"actor": world.actor("coordinator"), "now": NOW}
    if begun:
        with pytest.raises(Denied, match="begun or taken off already"):
            meetings.take_off(item, **by)
    else:
        meetings.take_off(item, **by)
        assert agenda_of(item.meeting, actor=world.actor("chair")) == []
        assert listed(world, item.meeting, item.case).pk != item.pk


def test_cases_with_children_come_first(world):
    meeting = make.meeting(world)
    first = listed(world, meeting, make.accepted(world).case)
    second = listed(world, meeting, make.accepted(world).case, child=True)
    assert agenda_of(meeting, actor=world.actor("chair")) == [second, first]


@pytest.mark.parametrize("step", ["planned", "in session"])
def test_the_agenda_is_sent_before_the_meeting(world, step):
    meeting = make.listed(world).meeting if step == "planned" else make.in_session(world).meeting
    by = {"actor": world.actor("coordinator"), "now": NOW}
    if step == "planned":
        assert meetings.send_agenda(meeting, **by).agenda_sent_by == world.users["coordinator"]
        assert Notice.objects.filter(event="meeting.agenda_sent").count() == 8
    else:
        with pytest.raises(Denied, match="begun or is over"):
            meetings.send_agenda(meeting, **by)


def test_the_coordinator_sees_who_has_looked_and_when_first(world):
    item = make.listed(world)
    agencies = searching_agencies(world.panel, make.TODAY)
    looked_already = [
        looked.agency.name for looked in who_has_looked([item], agencies)[item] if looked.seen_at
    ]
    assert looked_already == ["Harbour Drug and Alcohol Service"]  # it wrote the referral
    for who, hour in (("police", 10), ("deputy", 11), ("housing", 12)):
        meetings.open_case_file(item.case, actor=world.actor(who), now=NOW.replace(hour=hour))
    looks = who_has_looked([item], agencies)[item]
    seen = {looked.agency.name: looked.seen_at for looked in looks}
    assert seen == {
        "Eastmarsh Housing": NOW.replace(hour=12),
        "Eastmarsh Police": NOW.replace(hour=10),
        "Harbour Drug and Alcohol Service": NOW,
    }


@pytest.mark.parametrize(("who", "sees"), [("police", True), ("observer", False)])
def test_a_look_is_noted_only_where_the_case_can_be_seen(world, who, sees):
    case = make.listed(world).case
    if sees:
        meetings.open_case_file(case, actor=world.actor(who), now=NOW)
    else:
        with pytest.raises(NotVisible):
            meetings.open_case_file(case, actor=world.actor(who), now=NOW)
    assert CaseSeen.objects.filter(seen_by=world.users[who]).exists() == sees


STAGES = {
    "planned": {"papers_out", "in_session", "cancelled"},
    "papers_out": {"in_session", "cancelled"},
    "in_session": {"held"}, "held": {"minuted"}, "minuted": set(), "cancelled": set(),
}  # fmt: skip


@pytest.mark.parametrize("there", Stage.values)
@pytest.mark.parametrize("here", Stage.values)
def test_every_move_of_the_table_and_no_other(here, there):
    assert bool(LIFECYCLE.may_move(here, there)) == (there in STAGES[here])


DATES = ["papers_sent", "opened", "closed", "minutes_issued"]


@pytest.mark.parametrize(("happened", "stage"), list(enumerate(Stage.values[:5])))
def test_the_stage_is_read_from_the_dates(world, happened, stage):
    meeting = make.meeting(world)
    for name in DATES[:happened]:
        setattr(meeting, f"{name}_at", NOW)
    assert meeting.stage == stage
    meeting.cancelled_at = NOW
    assert meeting.stage == "cancelled"


BROKEN_RULES = {
    "a_meeting_closes_after_it_opens": ["closed"],
    "minutes_follow_the_meeting": ["opened", "minutes_issued"],
}


@pytest.mark.parametrize("rule", BROKEN_RULES)
def test_the_database_refuses_what_must_never_be(world, rule):
    meeting = make.meeting(world)
    for name in BROKEN_RULES[rule]:
        setattr(meeting, f"{name}_at", NOW)
        setattr(meeting, f"{name}_by", world.users["chair"])
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        meeting.save()
    meeting.opened_at = meeting.closed_at = NOW
    meeting.opened_by = meeting.closed_by = world.users["chair"]
    meeting.save()


STEMS = ["agenda_sent", "papers_sent", "opened", "closed", "minutes_issued", "cancelled"]


@pytest.mark.parametrize("stem", STEMS)
def test_the_database_refuses_a_moment_without_its_person(world, stem):
    meeting = make.meeting(world)
    for before in ("opened", "closed"):
        if stem != before:
            setattr(meeting, f"{before}_at", NOW)
            setattr(meeting, f"{before}_by", world.users["chair"])
    setattr(meeting, f"{stem}_at", NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.save()
    setattr(meeting, f"{stem}_by", world.users["chair"])
    meeting.opened_at, meeting.opened_by = NOW, world.users["chair"]
    meeting.save()


@pytest.mark.parametrize("cancelled", [False, True])
def test_the_database_refuses_two_scheduled_meetings_a_day(world, cancelled):
    meeting = make.meeting(world)
    if cancelled:
        meeting.cancelled_at, meeting.cancelled_by = NOW, world.users["chair"]
        meeting.save()
    twin = Meeting(
        partnership=world.partnership, panel=world.panel, edition=meeting.edition,
        held_on=NOVEMBER, starts=time(14), planned_at=NOW,
    )  # fmt: skip
    if cancelled:
        twin.save()
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()


@pytest.mark.parametrize("taken_off", [False, True])
def test_the_database_refuses_a_case_twice_on_an_agenda(world, taken_off):
    item = make.listed(world)
    if taken_off:
        meetings.take_off(item, actor=world.actor("coordinator"), now=NOW)
    twin = AgendaItem(
        partnership=world.partnership, meeting=item.meeting, case=Case.objects.get(), position=2,
        minutes=15, listed_at=NOW, listed_by=world.users["chair"],
    )  # fmt: skip
    if taken_off:
        twin.save()
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()
