"""A referral's whole way, told in order: from a practitioner's draft to an action reported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.journeys.answers import ANOTHER, CONSENT, REFERRAL, WITHOUT_CONSENT
from tests.journeys.conftest import Look, OpenPage
from tests.journeys.fill import PASSWORD
from tests.journeys.hands import (
    cannot_answer,
    code_now,
    fill,
    follow,
    is_tagged,
    paper,
    press,
    press_first,
    said_in,
    take_up,
    title,
    words,
)
from tests.journeys.server import Server

KIT, INES, ADAEZE, TOM, HAZEL = (
    "Kit Larkspur", "Ines Calloway", "Adaeze Field", "Tom Birchall", "Hazel Marlowe",
)  # fmt: skip
MISSED = "Why can no agency keep her safe alone?"


@dataclass
class Story:
    """What one step leaves for the next: addresses and references."""

    found: dict[str, str] = field(default_factory=dict)
    broken_at: str = ""


@pytest.fixture(scope="module")
def story() -> Story:
    return Story()


@pytest.fixture(autouse=True)
def step(request: pytest.FixtureRequest, story: Story) -> Iterator[None]:
    """Each step goes on from the one before, so none is tried after one that failed."""
    assert not story.broken_at, f"The story broke at {story.broken_at}"
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        story.broken_at = request.node.name


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


class TestSigningIn:
    def test_the_demonstration_names_people_with_their_role_and_agency(
        self, visitor: OpenPage, look: Look
    ) -> None:
        page = visitor()
        page.goto("/sign-in/")
        look(page, "01-sign-in")
        said = words(page)
        assert "Ines Calloway Coordinator, Lantern House" in said
        assert "Adaeze Field Lead member, Eastmarsh Housing" in said

    def test_a_password_alone_opens_nothing_until_a_phone_is_set_up(
        self, visitor: OpenPage, look: Look
    ) -> None:
        page = visitor()
        page.goto("/eastmarsh/wesp/")
        fill(page, {"login": "member@eastmarsh.example", "password": PASSWORD})
        press(page, "Sign in")
        assert title(page) == "Set up the code on your phone"
        look(page, "02-set-up")
        page.goto("/eastmarsh/wesp/")
        assert title(page) == "Set up the code on your phone"
        page.get_by_text("I cannot scan it").click()
        secret = page.locator("details code").inner_text()
        fill(page, {"code": code_now(secret)})
        press(page, "Go on")
        assert title(page) == "Your recovery codes"
        assert page.locator(".c-codes li").count() >= 8
        look(page, "03-recovery-codes")
        press(page, "I have written them down")
        page.wait_for_url("**/eastmarsh/wesp/")
        look(page, "04-today-empty")


class TestReferring:
    def test_a_member_begins_saves_and_stops(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(KIT)
        follow(page, "Referrals")
        look(page, "05-referrals")
        press(page, "Refer someone")
        story.found["referral"] = page.url
        look(page, "06-start")
        follow(page, "Who she is")
        look(page, "07-who-she-is")
        fill(page, REFERRAL["who"])
        press(page, "Save and stop here")
        assert "Half done" in words(page)
        look(page, "08-saved")

    def test_she_comes_back_and_gives_a_reasoned_unknown(self, come: OpenPage, look: Look) -> None:
        page = come(KIT)
        look(page, "09-today-with-a-draft")
        take_up(page, "Finish the referral")
        assert title(page) == "Juniper Vale"
        follow(page, "Who she is")
        expect(page.locator('[name="alias"]')).to_have_value("Juno")
        cannot_answer(page, "date_of_birth", "not_known", "")
        press(page, "Save and go on")
        assert title(page) == "Error: Who she is" or "why" in words(page).lower()
        look(page, "10-unknown-without-a-reason")
        page.locator('[name="date_of_birth__why"]').fill(
            "She has never said, and we have no papers."
        )
        press(page, "Save and go on")
        assert title(page) == "How to reach her safely"

    def test_a_worry_about_a_child_is_a_duty_while_it_is_a_draft(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(KIT)
        page.goto(story.found["referral"])
        follow(page, "Children and other people at risk")
        fill(page, {**REFERRAL["children"], "child_concern": "yes"})
        look(page, "11-children")
        press(page, "Save and stop here")
        look(page, "12-start-with-a-duty")
        said = words(page)
        assert "does not wait for the panel" in said
        assert "Needs you now" in said
        follow(page, "Today")
        first = page.locator("main").get_by_role("listitem").first
        assert "child" in first.inner_text().lower()
        look(page, "13-today-with-a-duty")
        take_up(page, "child")
        look(page, "14-duty")
        fill(page, {"told": "Petra Lowe, children’s social care, by phone", "reference": "CSC 118"})
        press(page, "Record that it is done")
        look(page, "15-duty-recorded")

    def test_she_fills_its_pages_and_the_consent_record(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(KIT)
        page.goto(story.found["referral"])
        follow(page, "How to reach her safely")
        look(page, "16-how-to-reach-her")
        for name in ("reach", "her-words"):
            fill(page, REFERRAL[name])
            press(page, "Save and go on")
        look(page, "17-does-she-agree")
        fill(page, REFERRAL["agreement"])
        press(page, "Save and go on")
        assert title(page) == "What she was told"
        for name, typed in CONSENT.items():
            fill(page, typed)
            look(page, f"18-consent-{name}")
            press(page, "Save and go on")
        for name in ("flags-violence", "flags-health", "flags-life", "need", "criterion"):
            fill(page, {k: v for k, v in REFERRAL[name].items() if k != "multi_agency_reason"})
            look(page, f"19-{name}")
            press(page, "Save and go on")
        assert title(page) == "Children and other people at risk"
        press(page, "Save and go on")
        for name in ("risk-people", "background", "agencies", "care", "statistics", "again"):
            fill(page, REFERRAL[name])
            look(page, f"20-{name}")
            press(page, "Save and go on")
        assert title(page) == "Check your answers"

    def test_she_is_told_exactly_what_is_missing_and_sends_it(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(KIT)
        page.goto(f"{story.found['referral']}check/")
        look(page, "21-check-with-a-gap")
        missing = page.locator("section", has=page.locator("#still-missing"))
        assert "One answer is still missing" in missing.inner_text()
        assert missing.get_by_role("listitem").count() == 1
        follow(page, MISSED)
        look(page, "22-the-gap")
        fill(page, {"multi_agency_reason": REFERRAL["need"]["multi_agency_reason"]})
        press(page, "Save and stop here")
        follow(page, "Check your answers and send")
        assert "Nothing is missing" in words(page)
        look(page, "23-check-whole")
        press(page, "Send the referral")
        assert "Sent to the coordinator" in words(page)
        look(page, "24-sent")

    def test_another_agency_shares_without_her_agreement_and_says_on_what_grounds(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(TOM)
        follow(page, "Referrals")
        press(page, "Refer someone")
        story.found["another"] = page.url
        follow(page, "Who she is")
        for name, typed in ANOTHER.items():
            fill(page, typed)
            press(page, "Save and go on")
            if name == "agreement":
                for beside, said in WITHOUT_CONSENT.items():
                    fill(page, said)
                    look(page, f"25-without-consent-{beside}")
                    press(page, "Save and go on")
        assert title(page) == "Check your answers"
        assert "To prevent crime and disorder" in words(page)
        press(page, "Send the referral")
        assert "Sent to the coordinator" in words(page)


class TestDeciding:
    def test_the_coordinator_returns_it_question_by_question(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        look(page, "30-today-of-the-coordinator")
        assert "Check the referral from Harbour Drug and Alcohol Service" in words(page)
        take_up(page, "Harbour Drug and Alcohol Service")
        assert title(page) == "Juniper Vale"
        look(page, "31-referral")
        press(page, "Return it for more")
        press(page, "Return the referral")
        look(page, "32-return-without-a-reason")
        for part, name, asked in (
            (
                "why",
                "risk-people",
                ("people_posing_risk", "Does he have a key to the street door?"),
            ),
            ("known", "agencies", ("agencies_involved", "Who is her worker at housing?")),
        ):
            page.locator(f"#page-{name} summary").click()
            fill(page, {f"ask__{asked[0]}": asked[1]})
            assert part
        fill(page, {"note": "Nearly there, Kit."})
        look(page, "33-return")
        press(page, "Return the referral")
        assert "Returned to Harbour Drug and Alcohol Service" in words(page)
        look(page, "34-returned")

    def test_the_member_finds_each_reason_at_its_question_and_sends_it_again(
        self, come: OpenPage, look: Look
    ) -> None:
        page = come(KIT)
        look(page, "35-today-with-a-return")
        take_up(page, "Complete the referral")
        look(page, "36-asked-again")
        assert "Nearly there, Kit." in words(page)
        follow(page, "Who may hurt her?")
        asked = page.locator("#q_people_posing_risk")
        assert "Does he have a key to the street door?" in asked.inner_text()
        look(page, "37-question-asked-again")
        fill(page, {"people_posing_risk": "A man whom she calls Dean. He has both keys."})
        press(page, "Save and stop here")
        follow(page, "Who works with her now?")
        assert "Who is her worker at housing?" in words(page)
        fill(page, {"agencies_involved": "Ourselves; Adaeze Field at Eastmarsh Housing."})
        press(page, "Save and stop here")
        follow(page, "Check your answers and send")
        press(page, "Send the referral")
        assert "Sent to the coordinator" in words(page)

    def test_it_becomes_a_case_by_a_criterion_that_the_page_names(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        page.goto(story.found["referral"])
        rules = page.locator("#rules")
        met = rules.get_by_role("row", name="judgement")
        assert "Met" in met.inner_text()
        assert met.get_by_role("link", name="WESP").count() >= 1
        look(page, "38-to-accept")
        fill(page, {"accept-reasons": "Strangled twice since September. Grave risk of more."})
        press(page, "Accept the referral")
        assert "It is now case WESP-2026-" in words(page)
        look(page, "39-accepted")
        story.found["reference"] = page.locator(".c-num", has_text="WESP-2026-").first.inner_text()
        follow(page, "Cases")
        look(page, "40-cases")
        follow(page, "Juniper Vale")
        story.found["case"] = page.url
        look(page, "41-case")

    def test_the_other_is_accepted_too(self, come: OpenPage, story: Story) -> None:
        page = come(INES)
        page.goto(story.found["another"])
        fill(page, {"accept-reasons": "He has said to two people that he will kill her."})
        press(page, "Accept the referral")
        follow(page, "Cases")
        follow(page, "Sorrel Finch")
        story.found["another case"] = page.url
        story.found["another reference"] = page.title().split()[0]


class TestTheYear:
    def test_eleven_meetings_each_say_why_this_day(self, come: OpenPage, look: Look) -> None:
        page = come(INES)
        page.goto("/eastmarsh/wesp/year/?from=2026")
        look(page, "42-year")
        held = {}
        for year in (2026, 2027):
            page.goto(f"/eastmarsh/wesp/year/?from={year}")
            for row in page.get_by_role("row").filter(has=page.get_by_role("rowheader")).all():
                held[row.get_by_role("link").first.inner_text()] = row.locator("details").count()
        assert len(held) == 11
        assert min(held.values()) == 4

    def test_a_deadline_names_the_bank_holidays_it_steps_over(
        self, come: OpenPage, look: Look
    ) -> None:
        page = come(INES)
        page.goto("/eastmarsh/wesp/year/?from=2026")
        row = page.get_by_role("row", name="29 December 2026")
        why = row.locator("details").nth(1)
        why.locator("summary").click()
        said = why.inner_text()
        assert "Christmas Day" in said
        assert "Boxing Day" in said
        look(page, "43-why-this-day")
        easter = page.get_by_role("row", name="30 March 2027").locator("details").nth(1)
        easter.locator("summary").click()
        assert "Good Friday" in easter.inner_text()
        assert "Easter Monday" in easter.inner_text()


class TestPreparing:
    def test_the_coordinator_lists_the_case_and_sees_who_has_not_looked(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        page.goto(story.found["case"])
        press(page, "List for a meeting")
        look(page, "44-list")
        fill(page, {"child_involved": "yes", "note": "Her advocate joins by telephone"})
        press(page, "List this case")
        assert title(page) == "Tuesday 24 November 2026"
        story.found["meeting"] = page.url.partition("#")[0]
        looked = page.locator("#looked")
        assert looked.get_by_role("cell", name="Not yet").count() == 2
        look(page, "45-meeting")
        press(page, "Send the agenda")
        agenda = paper(page, f"{story.found['meeting']}agenda.pdf")
        assert "Juniper Vale" not in said_in(agenda)
        assert is_tagged(agenda)

    def test_a_housing_member_looks_and_sees_only_whom_to_search_for(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(ADAEZE)
        look(page, "46-today-of-housing")
        take_up(page, "search your records")
        said = words(page)
        assert "Juniper Vale" in said
        assert "chair against the door" not in said
        assert "Dean" not in said
        look(page, "47-identifiers")
        page = come(INES)
        page.goto(story.found["meeting"])
        assert page.locator("#looked").get_by_role("cell", name="Seen").count() == 2
        look(page, "48-meeting-looked")

    def test_papers_go_in_time_as_numbered_copies(
        self, come: OpenPage, look: Look, server: Server, story: Story
    ) -> None:
        server.set_clock(at(18, 11))
        page = come(INES)
        page.goto(story.found["meeting"])
        press(page, "Circulate the papers")
        assert "In time" in words(page)
        look(page, "49-circulate")
        press_first(page, "Send ")
        assert "The papers are out" in words(page)
        look(page, "50-papers-out")

    def test_later_ones_need_a_reason(
        self, come: OpenPage, look: Look, server: Server, story: Story
    ) -> None:
        server.set_clock(at(20, 10))
        page = come(INES)
        page.goto(story.found["another case"])
        press(page, "List for a meeting")
        page.get_by_label("Tuesday 24 November 2026").check()
        fill(page, {"child_involved": "no"})
        press(page, "List this case")
        press(page, "Circulate the papers again")
        assert "These papers are late" in words(page)
        press_first(page, "Send ")
        assert "Say why they are late" in words(page)
        look(page, "51-late-without-a-reason")
        fill(page, {"late_reason": "He made a new threat on Thursday evening."})
        press_first(page, "Send ")
        sent = page.locator("#circulations").inner_text()
        assert "Late" in sent
        assert "In time" in sent
        assert "He made a new threat on Thursday evening." in sent
        look(page, "52-sent-late")

    def test_each_recipient_has_a_numbered_copy(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        page.goto(story.found["meeting"])
        follow(page, "Sign the confidentiality statement")
        look(page, "53-statement")
        fill(page, {"agrees": "on"})
        press(page, "Sign")
        rows = page.locator("#circulations table").first.get_by_role("row").all()[1:]
        assert len(rows) >= 6
        for row in rows:
            number = row.get_by_role("rowheader").inner_text()
            made = paper(page, str(row.get_by_role("link").get_attribute("href")))
            said = said_in(made)
            assert f"Copy {number} of {len(rows)}" in said
            assert "STRICTLY CONFIDENTIAL" in said
            assert row.get_by_role("cell").first.inner_text().split(",")[0] in said
            assert "07700 900123" not in said
            assert is_tagged(made)

    def test_papers_open_only_after_signing(self, come: OpenPage, look: Look, story: Story) -> None:
        page = come(ADAEZE)
        page.goto(f"{story.found['meeting']}papers/")
        assert "/sign/" in page.url
        assert "Juniper Vale" not in words(page)
        press(page, "Sign")
        look(page, "54-not-agreed")
        fill(page, {"agrees": "on"})
        press(page, "Sign")
        assert title(page) == "Your papers"
        assert "chair against the door" in words(page)
        look(page, "55-papers")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download this copy (PDF)").click()
        assert download.value.suggested_filename.startswith("papers-copy-")


class TestTheMeeting:
    def test_the_chair_opens_it_on_its_day_and_people_sign_as_they_enter(
        self, come: OpenPage, look: Look, server: Server, story: Story
    ) -> None:
        server.set_clock(at(24, 9, 31))
        page = come(HAZEL)
        look(page, "56-today-of-the-chair")
        page.goto(story.found["meeting"])
        press(page, "Open the meeting")
        assert title(page) == "Enter the room"
        press(page, "Sign and enter")
        assert "Read the statement and agree to it first" in words(page)
        look(page, "57-door")
        fill(page, {"agrees": "on"})
        press(page, "Sign and enter")
        look(page, "58-room-before")
        for name in (KIT, TOM):
            other = come(name)
            take_up(other, "The meeting is open now")
            fill(other, {"agrees": "on"})
            press(other, "Sign and enter")
            assert "In the room" in other.title()
        for name in (INES, ADAEZE):
            other = come(name)
            other.goto(f"{story.found['meeting']}room/")
            press(other, "Enter the room")

    def test_a_case_does_not_end_without_a_decision(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        chair = come(HAZEL)
        chair.goto(f"{story.found['meeting']}room/")
        press(chair, f"Begin {story.found['reference']}")
        assert title(chair) == "Juniper Vale"
        look(chair, "59-room-of-the-chair")
        press(chair, "Read back and end")
        assert "Write down what was decided before you end this case" in words(chair)

    def test_it_is_minuted_and_two_actions_agreed(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        page.goto(f"{story.found['meeting']}room/")
        look(page, "60-room-of-the-coordinator")
        fill(page, {
            "views": "She asked for the lock again on Monday.", "capacity": "has",
            "discussion": "Housing (fact): two complaints about noise. Police: he is near.",
            "risk_level": "high", "risk_why": "Strangled twice since September.",
            "decision": "Change the lock, and keep her where she is known.",
            "plan": "A new lock\nA visit each Thursday",
            "who_tells_her": "Kit Larkspur, when she comes on Thursday",
        })  # fmt: skip
        press(page, "Save the minute")
        assert "The minute is saved" in words(page)
        acting = page.locator("#acting")
        acting.get_by_role("button", name="Add action").click()
        expect(acting.locator(".govuk-error-message").first).to_be_visible()
        look(page, "61-action-incomplete")
        for text, who, due in (
            ("Change the lock of her flat", ADAEZE, "tomorrow"),
            ("Visit her with the nurse", KIT, "1 December"),
        ):
            fill(page, {"text": text, "risk_said": "He has a key", "due": due})
            owners = page.locator('[name="owner"]')
            owners.select_option(owners.locator("option", has_text=who).get_attribute("value"))
            acting.get_by_role("button", name="Add action").click()
            expect(page.locator("#actions")).to_contain_text(text)
        agreed = page.locator("#actions").inner_text()
        assert "Adaeze Field, Eastmarsh Housing · by Wednesday 25 November" in agreed
        assert "Kit Larkspur, Harbour Drug and Alcohol Service · by Tuesday 1 December" in agreed
        look(page, "62-room-minuted")
        chair = come(HAZEL)
        chair.goto(f"{story.found['meeting']}room/")
        press(chair, "Read back and end")

    def test_the_other_is_heard_and_the_meeting_closed(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        chair = come(HAZEL)
        chair.goto(f"{story.found['meeting']}room/")
        press(chair, f"Begin {story.found['another reference']}")
        assert title(chair) == "Sorrel Finch"
        page = come(INES)
        page.goto(f"{story.found['meeting']}room/")
        fill(page, {"decision": "Police keep watch. Heard again in December."})
        press(page, "Save the minute")
        chair.goto(f"{story.found['meeting']}room/")
        press(chair, "Read back and end")
        look(chair, "63-every-case-heard")
        press(chair, "Close the meeting")
        assert "The meeting is closed" in words(chair)


class TestFollowing:
    def test_minutes_and_action_log_are_issued(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        page.goto(f"{story.found['meeting']}minutes/")
        assert title(page) == "Draft minutes"
        look(page, "64-draft-minutes")
        press(page, "Issue the minutes and the action log")
        assert title(page) == "Minutes"
        look(page, "65-minutes")
        head = page.locator(".c-head").inner_text()
        number = re.search(r"Record no\. (\d+)", words(page))
        assert number
        story.found["anchor"] = f"{number[1]}:{head}"
        minutes = paper(page, f"{story.found['meeting']}minutes.pdf")
        said = said_in(minutes)
        assert "Change the lock, and keep her where she is known." in said
        assert head[:16] in said.replace(" ", "")
        assert is_tagged(minutes)
        log = paper(page, f"{story.found['meeting']}actions.pdf")
        assert "Visit her with the nurse" in said_in(log)
        assert is_tagged(log)

    def test_housing_reports_its_action_done(
        self, come: OpenPage, look: Look, server: Server
    ) -> None:
        server.set_clock(at(25, 15))
        page = come(ADAEZE)
        look(page, "66-today-with-an-action")
        follow(page, "Actions")
        look(page, "67-actions")
        follow(page, "Change the lock of her flat")
        press(page, "Send the report")
        look(page, "68-report-incomplete")
        fill(page, {"outcome": "done", "done_on": "25 November 2026", "note": "Both locks."})
        press(page, "Send the report")
        look(page, "69-reported")
        assert "Done" in words(page)

    def test_the_other_becomes_overdue_when_its_day_has_passed(
        self, come: OpenPage, look: Look, server: Server
    ) -> None:
        server.set_clock(at(1, 16, month=12))
        assert "Overdue" not in words(come(KIT))
        server.set_clock(at(2, 9, month=12))
        page = come(KIT)
        look(page, "70-today-overdue")
        assert "Visit her with the nurse" in words(page)
        assert "Overdue" in words(page)
        page = come(INES)
        look(page, "71-today-overdue-of-the-coordinator")
        assert "Harbour Drug and Alcohol Service: one action is overdue" in words(page)


class TestTheRecord:
    def test_the_coordinator_reads_who_did_and_who_read(
        self, come: OpenPage, look: Look, story: Story
    ) -> None:
        page = come(INES)
        page.goto(story.found["case"])
        look(page, "72-case-at-the-end")
        follow(page, "Who has looked at this case")
        look(page, "73-record-of-the-case")
        said = words(page)
        assert "Adaeze Field Eastmarsh Housing Read a case file" in said
        follow(page, "Record")
        look(page, "74-record")
        press(page, "Check that the record is whole")
        assert "The record is whole." in words(page)
        look(page, "75-record-whole")

    def test_one_changed_byte_is_found(
        self, come: OpenPage, look: Look, server: Server, story: Story
    ) -> None:
        printed = ("--partnership", "eastmarsh", "--anchor", story.found["anchor"])
        whole = server.run("-m", "conferral.cli", "audit", "verify", *printed)
        assert whole.returncode == 0, whole.stderr
        assert "the record is whole" in whole.stdout
        changed = server.run("-m", "tests.journeys.tamper", "40")
        assert changed.returncode == 0, changed.stderr
        broken = server.run("-m", "conferral.cli", "audit", "verify")
        assert broken.returncode == 1
        assert "the record breaks at entry 40." in broken.stdout
        page = come(INES)
        follow(page, "Record")
        press(page, "Check that the record is whole")
        assert "It breaks at entry 40." in words(page)
        look(page, "76-record-broken")
