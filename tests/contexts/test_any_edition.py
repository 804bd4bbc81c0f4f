"""Every shipped edition and sample: its panel is founded, and a case goes all the way through."""

from datetime import timedelta

import pytest

from conferral.access.actor import Denied
from conferral.actions import operations as actions
from conferral.cases.models import SharingBasis
from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from conferral.meetings.queries import deadline_of, deadlines_of
from conferral.partnerships import operations as partnerships
from conferral.partnerships.models import AdoptedEdition
from conferral.protocol.files.loading import read_folder
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.referrals import operations as referrals
from conferral.referrals.gaps import still_missing
from conferral.referrals.lifecycle import Stage
from conferral.referrals.queries import assessment_of, beside
from tests import any_edition as any_
from tests.any_edition import EDITIONS, who_may
from tests.make import NOW, TODAY, World

PAPERS = Permission.PAPERS_CIRCULATE


@pytest.fixture(params=EDITIONS)
def panel(request: pytest.FixtureRequest) -> World:
    return any_.founded(request.param)


def signers(panel: World) -> tuple[str, str]:
    """Two people who may adopt, of whom one holds a role that must sign."""
    edition = panel.panel.adopted_on(TODAY).protocol
    able = [role.id for role in edition.roles_that_may(Permission.PROTOCOL_ADOPT)]
    must = next((role for role in able if role in edition.adoption.one_of), able[0])
    return must, next(role for role in able if role != must)


def test_everybody_may_do_what_their_role_says(panel: World):
    edition = panel.panel.adopted_on(TODAY).protocol
    for role in edition.roles:
        assert panel.actor(role.id).permissions == set(role.may), role.id


@pytest.mark.parametrize("place", EDITIONS)
def test_two_people_adopt_it_once_all_that_it_leaves_open_is_settled(place: str):
    panel = any_.founded(place)
    files, (first, second) = dict(read_folder(any_.FOLDERS[place])), signers(panel)
    proposal = partnerships.propose(
        panel.panel, actor=panel.actor(first), now=NOW, files=files,
        in_force_from=TODAY + timedelta(days=30),
    )  # fmt: skip
    if proposal.protocol.defaults or proposal.protocol.queries:
        with pytest.raises(Denied):
            partnerships.sign(proposal, actor=panel.actor(first), now=NOW)
    for each in proposal.protocol.defaults:
        partnerships.confirm_default(proposal, actor=panel.actor(first), now=NOW, unsettled=each.id)
    for each in proposal.protocol.queries:
        partnerships.answer_query(
            proposal, actor=panel.actor(first), now=NOW, unsettled=each.id, answer="So.",
            reason="It works.",
        )  # fmt: skip
    partnerships.sign(proposal, actor=panel.actor(first), now=NOW)
    adopted = partnerships.adopt(proposal, actor=panel.actor(second), now=NOW)
    assert isinstance(adopted, AdoptedEdition)
    assert {adopted.adopted_by, adopted.seconded_by} == {panel.users[first], panel.users[second]}


def test_a_draft_says_what_is_missing_and_is_not_sent_before(panel: World):
    draft = any_.drafted(panel)
    form = draft.protocol.form("referral")
    asked = {gap.question.id for _form, gap in still_missing(draft)}
    assert asked == {each.id for each in form.questions if each.required and each.when is None}
    actor = panel.actor(any_.author_of(panel, draft))
    with pytest.raises(Denied, match="is not complete") as refusal:
        referrals.submit(draft, actor=actor, now=NOW)
    decision = refusal.value.decision
    assert decision.clause == draft.protocol.clause_for(Practice.REFERRAL_COMPLETE)


def test_a_referral_becomes_a_case(panel: World):
    referral = any_.submitted(panel)
    edition = referral.protocol
    form = beside(referral)
    bases = list(SharingBasis.objects.filter(person=referral.person))
    assert [basis.route for basis in bases] == (["consent"] if edition.consent else [])
    assert (form.id if form else None) == (edition.consent.form if edition.consent else None)
    decides = panel.actor(who_may(panel, Permission.REFERRAL_ACCEPT))
    if assessment_of(referral, TODAY).person_must_judge:
        with pytest.raises(Denied, match="give your reasons"):
            referrals.accept(referral, actor=decides, now=NOW)
    accepted = referrals.accept(referral, actor=decides, now=NOW, reasons="Grave risk.")
    assert accepted.stage == Stage.ACCEPTED
    assert accepted.case.adults[0].person == accepted.person


def test_a_reasoned_unknown_is_not_her_agreement(panel: World):
    draft = any_.drafted(panel)
    edition = draft.protocol
    asked = edition.form("referral").filling("sharing.route")
    if edition.consent is None or asked is None or not asked.unknowns:
        return
    actor = panel.actor(any_.author_of(panel, draft))
    answers = {asked.id: {"unknown": asked.unknowns[-1], "why": "She was not alone."}}
    referrals.save_answers(draft, actor=actor, now=NOW, form="referral", answers=answers)
    assert beside(draft).id == edition.consent.without_form


def test_its_year_is_planned_or_it_says_why_there_is_none(panel: World):
    edition = panel.panel.adopted_on(TODAY).protocol
    plans = panel.actor(who_may(panel, Permission.MEETING_PLAN))
    if any_.meets_by_the_calendar(edition):
        calendar = panel.panel.calendar(edition)
        given = edition.meeting_days(TODAY + timedelta(days=1), 12, calendar).meetings
        assert [each.held_on for each in any_.planned(panel)] == [each.day for each in given]
        return
    with pytest.raises(Denied, match="are called when they are needed") as refusal:
        meetings.plan_year(panel.panel, actor=plans, now=NOW, start=TODAY)
    assert refusal.value.decision.clause in edition.cadence.on_demand.clause


def test_a_case_is_heard_to_the_end(panel: World):
    referral = any_.accepted(panel)
    item = any_.listed(panel, referral, any_.planned(panel), NOW)
    meeting = item.meeting
    plans = panel.actor(who_may(panel, Permission.MEETING_PLAN))
    assert meetings.send_agenda(meeting, actor=plans, now=NOW).agenda_sent_at == NOW
    sends = who_may(panel, PAPERS)
    if sends:
        sent = meetings.circulate(meeting, actor=panel.actor(sends), now=NOW)
        due = deadline_of(meeting, "papers")
        assert sent.due_on == (due.day if due else meeting.held_on)
        opens_own_copy(panel, meeting)
    else:
        with pytest.raises(Denied, match="does not let you circulate papers"):
            meetings.circulate(meeting, actor=plans, now=NOW)
    action = any_.heard(panel, item)
    meeting.refresh_from_db()
    assert meeting.minutes_issued_at == any_.begins(meeting)
    owner = panel.actor(any_.author_of(panel, referral))
    after = any_.begins(meeting) + timedelta(days=2)
    actions.report_action(action, actor=owner, now=after, outcome="done")
    action.refresh_from_db()
    assert action.outcome == "done"


def opens_own_copy(panel: World, meeting: Meeting) -> None:
    """Nobody opens papers unsigned; whoever has signed opens her own copy."""
    reader = who_may(panel, Permission.PAPERS_READ, PAPERS)
    copy = meeting.circulations.get().copies.get(membership=panel.seats[reader])
    actor = panel.actor(reader)
    with pytest.raises(Denied, match="Sign the confidentiality statement") as refusal:
        meetings.open_copy(copy, actor=actor, now=NOW)
    clause = refusal.value.decision.clause
    assert clause in (
        meeting.protocol.clause_for(Practice.PAPERS_SIGNED_FOR),
        meeting.protocol.meeting.confidentiality.principal_clause,
    )
    meetings.sign_confidentiality(meeting, actor=actor, now=NOW, agrees=True)
    assert meetings.open_copy(copy, actor=actor, now=NOW).opened_at == NOW


def test_an_emergency_meeting_does_without_the_deadlines_that_its_protocol_waives(panel: World):
    adopted = panel.panel.adopted_on(TODAY)
    edition = adopted.protocol
    meeting = Meeting.objects.create(
        partnership=panel.partnership, panel=panel.panel, edition=adopted,
        kind=Meeting.Kind.EMERGENCY, held_on=TODAY, starts=NOW.time(), planned_at=NOW,
    )  # fmt: skip
    waived = set(edition.emergency.waives) if edition.emergency else set()
    about = {each.id for each in edition.deadlines_about("meeting")}
    assert set(deadlines_of(meeting)) == about - waived
    for name in about:
        assert (deadline_of(meeting, name) is None) == (name in waived), name
    meeting.kind = Meeting.Kind.SCHEDULED
    assert set(deadlines_of(meeting)) == about
