"""A refusal cites the clause of the edition that decides: here with every clause renumbered."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from conferral.access.actor import Denied
from conferral.actions import operations as actions
from conferral.audit.queries import lines
from conferral.cases import operations as cases
from conferral.meetings import operations as meetings
from conferral.meetings.models import Copy
from conferral.referrals import operations as referrals
from conferral.vault.identity import new_uid
from tests import make
from tests.make import NOW, World
from tests.renumbered import moved, renumbered

LONG_AGO = date(2025, 1, 2)


@pytest.fixture(params=[0, 100], ids=["as the document has it", "renumbered"])
def by(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def panel(by: int) -> World:
    """A panel under WESP, whose sections are numbered so many higher."""
    made = make.world()
    if by:
        make.adopt_files(made, renumbered(make.files_of(), by), LONG_AGO)
    return made


def refused(deed: Callable[[], object]) -> str:
    """The clause by which something is refused."""
    with pytest.raises(Denied) as denied:
        deed()
    return denied.value.decision.clause


def hands(
    made: World, subject: object, who: str, verb: str, **said: object
) -> Callable[[], object]:
    """Something that somebody does, not done yet."""
    modules = (referrals, cases, meetings, actions)
    operation = next(getattr(each, verb) for each in modules if hasattr(each, verb))
    told: dict[str, object] = {"actor": made.actor(who), "now": NOW, **said}
    return lambda: operation(subject, **told)


def test_what_stops_a_referral(panel: World, by: int):
    make.meeting(panel)
    sent = make.submitted(panel)
    deeds = [
        (hands(panel, sent, "member", "save_answers", form="referral", answers={}), "8.3"),
        (hands(panel, sent, "coordinator", "return_for_information", reasons={}), "8.3"),
        (hands(panel, sent, "coordinator", "decline", reasons=" "), ""),
        (hands(panel, sent, "chair", "approve_late", reason=" "), "8.5"),
        (hands(panel, sent, "coordinator", "approve_late", reason=" "), "8.5"),
    ]
    assert [refused(deed) for deed, _ in deeds] == [moved(clause, by) for _, clause in deeds]


def test_a_gap_cites_its_question_or_the_rule(panel: World, by: int):
    draft = make.draft(panel)
    questions = [q for form in draft.protocol.forms for q in form.questions]
    cited = {clause for q in questions for clause in q.clause} | {moved("8.3", by)}
    assert refused(hands(panel, draft, "member", "submit")) in cited


def test_somebody_whom_the_panel_is_not_for(panel: World, by: int):
    make.meeting(panel)
    child = make.submitted(panel, date_of_birth="2010-03-02")
    assert refused(hands(panel, child, "coordinator", "accept", reasons="")) == moved("7.3", by)


def test_what_stops_a_case(panel: World, by: int):
    make.meeting(panel)
    unsaid = hands(panel, panel.panel, "coordinator", "open_case", kind="several", summary="",
                   basis=" ")  # fmt: skip
    case = make.accepted(panel, child_concern=True).case
    closing = hands(panel, case, "coordinator", "close_case")
    assert [refused(unsaid), refused(closing)] == [moved("8.8", by), moved("12.2", by)]


def test_what_stops_a_meeting_before_its_day(panel: World, by: int):
    on = make.meeting(panel)
    late = make.accepted(panel, now=NOW + timedelta(days=4)).case
    deeds = [
        (hands(panel, on, "coordinator", "move_meeting", to=date(2026, 11, 25), why=" "), "10.1"),
        (hands(panel, on, "coordinator", "circulate"), "14.1"),
        (hands(panel, on, "coordinator", "list_case", case=late, minutes=15,
               child_involved=False), "8.5"),
        (hands(panel, on, "member", "read_minutes"), "5.5"),
    ]  # fmt: skip
    assert [refused(deed) for deed, _ in deeds] == [moved(clause, by) for _, clause in deeds]


def test_what_stops_papers(panel: World, by: int):
    on = make.listed(panel).meeting
    late = hands(panel, on, "coordinator", "circulate", now=make.moment_of(on))
    assert refused(late) == moved("14.1", by)
    meetings.circulate(on, actor=panel.actor("coordinator"), now=NOW)
    copy = Copy.objects.get(membership=panel.seats["member"])
    unsigned = hands(panel, copy, "member", "open_copy")
    another = hands(panel, copy, "coordinator", "open_copy")
    assert [refused(unsigned), refused(another)] == [moved("5.5", by), moved("16.4", by)]


def test_what_stops_actions_and_minutes(panel: World, by: int):
    item = make.in_session(panel)
    on, at = item.meeting, make.moment_of(item.meeting)
    action = make.agreed(panel, item)
    agreed = {"risk": "Her door", "owner": panel.seats["housing"], "once": new_uid(), "now": at}
    deeds = [
        (hands(panel, item, "coordinator", "agree_action", text=" ", due_on=at.date(), **agreed),
         "14.2"),
        (hands(panel, item, "coordinator", "agree_action", text="Ring her",
               due_on=date(2020, 1, 1), **agreed), "14.2"),
        (hands(panel, action, "housing", "report_action", outcome="done", now=at,
               done_on=at.date() + timedelta(days=9)), "14.3"),
        (hands(panel, action, "housing", "report_action", outcome="", now=at), "14.3"),
        (hands(panel, on, "member", "read_minutes", now=at), "14.2"),
        (hands(panel, on, "member", "print_actions", now=at), "14.2"),
    ]  # fmt: skip
    assert [refused(deed) for deed, _ in deeds] == [moved(clause, by) for _, clause in deeds]


def test_what_comes_too_late_for_a_meeting(panel: World, by: int):
    on = make.minuted(panel).meeting
    deeds = [
        (hands(panel, on, "coordinator", "send_agenda"), "10.2"),
        (hands(panel, on, "coordinator", "circulate"), "14.1"),
        (hands(panel, on, "coordinator", "move_meeting", to=on.held_on, why="Rain."), "10.1"),
    ]
    assert [refused(deed) for deed, _ in deeds] == [moved(clause, by) for _, clause in deeds]


def test_every_clause_on_the_record_is_one_of_the_edition(panel: World, by: int):
    test_what_stops_a_referral(panel, by)
    test_what_stops_actions_and_minutes(panel, by)
    edition = panel.panel.adopted_on(NOW.date()).protocol
    refusals = [line for line in lines(panel.partnership.pk) if line.outcome == "refused"]
    cited = {line.detail["clause"] for line in refusals} - {""}
    assert cited
    assert cited <= set(edition.clause_by_id)


def test_a_refusal_names_the_edition_that_decided_where_it_is_not_todays():
    made = make.world()
    item = make.in_session(made)
    at = make.moment_of(item.meeting)
    make.adopt_files(made, renumbered(make.files_of()), at.date())
    with pytest.raises(Denied) as denied:
        actions.print_actions(item.meeting, actor=made.actor("member", at.date()), now=at)
    assert denied.value.decision.clause == "14.2"
    assert denied.value.edition == item.meeting.protocol
    action = make.agreed(made, item)
    with pytest.raises(Denied) as denied:
        actions.report_action(
            action, actor=made.actor("housing", at.date()), now=at, outcome="lost"
        )
    assert denied.value.edition == item.meeting.protocol


def test_each_subject_keeps_the_edition_that_decides_about_it():
    """A referral made before, and a meeting planned before, cite their own edition's clause."""
    made = make.world()
    on, sent = make.meeting(made), make.submitted(made)
    make.adopt_files(made, renumbered(make.files_of()), NOW.date())
    assert refused(hands(made, sent, "coordinator", "return_for_information", reasons={})) == "8.3"
    assert refused(hands(made, on, "coordinator", "circulate")) == "14.1"
    later = make.submitted(made, "police")
    returned = hands(made, later, "coordinator", "return_for_information", reasons={})
    assert refused(returned) == "108.3"
    unsaid = hands(made, made.panel, "coordinator", "open_case", kind="several", summary="",
                   basis="")  # fmt: skip
    assert refused(unsaid) == "108.8"
