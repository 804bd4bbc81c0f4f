"""The year's meetings, one meeting's page, and putting cases on its agenda."""

from datetime import UTC, date, datetime

import pytest

from conferral.cases.models import CaseGrant, Level
from conferral.cases.operations import declare_conflict
from conferral.meetings import operations
from conferral.meetings.models import AgendaItem, Meeting
from tests import make
from tests.contexts.documents.reading import opened, text
from tests.marks import clause
from tests.web.meetings.conftest import Site


def test_the_list_of_meetings_says_what_is_due_next_and_by_which_clause(site: Site):
    make.meeting(site.world)
    page = site.of("coordinator").text("meetings")
    assert "Tuesday 24 November 2026" in page
    assert "Papers go out, Thursday 19 November, 2pm" in page  # referrals close at 5pm that day
    assert "WESP 14.1" in page


def test_every_deadline_of_a_meeting_says_why_that_day(site: Site):
    meeting = make.meeting(site.world, date(2026, 12, 29))
    page = site.of("member").text("meeting", meeting.uid)
    assert page.count("Why this day?") == 5
    assert "Christmas Day" in page


def test_whoever_may_not_read_about_meetings_finds_nothing(site: Site):
    meeting = make.meeting(site.world)
    assert "No meeting is planned that you can see" in site.of("steering").text("meetings")
    assert site.of("steering").get("meeting", meeting.uid).status_code == 404


def test_the_coordinator_lists_a_case_and_agencies_may_search(site: Site):
    meeting, case = make.meeting(site.world), make.accepted(site.world).case
    pages = site.of("coordinator")
    assert "15" in pages.text("case-list", case.uid)
    answer = pages.post(
        "case-list", case.uid, meeting=meeting.uid, minutes=20, child_involved="yes", note="review"
    )
    assert answer.status_code == 303
    item = AgendaItem.objects.get(case=case)
    assert (item.minutes, item.child_involved, item.note) == (20, True, "review")
    assert case.reference in site.of("police").text("meeting", meeting.uid)


def test_where_the_protocol_gives_no_time_for_a_case_whoever_lists_it_says_how_long(site: Site):
    """A panel whose protocol sets neither a time, nor guests, nor printed papers."""
    written = make.files_of()
    files = {name: text for name, text in written.items() if not name.startswith("examples/")}
    for table in ("timing", "guests", "hard_copies"):
        files["protocol.toml"] = without_table(files["protocol.toml"], f"[meeting.{table}]")
    make.adopt_files(site.world, files, date(2026, 11, 1))
    meeting, case = make.meeting(site.world), make.accepted(site.world).case
    pages = site.of("coordinator")
    assert 'value="15"' not in pages.text("case-list", case.uid)
    said = {"meeting": meeting.uid, "child_involved": "no"}
    refused = pages.post("case-list", case.uid, **said).content.decode()
    assert "Say how many minutes" in refused
    assert pages.post("case-list", case.uid, **said, minutes=25).status_code == 303
    assert AgendaItem.objects.get(case=case).minutes == 25
    assert case.reference in pages.text("meeting", meeting.uid)


def without_table(text: str, heading: str) -> str:
    before, _heading, rest = text.partition(f"{heading}\n")
    return before + rest[rest.index("\n[") + 1 :]


def test_a_listing_form_that_is_not_complete_keeps_what_was_typed(site: Site):
    make.meeting(site.world)
    case = make.accepted(site.world).case
    answer = site.of("coordinator").post("case-list", case.uid, note="her advocate joins")
    page = answer.content.decode()
    assert "her advocate joins" in page and "Choose a meeting" in page
    assert not AgendaItem.objects.exists()


def test_a_member_may_not_list_a_case(site: Site):
    make.meeting(site.world)
    case = make.accepted(site.world).case
    answer = site.of("member").get("case-list", case.uid)
    assert answer.status_code == 403


def test_a_late_case_is_explained_and_leads_to_its_referral(site: Site):
    make.meeting(site.world)
    late = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    referral = make.accepted(site.world, now=late)
    site.at(late)
    pages = site.of("coordinator")
    page = pages.text("case-list", referral.case.uid)
    assert "Too late for Tuesday 24 November" in page
    assert pages.address("referral", referral.uid) in page
    assert "Tuesday 24 November 2026, 9.30am" not in page
    assert "Tuesday 29 December 2026, 9.30am" in page


def test_a_case_can_be_taken_off_before_it_is_heard(site: Site):
    item = make.listed(site.world)
    asked = site.of("coordinator").text("item-take-off", item.uid)
    assert "It is not heard on Tuesday 24 November" in asked
    assert site.of("coordinator").post("item-take-off", item.uid).status_code == 303
    assert site.of("coordinator").post("item-take-off", item.uid).status_code == 404


def test_sending_the_agenda_is_shown_on_the_meeting(site: Site):
    item = make.listed(site.world)
    site.of("coordinator").post("agenda-send", item.meeting.uid)
    assert "Send the agenda again" in site.of("coordinator").text("meeting", item.meeting.uid)


def test_a_meeting_is_moved_with_a_reason_and_not_without(site: Site):
    meeting = make.meeting(site.world)
    pages = site.of("coordinator")
    pages.post("meeting-move", meeting.uid, to="25 11 2026", why="")
    assert Meeting.objects.get(pk=meeting.pk).held_on == date(2026, 11, 24)
    pages.post("meeting-move", meeting.uid, to="25 11 2026", why="The room is taken.")
    assert "Moved from Tuesday 24 November. The room is taken." in pages.text(
        "meeting", meeting.uid
    )


def test_only_the_coordinator_sees_who_has_looked(site: Site):
    item = make.listed(site.world)
    operations.open_case_file(item.case, actor=site.world.actor("housing"), now=make.NOW)
    assert "Who has looked" in site.of("coordinator").text("meeting", item.meeting.uid)
    assert "Who has looked" not in site.of("housing").text("meeting", item.meeting.uid)


def test_apologies_say_whether_the_information_was_sent(site: Site):
    meeting = make.meeting(site.world)
    pages = site.of("police")
    assert pages.post("meeting-apologies", meeting.uid).status_code == 200
    assert pages.post("meeting-apologies", meeting.uid, information_sent="yes").status_code == 303
    assert "information sent" in pages.text("meeting", meeting.uid)


def test_the_agenda_closes_up_over_a_case_in_conflict(site: Site):
    item = make.listed(site.world)
    declare_conflict(item.case, actor=site.world.actor("police"), now=make.NOW, why="A neighbour.")
    reference = item.case.reference
    assert reference in site.of("housing").text("meeting", item.meeting.uid)
    assert reference not in site.of("police").text("meeting", item.meeting.uid)
    assert reference in text(site.of("housing").get("agenda-pdf", item.meeting.uid).content)
    assert reference not in text(site.of("police").get("agenda-pdf", item.meeting.uid).content)


def test_an_observer_sees_no_case(site: Site):
    item = make.circulated(site.world)
    assert item.case.reference not in site.of("observer").text("meeting", item.meeting.uid)


@clause("wesp/1", "16.5")
@clause("thpp/1", "16.5")
def test_the_agenda_and_the_attendance_sheet_are_accessible_and_downloaded(site: Site):
    item = make.listed(site.world)
    for name, file in (("agenda-pdf", "agenda.pdf"), ("attendance-pdf", "attendance.pdf")):
        answer = site.of("coordinator").get(name, item.meeting.uid)
        assert answer["Content-Disposition"] == f'attachment; filename="{file}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "pdfuaid" in str(opened(answer.content).xmp_metadata.stream.get_data())
        assert "Juniper" not in text(answer.content)


@pytest.mark.parametrize("invited", [True, False])
def test_a_guest_is_expected_only_where_a_case_on_the_agenda_is_open_to_them(
    site: Site, invited: bool
):
    make.seated(
        site.world, "guest", agency="Willow Lane", kind="charity", roles=["guest"], seat="guest"
    )
    item, guest = make.listed(site.world), site.world.users["guest"]
    if invited:
        CaseGrant.objects.create(
            partnership=site.world.partnership, case=item.case, user=guest, level=Level.PAPERS,
            why="invited", granted_at=make.NOW, granted_by=site.world.users["coordinator"],
        )  # fmt: skip
    page = site.of("coordinator").text("meeting", item.meeting.uid)
    assert (f'<th scope="row">{guest.name}</th>' in page) == invited
