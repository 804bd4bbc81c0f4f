"""The room: its door, the case that is heard, what is written while it is heard."""

from datetime import timedelta
from typing import Any

from conferral.actions.models import Action
from conferral.cases.operations import declare_conflict, open_case
from conferral.meetings import operations
from conferral.meetings.models import AgendaItem, ItemRecord, Meeting
from tests import make
from tests.contexts.documents.reading import text
from tests.marks import clause
from tests.web.meetings.conftest import Site

MINUTE = {"capacity": "presumed", "risk_level": "high", "decision": "Stay at high risk."}


def heard(site: Site, *also: str) -> AgendaItem:
    """A case that is being heard, and the clock of the room a little later."""
    item = make.in_session(site.world)
    at = make.moment_of(item.meeting)
    for who in also:
        operations.enter_room(item.meeting, actor=site.world.actor(who), now=at, agrees=True)
    site.at(at + timedelta(minutes=8, seconds=40))
    return item


def an_action(site: Site, **changed: Any) -> dict[str, Any]:
    typed = {
        "once": "one-token-one-action", "text": "Change the lock", "risk_said": "Her door",
        "owner": site.world.seats["housing"].uid, "due": "1 December",
    }  # fmt: skip
    return {**typed, **changed}


def test_the_chair_opens_the_meeting_on_its_day_and_not_before(site: Site):
    item = make.circulated(site.world)
    assert site.of("chair").post("meeting-open", item.meeting.uid).status_code == 403
    site.at(make.moment_of(item.meeting))
    assert site.of("chair").post("meeting-open", item.meeting.uid).status_code == 303


def test_one_signs_on_the_way_in(site: Site):
    item = make.in_session(site.world)
    site.at(make.moment_of(item.meeting))
    pages = site.of("police")
    assert "Sign and enter" in pages.text("room", item.meeting.uid)
    refused = pages.post("room-enter", item.meeting.uid)
    assert refused.status_code == 422
    assert "Juniper" not in refused.content.decode()
    assert pages.post("room-enter", item.meeting.uid, agrees="on").status_code == 303
    assert "Juniper Vale" in pages.text("room", item.meeting.uid)


def test_the_time_left_is_told_in_figures(site: Site):
    item = heard(site)
    assert "6:20 left" in site.of("housing").text("room", item.meeting.uid)
    site.at(make.moment_of(item.meeting) + timedelta(minutes=16, seconds=10))
    assert "1:10 over" in site.of("housing").text("room", item.meeting.uid)


@clause("wesp/1", "2.1")
@clause("thpp/1", "2.1")
def test_members_hear_and_only_writers_write(site: Site):
    item = heard(site)
    assert "Save the minute" in site.of("coordinator").text("room", item.meeting.uid)
    page = site.of("housing").text("room", item.meeting.uid)
    assert "Save the minute" not in page and "Add an action" not in page
    assert site.of("housing").post("item-minute", item.uid, version=1).status_code == 403


def test_whoever_is_in_conflict_is_out_for_the_case_and_out_of_its_list(site: Site):
    item = heard(site, "police")
    declare_conflict(item.case, actor=site.world.actor("police"), now=make.NOW, why="A neighbour.")
    theirs = site.of("police").text("room", item.meeting.uid)
    assert "You are out of the room for this item" in theirs
    assert "Juniper" not in theirs and item.case.reference not in theirs
    page = site.of("housing").text("room", item.meeting.uid)
    inside, _sep, rest = page.partition("Left the room:")
    assert "Police Person" not in inside.partition("In the room for")[2]
    assert "Police Person" in rest


def test_an_observer_watches_and_reads_no_case(site: Site):
    item = heard(site, "observer")
    page = site.of("observer").text("room", item.meeting.uid)
    assert "You are here to observe" in page and "Juniper" not in page
    assert "Observing:" in site.of("housing").text("room", item.meeting.uid)


def test_two_clicks_on_add_action_are_one_action(site: Site):
    item = heard(site)
    pages = site.of("coordinator")
    for _click in range(2):
        assert pages.post("item-action", item.uid, **an_action(site)).status_code == 303
    action = Action.objects.get()
    assert (action.text, f"{action.due_on:%d %m %Y}") == ("Change the lock", "01 12 2026")


def test_two_forms_are_two_actions(site: Site):
    item = heard(site)
    pages = site.of("coordinator")
    pages.post("item-action", item.uid, **an_action(site))
    pages.post("item-action", item.uid, **an_action(site, once="another-token"))
    assert Action.objects.count() == 2


def test_an_action_without_a_name_or_a_day_keeps_its_words(site: Site):
    item = heard(site)
    typed = an_action(site, owner="", due="when she can")
    answer = site.of("coordinator").post("item-action", item.uid, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose who will do it" in page and "Write a day, like 1 December" in page
    assert "Change the lock" in page and "when she can" in page
    assert not Action.objects.exists()


def test_nobody_in_conflict_can_be_given_an_action(site: Site):
    item = heard(site)
    declare_conflict(item.case, actor=site.world.actor("housing"), now=make.NOW, why="A neighbour.")
    answer = site.of("coordinator").post("item-action", item.uid, **an_action(site))
    assert answer.status_code == 422 and not Action.objects.exists()


def test_a_minute_is_saved_and_shown_to_all(site: Site):
    item = heard(site)
    answer = site.of("coordinator").post("item-minute", item.uid, version=1, **MINUTE)
    assert answer.status_code == 303
    assert "Stay at high risk." in site.of("housing").text("room", item.meeting.uid)


def test_two_writers_of_one_minute_see_both_texts_and_lose_neither(site: Site):
    item = heard(site, "minute_taker")
    site.of("minute_taker").post(
        "item-minute", item.uid, version=1, **{**MINUTE, "decision": "Lower it."}
    )
    answer = site.of("coordinator").post("item-minute", item.uid, version=1, **MINUTE)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lower it." in page and "Stay at high risk." in page
    assert ItemRecord.objects.get().decision == "Lower it."
    site.of("coordinator").post("item-minute", item.uid, version=2, **MINUTE)
    assert ItemRecord.objects.get().decision == "Stay at high risk."


def test_a_case_ends_with_its_decision_and_not_without(site: Site):
    item = heard(site)
    assert site.of("chair").post("item-end", item.uid).status_code == 422
    site.of("coordinator").post("item-minute", item.uid, version=1, **MINUTE)
    assert site.of("chair").post("item-end", item.uid).status_code == 303


def test_a_disagreement_is_written_down_with_its_reason(site: Site):
    item = heard(site)
    typed = {"dissent-agency": site.world.seats["housing"].agency.uid}
    pages = site.of("coordinator")
    assert pages.post("item-dissent", item.uid, **typed).status_code == 422
    typed["dissent-reason"] = "The other tenants."
    assert pages.post("item-dissent", item.uid, **typed).status_code == 303
    assert "The other tenants." in site.of("housing").text("room", item.meeting.uid)


def test_a_meeting_does_not_close_over_a_case_that_was_not_heard(site: Site):
    item = heard(site)
    answer = site.of("chair").post("meeting-close", item.meeting.uid)
    assert answer.status_code == 403
    assert "still to be heard" in answer.content.decode()
    assert Meeting.objects.get(pk=item.meeting.pk).closed_at is None


def test_a_meeting_closes_when_every_case_was_heard(site: Site):
    item = heard(site)
    site.of("coordinator").post("item-minute", item.uid, version=1, **MINUTE)
    site.of("chair").post("item-end", item.uid)
    assert site.of("chair").post("meeting-close", item.meeting.uid).status_code == 303


def test_leaving_shows_the_door_again(site: Site):
    item = heard(site)
    pages = site.of("housing")
    pages.post("room-leave", item.meeting.uid)
    assert "Enter the room" in pages.text("room", item.meeting.uid)


def test_a_case_of_several_adults_one_unnamed_and_a_place_is_heard(site: Site):
    world = site.world
    coordinator = world.actor("coordinator")
    case = open_case(
        world.panel, actor=coordinator, now=make.NOW, kind="several", summary="A house.",
        basis="Preventing harm.",
        names=("Alma Thorne",), unnamed=("Adult B",), places=(("flat", "Dock Street", "9"),),
    )  # fmt: skip
    item = make.listed(world, case=case)
    operations.circulate(item.meeting, actor=coordinator, now=make.NOW)
    at = make.moment_of(item.meeting)
    site.at(at)
    operations.open_meeting(item.meeting, actor=world.actor("chair"), now=at)
    for who in ("coordinator", "housing"):
        operations.enter_room(item.meeting, actor=world.actor(who), now=at, agrees=True)
    operations.begin_item(item, actor=world.actor("chair"), now=at)
    for name in ("room", "papers"):
        for who in ("coordinator", "housing"):
            page = site.of(who).text(name, item.meeting.uid)
            assert "Alma Thorne" in page and "Adult B" in page
    assert "Dock Street" in text(site.of("housing").get("papers-pdf", item.meeting.uid).content)


def test_an_observer_is_not_told_that_every_case_was_heard(site: Site):
    item = make.circulated(site.world)
    at = make.moment_of(item.meeting)
    operations.open_meeting(item.meeting, actor=site.world.actor("chair"), now=at)
    site.at(at)
    site.of("observer").post("room-enter", item.meeting.uid, agrees="on")
    page = site.of("observer").text("room", item.meeting.uid)
    assert "You are in the room" in page
    assert "Every case has been heard" not in page
