"""The files of an edition, out of a .zip that somebody uploads, or why they cannot be used."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

LARGEST = 1_000_000
MOST_FILES = 300
MAIN = "protocol.toml"
USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways to pack that every system uses; the others could ask for any amount of memory."""


class Unfit(Exception):
    """What was uploaded holds no edition; the sentence is for whoever uploaded it."""


def files_in(uploaded: BinaryIO, size: int) -> dict[str, str]:
    """The texts by their names within the edition's folder, `forms/referral.toml`."""
    if size > LARGEST:
        raise Unfit(_("The file is larger than 1 MB; an edition is a few small text files."))
    try:
        with zipfile.ZipFile(uploaded) as archive:
            return _once(_texts(archive))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError):
        raise Unfit(_("This is not a .zip file that can be opened.")) from None


def _once(texts: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Two files of one name would leave it open which of them counts."""
    found: dict[str, str] = {}
    for name, text in texts:
        if name in found:
            raise Unfit(_("%(name)s is in it twice.") % {"name": name})
        found[name] = text
    return found


def _texts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    members = [one for one in archive.infolist() if one.filename.endswith(".toml")]
    if len(members) > MOST_FILES:
        raise Unfit(_("There are more than 300 files in it; an edition has a few dozen."))
    if any(one.compress_type not in USUAL for one in members):
        raise Unfit(_("It is packed in an unusual way. Make the .zip file anew."))
    top = _folder_of([one.filename for one in members])
    left = LARGEST
    for member in members:
        name = member.filename.removeprefix(top)
        if _is_apart(member.filename):
            continue
        written = archive.open(member).read(left + 1)
        left -= len(written)
        if left < 0:
            raise Unfit(_("Unpacked, the files are larger than 1 MB; an edition is smaller."))
        yield name, _decoded(name, written)


def _folder_of(names: list[str]) -> str:
    """The folder in which the edition lies: where its protocol.toml is, nearest to the top."""
    mains = [name for name in names if PurePosixPath(name).name == MAIN and not _is_apart(name)]
    if not mains:
        raise Unfit(_("There is no protocol.toml in it."))
    nearest = min(mains, key=lambda name: name.count("/"))
    return nearest.removesuffix(MAIN)


def _is_apart(name: str) -> bool:
    """What some systems add to an archive beside the files."""
    return "__MACOSX" in name


def _decoded(name: str, written: bytes) -> str:
    """UTF-8, with or without a mark at its start, its line ends as on every system."""
    try:
        return written.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Unfit(_("%(name)s is not UTF-8 text. Save it as UTF-8.") % {"name": name}) from None
