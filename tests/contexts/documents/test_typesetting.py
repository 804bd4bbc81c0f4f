"""Every paper is accessible, marked on each page, and takes whatever people type."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from conferral.documents.marking import Copy, RecordHead
from conferral.documents.typesetting import (
    FONTS,
    TEMPLATES,
    Document,
    FontsMissing,
    copies,
    typeset,
)
from tests.contexts.documents.examples import AGENDA, EMPTY_AGENDA, MARKING, PACK, SAMIR, VALE
from tests.contexts.documents.reading import opened, pages, text
from tests.contexts.documents.records import EVERY_PAPER, LOG
from tests.marks import clause

LITERAL = '*bold* #panic("x") $x$ <b> {{7*7}} = `raw` @label // /* #read("/etc/passwd") {page} %s'


def rewritten(paper: Any, change: Callable[[str], str]) -> Any:
    """The paper with each of its texts changed, but for what is not a text to print."""
    if isinstance(paper, str) and not isinstance(paper, Enum):
        return change(paper)
    if isinstance(paper, tuple):
        return tuple(rewritten(one, change) for one in paper)
    if not is_dataclass(paper) or isinstance(paper, type):
        return paper
    names = [one.name for one in fields(paper) if one.name != "zone"]
    return replace(paper, **{name: rewritten(getattr(paper, name), change) for name in names})


@pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda paper: paper.title())
def test_a_paper_is_accessible_and_says_its_language_and_title(paper: Document) -> None:
    done = typeset(paper)
    pdf = opened(done.pdf)
    assert (done.accessible, done.warnings) == (True, ())
    assert pdf.metadata is not None
    assert pdf.metadata.title == paper.title()
    assert pdf.root_object["/Lang"] == "en-GB"
    assert pdf.root_object["/MarkInfo"]["/Marked"].value is True
    assert b"pdfuaid:part" in done.pdf


@clause("wesp/1", "16.3")
@clause("thpp/1", "16.3")
@pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda paper: paper.title())
def test_each_page_is_marked_and_counted(paper: Document) -> None:
    sheets = pages(typeset(paper).pdf)
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.count("STRICTLY CONFIDENTIAL") == 1
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "Hand back after the meeting (WESP 16)." in sheet
        assert "WESP, edition 1" in sheet


def test_each_page_of_a_copy_names_its_holder_in_the_header_the_footer_and_across() -> None:
    for sheet in pages(typeset(PACK.for_copy(SAMIR, only={VALE.reference})).pdf):
        assert "Copy 07 of 14" in sheet
        assert "For Samir Quill, Riverbank NHS only." in sheet
        assert "Samir Quill, Riverbank NHS · copy 07" in sheet


def test_the_same_paper_is_the_same_bytes() -> None:
    assert typeset(LOG).pdf == typeset(LOG).pdf


def test_copies_are_typeset_one_by_one_as_they_are_asked_for() -> None:
    holders = [Copy(number, 3, f"Member {number}") for number in (1, 2, 3)]
    sets = copies(PACK.for_copy(holder, only={VALE.reference}) for holder in holders)
    for number, done in enumerate(sets, start=1):
        assert f"Member {number} · copy 0{number}" in text(done.pdf)


def test_several_people_may_ask_for_papers_at_once() -> None:
    holders = [Copy(number, 12, f"Member {number}") for number in range(1, 13)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda holder: typeset(PACK.for_copy(holder, only=())), holders))
    assert all(one.accessible for one in done)


def test_a_meeting_in_summer_is_told_in_summer_time() -> None:
    meeting = replace(AGENDA.meeting, starts_at=datetime(2026, 7, 21, 8, 30, tzinfo=UTC))
    assert "Tuesday 21 July 2026, 9.30am" in text(typeset(replace(AGENDA, meeting=meeting)).pdf)


@pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda paper: paper.title())
def test_markup_in_any_field_is_printed_as_it_was_typed(paper: Document) -> None:
    done = typeset(rewritten(paper, lambda typed: f"{LITERAL} \r\n" if typed else typed))
    assert (done.accessible, done.warnings) == (True, ())
    assert LITERAL[:40] in text(done.pdf)


def test_no_field_of_a_case_reads_markup() -> None:
    done = typeset(rewritten(PACK, lambda typed: LITERAL if typed else typed))
    assert text(done.pdf).replace(" ", "").count(LITERAL.replace(" ", "")) > 60
    assert "root:" not in text(done.pdf)


@pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda paper: paper.title())
@pytest.mark.parametrize("typed", ["", " ", "\u202e", "\u200b", "\n\n"], ids=repr)
def test_a_paper_of_empty_fields_is_still_a_paper(paper: Document, typed: str) -> None:
    done = typeset(rewritten(paper, lambda _text: typed))
    assert (done.accessible, done.warnings) == (True, ())


def test_controls_that_turn_or_hide_text_are_taken_out() -> None:
    title = "Jun\u202eiper\u0000 \u2066Va\x07le\ud800"
    done = typeset(replace(PACK, cases=(replace(VALE, title=title),)))
    assert done.accessible
    assert "Juniper Va le" in text(done.pdf)


@pytest.mark.parametrize(
    "name", ["রহিমা খাতুন", "فاطمة الزهراء", "Łucja Żak", "Nguyễn Thị Hạnh", "Ελένη"]
)
def test_a_name_in_another_script_is_printed(name: str) -> None:
    done = typeset(replace(PACK, cases=(replace(VALE, title=name),)))
    assert (done.accessible, done.warnings) == (True, ())


def test_a_letter_that_no_typeface_has_costs_the_mark_and_not_the_paper() -> None:
    done = typeset(replace(PACK, cases=(replace(VALE, title="Juniper \U00013000"),)))
    assert not done.accessible
    assert done.warnings == (
        "Some letters in this paper could not be printed: no typeface here has them.",
    )
    assert done.warnings[0] in pages(done.pdf)[0]


@pytest.mark.parametrize("pasted", ["a" * 1_000_000, "She said. " * 100_000, "a\n" * 500_000])
def test_a_megabyte_in_one_field_is_cut_and_the_paper_says_so(pasted: str) -> None:
    done = typeset(replace(PACK, cases=(replace(VALE, why_now=pasted),)))
    sentence = "Only the first 20,000 of 1,000,000 characters are printed."
    assert (done.accessible, done.warnings) == (True, (sentence,))
    assert sentence in text(done.pdf)


def test_a_word_without_end_stays_on_the_page() -> None:
    typed = "".join(chr(97 + at % 26) for at in range(300))
    assert typed in text(typeset(replace(EMPTY_AGENDA, order=typed)).pdf).replace(" ", "")


def test_the_footer_carries_the_head_of_the_record_in_short_and_the_end_in_full() -> None:
    head = "3f9a6bd2c07e41d95b08e3aa71c6f240"
    marking = replace(MARKING, record=RecordHead(418, head))
    written = text(typeset(replace(LOG, marking=marking)).pdf)
    assert f"Record no. 418, {head[:16]}…" in written
    assert f"Record no. 418, {head}" in written.replace("… ", "")


def test_missing_typefaces_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match=r"Atkinson Hyperlegible and Noto Sans.*`make setup`"):
        typeset(LOG, fonts=tmp_path)


def test_the_paper_is_in_the_language_of_whoever_asks_for_it() -> None:
    with translation.override("cy"):
        assert opened(typeset(LOG).pdf).root_object["/Lang"] == "cy"


@pytest.mark.parametrize("paper", EVERY_PAPER, ids=lambda paper: paper.title())
def test_every_word_of_ours_can_be_translated(
    paper: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With our words turned to x and everybody else's to figures, no other letter is left."""
    monkeypatch.setattr("django.utils.translation._trans.gettext", crossed)
    monkeypatch.setattr(
        "django.utils.translation._trans.ngettext",
        lambda one, many, number: crossed(one if number == 1 else many),
    )
    written = text(typeset(rewritten(paper, lambda typed: "7" if typed else "")).pdf)
    assert {letter.lower() for letter in written if letter.isalpha()} <= {"x"}


def crossed(message: str) -> str:
    """The message in x, its places for values kept."""
    parts = message.split("{")
    kept = [part.partition("}") for part in parts[1:]]
    return cross(parts[0]) + "".join(f"{{{name}}}{cross(rest)}" for name, _brace, rest in kept)


def cross(plain: str) -> str:
    return "".join("x" if letter.isalpha() else letter for letter in plain)


def test_templates_place_text_and_never_evaluate_read_or_fetch_it() -> None:
    for template in TEMPLATES.glob("*.typ"):
        source = template.read_text()
        for call in ("eval(", "read(", "@preview", "plugin(", "image("):
            assert call not in source, f"{template.name} uses {call}"


def test_the_typefaces_are_here() -> None:
    assert list(FONTS.glob("*.ttf"))
