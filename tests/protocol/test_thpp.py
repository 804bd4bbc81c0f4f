"""The THPP edition as it ships: faithful to its own document, and nothing of the later panel."""

from collections import Counter
from datetime import date, time

import pytest

from conferral.protocol.checking.check import check, counts
from conferral.protocol.edition import Edition
from conferral.protocol.examples.running import failures
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.permissions import Permission
from tests.protocol.tiny import ENGLAND

LAST_OF_SECTION = (4, 7, 4, 8, 5, 2, 11, 8, 1, 2, 4, 3, 5, 3, 1, 5, 2, 4, 3, 1, 1, 2)
FAULTS = {
    "deadline.no-time-to-approve",
    "chair.undefined",
    "quorum.undefined",
    "retention.absent",
    "wording.outdated-law.12.1",
    "wording.outdated-law.13.1",
}


@pytest.fixture(scope="module")
def thpp() -> Edition:
    return load(read_folder(shipped()["thpp/1"]))


def clause_ids() -> set[str]:
    return {f"{s}.{n}" for s, last in enumerate(LAST_OF_SECTION, 1) for n in range(1, last + 1)}


def test_it_is_the_first_edition_of_thpp_and_follows_none(thpp: Edition) -> None:
    assert (thpp.id, thpp.abbreviation, thpp.kind) == ("thpp/1", "THPP", "standing_panel")
    assert thpp.title == "Tower Hamlets’ Prostitution Partnership"
    assert (thpp.predecessor, thpp.panel.former_names, thpp.wording_changes) == ("", (), ())


def test_every_clause_of_the_document_is_there_once_and_survival_sex_is_not(thpp: Edition) -> None:
    ids = [clause.id for clause in thpp.clauses]
    assert Counter(ids) == Counter(clause_ids() - {"7.2"})
    assert len(thpp.sections) == 22


def test_wesp_has_every_clause_of_its_document() -> None:
    wesp = load(read_folder(shipped()["wesp/1"]))
    assert Counter(clause.id for clause in wesp.clauses) == Counter(clause_ids())
    assert wesp.predecessor == "thpp/1"


def test_the_clauses_are_counted_by_how_they_are_kept(thpp: Edition) -> None:
    found = counts(thpp)
    assert found["total"] == 85
    kinds = ("rule", "form", "screen", "document", "narrative")
    assert sum(found[kind] for kind in kinds) == 85
    assert found["narrative"] * 10 <= 85


def test_its_year_has_twelve_meetings_and_referrals_close_seven_working_days_before(
    thpp: Edition,
) -> None:
    year = thpp.meeting_days(date(2026, 4, 1), 12, ENGLAND)
    assert (len(year.meetings), year.free) == (12, ())
    november = date(2026, 11, 24)
    due = thpp.due("referral", november, ENGLAND)
    assert (due.day, due.time, due.clause) == (date(2026, 11, 13), time(17), "8.4")
    assert thpp.due("papers", november, ENGLAND).day == date(2026, 11, 19)


def test_the_check_lists_the_faults_that_the_document_has(thpp: Edition) -> None:
    assert {found.id for found in check(thpp) if found.level == "fault"} == FAULTS


def test_what_the_document_does_not_give_asks_and_says_what_happens_till_then(
    thpp: Edition,
) -> None:
    for unsettled in (*thpp.defaults, *thpp.queries):
        assert unsettled.note.endswith("?"), unsettled.id
        assert unsettled.meanwhile, unsettled.id
        assert unsettled.clause, unsettled.id
        assert not unsettled.title.startswith(unsettled.id.partition(".")[0]), unsettled.id


@pytest.mark.parametrize("edition_id", ["thpp/1", "wesp/1"])
def test_the_examples_hold_and_show_every_rule(edition_id: str) -> None:
    edition = load(read_folder(shipped()[edition_id]))
    assert failures(edition) == {}
    shown = {clause for example in edition.examples for clause in example.clause}
    assert not [c.id for c in edition.clauses if c.kept_by == "rule" and c.id not in shown]
    titles = [example.title for example in edition.examples]
    assert len(titles) == len(set(titles))


def test_its_forms_ask_nothing_of_survival(thpp: Edition) -> None:
    written = " ".join(read_folder(shipped()["thpp/1"]).values()).lower()
    assert "surviv" not in written
    assert "wesp" not in written
    assert not thpp.form("referral").question("where_selling").required


def test_what_we_say_of_people_is_that_they_sell_sex(thpp: Edition) -> None:
    said = [f"{clause.title} {clause.summary}" for clause in thpp.clauses]
    said += [
        f"{question.ask} {question.hint}" for form in thpp.forms for question in form.questions
    ]
    assert not [each for each in said if "prostitut" in each.lower()]


def test_every_permission_is_held_by_somebody(thpp: Edition) -> None:
    assert thpp.permissions_of([role.id for role in thpp.roles]) == frozenset(Permission)
