"""A kept file comes back as it was, or not at all."""

import pytest

from conferral.vault import files
from conferral.vault.models import SealedChunk, SealedFile
from conferral.vault.sealing import TamperedWith
from tests import make
from tests.contexts.columns import afresh, flipped, plant, raw

CONTENT = bytes(range(256)) * 10


@pytest.fixture
def kept(world, monkeypatch):
    monkeypatch.setattr(files, "CHUNK_BYTES", 1000)
    return keep(world)


def keep(world, content=CONTENT):
    return files.keep(
        content, name="letter.pdf", media_type="application/pdf",
        partnership_id=world.partnership.pk,
    )  # fmt: skip


@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001, 2560])
def test_a_file_of_any_size_comes_back(world, kept, size):
    assert files.content_of(afresh(keep(world, CONTENT[:size]))) == CONTENT[:size]


def test_its_content_and_name_are_unreadable(kept):
    assert kept.chunk_count == 3
    assert all(CONTENT[:40] not in raw(chunk, "sealed") for chunk in kept.chunks.all())
    assert b"letter" not in raw(kept, "name")
    assert afresh(kept).name == "letter.pdf"


def take_out(kept, first, second):
    second.delete()


def reorder(kept, first, second):
    swapped = raw(first, "sealed"), raw(second, "sealed")
    plant(first, "sealed", swapped[1])
    plant(second, "sealed", swapped[0])


def change(kept, first, second):
    plant(second, "sealed", flipped(raw(second, "sealed"), 40))


def cut_the_end(kept, first, second):
    kept.chunks.last().delete()
    plant(kept, "chunk_count", 2)


def put_into_another_file(kept, first, second):
    plant(
        second, "sealed", raw(SealedFile.objects.exclude(pk=kept.pk).get().chunks.first(), "sealed")
    )


TAMPERINGS = [take_out, reorder, change, cut_the_end, put_into_another_file]


@pytest.mark.parametrize("tamper", [None, *TAMPERINGS])
def test_a_file_that_was_tampered_with_does_not_open(world, kept, tamper):
    keep(world)
    if tamper is None:
        assert files.content_of(afresh(kept)) == CONTENT
        return
    tamper(kept, *SealedChunk.objects.filter(file=kept)[:2])
    with pytest.raises(TamperedWith):
        files.content_of(afresh(kept))


def test_a_file_moved_to_another_partnership_does_not_open(kept):
    plant(kept, "partnership_id", make.world("westmarsh").partnership.pk)
    with pytest.raises(TamperedWith):
        files.content_of(afresh(kept))
