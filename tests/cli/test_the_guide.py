"""The guide for authors, followed step by step: what it shows is what happens."""

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from conferral.cli.__main__ import main
from conferral.protocol.checking.check import check
from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures
from conferral.protocol.files.loading import load, read_folder
from tests.cli.running import ROOT, conferral

GUIDE = ROOT / "docs" / "write-a-protocol.md"
DOCUMENT = ROOT / "docs" / "brookhaven-morning-hub.md"
DONE_BY_HAND = re.compile(
    r"\*\*(Write|Add to|Change|Empty) `([^`]+)`|\*\*Copy `([^`]+)` to `([^`]+)`"
)
BLOCK = re.compile(r"```(\w+)\n(.*?)```\n", re.DOTALL)
LONGEST_LINE = 140


@dataclass(frozen=True)
class Step:
    """One thing that the reader does: with a file, with a folder, or by a command."""

    does: str
    path: str = ""
    to: str = ""
    block: str = ""


def steps(text: str) -> Iterator[Step]:
    """What the guide tells its reader to do, in order."""
    at = 0
    while found := next_step(text, at):
        start, step, at = found
        yield step
        assert start < at


def next_step(text: str, at: int) -> tuple[int, Step, int] | None:
    hand, block = DONE_BY_HAND.search(text, at), BLOCK.search(text, at)
    if hand and (block is None or hand.start() < block.start()):
        if hand[3]:
            return hand.start(), Step("Copy", hand[3], hand[4]), hand.end()
        if hand[1] == "Empty":
            return hand.start(), Step("Empty", hand[2]), hand.end()
        assert block is not None, f"“{hand[0]}” shows nothing to write"
        wanted = "diff" if hand[1] == "Change" else "toml"
        assert block[1] == wanted, f"“{hand[0]}” is followed by {block[1]}"
        return hand.start(), Step(hand[1], hand[2], block=block[2]), block.end()
    if block is None:
        return None
    assert block[1] == "console", f"nobody is told where this goes: {block[2][:60]}"
    return block.start(), Step("Run", block=block[2]), block.end()


def follow(step: Step, folder: Path) -> None:
    """Do by hand what the step says."""
    here = folder / step.path
    match step.does:
        case "Write":
            here.parent.mkdir(parents=True, exist_ok=True)
            here.write_text(step.block, encoding="utf-8")
        case "Add to":
            here.write_text(f"{here.read_text(encoding='utf-8')}\n{step.block}", encoding="utf-8")
        case "Change":
            changed = here.read_text(encoding="utf-8")
            old, new = (lines_of(step.block, sign) for sign in "-+")
            assert changed.count(old) == 1, f"{step.path} does not hold once: {old}"
            here.write_text(changed.replace(old, new), encoding="utf-8")
        case "Empty":
            for file in here.iterdir():
                file.unlink()
        case "Copy":
            shutil.copytree(here, folder / step.to)


def lines_of(block: str, sign: str) -> str:
    lines = [line[1:].removeprefix(" ") for line in block.splitlines() if line.startswith(sign)]
    return "\n".join(lines) + "\n"


def commands(block: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each command of a block with the lines that it is shown to say."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *said = part.splitlines()
        yield shlex.split(command), [line for line in said if line.strip(" …")]


def insist(said: str, expected: list[str], command: str) -> None:
    """Every line shown is said, in order; `…` stands for whatever is left out."""
    rest = " ".join(said.split())
    for line in expected:
        for piece in filter(None, (" ".join(part.split()) for part in line.split("…"))):
            before, found, rest = rest.partition(piece)
            assert found, f"after `{command}` the guide shows “{piece}”, and left was: {before}"


def run(command: list[str]) -> str:
    """What a command says, on either stream."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
        main(command[1:])
    return said.getvalue()


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody followed the guide from its first line to its last."""
    folder = tmp_path_factory.mktemp("guide")
    with chdir(folder):
        for step in steps(GUIDE.read_text(encoding="utf-8")):
            if step.does != "Run":
                follow(step, folder)
                continue
            for command, expected in commands(step.block):
                assert command[:2] == ["conferral", "protocol"], command
                insist(run(command), expected, shlex.join(command))
    return folder


def edition_in(folder: Path) -> Edition:
    return load(read_folder(folder))


def test_whoever_follows_the_guide_has_an_edition_without_faults(followed: Path) -> None:
    for edition in (edition_in(followed / "hub" / "1"), edition_in(followed / "hub" / "2")):
        assert [found.id for found in check(edition) if found.level == "fault"] == []
        assert failures(edition) == {}
        shown = {clause for example in edition.examples for clause in example.clause}
        assert not [c.id for c in edition.clauses if c.kept_by == "rule" and c.id not in shown]
    assert edition_in(followed / "hub" / "2").predecessor == "hub/1"


def test_the_edition_holds_every_clause_of_the_document(followed: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    numbers = re.findall(r"^\*\*(\d\.\d)\*\*", text, re.MULTILINE)
    assert [clause.id for clause in edition_in(followed / "hub" / "1").clauses] == numbers
    assert len(text.split()) < 1_300, "two pages"


def test_the_clauses_are_in_other_words_than_the_document(followed: Path) -> None:
    words = " ".join(re.findall(r"[\w’]+", DOCUMENT.read_text(encoding="utf-8").lower()))
    for clause in edition_in(followed / "hub" / "1").clauses:
        said = re.findall(r"[\w’]+", clause.summary.lower())
        runs = [" ".join(said[at : at + 6]) for at in range(len(said) - 5)]
        assert not [run for run in runs if f" {run} " in f" {words} "], clause.id


def test_what_the_guide_leaves_open_is_asked_of_the_partnership(followed: Path) -> None:
    edition = edition_in(followed / "hub" / "1")
    for each in (*edition.defaults, *edition.queries):
        assert each.note.endswith("?") and each.meanwhile, each.id
    assert edition.defaults and edition.queries


def test_a_panel_can_begin_with_the_edition_of_the_guide(followed: Path) -> None:
    data = followed / "data"
    done = conferral(
        data, "init", f"--edition={followed / 'hub' / '1'}", "--partnership=Brookhaven Partnership",
        "--area=Brookhaven", "--panel=Morning Hub", "--convenor=Brookhaven Council",
        "--coordinator=Ines Calloway <ines@example.org>",
        "--chair=Hazel Marlowe <hazel@example.org>", "--chair-agency=Brookhaven Police",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Morning Hub is ready at /brookhaven-partnership/hub/." in done.stdout


def test_a_panel_does_not_begin_with_an_example_for_authors(tmp_path: Path) -> None:
    done = conferral(tmp_path, "init", "--edition=samples/weekly-hub/1")
    said = "samples/weekly-hub/1 is an example for authors; name an edition of your own."
    assert (done.returncode, done.stderr.strip()) == (2, said)


def test_the_guide_links_to_what_is_there() -> None:
    for page in (GUIDE, DOCUMENT):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
            assert (page.parent / link).exists(), link
        plain = [line for line in text.splitlines() if not line.startswith("|")]
        long = [line for line in plain if len(line) > LONGEST_LINE and '"' not in line]
        assert not long, long


def test_the_lines_shown_must_be_said_in_order() -> None:
    insist("one two\nthree  four", ["one …", "… four"], "x")
    with pytest.raises(AssertionError, match="the guide shows “two”"):
        insist("two one", ["one", "two"], "x")


def test_what_the_guide_says_of_complaints_is_what_is_said() -> None:
    """Each complaint in the table of the last step stands so in the engine."""
    engine = ROOT / "conferral" / "protocol"
    sources = " ".join(file.read_text(encoding="utf-8") for file in engine.rglob("*.py"))
    table = GUIDE.read_text(encoding="utf-8").partition("## When it complains")[2]
    complaints = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    pieces = [piece for each in complaints for piece in re.split(r"[…']+", each) if piece.strip()]
    assert len(complaints) >= 8
    assert not [piece for piece in pieces if piece.strip() not in sources]
