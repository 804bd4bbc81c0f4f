"""What the agenda and the case pack say, and to whom."""

from dataclasses import replace

from conferral.documents.marking import Copy
from conferral.documents.papers import UNASKED, CasePapers, Voice
from conferral.documents.typesetting import typeset
from tests.contexts.documents.examples import (
    AGENDA,
    BARE,
    EMPTY_AGENDA,
    EMPTY_PACK,
    HEARD,
    JUNIPER,
    PACK,
    QUAY_STREET,
    SAMIR,
    VALE,
)
from tests.contexts.documents.reading import opened, pages, text


def written(case: CasePapers) -> str:
    return text(typeset(replace(PACK, cases=(case,))).pdf)


def test_the_agenda_gives_time_reference_and_initials_in_order() -> None:
    agenda = text(typeset(AGENDA).pdf)
    assert "9.52am WESP-2026-041 J.V., new; a child is involved" in agenda
    assert agenda.index("WESP-2026-044") < agenda.index("WESP-2026-041") < agenda.index("Close")
    assert "Names are in the case papers only." in agenda


def test_an_agenda_without_items_says_so() -> None:
    assert "Nothing is listed yet." in text(typeset(EMPTY_AGENDA).pdf)


def test_the_first_page_of_a_pack_lists_its_cases_with_their_pages() -> None:
    contents = pages(typeset(PACK).pdf)[0]
    assert "3 cases in this copy" in contents
    assert "WESP-2026-041 Juniper Vale New referral; a child is involved 2" in contents
    assert "WESP 9: nothing leaves the meeting but what each agency needs" in contents


def test_each_case_starts_on_a_page_of_its_own_and_names_itself_on_each() -> None:
    sheets = pages(typeset(PACK).pdf)
    for case in (VALE, QUAY_STREET, BARE):
        own = [sheet for sheet in sheets[1:] if case.reference in sheet]
        assert f"{case.reference} · to be heard Tuesday 24 November 2026, 9.30am" in own[0]
        assert own[0].index(case.title) < own[0].index("In her words")
    assert sum("to be heard" in sheet for sheet in sheets) == 3


def test_a_case_is_told_in_the_order_in_which_it_should_be_read() -> None:
    case = written(VALE)
    order = [
        "Do not contact. No call, letter or visit to her home.",
        "Also known as Juno",
        "In her words",
        "Told to Nell Ferrier on Tuesday 10 November 2026. Read back to her.",
        "She wants: A different front door",
        "Risk now: high",
        "Critical Hands at her throat, about 20 October She told Nell Ferrier, 10 Nov",
        "What each agency knows",
        "Nil return Searched: case system",
        "Duties that do not wait",
        "Overdue since 12 Nov, Kit Larkspur",
        "Done 11 Nov, Kit Larkspur, SA-0317",
        "Why we may share this",
        "Held back: Her medical history, at her wish.",
        "For the meeting",
    ]
    places = [case.index(words) for words in order]
    assert places == sorted(places)


def test_an_empty_case_says_of_each_part_that_nothing_is_recorded() -> None:
    case = written(BARE)
    for sentence in (
        "Nobody has asked her yet. Ask, or say why it is unsafe to.",
        "No red flag was recorded. That does not mean there is no risk.",
        "No agency had released anything when this copy was made.",
        "No duty is recorded.",
        "No basis is recorded. Ask the coordinator before you use this.",
    ):
        assert sentence in case


def test_a_case_of_several_people_keeps_what_is_said_of_each_apart() -> None:
    case = written(QUAY_STREET)
    first, second = case.split("Adult B (name not known)", 1)
    assert "Risk now: medium" in first
    assert "It is not yet safe to speak to her alone." in second


def test_a_case_that_names_nobody_yet_says_so() -> None:
    assert "No person is named in this case yet." in written(replace(QUAY_STREET, people=()))


def test_a_copy_holds_only_the_cases_that_its_holder_may_read() -> None:
    whole = text(typeset(PACK.for_copy(SAMIR, only={"WESP-2026-041", "WESP-2026-046"})).pdf)
    kept = typeset(PACK.for_copy(SAMIR, only={"WESP-2026-046"})).pdf
    assert "Juniper" in whole
    for hint in ("Juniper", "2026-041", "Vale"):
        assert hint not in text(kept)
        assert hint not in str(opened(kept).outline)
    assert "1 case in this copy" in text(kept)


def test_a_pack_without_cases_says_so() -> None:
    assert "There is no case in this copy." in text(typeset(EMPTY_PACK).pdf)


def test_wishes_without_words_keep_who_heard_them() -> None:
    voice = replace(HEARD, words="", told_on=None, read_back=False)
    case = written(replace(VALE, people=(replace(JUNIPER, voice=voice),)))
    assert "Told to Nell Ferrier. Not read back to her." in case


def test_words_that_nobody_signed_for_say_so() -> None:
    assert Voice("Help").lines()["told"] == "Nobody noted who heard this. Not read back to her."
    assert UNASKED.lines()["told"] == ""


def test_a_copy_is_numbered_as_wide_as_the_count() -> None:
    assert Copy(7, 120, "Samir Quill").lines()["numbered"] == "Copy 007 of 120"


def test_a_reference_given_for_a_set_of_references_opens_nothing() -> None:
    assert PACK.for_copy(SAMIR, only="WESP-2026-041").cases == ()
