"""The room: opened on its day, entered after signing, one case at a time, closed after all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied
from conferral.cases import operations as cases
from conferral.meetings import operations as meetings
from conferral.meetings.models import (
    AgendaItem,
    Attendance,
    ConfidentialitySignature,
    ItemRecord,
    Meeting,
)
from conferral.meetings.queries import is_in_the_room
from tests import make

NOW = make.NOW
DAY = timedelta(days=1)


def opened(world, now=None, who="chair"):
    meeting = make.circulated(world).meeting
    return meetings.open_meeting(
        meeting, actor=world.actor(who), now=now or make.moment_of(meeting)
    )


def enter(world, who, agrees=True):
    meeting = Meeting.objects.get(held_on="2026-11-24")
    at = make.moment_of(meeting)
    return meetings.enter_room(meeting, actor=world.actor(who), now=at, agrees=agrees)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (1, True)])
def test_a_meeting_opens_on_its_day(world, days, allowed):
    meeting = make.circulated(world).meeting
    now = make.moment_of(meeting) + days * DAY
    if allowed:
        assert meetings.open_meeting(meeting, actor=world.actor("chair"), now=now).opened_at == now
    else:
        with pytest.raises(Denied, match=r"This meeting opens on its day, 24 November\."):
            meetings.open_meeting(meeting, actor=world.actor("chair"), now=now)
        assert Meeting.objects.get(pk=meeting.pk).opened_at is None


@pytest.mark.parametrize(("who", "allowed"), [("chair", True), ("coordinator", False)])
def test_the_chair_opens_it_and_once(world, who, allowed):
    if not allowed:
        with pytest.raises(Denied, match="does not let you chair the meeting"):
            opened(world, who=who)
        return
    meeting = opened(world)
    with pytest.raises(Denied, match="This meeting is already in session"):
        meetings.open_meeting(meeting, actor=world.actor(who), now=make.moment_of(meeting))


@pytest.mark.parametrize("is_open", [False, True])
def test_a_room_is_entered_when_it_is_open(world, is_open):
    if is_open:
        opened(world)
        assert enter(world, "police").entered_at
    else:
        make.circulated(world)
        with pytest.raises(Denied, match=r"The meeting is not open\. The chair opens it\."):
            enter(world, "police")
    assert Attendance.objects.exists() == is_open


@pytest.mark.parametrize(
    ("signed", "agrees", "enters"),
    [(False, False, False), (False, True, True), (True, False, True)],
)
def test_a_room_is_entered_after_signing_or_by_signing(world, signed, agrees, enters):
    meeting = opened(world)
    if signed:
        meetings.sign_confidentiality(meeting, actor=world.actor("police"), now=NOW, agrees=True)
    if enters:
        enter(world, "police", agrees)
        where = ConfidentialitySignature.objects.get().where
        assert where == ("papers" if signed else "room")
    else:
        with pytest.raises(Denied, match="Read the statement and agree to it first"):
            enter(world, "police", agrees)
        assert not ConfidentialitySignature.objects.exists()
    assert is_in_the_room(meeting, actor=world.actor("police")) == enters


@pytest.mark.parametrize(("who", "may"), [("observer", True), ("steering", False)])
def test_who_may_enter_is_for_the_edition_to_say(world, who, may):
    opened(world)
    if may:
        assert enter(world, who)
    else:
        with pytest.raises(Denied):
            enter(world, who)


def test_one_leaves_and_comes_back(world):
    meeting = opened(world)
    first, actor = enter(world, "police").entered_at, world.actor("police")
    meetings.leave_room(meeting, actor=actor, now=make.moment_of(meeting))
    assert not is_in_the_room(meeting, actor=actor)
    again = enter(world, "police")
    assert is_in_the_room(meeting, actor=actor)
    assert (again.entered_at, again.left_at) == (first, None)


@pytest.mark.parametrize("begun", [False, True])
def test_apologies_are_sent_before_the_meeting(world, begun):
    meeting = opened(world) if begun else make.circulated(world).meeting
    said = {"actor": world.actor("police"), "now": NOW, "information_sent": True}
    if begun:
        with pytest.raises(Denied, match="has begun or is over"):
            meetings.send_apologies(meeting, **said)
    else:
        assert meetings.send_apologies(meeting, **said).information_sent
        meetings.open_meeting(meeting, actor=world.actor("chair"), now=make.moment_of(meeting))
        assert enter(world, "police").apologies_at is None


@pytest.fixture
def two(world):
    """Two cases on the agenda of a meeting that is open, with four people in the room."""
    first = make.listed(world)
    second = make.listed(world, first.meeting, make.accepted(world).case)
    meetings.circulate(first.meeting, actor=world.actor("coordinator"), now=NOW)
    at = make.moment_of(first.meeting)
    meetings.open_meeting(first.meeting, actor=world.actor("chair"), now=at)
    for who in ("chair", "coordinator", "housing", "observer"):
        enter(world, who)
    return first, second


def begin(world, item, who="chair"):
    return meetings.begin_item(item, actor=world.actor(who), now=make.moment_of(item.meeting))


def minute(world, item, version=1, who="coordinator", **written):
    return meetings.minute_item(
        item, actor=world.actor(who), now=make.moment_of(item.meeting), version=version,
        written=written,
    )  # fmt: skip


def end(world, item):
    return meetings.end_item(item, actor=world.actor("chair"), now=make.moment_of(item.meeting))


def close(world, meeting):
    at = make.moment_of(meeting)
    return meetings.close_meeting(meeting, actor=world.actor("chair"), now=at)


def heard(world, item):
    begin(world, item)
    minute(world, item, decision="Stay at high risk.")
    return end(world, item)


@pytest.mark.parametrize("ended", [False, True])
def test_one_case_is_heard_at_a_time(world, two, ended):
    first, second = two
    if ended:
        heard(world, first)
        assert begin(world, second).begun_at
    else:
        begin(world, first)
        with pytest.raises(Denied, match="end the case that is being heard first"):
            begin(world, second)
    assert ItemRecord.objects.count() == 1 + ended


def test_beginning_again_keeps_the_first_moment_and_what_was_written(world, two):
    begin(world, two[0])
    minute(world, two[0], discussion="She wants to move.")
    again = meetings.begin_item(
        two[0], actor=world.actor("chair"), now=make.moment_of(two[0].meeting) + DAY
    )
    assert again.begun_at == make.moment_of(two[0].meeting)
    assert again.record.discussion == "She wants to move."


@pytest.mark.parametrize("over", [False, True])
def test_a_case_that_was_ended_is_not_begun_again(world, two, over):
    if over:
        heard(world, two[0])
        with pytest.raises(Denied):
            begin(world, two[0])
    else:
        assert begin(world, two[0])


@pytest.mark.parametrize("is_open", [False, True])
def test_a_case_is_begun_in_an_open_meeting(world, is_open):
    item = make.circulated(world)
    if is_open:
        at = make.moment_of(item.meeting)
        meetings.open_meeting(item.meeting, actor=world.actor("chair"), now=at)
        assert begin(world, item)
    else:
        with pytest.raises(Denied, match="The meeting is not open"):
            begin(world, item)


@pytest.mark.parametrize("version", [2, 1])
def test_nobody_writes_over_somebody_elses_words(world, two, version):
    item = two[0]
    begin(world, item)
    minute(world, item, who="minute_taker", discussion="The police say so.")
    if version == 2:
        assert minute(world, item, 2, plan="A move.").version == 3
    else:
        with pytest.raises(meetings.EditedMeanwhile, match="Somebody else saved this") as refused:
            minute(world, item, 1, discussion="Nobody says so.")
        assert refused.value.theirs.discussion == "The police say so."
    record = ItemRecord.objects.get()
    assert record.discussion == "The police say so."
    assert record.plan == ("A move." if version == 2 else "")


@pytest.mark.parametrize("begun", [False, True])
def test_a_case_is_minuted_from_its_beginning(world, two, begun):
    if begun:
        begin(world, two[0])
        assert minute(world, two[0], decision="Wait.").decision == "Wait."
    else:
        with pytest.raises(Denied, match="This case is not being heard"):
            minute(world, two[0], decision="Wait.")


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("capacity", "doubted", True), ("capacity", "perhaps", False),
        ("risk_level", "high", True), ("risk_level", "enormous", False),
    ],
)  # fmt: skip
def test_what_is_chosen_is_one_of_what_is_offered(world, two, field, value, allowed):
    begin(world, two[0])
    if allowed:
        assert getattr(minute(world, two[0], **{field: value}), field) == value
    else:
        with pytest.raises(Denied, match="Choose what is offered"):
            minute(world, two[0], **{field: value})


@pytest.mark.parametrize(("decision", "ends"), [("Stay at high risk.", True), (" ", False)])
def test_a_case_ends_with_a_decision(world, two, decision, ends):
    begin(world, two[0])
    minute(world, two[0], decision=decision)
    if ends:
        assert end(world, two[0]).ended_at
    else:
        with pytest.raises(Denied, match="Write down what was decided before you end this case"):
            end(world, two[0])
        assert AgendaItem.objects.get(pk=two[0].pk).ended_at is None


def present(world, item):
    by_seat = {seat.pk: who for who, seat in world.seats.items()}
    return {by_seat[seat] for seat in ItemRecord.objects.get(item=item).present}


@pytest.mark.parametrize("in_conflict", [False, True])
def test_who_was_there_for_a_case_leaves_out_whoever_is_in_conflict_with_it(
    world, two, in_conflict
):
    if in_conflict:
        cases.declare_conflict(two[0].case, actor=world.actor("housing"), now=NOW, why="My sister")
    for item in two:
        heard(world, item)
    everyone = {"chair", "coordinator", "housing", "observer"}
    assert present(world, two[0]) == everyone - ({"housing"} if in_conflict else set())
    assert present(world, two[1]) == everyone


@pytest.mark.parametrize("left", [False, True])
def test_who_has_left_was_not_there(world, two, left):
    if left:
        meetings.leave_room(
            two[0].meeting, actor=world.actor("housing"), now=make.moment_of(two[0].meeting)
        )
    heard(world, two[0])
    assert ("housing" in present(world, two[0])) != left


@pytest.mark.parametrize("last", ["unheard", "taken off", "heard"])
def test_a_meeting_closes_when_every_case_was_heard_or_taken_off(world, two, last):
    first, second = two
    heard(world, first)
    if last == "heard":
        heard(world, second)
    if last == "taken off":
        meetings.take_off(second, actor=world.actor("coordinator"), now=NOW)
    if last == "unheard":
        with pytest.raises(Denied, match="A case is still to be heard"):
            close(world, first.meeting)
        assert Meeting.objects.get(pk=first.meeting.pk).stage == "in_session"
    else:
        assert close(world, first.meeting).stage == "held"
        assert not Attendance.objects.filter(left_at=None).exists()


@pytest.mark.parametrize("reason", ["We would wait.", " "])
def test_an_agency_that_disagrees_says_why(world, two, reason):
    begin(world, two[0])
    said = {
        "actor": world.actor("coordinator"), "now": make.moment_of(two[0].meeting),
        "agency": world.seats["police"].agency, "reason": reason,
    }  # fmt: skip
    if reason.strip():
        assert meetings.record_dissent(two[0], **said).reason == reason
    else:
        with pytest.raises(Denied, match="Write down the reason that was given"):
            meetings.record_dissent(two[0], **said)
    assert two[0].dissents.exists() == bool(reason.strip())


@pytest.mark.parametrize("entered", [True, False])
def test_the_database_refuses_leaving_before_entering(world, entered):
    place = Attendance(
        partnership=world.partnership, meeting=make.meeting(world),
        membership=world.seats["police"], left_at=NOW, entered_at=NOW if entered else None,
    )  # fmt: skip
    if entered:
        place.save()
    else:
        with pytest.raises(IntegrityError, match="nobody_leaves_before"), transaction.atomic():
            place.save()


@pytest.mark.parametrize("model", [Attendance, ConfidentialitySignature])
def test_the_database_refuses_a_second_place_or_signature(world, two, model):
    row = model.objects.first()
    row.pk, row.uid = None, "y" * 22
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    row.membership = world.seats["steering"]
    row.save(force_insert=True)


@pytest.mark.parametrize("stem", ["taken_off", "begun", "ended"])
def test_the_database_refuses_a_moment_without_its_person(world, stem):
    item = make.listed(world)
    setattr(item, f"{stem}_at", NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()
    setattr(item, f"{stem}_by", world.users["chair"])
    item.save()
