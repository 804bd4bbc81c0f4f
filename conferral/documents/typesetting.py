"""Turns a paper into PDF: accessible, marked, the same bytes for the same content."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, cast
from zoneinfo import ZoneInfo

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from conferral.documents.content import Json, Writer, in_local_time
from conferral.documents.marking import Marking

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
TYPEFACE = "Atkinson Hyperlegible"
FALLBACK = "Noto Sans"

# typst has no code for this refusal, only these words (0.15).
UNDRAWN = "could not be displayed with font"


class Document(Protocol):
    """Any paper of this package: what it says, and the template that sets it."""

    @property
    def template(self) -> str: ...

    @property
    def marking(self) -> Marking: ...

    def title(self) -> str: ...

    def words(self) -> Mapping[str, object]: ...


class FontsMissing(Exception):
    """The typefaces are not where papers look for them."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished paper. When not `accessible`, `warnings` says why, in sentences."""

    pdf: bytes
    accessible: bool
    warnings: tuple[str, ...] = ()


def typeset(document: Document, *, fonts: Path = FONTS) -> Typeset:
    """Set one paper. A letter that no typeface can draw costs the PDF/UA mark, not the paper."""
    local = in_local_time(document, ZoneInfo(document.marking.zone))
    writer = Writer()
    content = _content(local, writer, fonts)
    try:
        pdf, warnings = _compile(local, content, fonts, standard="ua-1")
    except typst.TypstError as refusal:
        if UNDRAWN not in refusal.message:
            raise
        undrawn = _("Some letters in this paper could not be printed: no typeface here has them.")
        pdf, warnings = _compile(local, {**content, "undrawn": undrawn}, fonts, standard=None)
        return Typeset(pdf, False, (undrawn, *writer.cuts, *warnings))
    return Typeset(pdf, True, (*writer.cuts, *warnings))


def copies(documents: Iterable[Document], *, fonts: Path = FONTS) -> Iterator[Typeset]:
    """Set papers one after the other as they are asked for, such as one copy per recipient."""
    return (typeset(document, fonts=fonts) for document in documents)


def _compile(
    document: Document, content: Json, fonts: Path, *, standard: Literal["ua-1"] | None
) -> tuple[bytes, tuple[str, ...]]:
    pdf, warnings = _compiler(fonts).compile_with_warnings(
        TEMPLATES / document.template,
        format="pdf",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        pdf_standards=standard,
        timestamp=int(document.marking.printed_at.timestamp()),
    )
    return cast("bytes", pdf), tuple(warning.message for warning in warnings)


def _content(document: Document, writer: Writer, fonts: Path) -> dict[str, Json]:
    language, _hyphen, region = (get_language() or "en-gb").partition("-")
    return {
        "paper": writer.write(document),
        "title": writer.line(document.title()),
        "words": writer.write(dict(document.words())),
        "page": _("Page {page} of {pages}"),
        "language": language,
        "region": region.upper() if len(region) == 2 else None,
        "typefaces": [*_order(_typefaces(fonts).families())],
        "undrawn": "",
    }


def _order(families: list[str]) -> list[str]:
    """Ours first, then its plain fallback, then every other script we have."""
    others = sorted(name for name in families if name.startswith(f"{FALLBACK} "))
    return [TYPEFACE, FALLBACK, *others]


@cache
def _typefaces(fonts: Path) -> typst.Fonts:
    found = typst.Fonts(include_system_fonts=False, font_paths=[fonts])
    missing = [name for name in (TYPEFACE, FALLBACK) if name not in found.families()]
    if missing:
        raise FontsMissing(
            f"Papers cannot be typeset: {' and '.join(missing)} is not in {fonts}. "
            "Run `make setup`, which puts it there."
        )
    return found


def _compiler(fonts: Path) -> typst.Compiler:
    """A compiler of one's own: a shared one refuses a second thread ("Already borrowed")."""
    return typst.Compiler(root=TEMPLATES, font_paths=_typefaces(fonts), ignore_system_fonts=True)
