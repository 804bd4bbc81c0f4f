"""The demonstration's panel changed its protocol, and has the next edition before it."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from conferral.access.within import within
from conferral.demo.adopting import EDITION, answers, propose_the_next
from conferral.demo.diary import Diary
from conferral.demo.filling import begin
from conferral.demo.reading import written
from conferral.demo.rewriting import next_edition
from conferral.demo.world import World
from conferral.partnerships import operations
from conferral.partnerships.models import EditionProposal
from conferral.partnerships.queries import in_the_way, left_open, settlements_of
from conferral.protocol.checking.check import check
from conferral.protocol.examples.running import failures
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.web.today.needs import HORIZON

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
SHIPPED = read_folder(shipped()[EDITION])
FINDINGS = {each.id for each in check(load(SHIPPED))}


@pytest.fixture
def world() -> World:
    return begin(NOW)


def proposed(world: World) -> EditionProposal:
    """The next edition, as it waits for the chair."""
    with within(world.panel.partnership_id):
        diary = Diary()
        propose_the_next(world, diary)
        diary.live(NOW)
    return EditionProposal.objects.get(adopted=None)


def test_the_panel_was_founded_on_one_protocol_and_works_by_another(world: World) -> None:
    first, now = world.panel.editions.order_by("in_force_from")
    assert (first.edition_id, now.edition_id) == ("thpp/1", EDITION)
    assert (now.adopted_by.name, now.seconded_by.name) == ("Ines Calloway", "Hazel Marlowe")
    assert first.seconded_at < now.seconded_at
    assert world.edition.id == EDITION


def test_all_that_the_protocol_leaves_open_is_settled_with_a_reason(world: World) -> None:
    adopted = world.panel.adopted_on(world.today)
    assert left_open(adopted) == []
    settled = settlements_of(adopted).values()
    kinds = Counter(each.kind for each in settled)
    assert kinds == {"confirmed": len(world.edition.defaults), "answered": len(answers())}
    assert all(each.reason for each in settled if each.kind == "answered")


def test_the_partnership_answers_each_query_of_its_protocol_and_no_other() -> None:
    assert list(answers()) == [each.id for each in load(SHIPPED).queries]


def test_the_next_edition_waits_for_the_chair_who_can_sign_it(world: World) -> None:
    proposal = proposed(world)
    assert proposal.edition_id == "wesp/2"
    assert in_the_way(proposal, world.today) == []
    assert proposal.in_force_from == world.calendar.add(world.today, HORIZON)
    adopted = operations.adopt(proposal, actor=world.actor("hazel", NOW), now=NOW)
    assert left_open(adopted) == []


def test_the_next_edition_mends_what_the_check_found_and_breaks_nothing() -> None:
    edition = load(next_edition(SHIPPED))
    assert failures(edition) == {}
    assert FINDINGS - {each.id for each in check(edition)} == {"deadline.no-slack"}
    assert {each.id for each in check(edition)} < FINDINGS


def test_what_the_next_edition_changes_stands_in_the_shipped_files() -> None:
    told = written("next-edition.toml")
    for each in told["change"]:
        assert SHIPPED[each["file"]].count(each["was"]) == 1, each
    for each in told["remove"]:
        assert each["table"] in SHIPPED[each["file"]], each
        assert each["table"] not in next_edition(SHIPPED)[each["file"]], each
