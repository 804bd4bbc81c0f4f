"""Actions: agreed once, reported by the agency that took them, and late by their dates alone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.actions import operations as actions
from conferral.actions.minutes import from_sealed_content, state_of
from conferral.actions.models import Action
from conferral.actions.queries import pressing_or_reported
from conferral.audit.queries import Anchor, verify
from conferral.cases import operations as cases
from conferral.meetings import operations as meetings
from conferral.meetings.models import Minutes
from conferral.notices.models import Notice
from conferral.partnerships.models import Membership, Panel
from conferral.vault.files import content_of
from tests import make

DAY = timedelta(days=1)
HELD_ON = date(2026, 11, 24)


@pytest.fixture
def item(world):
    return make.in_session(world)


def agree(world, item, who="coordinator", **changed):
    said = {
        "text": "Change the lock", "risk": "Her door", "owner": world.seats["housing"],
        "due_on": HELD_ON + 7 * DAY, "once": "a" * 22,
    } | changed  # fmt: skip
    return actions.agree_action(
        item, actor=world.actor(who), now=make.moment_of(item.meeting), **said
    )


@pytest.mark.parametrize(("second", "count"), [("a" * 22, 1), ("b" * 22, 2)])
def test_a_form_that_is_sent_twice_agrees_one_action(world, item, second, count):
    first = agree(world, item)
    again = agree(world, item, once=second)
    assert Action.objects.count() == count
    assert (again == first) == (count == 1)


@pytest.mark.parametrize(
    ("who", "may"),
    [("coordinator", True), ("chair", True), ("minute_taker", True), ("member", False)],
)
def test_who_writes_down_an_action(world, item, who, may):
    if may:
        assert agree(world, item, who).agreed_by == world.users[who]
    else:
        with pytest.raises(Denied, match="does not let you agree an action"):
            agree(world, item, who)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, None), ({"due_on": HELD_ON}, None),
        ({"due_on": HELD_ON - DAY}, "Choose a day from today on"),
        ({"text": "  "}, "Say what will be done"),
    ],
)  # fmt: skip
def test_an_action_says_what_and_by_when(world, item, changed, refused):
    if refused:
        with pytest.raises(Denied, match=refused):
            agree(world, item, **changed)
        assert not Action.objects.exists()
    else:
        action = agree(world, item, **changed)
        assert (action.agency, action.owner) == (
            world.seats["housing"].agency, world.users["housing"],
        )  # fmt: skip


@pytest.mark.parametrize("sits", ["now", "no longer", "elsewhere", "in conflict"])
def test_its_owner_sits_on_the_panel_and_may_read_it(world, item, sits):
    seat = world.seats["housing"]
    if sits == "no longer":
        Membership.objects.filter(pk=seat.pk).update(until_on=HELD_ON - DAY)
    if sits == "elsewhere":
        other = Panel.objects.create(
            partnership=world.partnership, slug="hub", name="Hub", convenor="Lantern House"
        )
        Membership.objects.filter(pk=seat.pk).update(panel=other)
    if sits == "in conflict":
        cases.declare_conflict(item.case, actor=world.actor("housing"), now=make.NOW, why="Kin")
    owner = Membership.objects.get(pk=seat.pk)
    if sits == "now":
        assert agree(world, item, owner=owner)
    else:
        with pytest.raises(Denied, match="Choose somebody"):
            agree(world, item, owner=owner)


@pytest.mark.parametrize("when", ["being heard", "not begun", "minutes issued"])
def test_actions_are_agreed_from_the_hearing_until_the_minutes_are_issued(world, when):
    steps = {
        "being heard": make.in_session,
        "not begun": make.circulated,
        "minutes issued": make.minuted,
    }
    item = steps[when](world)
    item.refresh_from_db()
    before = Action.objects.count()
    if when == "being heard":
        assert agree(world, item)
    else:
        with pytest.raises(Denied, match="until the minutes are issued"):
            agree(world, item)
        assert Action.objects.count() == before


@pytest.fixture
def action(world):
    return make.minuted(world).actions.get()


def pressing(world, who, today):
    """Whether an action that nobody has reported on stands on somebody's Today."""
    rows = pressing_or_reported(world.actor(who), today=today, since=make.NOW + 999 * DAY)
    return rows.exists()


def report(world, action, who="housing", days=0, **said):
    now = make.moment_of(action.item.meeting) + days * DAY
    said = {"outcome": "done"} | said
    return actions.report_action(action, actor=world.actor(who), now=now, **said)


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("housing", None),
        ("coordinator", None),
        ("police", "Only the agency that took"),
        ("chair", "does not let you report on an action"),
    ],
)
def test_an_action_is_reported_by_the_agency_that_took_it(world, action, who, refused):
    if refused:
        with pytest.raises(Denied, match=refused):
            report(world, action, who)
        assert Action.objects.get().is_open
    else:
        assert report(world, action, who).reported_by == world.users[who]


def test_a_colleague_reports_for_an_agency(world):
    item = make.in_session(world)
    action = make.agreed(world, item, "police")
    assert report(world, action, "deputy").reported_by == world.users["deputy"]


@pytest.mark.parametrize(
    ("outcome", "note", "refused"),
    [
        ("done", "", None),
        *[(each, "She said so.", None) for each in Action.Outcome.values],
        *[(each, " ", "Say why") for each in Action.Outcome.values if each != "done"],
        ("forgotten", "x", "Choose how the action ended"), ("", "x", "Choose how the action"),
    ],
)  # fmt: skip
def test_anything_but_done_needs_a_reason(world, action, outcome, note, refused):
    if refused:
        with pytest.raises(Denied, match=refused):
            report(world, action, outcome=outcome, note=note)
        assert Action.objects.get().is_open
    else:
        told = report(world, action, outcome=outcome, note=note)
        assert (told.outcome, told.outcome_note) == (outcome, note)
        assert told.done_on == (HELD_ON if outcome == "done" else None)


@pytest.mark.parametrize("again", [False, True])
def test_an_action_is_reported_once(world, action, again):
    report(world, action)
    if again:
        with pytest.raises(Denied, match=r"This action was reported on 24 November\."):
            report(world, action, outcome="not_done", note="After all.")
    assert Action.objects.get().outcome == "done"


@pytest.mark.parametrize(
    ("done_on", "refused", "late"),
    [
        (HELD_ON, False, False), (HELD_ON + 7 * DAY, False, False),
        (HELD_ON + 8 * DAY, False, True),
        (None, False, True), (HELD_ON + 10 * DAY, True, False),
    ],
)  # fmt: skip
def test_done_late_follows_from_the_day_it_was_done(world, action, done_on, refused, late):
    if refused:
        with pytest.raises(Denied, match="cannot have been done after today"):
            report(world, action, days=9, done_on=done_on)
    else:
        assert report(world, action, days=9, done_on=done_on).was_late == late
        assert state_of(action, HELD_ON) == ("done_late" if late else "done")


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
@pytest.mark.parametrize("is_open", [True, False])
def test_overdue_follows_from_its_day(world, action, days, late, is_open):
    if not is_open:
        report(world, action)
    today = HELD_ON + days * DAY
    assert Action.objects.get().is_overdue(today) == (late and is_open)
    assert pressing(world, "housing", today) == is_open
    assert pressing(world, "coordinator", today) == (late and is_open)
    if is_open:
        assert state_of(action, today) == ("overdue" if late else "open")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("housing", True), ("police", True), ("coordinator", True), ("minute_taker", True),
        ("observer", False), ("steering", False), ("governance", False),
    ],
)  # fmt: skip
def test_who_sees_an_action(world, action, who, sees):
    assert Action.objects.visible_to(world.actor(who)).exists() == sees
    assert pressing(world, who, HELD_ON) == (who == "housing")
    if not sees:
        with pytest.raises(NotVisible):
            report(world, action, who)


def test_an_agencys_own_action_stays_its_own_without_a_grant(world, action):
    action.case.grants.update(ended_at=make.NOW, ended_by=world.users["coordinator"])
    assert Action.objects.visible_to(world.actor("housing")).exists()
    assert not Action.objects.visible_to(world.actor("police")).exists()


def closed(world):
    item = make.in_session(world)
    at = make.moment_of(item.meeting)
    make.agreed(world, item)
    meetings.minute_item(
        item, actor=world.actor("coordinator"), now=at, version=1,
        written={"decision": "Stay at high risk.", "plan": "A move.\n\nA new number."},
    )  # fmt: skip
    meetings.end_item(item, actor=world.actor("chair"), now=at)
    return meetings.close_meeting(item.meeting, actor=world.actor("chair"), now=at)


def issue(world, meeting, who="coordinator"):
    return actions.issue_minutes(meeting, actor=world.actor(who), now=make.moment_of(meeting))


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("chair", False)])
def test_minutes_are_issued_by_who_may(world, who, allowed):
    meeting = closed(world)
    if allowed:
        assert issue(world, meeting, who).issued_by == world.users[who]
    else:
        with pytest.raises(Denied):
            issue(world, meeting, who)


@pytest.mark.parametrize("step", ["closed", "in session", "issued"])
def test_minutes_are_issued_once_and_after_the_meeting(world, step):
    steps = {
        "closed": closed, "in session": lambda world: make.in_session(world).meeting,
        "issued": lambda world: make.minuted(world).meeting,
    }  # fmt: skip
    meeting = steps[step](world)
    if step == "closed":
        assert issue(world, meeting)
        assert meeting.stage == "minuted"
    else:
        with pytest.raises(Denied, match=r"cannot become minuted|already minuted"):
            issue(world, meeting)
    assert Minutes.objects.count() == (step != "in session")


def test_minutes_carry_the_head_of_the_record(world):
    meeting = closed(world)
    minutes = issue(world, meeting)
    printed = Anchor(minutes.anchor_seq, minutes.anchor_mac)
    verdict = verify(world.partnership.pk, expect=printed)
    assert verdict.whole
    assert verdict.entries == printed.seq + 1
    assert not verify(world.partnership.pk, expect=Anchor(printed.seq, "f" * 64)).whole


def test_minutes_stay_as_they_were_issued(world):
    minutes = issue(world, closed(world))
    action = Action.objects.get()
    report(world, action)
    action.text = "Something else"
    action.save()
    (case,) = from_sealed_content(content_of(Minutes.objects.get().content))
    assert minutes == Minutes.objects.get()
    assert (case.decision, case.plan) == ("Stay at high risk.", ("A move.", "A new number."))
    assert [(line.text, line.owner) for line in case.actions] == [
        ("Change the lock", "Housing Person")
    ]
    assert {who.agency for who in case.in_room} >= {"Eastmarsh Council", "Lantern House"}


def test_readers_and_owners_are_told_that_minutes_are_issued(world):
    issue(world, closed(world))
    told = set(Notice.objects.filter(event="minutes.issued").values_list("recipient", flat=True))
    assert {world.users[who].pk for who in ("housing", "police", "chair", "member")} <= told
    assert world.users["observer"].pk not in told


@pytest.mark.parametrize(
    "broken",
    [
        {"outcome": "done"},
        {"reported_at": make.NOW},
        {"outcome": "done", "reported_at": make.NOW},
    ],
)
def test_the_database_refuses_an_outcome_without_its_reporter(world, action, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.update(**broken)
    Action.objects.update(outcome="done", reported_at=make.NOW, reported_by=world.users["housing"])


@pytest.mark.parametrize("here", [True, False])
def test_the_database_refuses_one_form_twice_in_a_partnership(world, action, here):
    other = action if here else make.minuted(make.world("westmarsh")).actions.get()
    other.pk = other.pk if not here else None
    other.uid, other.once = "y" * 22, action.once
    if here:
        with pytest.raises(IntegrityError), transaction.atomic():
            other.save(force_insert=True)
    else:
        other.text, other.risk, other.outcome_note = "a", "b", "c"
        other.save()
