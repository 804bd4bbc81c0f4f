"""Two people adopt an edition: proposed from a file, settled point by point, signed twice."""

import io
import zipfile
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests import make
from tests.journeys.conftest import PHONE, Look, OpenPage
from tests.journeys.hands import fill, follow, press, title, words

SCENE, BEGINS = "adopting", datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
INES, HAZEL, KIT = "Ines Calloway", "Hazel Marlowe", "Kit Larkspur"
PROTOCOL = "/eastmarsh/wesp/protocol/"


def zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"ours/{name}", text)
    return made.getvalue()


def propose(page: Page, files: dict[str, str], day: str) -> None:
    """Choose a file of our own, and a day."""
    page.goto(f"{PROTOCOL}editions/")
    press(page, "Propose an edition")
    page.get_by_label("An edition of your own, as a .zip file").check()
    page.get_by_label("The edition’s folder, as a .zip file").set_input_files(
        {"name": "ours.zip", "mimeType": "application/zip", "buffer": zipped(files)}
    )
    fill(page, {"in_force_from": day})
    press(page, "Propose it")


def settle_all(page: Page, look: Look) -> None:
    """Confirm each default and answer each query, as the pages lead on."""
    follow(page, "Confirm our defaults")
    look(page, "a2-a-default")
    while page.get_by_role("button", name="Confirm it").count():
        press(page, "Confirm it")
    look(page, "a3-a-query")
    while page.get_by_role("button", name="Answer it").count():
        fill(page, {"answer": "As it is done today.", "reason": "It has worked for a year."})
        press(page, "Answer it")


class TestAdopting:
    def test_the_area_is_read_page_by_page_on_a_laptop_and_a_phone(
        self, come: OpenPage, look: Look
    ) -> None:
        page = come(KIT)
        page.goto(PROTOCOL)
        look(page, "a0-protocol")
        for name in (
            "What is open", "What the check finds", "Worked examples", "Who may do what",
            "What it sets", "Stages", "Its year", "Changes", "Editions",
        ):  # fmt: skip
            page.locator(".c-sub").get_by_role("link", name=name).click()
            expect(page.locator('.c-sub [aria-current="page"]')).to_contain_text(name)
            look(page, f"a0-{name.lower().replace(' ', '-')}")
        assert "Propose an edition" not in words(page)

    def test_a_broken_file_changes_nothing_and_says_where_it_is_broken(
        self, come: OpenPage, look: Look
    ) -> None:
        page = come(INES)
        broken = make.rewritten(make.files_of(), ('"year.read"]', '"year.reed"]'))
        propose(page, broken, "4 January 2027")
        assert page.title().startswith("Error:")
        assert "year.reed" in words(page)
        look(page, "a1-a-broken-file")
        page.goto(f"{PROTOCOL}editions/")
        assert "An edition is proposed" not in words(page)

    def test_two_people_adopt_it_and_everybody_reads_what_was_settled(
        self, come: OpenPage, look: Look
    ) -> None:
        ines = come(INES)
        propose(ines, make.seven_days(), "1 December 2026")
        assert "Nothing changes until two people have signed it" in words(ines)
        look(ines, "a2-a-proposal")
        follow(ines, "What its year would be")
        assert "What its year would be" in title(ines)
        look(ines, "a2-its-year")
        follow(ines, "See what it waits for")
        settle_all(ines, look)
        assert "Everything is settled" in words(ines)
        press(ines, "Sign as the first of two")
        assert "somebody else" in words(ines)
        look(ines, "a3-signed-once")
        assert ines.get_by_role("button", name="adopt").count() == 0
        hazel = come(HAZEL, PHONE, javascript=False)
        hazel.goto(f"{PROTOCOL}editions/")
        follow(hazel, "See what it waits for")
        press(hazel, "Sign second, and adopt")
        assert "Adopted by two people. It is in force from 1 December 2026." in words(hazel)
        kit = come(KIT)
        kit.goto(f"{PROTOCOL}editions/")
        look(kit, "a4-editions")
        kit.get_by_role("row", name="Coming").get_by_role("link", name="What changed").click()
        assert "seven working days" in words(kit).lower()
        look(kit, "a5-changes")
        follow(kit, "What is open")
        assert "Why: It has worked for a year." in words(kit)
        look(kit, "a6-settled")
