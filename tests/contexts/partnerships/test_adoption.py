"""How an edition is adopted: by two people, when nothing is left open, from a day on."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from conferral.access.actor import Denied, NotVisible
from conferral.audit.models import Entry
from conferral.notices.models import Notice
from conferral.partnerships import founding
from conferral.partnerships import operations as partnerships
from conferral.partnerships.models import AdoptedEdition, EditionProposal, Membership, Settlement
from conferral.partnerships.queries import in_the_way, left_open, settlements_of
from conferral.protocol.files.loading import ProtocolError
from tests import make
from tests.contexts.columns import everything_stored

DAY = timedelta(days=1)
TODAY, LATER = make.TODAY, date(2027, 1, 4)
FOUNDED = date(2025, 1, 1)


def sign(world, proposal, who):
    return partnerships.sign(proposal, actor=world.actor(who), now=make.NOW)


def adopt(world, proposal, who):
    return partnerships.adopt(proposal, actor=world.actor(who), now=make.NOW)


def said(refused):
    return refused.value.decision.reason


def test_two_people_adopt_an_edition_and_it_is_in_force_from_its_day(world):
    old = world.panel.adopted_on(TODAY)
    proposal = make.settled(world)
    assert not in_the_way(proposal, TODAY)
    sign(world, proposal, "coordinator")
    assert not AdoptedEdition.objects.exclude(pk=old.pk).exists()
    adopted = adopt(world, proposal, "chair")
    assert (adopted.adopted_by, adopted.seconded_by) == (
        world.users["coordinator"], world.users["chair"],
    )  # fmt: skip
    assert world.panel.adopted_on(LATER - DAY) == old
    assert world.panel.adopted_on(LATER) == adopted
    assert adopted.protocol.deadline("referral").within.working_days == 7
    assert not left_open(adopted) and left_open(old)


def test_what_was_settled_is_kept_with_the_adopted_edition(world):
    proposal = make.settled(world)
    sign(world, proposal, "coordinator")
    kept = settlements_of(adopt(world, proposal, "chair"))
    edition = proposal.protocol
    assert set(kept) == {each.id for each in (*edition.queries, *edition.defaults)}
    answered = kept[edition.queries[0].id]
    assert (answered.answer, answered.reason) == ("As it is done today.", "It works.")
    assert answered.settled_by == world.users["coordinator"]


def test_what_was_answered_and_why_is_sealed_in_the_database(world):
    make.settled(world)
    stored = str(everything_stored())
    assert "As it is done today." not in stored and "It works." not in stored
    assert Settlement.objects.filter(kind="answered").first().answer == "As it is done today."


@pytest.mark.parametrize("first", ["coordinator", "chair", "steering"])
@pytest.mark.parametrize("second", ["coordinator", "chair", "steering"])
def test_two_different_people_sign_whoever_proposed_it(world, first, second):
    proposal = make.settled(world)
    sign(world, proposal, first)
    if first == second:
        with pytest.raises(Denied) as refused:
            adopt(world, proposal, second)
        assert "nobody adopts an edition alone" in said(refused)
        assert not EditionProposal.objects.get().adopted
    else:
        assert adopt(world, proposal, second).in_force_from == LATER


@pytest.mark.parametrize("other", ["chair", "deputy_coordinator"])
def test_one_of_the_two_chairs_or_belongs_to_the_steering_group(world, other):
    make.seated(
        world, "deputy_coordinator", agency="Lantern House", kind="charity",
        roles=["coordinator"], seat="staff",
    )  # fmt: skip
    proposal = make.settled(world)
    sign(world, proposal, "coordinator")
    if other == "chair":
        assert adopt(world, proposal, other)
    else:
        with pytest.raises(Denied) as refused:
            adopt(world, proposal, other)
        assert "Chair or Steering group" in said(refused)
        assert refused.value.decision.clause == "20.1"


@pytest.mark.parametrize("who", ["member", "minute_taker", "governance", "observer", "coordinator"])
def test_only_the_roles_that_may_have_a_part_in_it(world, who):
    allowed = who == "coordinator"
    asked = {"actor": world.actor(who), "now": make.NOW}
    files = make.seven_days()
    if not allowed:
        with pytest.raises(Denied):
            partnerships.propose(world.panel, **asked, files=files, in_force_from=LATER)
    proposal = make.settled(world)
    for act in (partnerships.sign, partnerships.withdraw_proposal):
        if allowed:
            assert act(proposal, **asked)
        else:
            with pytest.raises(Denied):
                act(proposal, **asked)


def test_nobody_of_another_partnership_sees_a_proposal(world):
    proposal = make.settled(world)
    elsewhere = make.world("westmarsh")
    assert not EditionProposal.objects.visible_to(elsewhere.actor("chair")).exists()
    with pytest.raises(NotVisible):
        partnerships.sign(proposal, actor=elsewhere.actor("chair"), now=make.NOW)
    assert EditionProposal.objects.visible_to(world.actor("chair")).get() == proposal


def test_a_second_first_signature_is_told_to_look_again(world):
    proposal = make.settled(world)
    sign(world, proposal, "coordinator")
    with pytest.raises(Denied) as refused:
        sign(world, proposal, "chair")
    assert "the next signature adopts it" in said(refused)
    with pytest.raises(Denied) as refused:
        adopt(world, proposal, "coordinator")
    assert "You have signed" in said(refused)


def test_nobody_seconds_what_nobody_signed(world):
    with pytest.raises(Denied) as refused:
        adopt(world, make.settled(world), "chair")
    assert "Nobody has signed" in said(refused)


def test_a_signature_of_somebody_who_may_no_longer_does_not_count(world):
    proposal = make.settled(world)
    sign(world, proposal, "coordinator")
    Membership.objects.filter(pk=world.seats["coordinator"].pk).update(until_on=TODAY - DAY)
    with pytest.raises(Denied) as refused:
        adopt(world, proposal, "chair")
    assert "may no longer do so" in said(refused)


def test_a_second_click_adopts_nothing_twice(world):
    proposal = make.settled(world)
    sign(world, proposal, "coordinator")
    adopt(world, proposal, "chair")
    for who in ("chair", "steering"):
        with pytest.raises(Denied) as refused:
            adopt(world, proposal, who)
        assert "is adopted" in said(refused)
    assert world.panel.editions.filter(in_force_from=LATER).count() == 1
    done = Entry.objects.filter(event="edition.adopted", outcome="done")
    assert done.count() == 1
    assert Entry.objects.filter(event="edition.adopted", outcome="refused").count() == 2


class TestWhatIsLeftOpen:
    def test_an_example_that_fails_is_named(self, world):
        files = make.rewritten(
            make.files_of(), ("late = true", "late = false"),
            file="examples/a-minute-past-five.toml",
        )  # fmt: skip
        proposal = make.settled(world, make.proposed(world, files))
        with pytest.raises(Denied) as refused:
            sign(world, proposal, "chair")
        assert "The example “Received a minute after 5pm" in said(refused)
        assert "does not come out as written" in said(refused)

    def test_an_edition_without_examples_has_nothing_to_sign(self, world):
        files = {k: v for k, v in make.files_of().items() if not k.startswith("examples/")}
        proposal = make.settled(world, make.proposed(world, files))
        with pytest.raises(Denied) as refused:
            sign(world, proposal, "chair")
        assert "no worked examples" in said(refused)

    @pytest.mark.parametrize("kind", ["defaults", "queries"])
    def test_one_default_or_query_that_is_left_open_is_named(self, world, kind):
        proposal = make.settled(world)
        left = getattr(proposal.protocol, kind)[0]
        proposal.settlements.filter(unsettled=left.id).delete()
        with pytest.raises(Denied) as refused:
            sign(world, proposal, "chair")
        assert refused.value.problems == [
            f"Our default “{left.title}” is not confirmed yet."
            if kind == "defaults"
            else f"The query “{left.title}” has no answer yet."
        ]

    @pytest.mark.parametrize(
        ("answer", "reason", "why"),
        [("  ", "Because.", "Write what"), ("Yes.", " \n", "Say why"), ("Yes.", "Because.", "")],
    )
    def test_a_query_takes_an_answer_and_a_reason(self, world, answer, reason, why):
        proposal = make.proposed(world)
        about = proposal.protocol.queries[0].id
        asked = {
            "actor": world.actor("chair"), "now": make.NOW, "unsettled": about,
            "answer": answer, "reason": reason,
        }  # fmt: skip
        if why:
            with pytest.raises(Denied) as refused:
                partnerships.answer_query(proposal, **asked)
            assert why in said(refused)
            assert not Settlement.objects.exists()
        else:
            assert partnerships.answer_query(proposal, **asked).reason == "Because."

    def test_a_query_cannot_be_waved_through_as_a_default(self, world):
        proposal = make.proposed(world)
        about = {"actor": world.actor("chair"), "now": make.NOW}
        query, default = proposal.protocol.queries[0].id, proposal.protocol.defaults[0].id
        with pytest.raises(Denied):
            partnerships.confirm_default(proposal, **about, unsettled=query)
        with pytest.raises(Denied):
            partnerships.answer_query(
                proposal, **about, unsettled=default, answer="Yes.", reason="So."
            )
        assert partnerships.confirm_default(proposal, **about, unsettled=default)

    def test_an_answer_may_be_put_better_until_somebody_has_signed(self, world):
        proposal = make.settled(world)
        about = {
            "actor": world.actor("chair"), "now": make.NOW, "answer": "Five days.",
            "reason": "The chair needs them.", "unsettled": proposal.protocol.queries[0].id,
        }  # fmt: skip
        partnerships.answer_query(proposal, **about)
        assert Settlement.objects.filter(unsettled=about["unsettled"]).count() == 1
        sign(world, proposal, "chair")
        with pytest.raises(Denied) as refused:
            partnerships.answer_query(proposal, **about)
        assert "signed this edition as it stands" in said(refused)


class TestRoles:
    def renamed(self):
        files = make.rewritten(make.seven_days(), ('"advocate"', '"voice"'))
        files = make.rewritten(files, ("role:advocate", "role:voice"), file="clauses.toml")
        return {
            name: text.replace('"advocate"', '"voice"') if name.startswith("examples/") else text
            for name, text in files.items()
        }

    def test_a_role_that_somebody_holds_and_the_edition_lacks_is_named(self, world):
        make.seated(
            world, "nell", agency="Lantern House", kind="charity", roles=["advocate"], seat="staff"
        )
        proposal = make.settled(world, make.proposed(world, self.renamed()))
        with pytest.raises(Denied) as refused:
            sign(world, proposal, "chair")
        assert "1 person holds the role “Advocate”" in said(refused)
        Membership.objects.filter(pk=world.seats["nell"].pk).update(until_on=LATER - DAY)
        assert sign(world, proposal, "chair")

    def test_a_role_that_the_edition_in_force_does_not_know_grants_nothing(self, world):
        make.adopt_files(world, self.renamed(), TODAY)
        seat = make.seated(
            world, "nell", agency="Lantern House", kind="charity", roles=["advocate"], seat="staff"
        )
        actor = world.actor("nell")
        assert actor.permissions == frozenset()
        assert "has no such role as “advocate”" in actor.barred
        seat.roles = ["advocate", "chair"]
        seat.save()
        assert world.actor("nell").permissions == world.actor("chair").permissions

    def test_an_edition_under_which_nobody_could_adopt_the_next_is_not_adopted(self, world):
        files = make.rewritten(
            make.seven_days(), (' "protocol.adopt",', ""),
            ('one_of = ["chair", "steering_group"]', "one_of = []"),
        )  # fmt: skip
        files = {k: v for k, v in files.items() if "signatures_suffice" not in v}
        files = {k: v for k, v in files.items() if not k.startswith("examples/all-of-")}
        proposal = make.settled(world, make.proposed(world, files))
        with pytest.raises(Denied) as refused:
            sign(world, proposal, "chair")
        assert "fewer than two people could adopt the next" in said(refused)

    def test_an_edition_whose_next_would_take_a_role_that_nobody_holds_is_not_adopted(self, world):
        Membership.objects.filter(pk=world.seats["steering"].pk).update(until_on=TODAY)
        files = make.rewritten(
            make.seven_days(),
            ('one_of = ["chair", "steering_group"]', 'one_of = ["steering_group"]'),
        )  # fmt: skip
        files = {k: v for k, v in files.items() if "signatures_suffice" not in v}
        proposal = make.settled(world, make.proposed(world, files))
        with pytest.raises(Denied) as refused:
            sign(world, proposal, "chair")
        assert "must hold this role, and nobody does: Steering group" in said(refused)


class TestItsDay:
    @pytest.mark.parametrize("day", [TODAY, TODAY + DAY])
    def test_today_or_later_is_a_day_to_begin(self, world, day):
        assert make.proposed(world, in_force_from=day).in_force_from == day

    @pytest.mark.parametrize(("day", "why"), [(TODAY - DAY, "has passed"), (FOUNDED, "has passed")])
    def test_a_day_that_has_passed_is_none(self, world, day, why):
        with pytest.raises(Denied) as refused:
            make.proposed(world, in_force_from=day)
        assert why in said(refused)
        assert not EditionProposal.objects.exists()

    @pytest.mark.parametrize("day", [date(2032, 1, 1), date.max])
    def test_a_day_for_which_nobody_plans_is_none(self, world, day):
        with pytest.raises(Denied) as refused:
            make.proposed(world, in_force_from=day)
        assert "more than 5 years ahead" in said(refused)
        assert make.proposed(world, in_force_from=date(2031, 12, 31))

    def test_it_begins_after_the_one_in_force_and_on_no_day_of_another(self, world):
        make.adopt(world, in_force_from=TODAY)
        make.adopt(world, in_force_from=LATER)
        for day, why in ((TODAY, "another begins after that day"), (LATER, "already")):
            with pytest.raises(Denied) as refused:
                make.proposed(world, in_force_from=day)
            assert why in said(refused)
        assert make.proposed(world, in_force_from=LATER + DAY)

    def test_a_day_that_passes_while_people_wait_is_noticed_at_the_signature(self, world):
        proposal = make.settled(world, make.proposed(world, in_force_from=TODAY + DAY))
        late = make.NOW + 3 * DAY
        with pytest.raises(Denied) as refused:
            partnerships.sign(proposal, actor=world.actor("chair"), now=late)
        assert "has passed" in said(refused)


class TestProposals:
    def test_one_waits_at_a_time(self, world):
        first = make.proposed(world)
        with pytest.raises(Denied) as refused:
            make.proposed(world)
        assert "proposed already" in said(refused)
        partnerships.withdraw_proposal(first, actor=world.actor("chair"), now=make.NOW)
        assert make.proposed(world)

    @pytest.mark.parametrize("act", ["sign", "withdraw_proposal", "confirm_default"])
    def test_a_withdrawn_proposal_stays_withdrawn(self, world, act):
        proposal = make.settled(world)
        asked = {"actor": world.actor("chair"), "now": make.NOW}
        partnerships.withdraw_proposal(proposal, **asked)
        more = {"unsettled": proposal.protocol.defaults[0].id} if act == "confirm_default" else {}
        with pytest.raises(Denied) as refused:
            getattr(partnerships, act)(proposal, **asked, **more)
        assert "was withdrawn" in said(refused)

    @pytest.mark.parametrize(
        "files",
        [
            {},
            {"protocol.toml": "format = 1"},
            make.rewritten(make.files_of(), ('"year.read"]', '"year.reed"]')),
            make.rewritten(make.files_of(), ("format = 1", "format = = 1")),
        ],
    )
    def test_files_that_make_no_edition_leave_everything_as_it_was(self, world, files):
        old = world.panel.adopted_on(TODAY)
        with pytest.raises(partnerships.CannotBeUsed) as refused:
            partnerships.propose(
                world.panel, actor=world.actor("chair"), now=make.NOW, files=files,
                in_force_from=LATER,
            )  # fmt: skip
        assert refused.value.problems
        assert not EditionProposal.objects.exists()
        assert world.panel.adopted_on(LATER) == old

    def test_a_standing_panel_does_not_turn_into_planning_meetings(self, world):
        with pytest.raises(Denied) as refused:
            make.proposed(world, make.files_of("kingston-map/draft"))
        assert "is for planning meetings, and this is a standing panel" in said(refused)

    def test_the_record_keeps_the_first_reasons_of_a_refusal_and_how_many_there_were(self, world):
        proposal = make.proposed(world)
        left = len(left_open(proposal))
        with pytest.raises(partnerships.CannotBeUsed) as refused:
            sign(world, proposal, "chair")
        assert len(refused.value.problems) == left
        assert said(refused).endswith(f"And {left - 3} more.")

    def test_the_text_in_force_is_taken_again_only_to_settle_what_is_open(self, world):
        same = make.files_of()
        make.adopted(world, make.proposed(world, same, TODAY + DAY))
        with pytest.raises(Denied) as refused:
            make.proposed(world, same, TODAY + 2 * DAY)
        assert "word for word" in said(refused)


class TestTheDatabase:
    def test_an_adopted_edition_is_never_changed_nor_removed(self, world):
        adopted = world.panel.editions.get()
        for change in (
            lambda: AdoptedEdition.objects.update(in_force_from=TODAY),
            lambda: AdoptedEdition.objects.filter(pk=adopted.pk).delete(),
        ):
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                change()
            assert "stays as it was adopted" in str(refused.value)

    @pytest.mark.parametrize(
        ("rule", "changed"),
        [
            ("signed_at_with_by", {"signed_at": make.NOW}),
            ("withdrawn_at_with_by", {"withdrawn_at": make.NOW}),
            ("what_is_adopted_was_signed", {"adopted": True}),
        ],
    )
    def test_it_refuses_what_must_never_be(self, world, rule, changed):
        proposal = make.proposed(world)
        if "adopted" in changed:
            changed = {"adopted": world.panel.editions.get()}
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            EditionProposal.objects.filter(pk=proposal.pk).update(**changed)
        assert rule in str(refused.value)

    @pytest.mark.parametrize(
        "changed",
        [{"files": {}}, {"fingerprint": "0"}, {"edition_id": "x/1"}, {"in_force_from": TODAY}],
    )
    def test_a_proposal_keeps_the_text_that_was_signed(self, world, changed):
        proposal = make.settled(world)
        sign(world, proposal, "coordinator")
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            EditionProposal.objects.filter(pk=proposal.pk).update(**changed)
        assert "keeps the text" in str(refused.value)
        assert adopt(world, proposal, "chair").fingerprint == proposal.fingerprint


class TestFounding:
    def founded(self, world, files):
        return founding.adopt(
            world.panel, edition_id="wesp/1", files=files, in_force_from=LATER,
            by=world.users["coordinator"], seconded_by=world.users["chair"], now=make.NOW,
        )  # fmt: skip

    def test_an_edition_whose_examples_hold_is_adopted(self, world):
        assert self.founded(world, make.files_of()).fingerprint

    def test_one_whose_examples_fail_is_not(self, world):
        broken = make.rewritten(
            make.files_of(), ("late = true", "late = false"),
            file="examples/a-minute-past-five.toml",
        )  # fmt: skip
        with pytest.raises(ProtocolError) as refused:
            self.founded(world, broken)
        assert "examples/a-minute-past-five.toml" in str(refused.value)
        assert world.panel.editions.count() == 1


class TestWhoIsTold:
    def told(self, event):
        rows = Notice.objects.filter(event=event)
        return {
            email.partition("@")[0] for email in rows.values_list("recipient__email", flat=True)
        }

    def test_those_who_may_sign_are_told_and_then_everybody(self, world):
        proposal = make.settled(world)
        assert self.told("edition.proposed") == {"chair", "steering"}
        sign(world, proposal, "chair")
        assert self.told("proposal.signed") == {"coordinator", "steering"}
        adopt(world, proposal, "coordinator")
        assert self.told("edition.adopted") == set(world.users) - {"coordinator"}
