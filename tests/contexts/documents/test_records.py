"""What the attendance sheet, the minutes and the action logs say."""

from dataclasses import replace

from conferral.documents.minutes import MinutesStage
from conferral.documents.typesetting import typeset
from tests.contexts.documents.examples import SAMIR
from tests.contexts.documents.reading import pages, text
from tests.contexts.documents.records import (
    CASE_MINUTE,
    DRAFT_MINUTES,
    EMPTY_LOG,
    EMPTY_SHEET,
    HOUSING,
    LOG,
    MINUTES,
    NO_ACTIONS,
    SHEET,
)


def test_the_sheet_gives_the_statement_with_its_clauses_before_the_names() -> None:
    sheet = text(typeset(SHEET).pdf)
    assert "4. I tell the convenor at once if anything is lost" in sheet
    assert sheet.index("by mistake. WESP 17") < sheet.index("Hazel Marlowe Eastmarsh Council Chair")


def test_the_sheet_says_who_signed_on_screen_and_when_and_leaves_room_for_the_rest() -> None:
    sheet = text(typeset(SHEET).pdf)
    assert "Samir Quill Riverbank NHS Lead member Signed on screen, 23 Nov, 8.41am" in sheet
    assert "Tom Birchall Eastmarsh Police Lead member Samir Quill" in sheet
    assert "Apologies Otis Wray, Marsh Probation" in sheet


def test_a_sheet_without_a_statement_says_whom_to_ask() -> None:
    assert "gives no statement. Ask the coordinator." in text(typeset(EMPTY_SHEET).pdf)


def test_the_minutes_tell_a_case_in_order() -> None:
    minutes = text(typeset(MINUTES).pdf)
    order = [
        "Approved by Hazel Marlowe on Thursday 26 November 2026.",
        "Otis Wray Marsh Probation information sent 19 November",
        "WESP-2026-041",
        "Not in the room Petra Lowe, Children’s social care (left: conflict of interest)",
        "Her views",
        "Juniper: whether to leave the flat. She can decide this herself.",
        "Her daughter, 6: Medium",
        "A managed move to the flat by the canal",
        "Second lock and door viewer by Friday.",
        "Nell Ferrier, in person, at the drop-in, by Thursday 26 November 2026",
        "Samir Quill, Riverbank NHS: Would wait for the GP’s letter first.",
        "Fit a second lock and a door viewer",
        "The drop-in moves to Thursdays from January.",
        "It said: Keys seen on 2 December. It now says: Keys seen on 2 November.",
    ]
    places = [minutes.index(words) for words in order]
    assert places == sorted(places)


def test_a_case_minuted_with_nothing_says_what_is_missing() -> None:
    minutes = text(typeset(MINUTES.for_copy(SAMIR, only={"WESP-2026-047"})).pdf)
    assert "Juniper" not in minutes
    for sentence in (
        "No decision was recorded.",
        "The risk was not recorded.",
        "Nobody was named to tell her.",
        "No action was agreed.",
    ):
        assert sentence in minutes


def test_each_page_of_the_minutes_says_how_far_they_have_come_and_the_record() -> None:
    long = replace(MINUTES, cases=(CASE_MINUTE,) * 3, stage=MinutesStage.DRAFT)
    for sheet in pages(typeset(long).pdf):
        assert "Draft, not yet approved" in sheet
        assert "Record no. 418, 3f9a6bd2c07e41d9…" in sheet


def test_a_draft_says_that_nothing_is_in_it_yet() -> None:
    minutes = text(typeset(DRAFT_MINUTES).pdf)
    assert "Present Nobody is recorded." in minutes
    assert "No case was minuted." in minutes


def test_the_log_puts_actions_by_agency_then_by_day_with_what_was_reported() -> None:
    log = text(typeset(LOG).pdf)
    assert "Tuesday 1 December 2026: 5 actions, 1 overdue." in log
    assert log.index("Eastmarsh Housing 2 actions") < log.index("Eastmarsh Police 1 action, 1 ov")
    assert log.index("27 Nov Done Fitted on 26 November") < log.index("Offer the flat by the canal")
    assert "When she next attends" in log


def test_a_log_without_actions_says_so() -> None:
    assert "No action was agreed at this meeting." in text(typeset(EMPTY_LOG).pdf)


def test_one_agencys_sheet_says_whom_to_tell() -> None:
    sheet = text(typeset(HOUSING).pdf)
    assert "Actions of Eastmarsh Housing" in sheet
    assert "Tell Ines Calloway when an action is done (WESP 14)." in sheet


def test_an_agency_without_actions_reads_so() -> None:
    assert "Marsh Probation has no action to do." in text(typeset(NO_ACTIONS).pdf)
