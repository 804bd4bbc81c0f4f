"""The same pages by keyboard alone, on a phone, and in a browser that runs no script."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Look, OpenPage
from tests.journeys.hands import fill, follow, press, take_up, title, words

SCENE, BEGINS = "in_session", datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
KIT, INES = "Kit Larkspur", "Ines Calloway"
FOCUSED = "document.activeElement"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus, as somebody without a mouse does."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def send(page: Page, key: str = "Enter") -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def draft(page: Page) -> None:
    """Open the referral that was begun."""
    page.goto("/eastmarsh/wesp/referrals/")
    with page.expect_navigation():
        page.get_by_role("row", name="Draft").get_by_role("link").click()


class TestByKeyboard:
    def test_a_page_is_answered_without_a_mouse(self, come: OpenPage, look: Look) -> None:
        page = come(KIT)
        draft(page)
        follow(page, "Who she is")
        page.keyboard.press("Tab")
        assert page.evaluate(f"{FOCUSED}.className") == "govuk-skip-link"
        page.keyboard.press("Enter")
        tab_to(page, '[name="name"]')
        page.keyboard.type("Marigold Pryce")
        tab_to(page, "#q_date_of_birth summary")
        page.keyboard.press("Enter")
        tab_to(page, '[name="date_of_birth__unknown"]')
        page.keyboard.press("ArrowDown")
        expect(page.locator('[name="date_of_birth__unknown"][value="not_known"]')).to_be_checked()
        tab_to(page, '[name="go_on"]')
        send(page)
        assert page.evaluate(f"{FOCUSED}.className").startswith("govuk-error-summary")
        look(page, "90-errors-by-keyboard")

    def test_the_summary_leads_to_the_field(self, come: OpenPage) -> None:
        page = come(KIT)
        draft(page)
        follow(page, "Who she is")
        tab_to(page, '[name="go_on"]')
        send(page)
        tab_to(page, ".govuk-error-summary a")
        target = page.evaluate(f"{FOCUSED}.hash")
        page.keyboard.press("Enter")
        assert "#" + page.evaluate(f"{FOCUSED}.id") == target
        page.keyboard.type("She has never said.")
        tab_to(page, '[name="language"]')
        page.keyboard.type("English")
        tab_to(page, '[name="go_on"]')
        send(page)
        assert title(page) == "How to reach her safely"


class TestOnAPhone:
    def test_today_a_question_a_case_and_the_room_fit(self, come: OpenPage, look: Look) -> None:
        page = come(INES, PHONE)
        look(page, "91-today")
        page.goto("/eastmarsh/wesp/cases/")
        follow(page, "Juniper Vale")
        look(page, "92-case")
        page.goto("/eastmarsh/wesp/")
        take_up(page, "The meeting is open now")
        look(page, "93-room")
        page = come(KIT, PHONE)
        look(page, "94-today-of-a-member")
        draft(page)
        follow(page, "Red flags: violence and control")
        look(page, "95-red-flags")


class TestWithoutScript:
    def test_a_draft_page_with_errors_keeps_what_was_typed(
        self, come: OpenPage, look: Look
    ) -> None:
        page = come(KIT, javascript=False)
        draft(page)
        follow(page, "Red flags: violence and control")
        fill(page, {"rf_violence": "present"})
        press(page, "Save and go on")
        assert page.title().startswith("Error:")
        page.locator(".govuk-error-summary a").first.click()
        expect(page.locator('[name="rf_violence"][value="present"]')).to_be_checked()
        fill(page, {"rf_violence__source": "She told Kit Larkspur"})
        press(page, "Save and go on")
        assert title(page) == "Red flags: health"

    def test_a_referral_is_returned(self, come: OpenPage) -> None:
        page = come(INES, javascript=False)
        take_up(page, "Check the referral from Eastmarsh Police")
        press(page, "Return it for more")
        page.locator("#page-who summary").click()
        fill(page, {"ask__alias": "Does she still go by Juno?"})
        press(page, "Return the referral")
        assert "Returned to Eastmarsh Police" in words(page)

    def test_an_action_is_agreed(self, come: OpenPage) -> None:
        page = come(INES, javascript=False)
        take_up(page, "The meeting is open now")
        press(page, "Add action")
        assert page.title().startswith("Error:")
        fill(page, {"text": "Fit a door chain", "risk_said": "Her door", "due": "1 December"})
        owners = page.locator('[name="owner"]')
        owners.select_option(owners.locator("option", has_text=KIT).get_attribute("value"))
        press(page, "Add action")
        assert "Fit a door chain" in page.locator("#actions").inner_text()
