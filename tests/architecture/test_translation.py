"""Every word that a page says of itself passes through gettext."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import nodes

import conferral

WEB = Path(conferral.__file__).parent
FOLDERS = (WEB / "web" / "templates", WEB / "ui" / "templates")
TEMPLATES = sorted(file for folder in FOLDERS for file in folder.rglob("*.html"))
SPOKEN = {"title", "alt", "aria-label", "placeholder"}
OURS = re.compile(r"\b(Conferral)\b")
"""The product's own name is the same in every language."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
INSERTED = "1"
"""Stands for what a template inserts: it may be the level of a heading as well as a text."""


class Words(HTMLParser):
    """Gathers the text, and the attributes that are read aloud, of a piece of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SPOKEN and value]


def literal_words(source: str) -> list[str]:
    """The words of a template that stand outside gettext."""
    environment = engines["jinja2"].env
    tree = environment.parse(source)
    pieces = [
        piece.data if isinstance(piece, nodes.TemplateData) else INSERTED
        for output in tree.find_all(nodes.Output)
        for piece in output.nodes
    ]
    words = Words()
    words.feed("".join(pieces))
    text = [OURS.sub("", each.replace(INSERTED, " ")) for each in words.found]
    return [each.strip() for each in text if LETTERS.search(each)]


def name_of(file: Path) -> str:
    return "/".join(file.parts[-2:])


def test_the_check_sees_a_bare_word():
    assert literal_words("<p>Hello there</p>") == ["Hello there"]
    assert literal_words('<p aria-label="Spoken words">{{ _("Hello") }}</p>') == ["Spoken words"]
    assert not literal_words('<p class="lead">{{ _("Hello") }} {{ name }}</p>')


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_no_template_says_anything_outside_gettext(file: Path):
    assert not literal_words(file.read_text(encoding="utf-8"))


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch):
    """Every message comes back in brackets, as if it were another language."""
    translation.gettext("Today")  # loads the functions that are replaced
    monkeypatch.setattr(translation._trans, "gettext", lambda message: f"⟦{message}⟧")
    monkeypatch.setattr(
        translation._trans, "ngettext", lambda one, many, count: f"⟦{one if count == 1 else many}⟧"
    )


def test_a_page_in_a_pseudo_language_says_nothing_in_english(client, pseudo):
    page = client.get("/sign-in/")
    words = Words()
    words.feed(page.content.decode())
    said = [each.strip() for each in words.found if LETTERS.search(OURS.sub("", each))]
    assert page.status_code == 200
    assert said
    assert not [each for each in said if not (each.startswith("⟦") or "⟧" in each)]
