"""An edition in a .zip: taken as its folder says, or refused in a sentence."""

import io
import warnings
import zipfile

import pytest

from conferral.web.protocol.uploading import LARGEST, MOST_FILES, Unfit, files_in
from tests import make


def zipped(files, *, top="", compress=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compress) as archive:
        for name, text in files.items():
            archive.writestr(top + name, text)
    return made


def read(made):
    return files_in(io.BytesIO(made.getvalue()), len(made.getvalue()))


@pytest.mark.parametrize("top", ["", "wesp/1/", "our edition/"])
def test_the_folder_may_lie_at_the_top_or_deeper(top):
    assert read(zipped(make.files_of(), top=top)) == make.files_of()


def test_what_a_system_adds_beside_it_is_left_out():
    files = {**make.files_of(), "__MACOSX/protocol.toml": "x", "notes.docx": "y"}
    assert read(zipped(files)) == make.files_of()


def test_a_mark_at_its_start_and_the_line_ends_of_windows_change_nothing():
    saved = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in make.files_of().items()}
    assert read(zipped(saved)) == make.files_of()


def garbled():
    """A .zip whose list is whole and whose packed text is not."""
    written = bytearray(zipped({"protocol.toml": "format = 1\n" * 3000}).getvalue())
    written[45:60] = bytes(byte ^ 0xFF for byte in written[45:60])
    return bytes(written)


def doubled():
    """A .zip with two texts of one name."""
    made = zipped(make.files_of())
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("protocol.toml", "format = 2")
    return made.getvalue()


BROKEN = {
    "garbled": (garbled(), "not a .zip"),
    "one name twice": (doubled(), "protocol.toml is in it twice"),
    "packed unusually": (zipped(make.files_of(), compress=zipfile.ZIP_LZMA).getvalue(), "unusual"),
    "no zip": (b"format = 1", "not a .zip"),
    "cut off": (zipped(make.files_of()).getvalue()[:2000], "not a .zip"),
    "empty": (zipped({}).getvalue(), "no protocol.toml"),
    "something else": (zipped({"letter.toml": "a = 1"}).getvalue(), "no protocol.toml"),
    "not UTF-8": (zipped({"protocol.toml": b"\xff\xfe"}).getvalue(), "not UTF-8"),
    "too large when unpacked": (
        zipped({"protocol.toml": "x" * (LARGEST + 1)}).getvalue(), "Unpacked",
    ),
    "many files": (
        zipped({f"examples/{n}.toml": "" for n in range(MOST_FILES + 1)}).getvalue(), "300 files",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_edition_is_refused_in_a_sentence(name):
    written, why = BROKEN[name]
    with pytest.raises(Unfit) as refused:
        files_in(io.BytesIO(written), len(written))
    assert why in str(refused.value)


def test_what_is_large_is_not_even_opened():
    with pytest.raises(Unfit) as refused:
        files_in(io.BytesIO(b""), LARGEST + 1)
    assert "larger than 1 MB" in str(refused.value)
