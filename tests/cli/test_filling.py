"""The invented half year, on both databases and on any day."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from conferral.actions.models import Action
from conferral.audit.queries import verify
from conferral.cases.models import Case, ConflictOfInterest, Duty
from conferral.demo import days
from conferral.demo.filling import begin, fill, is_filled
from conferral.demo.reading import stories, with_days, written
from conferral.meetings.models import Meeting
from conferral.partnerships.models import Membership
from conferral.partnerships.queries import open_proposal
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.referrals.models import Referral

TODAY = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
DAYS = [
    datetime(2026, 10, 28, 0, 20, tzinfo=UTC),  # the day after a meeting
    datetime(2028, 2, 29, 15, 5, tzinfo=UTC),  # a meeting's own day
    datetime(2026, 12, 25, 12, 0, tzinfo=UTC),
    datetime(2027, 8, 15, 23, 30, tzinfo=UTC),  # past midnight here, in a month without a meeting
    datetime(2027, 3, 31, 12, 0, tzinfo=UTC),  # the year that is planned began long ago
]


def test_half_a_year_is_lived_up_to_today():
    assert not is_filled()
    world = fill(TODAY)
    assert is_filled()
    today = TODAY.date()
    assert verify(world.panel.partnership_id).whole
    stages = Counter(meeting.stage for meeting in Meeting.objects.filter(held_on__lt=today))
    assert stages == {"minuted": 6}
    assert world.meetings[0].held_on >= today
    assert Meeting.objects.get(pk=world.meetings[0].pk).items.count() == 5
    referrals = Counter(Referral.objects.values_list("stage", flat=True))
    assert referrals == {"accepted": 17, "draft": 1, "submitted": 1, "returned": 1, "declined": 1}
    actions = list(Action.objects.all())
    assert any(action.is_overdue(today) for action in actions)
    assert any(action.was_late for action in actions)
    assert {"done", "not_possible", "refused", "superseded", ""} == {a.outcome for a in actions}
    assert Case.objects.get(kind="several").adults[1].label == "Adult B"
    assert ConflictOfInterest.objects.count() == 2
    assert Duty.objects.get(done_at=None).due_on == today
    assert {referral.edition.edition_id for referral in Referral.objects.all()} == {"wesp/1"}
    waiting = open_proposal(world.panel)
    assert waiting
    assert (waiting.edition_id, waiting.signed_by) == ("wesp/2", world.seats["ines"].user)


@pytest.mark.parametrize("moment", DAYS, ids=lambda moment: moment.isoformat())
def test_on_any_day_five_meetings_lie_behind_and_one_ahead_is_next(moment):
    """Also on the day of a meeting, which is then still to be held."""
    world = begin(moment)
    assert len(days.behind(world)) >= days.WITH_CASES
    assert world.meetings[-1].held_on < world.today <= world.meetings[0].held_on
    assert world.meetings[2]
    assert {meeting.edition.edition_id for meeting in world.meetings.values()} == {"wesp/1"}
    assert world.meetings[0].planned_at > world.meetings[0].edition.seconded_at
    for story in stories():
        if story.get("stage") != "draft":
            assert days.submitted_on(world, story) <= world.today


def test_every_invented_address_is_nobodys():
    emails = [person["email"] for person in written("partnership.toml")["person"]]
    assert all(email.endswith(".example") for email in emails)
    assert len(set(emails)) == len(emails)


def test_each_role_of_the_edition_is_held_by_somebody():
    held = {role for person in written("partnership.toml")["person"] for role in person["roles"]}
    assert held == {role.id for role in load(read_folder(shipped()["wesp/1"])).roles}
    assert Membership.Seat.GUEST in {p["seat"] for p in written("partnership.toml")["person"]}


@pytest.mark.parametrize("story", list(stories()), ids=lambda story: str(story["id"]))
def test_a_story_answers_only_what_is_asked_and_gives_her_own_words(story):
    form = load(read_folder(shipped()["wesp/1"])).form("referral")
    if "opened" in story:
        return
    asked = set(form.by_id)
    assert set(story["answers"]) | set(story["flags"]) | set(story.get("asked", {})) <= asked
    assert story["answers"]["her_views"]
    assert story["answers"]["background_facts"]


def test_days_in_a_story_are_counted_from_its_own_day():
    day = datetime(2026, 3, 1, tzinfo=UTC).date()
    assert with_days({"a": ["since {-1}"]}, day) == {"a": ["since 28 February"]}
