"""Nobody is told, sent, given or asked to write more than is theirs; nothing goes unsent."""

import pytest

from conferral.access.actor import Denied
from conferral.cases import operations as cases
from conferral.cases.models import CaseGrant, Disclosure, Level
from conferral.meetings import operations as meetings
from conferral.meetings.models import (
    Attendance,
    Circulation,
    ConfidentialitySignature,
    Copy,
    Dissent,
    ItemRecord,
    Minutes,
)
from conferral.meetings.papers import from_sealed_content
from conferral.notices.models import Notice
from conferral.partnerships.models import Agency, Panel
from conferral.vault.files import content_of
from tests import make

NOW = make.NOW


def told(world, event):
    rows = Notice.objects.filter(event=event, partnership=world.partnership)
    by_user = {user.pk: who for who, user in world.users.items()}
    return {by_user[pk] for pk in rows.values_list("recipient", flat=True)}


def guest_of(world, agency, kind):
    make.seated(world, "guest", agency=agency, kind=kind, roles=["guest"], seat="guest")


def second_coordinator(world):
    make.seated(
        world, "second", agency="Lantern House", kind="charity", roles=["coordinator"],
        seat="staff",
    )  # fmt: skip


def test_those_who_see_a_listed_case_are_told_and_nobody_else(world):
    guest_of(world, "Eastmarsh Police", "police")
    make.seated(
        world, "watcher", agency="Eastmarsh Police", kind="police", roles=["observer"],
        seat="other",
    )  # fmt: skip
    left = world.seats["deputy"]
    left.until_on = NOW.date().replace(day=1)
    left.save()
    make.listed(world)
    assert told(world, "meeting.case_listed") == {
        "coordinator", "chair", "member", "housing", "police",
    }  # fmt: skip


def test_whoever_is_in_conflict_is_not_told_that_the_case_is_listed_again(world):
    first = make.listed(world)
    cases.declare_conflict(first.case, actor=world.actor("police"), now=NOW, why="My brother.")
    meetings.take_off(first, actor=world.actor("coordinator"), now=NOW)
    Notice.objects.all().delete()
    make.listed(world, first.meeting, first.case)
    assert told(world, "meeting.case_listed") == {
        "coordinator", "chair", "member", "housing", "deputy",
    }  # fmt: skip


def test_an_agenda_is_for_those_who_read_meetings(world):
    meetings.send_agenda(make.meeting(world), actor=world.actor("coordinator"), now=NOW)
    assert told(world, "meeting.agenda_sent") == set(world.seats) - {"steering", "governance"}


@pytest.mark.parametrize("invited", [True, False])
def test_a_guest_gets_papers_only_for_the_case_that_was_opened_to_them(world, invited):
    guest_of(world, "Safe Streets Project", "charity")
    item = make.listed(world)
    if invited:
        CaseGrant.objects.create(
            partnership=world.partnership, case=item.case, user=world.users["guest"],
            level=Level.PAPERS, why="invited", granted_at=NOW,
            granted_by=world.users["coordinator"],
        )  # fmt: skip
    meetings.circulate(item.meeting, actor=world.actor("coordinator"), now=NOW)
    assert Copy.objects.filter(membership=world.seats["guest"]).exists() == invited
    assert ("guest" in told(world, "papers.circulated")) == invited
    theirs = Agency.objects.get(name="Safe Streets Project")
    assert not CaseGrant.objects.filter(agency=theirs).exists()
    assert "Safe Streets Project" not in Disclosure.objects.first().agencies


def test_a_case_hidden_from_whoever_sends_papers_is_sent_by_somebody_else(world):
    second_coordinator(world)
    hidden = make.listed(world)
    other = make.listed(world, hidden.meeting)
    cases.declare_conflict(hidden.case, actor=world.actor("coordinator"), now=NOW, why="A friend.")
    first = meetings.circulate(hidden.meeting, actor=world.actor("coordinator"), now=NOW)
    assert [each.reference for each in papers_in(first)] == [other.case.reference]
    with pytest.raises(Denied, match="have been sent"):
        meetings.circulate(hidden.meeting, actor=world.actor("coordinator"), now=NOW)
    again = meetings.circulate(hidden.meeting, actor=world.actor("second"), now=NOW)
    assert {each.reference for each in papers_in(again)} == {
        hidden.case.reference, other.case.reference,
    }  # fmt: skip
    with pytest.raises(Denied, match="have been sent"):
        meetings.circulate(hidden.meeting, actor=world.actor("second"), now=NOW)


def papers_in(circulation):
    return from_sealed_content(content_of(circulation.content))


def test_a_meeting_whose_only_case_is_hidden_has_nothing_to_send(world):
    item = make.listed(world)
    cases.declare_conflict(item.case, actor=world.actor("coordinator"), now=NOW, why="A friend.")
    with pytest.raises(Denied, match="No case is on the agenda yet"):
        meetings.circulate(item.meeting, actor=world.actor("coordinator"), now=NOW)
    assert not Circulation.objects.exists()


def dissent(world, item, agency, reason="The risk is higher than that."):
    now = make.moment_of(item.meeting)
    return meetings.record_dissent(
        item, actor=world.actor("minute_taker"), now=now, agency=agency, reason=reason
    )


def test_only_an_agency_of_the_panel_disagrees_and_once(world):
    item = make.in_session(world)
    elsewhere = make.world("westmarsh").seats["police"].agency
    with pytest.raises(Denied, match="sits on this panel"):
        dissent(world, item, elsewhere)
    police = world.seats["police"].agency
    assert dissent(world, item, police) == dissent(world, item, police)
    dissent(world, item, police, "And she was not asked.")
    assert Dissent.objects.count() == 2


@pytest.mark.parametrize("stage", ["circulated", "minuted"])
def test_nobody_disagrees_before_a_case_is_heard_or_after_its_minutes(world, stage):
    item = getattr(make, stage)(world)
    with pytest.raises(Denied, match="not being heard"):
        dissent(world, item, world.seats["police"].agency)


@pytest.mark.parametrize("field", ["capacity", "risk_level"])
def test_a_minute_keeps_to_what_is_offered(world, field):
    item = make.in_session(world)
    now, actor = make.moment_of(item.meeting), world.actor("minute_taker")
    before = getattr(item.record, field)
    with pytest.raises(Denied, match="Choose what is offered"):
        meetings.minute_item(item, actor=actor, now=now, version=1, written={field: "fine"})
    meetings.minute_item(item, actor=actor, now=now, version=1, written={field: ""})
    assert getattr(ItemRecord.objects.get(item=item), field) == before


@pytest.mark.parametrize("model", [Circulation, Minutes, ConfidentialitySignature, Attendance])
def test_what_hangs_on_a_meeting_stays_in_its_panel(world, model):
    make.minuted(world)
    assert model.objects.visible_to(world.actor("police")).exists()
    assert not model.objects.visible_to(world.actor("steering")).exists()
    other = Panel.objects.create(
        partnership=world.partnership, slug="other", name="Other", convenor="Lantern House"
    )
    beside = make.World(world.partnership, other, {}, {})
    make.seated(
        beside, "outsider", agency="Eastmarsh Housing", kind="housing", roles=["lead_member"],
        seat="lead",
    )  # fmt: skip
    beside.users |= {who: world.users[who] for who in ("coordinator", "chair")}
    make.adopt(beside)
    assert not model.objects.visible_to(beside.actor("outsider")).exists()
