"""The way of a referral: every move of its table, and what each move needs."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.audit.queries import lines
from conferral.cases.models import Case, Duty
from conferral.notices.models import Notice
from conferral.referrals import operations as referrals
from conferral.referrals.gaps import still_missing
from conferral.referrals.lifecycle import LIFECYCLE, Stage
from conferral.referrals.models import LateApproval, Referral
from conferral.referrals.queries import (
    answers_on,
    assessment_of,
    lateness_is_agreed,
    reasons_of_open_return,
)
from tests import make

NOW = make.NOW
LATER = NOW.replace(day=19)


def returned(world):
    return referrals.return_for_information(
        make.submitted(world), actor=world.actor("coordinator"), now=NOW,
        reasons={"area": "Which ward?"},
    )  # fmt: skip


def declined(world):
    return referrals.decline(
        make.submitted(world), actor=world.actor("coordinator"), now=NOW, reasons="One agency can."
    )


def withdrawn(world):
    return referrals.withdraw(
        make.submitted(world), actor=world.actor("member"), now=NOW, reasons="She asked us to."
    )


AT = {
    "draft": make.written, "submitted": make.submitted, "returned": returned,
    "accepted": make.accepted, "declined": declined, "withdrawn": withdrawn,
}  # fmt: skip
MOVES = {
    "submitted": lambda one, world: referrals.submit(one, actor=world.actor("member"), now=LATER),
    "returned": lambda one, world: referrals.return_for_information(
        one, actor=world.actor("coordinator"), now=LATER, reasons={"name": "In full?"}
    ),
    "accepted": lambda one, world: referrals.accept(
        one, actor=world.actor("coordinator"), now=LATER, reasons="Grave."
    ),
    "declined": lambda one, world: referrals.decline(
        one, actor=world.actor("coordinator"), now=LATER, reasons="One agency can."
    ),
    "withdrawn": lambda one, world: referrals.withdraw(
        one, actor=world.actor("member"), now=LATER, reasons="She asked us to."
    ),
}
ALLOWED = {
    ("draft", "submitted"), ("draft", "withdrawn"),
    ("submitted", "returned"), ("submitted", "accepted"), ("submitted", "declined"),
    ("submitted", "withdrawn"),
    ("returned", "submitted"), ("returned", "withdrawn"),
}  # fmt: skip
UNSEEN = {("draft", "returned"), ("draft", "accepted"), ("draft", "declined")}


@pytest.mark.parametrize("there", MOVES)
@pytest.mark.parametrize("here", AT)
def test_every_move_of_the_table_and_no_other(world, here, there):
    referral = AT[here](world)
    assert bool(LIFECYCLE.may_move(here, there)) == ((here, there) in ALLOWED)
    if (here, there) in ALLOWED:
        MOVES[there](referral, world)
    else:
        with pytest.raises(NotVisible if (here, there) in UNSEEN else Denied) as refused:
            MOVES[there](referral, world)
        reason = refused.value.decision.reason
        assert reason == "There is nothing here that you can open." or reason.startswith(
            (f"A referral that is {here}", "This referral is already")
        )
    now_at = there if (here, there) in ALLOWED else here
    assert Referral.objects.get().stage == now_at
    assert lines(world.partnership.pk)[0].outcome == ("done" if now_at != here else "refused")


@pytest.mark.parametrize(
    ("who", "may"), [("member", True), ("deputy", True), ("coordinator", True), ("chair", False)]
)
def test_who_may_begin_a_referral(world, who, may):
    if may:
        assert make.draft(world, who).agency == world.seats[who].agency
    else:
        with pytest.raises(Denied, match="does not let you draft a referral"):
            make.draft(world, who)
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("who", "draft", "sent"),
    [
        ("member", True, True), ("coordinator", False, True), ("chair", False, True),
        ("police", False, False), ("housing", False, False), ("minute_taker", False, False),
        ("observer", False, False), ("governance", False, False),
    ],
)  # fmt: skip
def test_a_draft_is_its_agencys_alone_until_it_is_sent(world, who, draft, sent):
    referral, actor = make.written(world), world.actor(who)
    assert Referral.objects.visible_to(actor).exists() == draft
    referrals.submit(referral, actor=world.actor("member"), now=NOW)
    assert Referral.objects.visible_to(actor).exists() == sent


def test_a_colleague_goes_on_with_an_agencys_draft(world):
    referral = make.written(world, "police")
    referrals.submit(referral, actor=world.actor("deputy"), now=NOW)
    assert referral.author == world.users["police"]
    assert referral.submitted_by == world.users["deputy"]


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        (None, ""),
        ("area", "“Which part of the borough is she in?” still needs an answer."),
        ("her_views", "“What does she say about her safety?” still needs an answer."),
        ("rf_trafficking", "“Signs of trafficking or slavery, or a debt"),
        ("alias", ""),
    ],
)
def test_what_is_not_complete_is_not_sent_and_says_what_is_missing(world, question, refused):
    referral = make.written(world)
    if question:
        save(world, referral, **{question: None})
    if refused:
        with pytest.raises(Denied) as denied:
            referrals.submit(referral, actor=world.actor("member"), now=NOW)
        assert denied.value.decision.reason.startswith("This referral is not complete: ")
        assert refused in denied.value.decision.reason
        assert [each.question.id for _form, each in still_missing(referral)] == [question]
    else:
        referrals.submit(referral, actor=world.actor("member"), now=NOW)


def save(world, referral, form="referral", now=NOW, who="member", **values):
    answers = {
        key: value if isinstance(value, dict) else {"value": value} for key, value in values.items()
    }
    return referrals.save_answers(
        referral, actor=world.actor(who), now=now, form=form, answers=answers
    )


@pytest.mark.parametrize(
    ("answer", "complete"),
    [
        ({"unknown": "not_asked_unsafe", "why": "He was in the room."}, True),
        ({"unknown": "declined"}, True),
        ({"value": ""}, False),
        ({}, False),
    ],
)
def test_a_required_question_takes_a_reasoned_unknown(world, answer, complete):
    referral = make.written(world)
    save(world, referral, her_views=answer)
    assert (not still_missing(referral)) == complete
    if complete:
        referrals.submit(referral, actor=world.actor("member"), now=NOW)
        referrals.accept(referral, actor=world.actor("coordinator"), now=NOW, reasons="Grave.")
    else:
        with pytest.raises(Denied, match="What does she say about her safety"):
            referrals.submit(referral, actor=world.actor("member"), now=NOW)


def test_a_flag_that_is_present_needs_its_source(world):
    referral = make.written(world)
    save(world, referral, rf_control={"value": {"state": "present", "source": ""}})
    with pytest.raises(Denied, match="Someone controls her money"):
        referrals.submit(referral, actor=world.actor("member"), now=NOW)
    save(world, referral, rf_control={"value": {"state": "present", "source": "Nell Ferrier"}})
    assert referrals.submit(referral, actor=world.actor("member"), now=NOW).stage == "submitted"


def test_what_is_incomplete_is_kept(world):
    referral = save(world, make.draft(world), name="Juniper", in_borough=True)
    assert Referral.objects.get().answers == {"in_borough": {"value": True}}
    assert len(still_missing(referral)) > 20


@pytest.mark.parametrize("here", AT)
def test_answers_change_only_in_a_draft_or_a_returned_referral(world, here):
    referral = AT[here](world)
    if here in ("draft", "returned"):
        save(world, referral, housing="street")
    else:
        with pytest.raises(Denied, match="It can change again if it is returned"):
            save(world, referral, housing="street")
    assert (Referral.objects.get().answers["housing"]["value"] == "street") == referral.is_editable


@pytest.mark.parametrize(
    ("who", "refused"), [("member", None), ("coordinator", Denied), ("police", NotVisible)]
)
def test_only_its_agency_changes_a_returned_referral(world, who, refused):
    referral = returned(world)
    if refused:
        with pytest.raises(refused):
            save(world, referral, who=who, housing="street")
    else:
        save(world, referral, who=who, housing="street")


@pytest.mark.parametrize("form", ["referral", "consent"])
def test_the_last_of_two_tabs_keeps_what_both_wrote(world, form):
    fields = {"referral": ("in_borough", "housing"), "consent": ("agrees_referral", "how_asked")}
    first, second = fields[form]
    referral = make.draft(world)
    one, two = (Referral.objects.get(pk=referral.pk) for _ in range(2))
    save(world, one, form, **{first: True})
    save(world, two, form, **{second: "street"})
    save(world, one, form, **{first: False})
    kept = answers_on(Referral.objects.get(), form)
    assert {key: kept[key]["value"] for key in (first, second)} == {first: False, second: "street"}


def test_two_tabs_keep_what_both_wrote_about_reaching_her(world):
    referral = make.draft(world)
    one, two = (Referral.objects.get(pk=referral.pk) for _ in range(2))
    for each in (one, two):
        assert each.person.language == ""
    save(world, one, language="Polish", safe_number="07700 900111")
    save(world, two, communication="An interpreter", safe_times="Mornings")
    her = Referral.objects.get().person
    assert (her.language, her.communication) == ("Polish", "An interpreter")
    assert (her.safe_contact.number, her.safe_contact.times) == ("07700 900111", "Mornings")


def test_a_return_keeps_the_day_it_was_received(world):
    referral = returned(world)
    assert reasons_of_open_return(referral) == {"area": "Which ward?"}
    save(world, referral, area="The quays", now=LATER)
    referrals.submit(referral, actor=world.actor("member"), now=LATER)
    referral.refresh_from_db()
    assert (referral.received_at, referral.submitted_at) == (NOW, LATER)
    assert reasons_of_open_return(referral) == {}
    assert referral.returns.get().answered_at == LATER


@pytest.mark.parametrize("reasons", [{"area": "Which ward?"}, {"area": "  "}, {}])
def test_a_return_says_what_is_needed(world, reasons):
    referral = make.submitted(world)
    ask = {"actor": world.actor("coordinator"), "now": NOW, "reasons": reasons}
    if reasons == {"area": "Which ward?"}:
        referrals.return_for_information(referral, **ask)
    else:
        with pytest.raises(Denied, match="Say what is needed, for at least one answer"):
            referrals.return_for_information(referral, **ask)
    assert Referral.objects.get().stage == (
        "returned" if referral.returns.exists() else "submitted"
    )


@pytest.mark.parametrize(("reasons", "allowed"), [("One agency can.", True), (" ", False)])
def test_declining_needs_reasons(world, reasons, allowed):
    referral, actor = make.submitted(world), world.actor("coordinator")
    if allowed:
        referrals.decline(referral, actor=actor, now=NOW, reasons=reasons)
        assert Referral.objects.get().decision == reasons
    else:
        with pytest.raises(Denied, match="Say why it is declined"):
            referrals.decline(referral, actor=actor, now=NOW, reasons=reasons)


@pytest.mark.parametrize(("who", "allowed"), [("member", True), ("coordinator", False)])
def test_only_its_agency_withdraws_a_referral(world, who, allowed):
    referral, actor = make.submitted(world), world.actor(who)
    if allowed:
        referrals.withdraw(referral, actor=actor, now=NOW, reasons="")
    else:
        with pytest.raises(Denied, match="Only the agency that made a referral can withdraw it"):
            referrals.withdraw(referral, actor=actor, now=NOW, reasons="")


@pytest.mark.parametrize("end", ["draft", "returned", "declined", "withdrawn", "accepted"])
@pytest.mark.parametrize("concern", [True, False])
def test_a_duty_raised_in_a_draft_outlives_whatever_becomes_of_it(world, concern, end):
    referral = save(world, make.draft(world), child_concern=concern)
    assert Duty.objects.count() == concern
    make_complete(world, referral, concern)
    if end != "draft":
        referrals.submit(referral, actor=world.actor("member"), now=NOW)
        if end != "submitted":
            MOVES[end](referral, world)
    assert list(Duty.objects.values_list("rule", "done_at")) == [("child_concern", None)] * concern
    if concern and end == "accepted":
        assert Duty.objects.get().case == referral.case


def make_complete(world, referral, concern):
    answers = make.complete_answers(referral.protocol, child_concern=concern)
    by = {"actor": world.actor("member"), "now": NOW}
    referrals.save_answers(referral, **by, form="referral", answers=answers)
    basis = make.basis_answers(referral.protocol, "consent")
    referrals.save_answers(referral, **by, form="consent", answers=basis)


def test_a_duty_stays_raised_when_the_answer_is_taken_back(world):
    referral = save(world, make.draft(world), child_concern=True)
    save(world, referral, child_concern=False)
    save(world, referral, child_concern=True, now=LATER)
    duty = Duty.objects.get()
    assert (duty.raised_at, duty.due_on, duty.clause) == (NOW, make.TODAY, "12.2")


@pytest.mark.parametrize(
    ("who", "rules"),
    [("member", {"slavery_offer"}), ("police", {"slavery_notify"})],
)
def test_a_duty_is_raised_for_the_kind_of_agency_it_binds(world, who, rules):
    save(world, make.draft(world, who), who=who, slavery_indicators=True)
    assert set(Duty.objects.values_list("rule", flat=True)) == rules


def test_accepting_says_which_criterion_was_met(world):
    referral = make.accepted(world)
    assert referral.criteria == ["professional_judgement"]
    assert referral.case.stage == "open"
    assert referral.person.provisional is False
    assert (referral.decided_by, referral.decision) == (world.users["coordinator"], "Grave risk.")
    adult = referral.case.adults[0]
    assert adult.voices.get().views.startswith("He follows her home")
    assert adult.risk_assessments.get().level == "high"
    assert adult.risk_assessments.get().flags["rf_strangulation"]["source"] == (
        "She told Nell Ferrier"
    )
    assert adult.capacity_records.get().finding == "presumed"


NOT_KNOWN = {"unknown": "not_known", "why": "Nobody wrote it down."}
UNSETTLED = {
    "criterion_chosen": ["escalation"], "police_contact_12_months": NOT_KNOWN,
    "police_marked_increase": NOT_KNOWN,
    "diversion_referrals": NOT_KNOWN, "diversion_number": NOT_KNOWN,
    "meetings_missed": NOT_KNOWN,
}  # fmt: skip


@pytest.mark.parametrize("reasons", ["The pattern is plain to me.", "  "])
def test_where_a_person_must_judge_she_gives_her_reasons(world, reasons):
    referral = make.written(world)
    save(world, referral, **UNSETTLED)
    referrals.submit(referral, actor=world.actor("member"), now=NOW)
    assert assessment_of(referral, make.TODAY).person_must_judge
    by = {"actor": world.actor("coordinator"), "now": NOW, "reasons": reasons}
    if reasons.strip():
        assert referrals.accept(referral, **by).criteria == []
    else:
        with pytest.raises(Denied, match="The answers do not settle this, so give your reasons"):
            referrals.accept(referral, **by)
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("born", "allowed"),
    [("2008-11-16", True), ("2008-11-17", False), ("1997-03-02", True), ("2012-01-01", False)],
)
def test_somebody_under_age_is_refused_with_the_clause(world, born, allowed):
    referral = make.submitted(world, date_of_birth=born)
    by = {"actor": world.actor("coordinator"), "now": NOW, "reasons": "Grave."}
    if allowed:
        assert referrals.accept(referral, **by).case
    else:
        with pytest.raises(Denied, match="She is an adult: not met") as refused:
            referrals.accept(referral, **by)
        assert refused.value.decision.clause == "7.3"
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changed", "refused", "clause"),
    [
        ({}, None, ""),
        ({"in_borough": False}, "She sells sex in the borough", "7.1"),
        ({"where_selling": "not_now"}, "She sells sex in the borough", "7.1"),
    ],
)
def test_somebody_whom_the_panel_is_not_for_is_refused_with_the_clause(
    world, changed, refused, clause
):
    referral = make.submitted(world, **changed)
    by = {"actor": world.actor("coordinator"), "now": NOW, "reasons": "Grave."}
    if refused:
        with pytest.raises(Denied, match=refused) as denied:
            referrals.accept(referral, **by)
        assert denied.value.decision.clause == clause
    else:
        assert referrals.accept(referral, **by).case


@pytest.mark.parametrize(
    "approved_by", [(), ("coordinator",), ("chair",), ("coordinator", "chair")]
)
def test_lateness_is_agreed_by_both_or_not_at_all(world, approved_by):
    referral = make.submitted(world)
    for who in approved_by:
        referrals.approve_late(referral, actor=world.actor(who), now=NOW, reason="He has a weapon.")
    assert lateness_is_agreed(referral) == (len(approved_by) == 2)


@pytest.mark.parametrize(
    ("author", "who", "reason", "refused"),
    [
        ("member", "coordinator", "He has a weapon.", None),
        ("coordinator", "coordinator", "He has a weapon.", "Somebody else must agree to your own"),
        ("coordinator", "chair", "He has a weapon.", None),
        ("member", "chair", " ", "Say why it must be heard all the same"),
        ("member", "member", "He has a weapon.", "Your role in this panel does not let you agree"),
    ],
)
def test_who_agrees_to_a_late_referral(world, author, who, reason, refused):
    referral, by = make.submitted(world, author), {"now": NOW, "reason": reason}
    if refused:
        with pytest.raises(Denied, match=refused):
            referrals.approve_late(referral, actor=world.actor(who), **by)
    else:
        referrals.approve_late(referral, actor=world.actor(who), **by)
    assert LateApproval.objects.exists() == (refused is None)


@pytest.mark.parametrize("asks", ["author", "sender"])
def test_neither_the_author_nor_the_sender_agrees_to_its_lateness(world, asks):
    make.seated(
        world, "second", agency="Lantern House", kind="charity", roles=["coordinator"], seat="staff"
    )
    referral = make.written(world, "coordinator" if asks == "author" else "second")
    sender = "second" if asks == "author" else "coordinator"
    referrals.submit(referral, actor=world.actor(sender), now=NOW)
    for who in ("coordinator", "second"):
        with pytest.raises(Denied, match="Somebody else must agree"):
            referrals.approve_late(referral, actor=world.actor(who), now=NOW, reason="A weapon.")
    referrals.approve_late(referral, actor=world.actor("chair"), now=NOW, reason="A weapon.")


def test_agreeing_twice_is_agreeing_once(world):
    referral = make.submitted(world)
    for reason in ("He has a weapon.", "Again."):
        referrals.approve_late(referral, actor=world.actor("chair"), now=NOW, reason=reason)
    assert LateApproval.objects.get().reason == "He has a weapon."


@pytest.mark.parametrize(
    ("step", "event", "told"),
    [
        ("submitted", "referral.submitted", "coordinator"),
        ("returned", "referral.returned", "member"),
        ("declined", "referral.declined", "member"),
        ("accepted", "referral.accepted", "member"),
    ],
)
def test_whoever_is_waited_for_is_told(world, step, event, told):
    AT[step](world)
    assert list(Notice.objects.filter(event=event).values_list("recipient", flat=True)) == [
        world.users[told].pk
    ]


def test_a_referral_keeps_the_edition_it_began_under(world):
    referral = make.draft(world)
    make.adopt(world, in_force_from=LATER.date())
    assert make.draft(world, now=LATER).edition != referral.edition
    assert Referral.objects.get(pk=referral.pk).protocol == referral.edition.protocol


def test_a_day_is_local_also_in_summer(world):
    just_after_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    referral = make.draft(world, now=just_after_midnight)
    save(world, referral, now=just_after_midnight, child_concern=True)
    assert Duty.objects.get().due_on.isoformat() == "2026-07-01"


BROKEN_RULES = {
    "an_accepted_referral_has_a_case": {"stage": Stage.ACCEPTED, "received_at": NOW},
    "a_sent_referral_was_received": {"stage": Stage.SUBMITTED},
    "referrals_referral_submitted_at_with_by": {"submitted_at": NOW},
    "referrals_referral_decided_at_with_by": {"decided_at": NOW},
}


@pytest.mark.parametrize("rule", BROKEN_RULES)
def test_the_database_refuses_what_must_never_be(world, rule):
    make.draft(world)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Referral.objects.update(**BROKEN_RULES[rule])


@pytest.mark.parametrize(("who", "role"), [("chair", "coordinator"), ("coordinator", "chair")])
def test_the_database_refuses_one_person_or_role_agreeing_twice(world, who, role):
    referral = make.submitted(world)
    referrals.approve_late(referral, actor=world.actor("chair"), now=NOW, reason="A weapon.")
    again = LateApproval(
        partnership=world.partnership, referral=referral, role=role, approved_at=NOW,
        approved_by=world.users[who],
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.parametrize(("name", "stem"), [("return", "answered"), ("basis", "withdrawn")])
def test_the_database_refuses_a_moment_without_its_person(world, name, stem):
    referral = returned(world)
    row = referral.returns.get() if name == "return" else referral.person.sharing_bases.get()
    setattr(row, f"{stem}_at", NOW)
    with pytest.raises(IntegrityError, match=f"{stem}_at_with_by"), transaction.atomic():
        row.save()
    setattr(row, f"{stem}_by", world.users["member"])
    row.save()
