"""Sending papers, signing for them, and reading one's own copy."""

from datetime import UTC, datetime

from conferral.audit.queries import lines
from conferral.cases.operations import declare_conflict
from conferral.meetings import operations
from conferral.meetings.models import Circulation, Copy, Meeting
from tests import make
from tests.contexts.documents.reading import opened, text
from tests.marks import clause
from tests.web.meetings.conftest import Site

LATE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def signed(site: Site, item: make.AgendaItem, *people: str) -> None:
    for who in people:
        operations.sign_confidentiality(
            item.meeting, actor=site.world.actor(who), now=make.NOW, agrees=True
        )


def test_papers_go_out_in_time_without_a_reason(site: Site):
    item = make.listed(site.world)
    pages = site.of("coordinator")
    before = pages.text("meeting-circulate", item.meeting.uid)
    assert "Housing Person" in before and "Observer Person" not in before
    assert "Why are the papers late?" not in before
    assert pages.post("meeting-circulate", item.meeting.uid).status_code == 303
    assert not Circulation.objects.get().late


def test_late_papers_without_a_reason_are_refused_and_nothing_changes(site: Site):
    item = make.listed(site.world)
    site.at(LATE)
    answer = site.of("coordinator").post("meeting-circulate", item.meeting.uid, late_reason=" ")
    assert answer.status_code == 422
    assert "WESP 14.1" in answer.content.decode()
    assert not Circulation.objects.exists()
    assert Meeting.objects.get(pk=item.meeting.pk).papers_sent_at is None


def test_late_papers_go_with_their_reason(site: Site):
    item = make.listed(site.world)
    site.at(LATE)
    pages = site.of("coordinator")
    pages.post("meeting-circulate", item.meeting.uid, late_reason="Two agencies were late.")
    assert "Two agencies were late." in pages.text("meeting", item.meeting.uid)


def test_a_member_may_not_circulate(site: Site):
    item = make.listed(site.world)
    assert site.of("housing").get("meeting-circulate", item.meeting.uid).status_code == 403


def test_papers_do_not_open_before_signing(site: Site):
    item = make.circulated(site.world)
    pages = site.of("housing")
    for name in ("papers", "papers-pdf"):
        answer = pages.get(name, item.meeting.uid)
        assert answer.status_code == 303
        assert answer["Location"].endswith("/sign/?next=papers")
    assert not Copy.objects.filter(opened_at__isnull=False).exists()


@clause("wesp/1", "2.1")
@clause("thpp/1", "2.1")
def test_signing_opens_them(site: Site):
    item = make.circulated(site.world)
    pages = site.of("housing")
    answer = pages.post("meeting-sign", item.meeting.uid, ask="?next=papers", agrees="on")
    assert answer["Location"] == pages.address("papers", item.meeting.uid)
    assert "Juniper Vale" in pages.text("papers", item.meeting.uid)
    assert Copy.objects.get(opened_at__isnull=False).membership == site.world.seats["housing"]


def test_not_agreeing_signs_nothing(site: Site):
    item = make.circulated(site.world)
    answer = site.of("housing").post("meeting-sign", item.meeting.uid)
    assert "Read the statement and agree to it first" in answer.content.decode()
    assert not item.meeting.signatures.exists()


def test_signing_leads_nowhere_else(site: Site):
    item = make.circulated(site.world)
    pages = site.of("housing")
    answer = pages.post("meeting-sign", item.meeting.uid, ask="?next=//elsewhere", agrees="on")
    assert answer["Location"] == pages.address("meeting", item.meeting.uid)


def test_opening_papers_is_on_the_record(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "housing")
    site.of("housing").get("papers", item.meeting.uid)
    assert lines(site.world.partnership.pk)[0].event == "papers.opened"


def test_a_case_in_conflict_is_absent_from_ones_papers(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "housing", "police")
    declare_conflict(item.case, actor=site.world.actor("police"), now=make.NOW, why="A neighbour.")
    for who, there in (("housing", True), ("police", False)):
        page = site.of(who).text("papers", item.meeting.uid)
        paper = text(site.of(who).get("papers-pdf", item.meeting.uid).content)
        assert (item.case.reference in page) is there
        assert (item.case.reference in paper) is there


def test_ones_copy_on_paper_is_numbered_named_and_accessible(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "housing")
    copy = Copy.objects.get(membership=site.world.seats["housing"])
    answer = site.of("housing").get("papers-pdf", item.meeting.uid)
    assert answer["Content-Disposition"] == (
        f'attachment; filename="papers-copy-{copy.number:02d}.pdf"'
    )
    assert f"Copy {copy.number:02d} of {Copy.objects.count()}" in text(answer.content)
    assert "Housing Person" in text(answer.content)
    assert "pdfuaid" in str(opened(answer.content).xmp_metadata.stream.get_data())


def test_the_papers_never_say_how_to_reach_her(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "housing")
    page = site.of("housing").text("papers", item.meeting.uid)
    paper = text(site.of("housing").get("papers-pdf", item.meeting.uid).content)
    assert "900123" not in page.replace(" ", "") and "900123" not in paper.replace(" ", "")


def test_the_coordinator_prints_anybodys_copy_and_that_is_recorded(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "coordinator")
    copy = Copy.objects.get(membership=site.world.seats["housing"])
    answer = site.of("coordinator").get("copy-pdf", copy.uid)
    assert "Housing Person" in text(answer.content)
    assert lines(site.world.partnership.pk)[0].event == "copy.printed"
    assert Copy.objects.get(pk=copy.pk).opened_at is None


def test_nobody_else_prints_a_copy_that_is_not_theirs(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "police")
    copy = Copy.objects.get(membership=site.world.seats["housing"])
    assert site.of("police").get("copy-pdf", copy.uid).status_code == 403


def test_a_printed_copy_holds_what_both_may_read(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "coordinator")
    declare_conflict(item.case, actor=site.world.actor("police"), now=make.NOW, why="A neighbour.")
    copies = {copy.membership_id: copy for copy in Copy.objects.all()}
    for who, there in (("housing", True), ("police", False)):
        answer = site.of("coordinator").get("copy-pdf", copies[site.world.seats[who].pk].uid)
        assert (item.case.reference in text(answer.content)) is there


def test_whoever_got_no_copy_finds_nothing(site: Site):
    item = make.circulated(site.world)
    signed(site, item, "observer")
    assert site.of("observer").get("papers", item.meeting.uid).status_code == 404
