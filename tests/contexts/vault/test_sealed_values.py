"""A sealed value opens in its own place, whole and under its own key, and nowhere else."""

import secrets
from datetime import date

import pytest
from django.db import transaction

from conferral.people.models import Address, Name, Person, Place
from conferral.vault import fields
from conferral.vault.keys import key_of, make_keys
from conferral.vault.models import WrappedKey
from conferral.vault.sealing import TamperedWith, seal
from tests import make
from tests.contexts.columns import afresh, everything_stored, flipped, plant, raw

SAID = "Behind the laundrette, second door"


@pytest.fixture
def place(world):
    return a_place(world)


def a_place(world, label=SAID):
    return Place.objects.create(partnership=world.partnership, kind="flat", label=label)


def test_what_was_written_is_read_again(place):
    assert (afresh(place).label, afresh(place).address) == (SAID, "")


def test_a_column_holds_nothing_readable(place):
    assert SAID.encode() not in raw(place, "label")
    assert raw(place, "label")[:3] == b"\x01\x00\x01"


def test_the_same_words_never_lie_there_twice(world, place):
    assert raw(place, "label") != raw(a_place(world), "label")


def test_empty_text_is_sealed_too(world, place):
    assert len(raw(place, "address")) == 31
    assert raw(place, "address") != raw(a_place(world), "address")


def under_another_key(place):
    where = f"people_place|label|{place.uid}|{place.partnership_id}"
    return seal(SAID.encode(), key=secrets.token_bytes(32), number=1, place=where)


TAMPERINGS = {
    "planted in plain": lambda place: SAID.encode(),
    "nothing at all": lambda place: b"",
    "format changed": lambda place: flipped(raw(place, "label"), 0),
    "key number changed": lambda place: flipped(raw(place, "label"), 1),
    "nonce changed": lambda place: flipped(raw(place, "label"), 5),
    "a letter changed": lambda place: flipped(raw(place, "label"), 20),
    "tag changed": lambda place: flipped(raw(place, "label"), -1),
    "cut short": lambda place: raw(place, "label")[:-1],
    "grown": lambda place: raw(place, "label") + b"\0",
    "another column's": lambda place: raw(place, "address"),
    "under another key": under_another_key,
}


@pytest.mark.parametrize("tampering", ["put back as it was", *TAMPERINGS])
def test_what_was_tampered_with_never_opens(place, tampering):
    plant(place, "label", TAMPERINGS.get(tampering, lambda place: raw(place, "label"))(place))
    if tampering in TAMPERINGS:
        with pytest.raises(TamperedWith):
            afresh(place).label  # noqa: B018
    else:
        assert afresh(place).label == SAID


@pytest.mark.parametrize("same_row", [True, False])
def test_a_value_moved_to_another_row_does_not_open(world, place, same_row):
    other = place if same_row else a_place(world, "elsewhere")
    plant(other, "label", raw(place, "label"))
    if same_row:
        assert afresh(other).label == SAID
    else:
        with pytest.raises(TamperedWith):
            afresh(other).label  # noqa: B018


def test_a_row_moved_to_another_partnership_does_not_open(place):
    elsewhere = make.world("westmarsh")
    plant(place, "partnership_id", elsewhere.partnership.pk)
    with pytest.raises(TamperedWith):
        afresh(place).label  # noqa: B018


def test_a_row_given_another_uid_does_not_open(place):
    plant(place, "uid", "x" * 22)
    with pytest.raises(TamperedWith):
        afresh(place).label  # noqa: B018


def test_a_days_and_a_list_of_answers_are_sealed_and_come_back(world):
    her = Person.objects.create(
        partnership=world.partnership, date_of_birth=date(1997, 3, 2), said={"a": {"b": ["ü", 1]}}
    )
    assert (afresh(her).date_of_birth, afresh(her).said) == (
        date(1997, 3, 2),
        {"a": {"b": ["ü", 1]}},
    )
    assert b"1997" not in raw(her, "date_of_birth")


def test_no_day_is_no_value(world):
    her = Person.objects.create(partnership=world.partnership)
    assert afresh(her).date_of_birth is None


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: rows.update(label="in plain"),
        lambda rows: rows.bulk_update([relabelled(rows.get())], ["label"]),
        lambda rows: list(rows.filter(label=SAID)),
    ],
    ids=["update", "bulk_update", "filter"],
)
def test_an_encrypted_column_is_refused_to_queries(place, write):
    refused = pytest.raises(TypeError, match="label is encrypted: save it through its row")
    with refused, transaction.atomic():
        write(Place.objects.filter(pk=place.pk))
    assert afresh(place).label == SAID


def relabelled(place):
    place.label = "in plain"
    return place


def test_a_row_saved_again_unread_keeps_its_seal(place):
    before = raw(place, "label")
    again = afresh(place)
    again.kind = "business"
    again.save()
    assert raw(place, "label") == before
    assert afresh(place).label == SAID


def test_nothing_that_could_find_her_lies_readable_in_any_table(world):
    make.minuted(world)
    stored = everything_stored()
    assert len(stored) > 1000
    for canary in (
        "Juniper",
        "Juno",
        "07700 900",
        "1997-03-02",
        "Said about",
        "follows her",
        "Her door",
    ):
        held = [
            value for value in stored if canary in str(value) or canary.encode() in as_bytes(value)
        ]
        assert not held, canary


def as_bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


@pytest.mark.parametrize(
    "field", [fields.EncryptedText, fields.EncryptedDate, fields.EncryptedJSON]
)
def test_an_encrypted_field_is_a_plain_column_of_bytes(field):
    assert field().get_internal_type() == "BinaryField"


def test_keys_are_made_once(world):
    before = list(WrappedKey.objects.order_by("pk").values_list("wrapped", flat=True))
    make_keys(world.partnership.pk)
    after = list(WrappedKey.objects.order_by("pk").values_list("wrapped", flat=True))
    assert [bytes(key) for key in before] == [bytes(key) for key in after]


def test_every_purpose_and_partnership_has_its_own_key(world):
    elsewhere = make.world("westmarsh")
    scopes = (world.partnership.pk, elsewhere.partnership.pk)
    purposes = ("text", "record", "matching")
    assert len({key_of(scope, purpose) for scope in scopes for purpose in purposes}) == 6


def test_a_wrapped_key_moved_to_another_partnership_does_not_open(world):
    elsewhere = make.world("westmarsh").partnership.pk
    ours = WrappedKey.objects.get(scope=world.partnership.pk, purpose="text")
    WrappedKey.objects.filter(scope=elsewhere, purpose="text").update(wrapped=ours.wrapped)
    key_of.cache_clear()
    assert key_of(world.partnership.pk, "text")
    with pytest.raises(TamperedWith):
        key_of(elsewhere, "text")


def test_a_key_that_a_rollback_took_back_seals_nothing_more(world):
    old = key_of(world.partnership.pk, "text")
    WrappedKey.objects.filter(scope=world.partnership.pk).delete()
    make_keys(world.partnership.pk)
    assert key_of(world.partnership.pk, "text") != old


@pytest.mark.parametrize("model", [Name, Address])
def test_a_sealed_row_goes_with_its_person(world, model):
    her = Person.objects.create(partnership=world.partnership)
    model.objects.create(partnership=world.partnership, person=her)
    her.delete()
    assert not model.objects.exists()
