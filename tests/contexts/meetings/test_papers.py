"""Papers: sent in time or with a reason, one numbered copy each, opened after signing."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.access.localtime import at_local
from conferral.audit.queries import lines
from conferral.cases.models import CaseGrant, Disclosure, Level
from conferral.meetings import operations as meetings
from conferral.meetings.models import Circulation, ConfidentialitySignature, Copy, Meeting
from conferral.meetings.papers import from_sealed_content
from conferral.notices.models import Notice
from conferral.partnerships.models import AgreementSignature
from conferral.vault.files import content_of
from tests import make

NOW = make.NOW
IN_TIME = at_local(date(2026, 11, 19), time(14, 0))
LATE = IN_TIME + timedelta(minutes=1)


def circulate(world, meeting, now=NOW, who="coordinator", **said):
    return meetings.circulate(meeting, actor=world.actor(who), now=now, **said)


@pytest.mark.parametrize(
    ("now", "reason", "late"),
    [
        (IN_TIME, "", False), (IN_TIME, "Not needed", False),
        (LATE, "The referral came at noon.", True), (LATE, "", None), (LATE, "  ", None),
    ],
)  # fmt: skip
def test_late_papers_need_a_reason_and_nothing_changes_without(world, now, reason, late):
    meeting = make.listed(world).meeting
    before = (CaseGrant.objects.count(), Disclosure.objects.count(), Notice.objects.count())
    if late is None:
        with pytest.raises(
            Denied, match=r"The papers were due on 19 November\. Say why"
        ) as refused:
            circulate(world, meeting, now, late_reason=reason)
        assert refused.value.decision.clause == "14.1"
        after = (CaseGrant.objects.count(), Disclosure.objects.count(), Notice.objects.count())
        assert after == before
        assert not Circulation.objects.exists()
        assert Meeting.objects.get(pk=meeting.pk).stage == "planned"
        return
    circulation = circulate(world, meeting, now, late_reason=reason)
    assert (circulation.late, circulation.late_reason) == (late, reason if late else "")
    assert (circulation.sent_at, circulation.due_on) == (now, IN_TIME.date())
    assert Meeting.objects.get(pk=meeting.pk).stage == "papers_out"


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("chair", False)])
def test_only_a_role_that_may_circulates(world, who, allowed):
    meeting = make.listed(world).meeting
    if allowed:
        assert circulate(world, meeting, who=who)
    else:
        with pytest.raises(Denied):
            circulate(world, meeting, who=who)


@pytest.mark.parametrize("listed", [True, False])
def test_an_empty_agenda_has_no_papers(world, listed):
    meeting = make.listed(world).meeting if listed else make.meeting(world)
    if listed:
        assert circulate(world, meeting)
    else:
        with pytest.raises(Denied, match="No case is on the agenda yet"):
            circulate(world, meeting)


READERS = {"coordinator", "chair", "member", "housing", "police", "deputy", "minute_taker"}


@pytest.mark.parametrize("signed", [True, False])
def test_everyone_who_reads_papers_gets_one_numbered_copy(world, signed):
    if not signed:
        AgreementSignature.objects.filter(agency=world.seats["housing"].agency).delete()
    make.circulated(world)
    copies = Copy.objects.all()
    by_seat = {seat.pk: who for who, seat in world.seats.items()}
    assert {by_seat[copy.membership_id] for copy in copies} == READERS - (
        set() if signed else {"housing"}
    )
    assert [copy.number for copy in copies] == list(range(1, len(copies) + 1))
    told = Notice.objects.filter(event="papers.circulated").values_list("recipient", flat=True)
    assert set(told) == {copy.membership.user_id for copy in copies}


def test_what_was_sent_is_kept_though_the_case_changes(world):
    item = make.circulated(world)
    sent = content_of(Circulation.objects.get().content)
    name = item.case.adults[0].person.names.get(kind="legal")
    name.text = "Somebody Else"
    name.save()
    item.case.summary = "New"
    item.case.save()
    assert content_of(Circulation.objects.get().content) == sent
    (papers,) = from_sealed_content(sent)
    assert papers.people[0].name == "Juniper Vale"
    assert papers.reference == item.case.reference


def test_papers_never_say_how_to_reach_her_nor_what_is_for_statistics(world):
    make.listed(world, case=make.accepted(world, address="12 Quay Street").case)
    circulate(world, Meeting.objects.get(held_on="2026-11-24"))
    sent = content_of(Circulation.objects.get().content).decode()
    assert "Juniper Vale" in sent
    for apart in ("07700", "Quay Street", "Said about safe_words", "sexual_orientation"):
        assert apart not in sent


def test_papers_go_out_again_only_for_a_case_that_was_added(world):
    item = make.circulated(world)
    with pytest.raises(Denied, match="no case was added since"):
        circulate(world, item.meeting)
    later = NOW + timedelta(hours=1)
    added = meetings.list_case(
        item.meeting, actor=world.actor("coordinator"), now=later, case=make.accepted(world).case,
        minutes=15, child_involved=False,
    )  # fmt: skip
    again = circulate(world, item.meeting, later)
    assert Circulation.objects.count() == 2
    assert len(from_sealed_content(content_of(again.content))) == 2
    police = world.seats["police"].agency
    assert added.case.grants.filter(agency=police, level=Level.PAPERS).count() == 1
    with pytest.raises(Denied, match="no case was added since"):
        circulate(world, item.meeting, later)


@pytest.mark.parametrize("begun", [False, True])
def test_papers_do_not_go_out_once_the_meeting_has_begun(world, begun):
    meeting = make.listed(world).meeting
    at = make.moment_of(meeting)
    if begun:
        meetings.open_meeting(meeting, actor=world.actor("chair"), now=at)
        with pytest.raises(Denied, match="has begun or is over"):
            circulate(world, meeting, at, late_reason="x")
    else:
        assert circulate(world, meeting, at, late_reason="x")


def copy_of(world, who):
    return Copy.objects.get(membership=world.seats[who])


def sign(world, who, agrees=True, now=NOW):
    meeting = Meeting.objects.get(held_on="2026-11-24")
    return meetings.sign_confidentiality(meeting, actor=world.actor(who), now=now, agrees=agrees)


@pytest.mark.parametrize("signed", [False, True])
def test_nobody_opens_papers_before_signing(world, signed):
    make.circulated(world)
    copy, actor = copy_of(world, "police"), world.actor("police")
    if signed:
        sign(world, "police")
        meetings.open_copy(copy, actor=actor, now=NOW)
    else:
        sign(world, "deputy")
        with pytest.raises(Denied, match="Sign the confidentiality statement") as refused:
            meetings.open_copy(copy, actor=actor, now=NOW)
        assert refused.value.decision.clause == "5.5"
    assert copy_of(world, "police").opened_at == (NOW if signed else None)
    newest = lines(world.partnership.pk)[0]
    assert (newest.event, newest.outcome) == ("papers.opened", "read" if signed else "refused")


def test_the_first_opening_stays_and_each_is_recorded(world):
    make.circulated(world)
    sign(world, "police")
    for hour in (10, 11):
        meetings.open_copy(
            copy_of(world, "police"), actor=world.actor("police"), now=NOW.replace(hour=hour)
        )
    assert copy_of(world, "police").opened_at == NOW.replace(hour=10)
    assert [line.event for line in lines(world.partnership.pk)][:2] == ["papers.opened"] * 2


@pytest.mark.parametrize(
    ("who", "refused"), [("police", None), ("deputy", NotVisible), ("coordinator", Denied)]
)
def test_a_copy_is_its_recipients_alone(world, who, refused):
    make.circulated(world)
    sign(world, who)
    copy = copy_of(world, "police")
    if refused:
        with pytest.raises(refused) as denied:
            meetings.open_copy(copy, actor=world.actor(who), now=NOW)
        assert type(denied.value) is refused
        assert copy_of(world, "police").opened_at is None
    else:
        assert meetings.open_copy(copy, actor=world.actor(who), now=NOW) == copy


@pytest.mark.parametrize("agrees", [True, False])
def test_signing_is_agreeing(world, agrees):
    make.circulated(world)
    if agrees:
        assert sign(world, "police").statement_version == "1"
    else:
        with pytest.raises(Denied, match="Read the statement and agree to it first"):
            sign(world, "police", agrees=False)
    assert ConfidentialitySignature.objects.exists() == agrees


def test_signing_again_changes_nothing(world):
    make.circulated(world)
    sign(world, "police")
    assert sign(world, "police", now=NOW + timedelta(hours=1)).signed_at == NOW
    assert ConfidentialitySignature.objects.count() == 1


def test_a_signature_is_for_one_meeting(world):
    make.circulated(world)
    meetings.sign_confidentiality(
        make.meeting(world, date(2026, 12, 29)), actor=world.actor("police"), now=NOW, agrees=True
    )
    with pytest.raises(Denied, match="for this meeting first"):
        meetings.open_copy(copy_of(world, "police"), actor=world.actor("police"), now=NOW)


@pytest.mark.parametrize("same", ["number", "membership"])
def test_the_database_refuses_a_second_copy(world, same):
    make.circulated(world)
    copy = copy_of(world, "police")
    copy.pk, copy.uid = None, "y" * 22
    if same == "number":
        copy.membership = world.seats["observer"]
    else:
        copy.number = 99
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
    copy.number, copy.membership = 99, world.seats["observer"]
    copy.save(force_insert=True)
