"""What a guest, an observer, the steering group and information governance may not see."""

from datetime import UTC, datetime

import pytest

from tests.journeys.conftest import Look, OpenPage
from tests.journeys.hands import fill, press, take_up, title, words

SCENE, BEGINS = "in_session", datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
HERS = ("Juniper", "Sorrel", "07700 900123", "follows her home")
SAME_FOR_ALL = ("Year", "Protocol")
MOSS, JUDE, PRIYA, EDDA = "Moss Tiller", "Jude Farrow", "Priya Lund", "Edda Holm"


@pytest.fixture(scope="module")
def seen() -> dict[str, str]:
    """Where the coordinator found the case and its meeting, and who looked at what is common."""
    return {}


def test_the_coordinator_sees_the_case_and_its_meeting(
    come: OpenPage, seen: dict[str, str]
) -> None:
    page = come("Ines Calloway")
    page.goto("/eastmarsh/wesp/cases/")
    seen["case"] = str(page.get_by_role("link", name="Juniper Vale").get_attribute("href"))
    page.goto("/eastmarsh/wesp/meetings/")
    link = page.get_by_role("link", name="Tuesday 24 November 2026")
    seen["meeting"] = str(link.get_attribute("href"))


@pytest.mark.parametrize("who", [MOSS, JUDE, PRIYA, EDDA])
def test_the_menu_offers_what_opens_and_nothing_about_her(
    come: OpenPage, look: Look, who: str, seen: dict[str, str]
) -> None:
    page = come(who)
    menu = page.get_by_role("navigation", name="Menu").get_by_role("link").all()
    for name, address in [(one.inner_text(), one.get_attribute("href")) for one in menu]:
        answer = page.goto(str(address))
        assert answer
        assert answer.status == 200, f"{who} is offered {name}, which refuses"
        if name not in SAME_FOR_ALL or seen.setdefault(name, who) == who:
            look(page, f"80-{who.split()[0].lower()}-{name.lower()}")
        assert not [word for word in HERS if word in words(page)]


@pytest.mark.parametrize("who", [MOSS, JUDE, PRIYA, EDDA])
def test_a_case_is_as_if_it_were_not_there(
    come: OpenPage, look: Look, who: str, seen: dict[str, str]
) -> None:
    page = come(who)
    for address in (seen["case"], f"{seen['meeting']}papers.pdf", f"{seen['meeting']}minutes/"):
        answer = page.goto(address)
        assert answer
        assert answer.status in (403, 404) or "/sign/" in page.url
        assert not [word for word in HERS if word in words(page)]
    page.goto(seen["case"])
    look(page, f"81-{who.split()[0].lower()}-no-case")


def test_an_observer_signs_and_sits_in_the_room_without_papers(
    come: OpenPage, look: Look, seen: dict[str, str]
) -> None:
    page = come(JUDE)
    take_up(page, "The meeting is open now")
    fill(page, {"agrees": "on"})
    press(page, "Sign and enter")
    look(page, "82-room-of-an-observer")
    assert not [word for word in HERS if word in words(page) + title(page)]
    answer = page.goto(f"{seen['meeting']}papers/")
    assert answer
    assert answer.status in (403, 404)


def test_the_steering_group_reads_the_year_and_no_record(come: OpenPage, look: Look) -> None:
    page = come(PRIYA)
    page.goto("/eastmarsh/wesp/year/")
    assert "24 November" in words(page)
    answer = page.goto("/eastmarsh/wesp/record/")
    assert answer
    assert answer.status == 403
    look(page, "83-no-record")
