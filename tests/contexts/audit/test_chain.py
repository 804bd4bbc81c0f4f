"""The record is whole, or it says at which entry it is not."""

import pytest
from django.db import DatabaseError, connection, transaction

from conferral.audit.models import Entry, Head
from conferral.audit.queries import Anchor, anchor, lines, scopes, verify
from conferral.audit.record import Outcome, record
from tests import make
from tests.contexts.columns import flipped, plant, raw
from tests.triggers import triggers_off

CHANGED = "It was changed after it was written."
DETAIL = "Its detail was changed after it was written."


@pytest.fixture
def scope(world):
    """Five entries, of a partnership that has no others."""
    write(world, 5)
    return world.partnership.pk


def write(world, how_many):
    actor = world.actor("coordinator")
    for number in range(how_many):
        record(
            "test.done", world.panel, by=actor, at=make.NOW, outcome=Outcome.DONE,
            detail={"number": number},
        )  # fmt: skip


def execute(statement, *values):
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def entry(number):
    return Entry.objects.get(seq=number)


def test_what_was_written_is_whole_and_can_be_read(world, scope):
    assert verify(scope).whole
    newest = lines(scope)[0]
    assert (newest.seq, newest.event, newest.detail) == (5, "test.done", {"number": 4})
    assert newest.subject == world.panel.uid
    assert newest.actor == world.users["coordinator"].uid
    assert scopes() == (scope,)


def test_its_detail_cannot_be_read_without_the_key(scope):
    assert b"number" not in raw(entry(3), "payload")


@pytest.mark.parametrize("half", [1, -1])
@pytest.mark.parametrize(
    "column",
    [
        "event",
        "outcome",
        "actor",
        "agency",
        "subject_kind",
        "subject",
        "payload_mac",
        "prev",
        "mac",
    ],
)
def test_one_byte_changed_in_the_database_is_found_at_its_entry(scope, column, half):
    text = raw_text(entry(3), column)
    with triggers_off():
        plant(entry(3), column, flipped(text, half).decode())
    verdict = verify(scope)
    assert (verdict.whole, verdict.broken_at) == (False, 3)


def raw_text(row, column):
    return str(getattr(row, column)).encode()


@pytest.mark.parametrize(
    ("statement", "at", "why"),
    [
        ("UPDATE audit_entry SET about = 'x' WHERE seq = 2", 2, CHANGED),
        ("UPDATE audit_entry SET at = '2026-11-17 09:30:00+00:00' WHERE seq = 2", 2, CHANGED),
        ("UPDATE audit_entry SET outcome = 'read' WHERE seq = 1", 1, CHANGED),
        (
            ("UPDATE audit_entry SET payload ="
            " (SELECT payload FROM audit_entry WHERE seq = 1) WHERE seq = 4"),
            4, DETAIL,
        ),
        ("DELETE FROM audit_entry WHERE seq = 1", 1, "Entry 1 is missing."),
        ("DELETE FROM audit_entry WHERE seq = 3", 3, "Entry 3 is missing."),
        ("UPDATE audit_entry SET scope = scope + 1000 WHERE seq = 3", 3, "Entry 3 is missing."),
        ("DELETE FROM audit_entry WHERE seq = 5", 5, "the end was cut off"),
        ("DELETE FROM audit_entry", 1, "There should be 5 entries, and there are 0"),
        ("UPDATE audit_head SET mac = 'x'", 6, "should be number 5"),
        ("UPDATE audit_head SET seq = 4", 6, "should be number 4"),
    ],
)  # fmt: skip
def test_what_was_changed_taken_out_or_cut_off_shows_and_where(scope, statement, at, why):
    assert verify(scope).whole
    execute(statement)
    verdict = verify(scope)
    assert verdict.broken_at == at
    assert why in verdict.why


@pytest.mark.parametrize("at", [0, 2, 9, 20, -1])
def test_a_byte_of_the_sealed_detail_is_found_too(scope, at):
    with triggers_off():
        plant(entry(4), "payload", flipped(raw(entry(4), "payload"), at))
    verdict = verify(scope)
    assert (verdict.broken_at, verdict.why) == (4, DETAIL)
    assert [line.damaged for line in lines(scope)] == [False, True, False, False, False]


def test_two_entries_exchanged_show(scope):
    for seq, becomes in ((2, 99), (3, 2), (99, 3)):
        execute("UPDATE audit_entry SET seq = %s WHERE seq = %s", becomes, seq)
    verdict = verify(scope)
    assert (verdict.broken_at, verdict.why) == (2, "It does not follow from the entry before it.")


def test_an_entry_slipped_in_at_the_end_shows(scope):
    last = entry(5)
    last.pk, last.seq, last.prev = None, 6, last.mac
    last.save(force_insert=True)
    verdict = verify(scope)
    assert (verdict.broken_at, verdict.why) == (6, CHANGED)


def test_an_entry_that_cannot_be_read_any_more_is_found_or_the_database_refuses_it(scope):
    statement = "UPDATE audit_entry SET at = 'not a day' WHERE seq = 3"
    if connection.vendor == "sqlite":
        execute(statement)
        verdict = verify(scope)
        assert (verdict.broken_at, verdict.why) == (3, "It cannot be read any more.")
    else:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert verify(scope).whole


def test_erasing_a_detail_leaves_the_chain_whole(scope):
    execute("UPDATE audit_entry SET payload = NULL WHERE seq = 3")
    assert verify(scope).whole
    assert lines(scope)[2].detail == {}


def test_a_tail_cut_off_together_with_its_head_shows_beside_an_anchor(scope):
    kept = anchor(scope)
    execute("DELETE FROM audit_entry WHERE seq = 5")
    Head.objects.filter(scope=scope).update(seq=4, mac=entry(4).mac)
    assert verify(scope).whole
    verdict = verify(scope, expect=kept)
    assert verdict.broken_at == 5
    assert verdict.why == "There should be 5 entries, and there are 4: the end was cut off."


def test_a_whole_record_written_anew_shows_beside_an_anchor(world, scope):
    kept = anchor(scope)
    execute("DELETE FROM audit_entry")
    execute("DELETE FROM audit_head")
    verdict = verify(scope, expect=kept)
    assert (verdict.whole, verdict.broken_at) == (False, 1)
    write(world, 4)
    record(
        "test.done", world.panel, by=world.actor("chair"), at=make.NOW, outcome=Outcome.DONE,
        detail={},
    )  # fmt: skip
    assert verify(scope).whole
    verdict = verify(scope, expect=kept)
    assert (verdict.broken_at, verdict.why) == (5, "It is not the entry on the anchor.")


def test_an_anchor_still_holds_as_the_record_grows(world, scope):
    kept = anchor(scope)
    write(world, 3)
    assert verify(scope, expect=kept).entries == 8
    assert verify(scope, expect=kept).whole


def test_a_partnership_without_a_record_is_whole(world):
    assert anchor(999) == Anchor(0, "")
    assert verify(999).whole


def test_each_partnership_has_a_record_of_its_own(world, scope):
    elsewhere = make.world("westmarsh")
    write(elsewhere, 2)
    execute("UPDATE audit_entry SET event = 'x' WHERE scope = %s", elsewhere.partnership.pk)
    assert verify(scope).whole
    assert verify(elsewhere.partnership.pk).broken_at == 1
    assert {line.seq for line in lines(elsewhere.partnership.pk)} == {1, 2}


def test_the_record_can_be_read_by_page_by_person_and_by_subject(world, scope):
    record(
        "test.read", world.panel, by=world.actor("chair"), at=make.NOW, outcome=Outcome.READ,
        detail={},
    )  # fmt: skip
    assert [line.seq for line in lines(scope, most=2)] == [6, 5]
    assert [line.seq for line in lines(scope, before=3)] == [2, 1]
    assert [line.event for line in lines(scope, actor=world.users["chair"].uid)] == ["test.read"]
    assert lines(scope, about="nobody") == ()


OVERWRITE = {
    "sqlite": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1",
    "postgresql": "TRUNCATE audit_entry",
}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'x' WHERE seq = 1",
        "DELETE FROM audit_entry WHERE seq = 1",
        "DELETE FROM audit_entry",
        (
            "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1"
            " ON CONFLICT (id) DO UPDATE SET event = 'x'"
        ),
        OVERWRITE,
    ],
    ids=["update", "delete", "delete all", "upsert", "replace or truncate"],
)
def test_the_database_refuses_to_change_the_record(scope, statement):
    if isinstance(statement, dict):
        statement = statement[connection.vendor]
    refused = pytest.raises(DatabaseError, match="the record is only ever added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify(scope).entries == 5
    assert verify(scope).whole


@pytest.mark.parametrize("seq", [5, 6])
def test_the_database_refuses_a_second_entry_of_one_number(scope, seq):
    last = entry(5)
    last.pk, last.seq = None, seq
    if seq == 6:
        last.save(force_insert=True)
    else:
        with pytest.raises(DatabaseError), transaction.atomic():
            last.save(force_insert=True)
    assert Entry.objects.count() == seq
