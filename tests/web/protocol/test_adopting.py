"""Adopting an edition on screen: proposed, settled, signed by two; and every way it is refused."""

import html
import re
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conferral.partnerships import operations as partnerships
from conferral.partnerships.models import EditionProposal, Settlement
from conferral.partnerships.queries import settlements_of
from conferral.protocol.files.loading import fingerprint
from tests import make
from tests.web.looking import look, read, send, words
from tests.web.protocol.test_uploading import zipped

LATER = "4 1 2027"


@pytest.fixture
def world():
    return make.world()


def upload(files):
    return SimpleUploadedFile("edition.zip", zipped(files).getvalue(), "application/zip")


def propose(world, who="coordinator", day=LATER, **typed):
    typed = {"edition": "upload", "archive": upload(make.seven_days()), **typed}
    return send(world, who, "protocol-propose", in_force_from=day, **typed)


def test_the_whole_way_on_screen(world):
    assert propose(world).status_code == 303
    proposal = EditionProposal.objects.get()
    left = (*proposal.protocol.defaults, *proposal.protocol.queries)
    for each in left:
        at = look(world, "coordinator", "proposal-settle", proposal.uid)
        assert each.title in words(at) or each.note in words(at)
        answer = settle(world, proposal, each.id, answer="As today.", reason="It works.")
        assert answer.status_code == 303
    assert send(world, "coordinator", "proposal-sign", proposal.uid).status_code == 303
    said = read(world, "chair", "proposal", proposal.uid)
    assert "Sign second, and adopt" in said and "Coordinator Person has signed" in said
    assert send(world, "chair", "proposal-adopt", proposal.uid).status_code == 303
    adopted = world.panel.adopted_on(date(2027, 1, 4))
    assert adopted.protocol.deadline("referral").within.working_days == 7
    listed = read(world, "member", "protocol-editions")
    assert "from 4 January 2027" in listed and "Coming" in listed
    assert "from 1 January 2025 until the day before 4 January 2027" in listed


def settle(world, proposal, about, who="coordinator", **typed):
    from tests.web.looking import NOW, Client, place, sign_in, time_machine

    with time_machine.travel(NOW, tick=False):
        client = Client()
        sign_in(client, world.users[who])
        at = place(world, "proposal-settle", proposal.uid)
        return client.post(f"{at}?about={about}", typed)


def test_settling_goes_on_to_the_next_and_then_back_to_the_proposal(world):
    proposal = make.proposed(world)
    left = [each.id for each in (*proposal.protocol.defaults, *proposal.protocol.queries)]
    first = settle(world, proposal, left[0])
    assert first["Location"].endswith(f"settle/?about={left[1]}")
    make.settled(world, proposal)
    last = settle(world, proposal, left[-1], answer="Yes.", reason="So.")
    assert last["Location"].endswith(f"/{proposal.uid}/")


def test_an_answer_without_a_reason_keeps_what_was_typed(world):
    proposal = make.proposed(world)
    about = proposal.protocol.queries[0].id
    page = settle(world, proposal, about, answer="Five working days.", reason="")
    assert page.status_code == 422
    assert "Say why" in words(page) and "Five working days." in words(page)
    assert not Settlement.objects.exists()


def test_of_two_who_answer_at_once_the_second_reads_the_first_before_she_changes_it(world):
    proposal = make.proposed(world)
    about = proposal.protocol.queries[0].id
    settle(world, proposal, about, who="chair", answer="Five days.", reason="The chair.", seen="")
    typed = {"answer": "Ten days.", "reason": "The police."}
    page = settle(world, proposal, about, **typed, seen="")
    assert page.status_code == 422
    assert "Chair Person has answered this since" in words(page)
    assert "Five days." in words(page) and "Ten days." in words(page)
    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]
    assert settle(world, proposal, about, **typed, seen=html.unescape(seen)).status_code == 303
    assert Settlement.objects.get().answer == "Ten days."


def test_what_was_answered_before_is_there_to_be_kept_after_a_proposal_was_withdrawn(world):
    withdrawn = make.settled(world)
    partnerships.withdraw_proposal(withdrawn, actor=world.actor("chair"), now=make.NOW)
    proposal, about = make.proposed(world), withdrawn.protocol.queries[0].id
    said = read(world, "chair", "proposal-settle", proposal.uid, about=about)
    assert "answered to an earlier proposal, on 16 November 2026 by Coordinator Person" in said
    assert "As it is done today." in said and "It works." in said
    assert about not in settlements_of(proposal), "nobody has answered this one yet"


def test_nobody_signs_what_was_settled_after_she_read_it(world):
    proposal = make.settled(world)
    page = send(world, "chair", "proposal-sign", proposal.uid, seen="2026-11-16T09:00:00+00:00")
    assert page.status_code == 422 and "settled since you opened this page" in words(page)
    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]
    page = send(world, "chair", "proposal-sign", proposal.uid, seen=html.unescape(seen))
    assert page.status_code == 303


def test_what_was_settled_stands_beside_the_query_for_everybody(world):
    adopted = make.adopted(world)
    at = datetime(2027, 1, 5, 9, 30, tzinfo=make.NOW.tzinfo)
    said = read(world, "member", "protocol-open", at=at)
    settled = (
        "Settled on 16 November 2026 by Coordinator Person; adopted by Coordinator Person and "
        "Chair Person : As it is done today."
    )
    assert said.count(settled.replace(" :", ":")) == len(adopted.protocol.queries)
    assert said.count("Why: It works.") == len(adopted.protocol.queries)
    assert "Until you decide" not in said
    assert "The partnership has settled everything that this edition leaves open." in said


@pytest.mark.parametrize("who", ["member", "minute_taker", "observer", "governance"])
def test_others_read_a_proposal_and_are_offered_nothing(world, who):
    proposal = make.settled(world)
    said = read(world, who, "proposal", proposal.uid)
    assert "Your role does not sign" in said and "Withdraw this proposal" not in said
    assert "Sign as the first of two" in read(world, "chair", "proposal", proposal.uid)
    assert look(world, who, "protocol-propose").status_code == 403
    assert send(world, who, "proposal-sign", proposal.uid).status_code == 403
    assert propose(world, who).status_code == 403


def test_a_first_signature_before_all_is_settled_is_refused_with_every_reason(world):
    proposal = make.proposed(world)
    page = send(world, "chair", "proposal-sign", proposal.uid)
    assert page.status_code == 422
    edition = proposal.protocol
    for each in edition.defaults:
        assert f"Our default “{each.title}” is not confirmed yet." in words(page)
    for each in edition.queries:
        assert f"The query “{each.title}” has no answer yet." in words(page)


def test_whoever_signed_first_is_told_that_somebody_else_signs_second(world):
    proposal = make.settled(world)
    send(world, "coordinator", "proposal-sign", proposal.uid)
    said = read(world, "coordinator", "proposal", proposal.uid)
    assert "You have signed. Somebody else signs second" in said
    page = send(world, "coordinator", "proposal-adopt", proposal.uid)
    assert page.status_code == 422 and "You have signed" in words(page)
    assert world.panel.editions.count() == 1


def test_a_proposal_is_withdrawn_and_still_told_of(world):
    proposal = make.settled(world)
    assert send(world, "chair", "proposal-withdraw", proposal.uid).status_code == 303
    said = read(world, "member", "protocol-editions")
    assert "withdrawn on 16 November 2026 by Chair Person" in said
    page = send(world, "chair", "proposal-sign", proposal.uid)
    assert page.status_code == 422 and "was withdrawn" in words(page)
    assert "It was never in force" in read(world, "member", "protocol", edition=proposal.uid)


class TestATextThatIsNoLongerRead:
    @pytest.fixture
    def proposal(self, world):
        """Proposed under an earlier version, which took what this one refuses."""
        files = make.rewritten(make.files_of(), ('"year.read"]', '"year.reed"]'))
        return EditionProposal.objects.create(
            partnership=world.partnership, panel=world.panel, edition_id="wesp/0", files=files,
            fingerprint=fingerprint(files), in_force_from=date(2027, 1, 4), proposed_at=make.NOW,
            proposed_by=world.users["chair"],
        )  # fmt: skip

    @pytest.mark.parametrize("page", ["proposal", "proposal-settle"])
    def test_it_says_why_and_is_withdrawn(self, world, proposal, page):
        said = read(world, "coordinator", page, proposal.uid)
        assert "cannot be used as it stands" in said and "year.reed" in said
        assert "Withdraw this proposal" in said
        assert send(world, "coordinator", "proposal-sign", proposal.uid).status_code == 200
        assert send(world, "coordinator", "proposal-withdraw", proposal.uid).status_code == 303
        assert "It was withdrawn." in read(world, "member", "proposal", proposal.uid)
        assert make.proposed(world)

    def test_the_other_pages_open_all_the_same(self, world, proposal):
        for name in ("today", "protocol", "protocol-editions", "protocol-changes"):
            assert look(world, "chair", name).status_code == 200, name


def test_a_proposal_of_the_same_number_says_so(world):
    proposal = make.proposed(world)
    assert "the same number, and different texts" in read(world, "chair", "proposal", proposal.uid)


def test_an_edition_of_another_kind_is_not_offered(world):
    said = read(world, "chair", "protocol-propose")
    assert "thpp/1" in said and "kingston-map" not in said


BROKEN = {
    "not a zip": ({"archive": SimpleUploadedFile("e.zip", b"format = 1")}, "not a .zip file"),
    "nothing": ({"archive": ""}, "Choose the .zip file"),
    "no edition chosen": ({"edition": ""}, "Choose an edition"),
    "a misspelt permission": (
        {"archive": upload(make.rewritten(make.files_of(), ('"year.read"]', '"year.reed"]')))},
        "year.reed",
    ),
    "not TOML": (
        {"archive": upload(make.rewritten(make.files_of(), ("format = 1", "format = = 1")))},
        "protocol.toml",
    ),
    "a day that has passed": ({"day": "1 11 2026"}, "has passed"),
    "no day": ({"day": "soon"}, "Write the day"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_proposed_is_refused_and_leaves_everything_as_it_was(world, name):
    typed, why = BROKEN[name]
    if hasattr(typed.get("archive"), "seek"):
        typed["archive"].seek(0)
    page = propose(world, **typed)
    assert page.status_code == 422
    assert why in words(page)
    assert not EditionProposal.objects.exists()
    assert "The protocol, and how it is kept" in read(world, "member", "protocol")


def test_an_edition_that_comes_with_conferral_is_proposed_by_its_name(world):
    assert propose(world, edition="wesp/1", archive="").status_code == 303
    assert EditionProposal.objects.get().edition_id == "wesp/1"


def test_a_second_proposal_is_refused_while_one_waits(world):
    make.proposed(world)
    page = propose(world)
    assert page.status_code == 422
    assert EditionProposal.objects.count() == 1


def test_every_page_reads_a_proposal_as_well_and_says_so(world):
    proposal = make.proposed(world)
    for page in ("open", "check", "examples", "roles", "stages", "year", "changes"):
        name = f"protocol-{page}"
        said = read(world, "member", name, edition=proposal.uid)
        assert "You are reading a proposal" in said, name


def test_what_its_year_would_be_is_drawn_before_anybody_plans_it(world):
    proposal = make.proposed(world)
    said = read(world, "member", "protocol-year", edition=proposal.uid)
    assert "What its year would be" in said
    assert "Tuesday 26 January 2027" in said
    assert "Friday 15 January, 5pm" in said, "seven working days before"
    in_force = read(world, "member", "protocol-year")
    assert "Thursday 21 January, 5pm" in in_force


class TestChanges:
    def test_a_proposal_is_laid_beside_the_edition_in_force(self, world):
        proposal = make.proposed(world)
        said = read(world, "member", "protocol-changes", edition=proposal.uid)
        assert "Deadlines" in said and "seven working days" in said.lower()

    def test_the_same_text_has_no_changes(self, world):
        uid = world.panel.editions.get().uid
        said = read(world, "member", "protocol-changes", before=uid, after=uid)
        assert "Nothing is different." in said

    def test_any_two_can_be_chosen(self, world):
        said = read(
            world, "member", "protocol-changes", before="shipped:wesp/1",
            after=make.proposed(world).uid,
        )  # fmt: skip
        assert "seven working days" in said.lower()

    @pytest.mark.parametrize("name", ["shipped:nowhere/1", "A" * 22])
    def test_one_that_is_not_there_is_not_found(self, world, name):
        assert look(world, "member", "protocol-changes", before=name).status_code == 404
