"""The minutes and the actions of a meeting: drafted, issued, read, printed."""

from conferral.actions import operations as actions
from conferral.audit.queries import lines
from conferral.cases.operations import declare_conflict
from conferral.meetings import operations
from conferral.meetings.models import AgendaItem, ItemRecord
from tests import make
from tests.contexts.documents.reading import opened, text
from tests.marks import clause
from tests.web.meetings.conftest import Site


def closed(site: Site) -> AgendaItem:
    """A meeting that is over, its minutes still a draft."""
    item = make.in_session(site.world)
    at = make.moment_of(item.meeting)
    make.agreed(site.world, item)
    operations.minute_item(
        item, actor=site.world.actor("coordinator"), now=at, version=item.record.version,
        written={"decision": "Stay at high risk.", "plan": "A move she agrees to."},
    )  # fmt: skip
    operations.end_item(item, actor=site.world.actor("chair"), now=at)
    operations.close_meeting(item.meeting, actor=site.world.actor("chair"), now=at)
    site.at(at)
    return item


def issued(site: Site) -> AgendaItem:
    """A meeting whose minutes are out."""
    item = closed(site)
    now = make.moment_of(item.meeting)
    actions.issue_minutes(item.meeting, actor=site.world.actor("coordinator"), now=now)
    return item


def test_the_draft_is_for_writers_alone(site: Site):
    item = closed(site)
    assert "Stay at high risk." in site.of("coordinator").text("minutes", item.meeting.uid)
    answer = site.of("housing").get("minutes", item.meeting.uid)
    assert answer.status_code == 403
    assert "Stay at high risk." not in answer.content.decode()


def test_a_draft_can_be_put_right_and_issued_minutes_cannot(site: Site):
    item = closed(site)
    pages = site.of("coordinator")
    version = ItemRecord.objects.get(item=item).version
    written = {"version": version, "decision": "Lower the risk."}
    assert pages.post("item-minute", item.uid, **written).status_code == 303
    assert "Lower the risk." in pages.text("minutes", item.meeting.uid)
    pages.post("minutes-issue", item.meeting.uid)
    written = {"version": version + 1, "decision": "Higher."}
    assert pages.post("item-minute", item.uid, **written).status_code == 422
    assert "Lower the risk." in pages.text("minutes", item.meeting.uid)


def test_issuing_shows_the_head_of_the_record(site: Site):
    item = closed(site)
    pages = site.of("coordinator")
    assert pages.post("minutes-issue", item.meeting.uid).status_code == 303
    minutes = item.meeting.minutes
    page = pages.text("minutes", item.meeting.uid)
    assert f"Record no. {minutes.anchor_seq}" in page and minutes.anchor_mac in page
    paper = pages.get("minutes-pdf", item.meeting.uid).content
    assert f"Record no. {minutes.anchor_seq}" in text(paper)
    assert "pdfuaid" in str(opened(paper).xmp_metadata.stream.get_data())


def test_only_who_may_issue_issues(site: Site):
    item = closed(site)
    assert site.of("chair").post("minutes-issue", item.meeting.uid).status_code == 403


def test_reading_the_minutes_is_on_the_record(site: Site):
    item = issued(site)
    assert "Stay at high risk." in site.of("housing").text("minutes", item.meeting.uid)
    assert lines(site.world.partnership.pk)[0].event == "minutes.read"


def test_minutes_do_not_open_before_signing(site: Site):
    item = issued(site)
    answer = site.of("police").get("minutes", item.meeting.uid)
    assert answer["Location"].endswith("/sign/?next=minutes")
    assert site.of("police").get("minutes-pdf", item.meeting.uid).status_code == 403


@clause("wesp/1", "16.5")
@clause("thpp/1", "16.5")
def test_a_case_in_conflict_is_absent_from_the_minutes_and_the_log(site: Site):
    item = issued(site)
    operations.sign_confidentiality(
        item.meeting, actor=site.world.actor("police"), now=make.NOW, agrees=True
    )
    declare_conflict(item.case, actor=site.world.actor("police"), now=make.NOW, why="A neighbour.")
    for who, there in (("housing", True), ("police", False)):
        pages = site.of(who)
        assert (item.case.reference in pages.text("minutes", item.meeting.uid)) is there
        for name in ("minutes-pdf", "action-log-pdf"):
            paper = text(pages.get(name, item.meeting.uid).content)
            assert (item.case.reference in paper) is there


def test_the_action_log_and_an_agencys_sheet_are_printed_after_issue(site: Site):
    item = closed(site)
    assert site.of("housing").get("action-log-pdf", item.meeting.uid).status_code == 403
    site.of("coordinator").post("minutes-issue", item.meeting.uid)
    log = site.of("housing").get("action-log-pdf", item.meeting.uid)
    ours = site.of("housing").get("agency-actions-pdf", item.meeting.uid)
    theirs = site.of("police").get("agency-actions-pdf", item.meeting.uid)
    assert "Change the lock" in text(log.content) and "Change the lock" in text(ours.content)
    assert "Change the lock" not in text(theirs.content)
    assert "pdfuaid" in str(opened(log.content).xmp_metadata.stream.get_data())
