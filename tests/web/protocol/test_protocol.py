"""The protocol, open to everyone on the panel: each clause, what keeps it, what is not settled."""

import re

import pytest
from django.urls import reverse

from conferral.protocol.checking.check import awaited, check
from conferral.protocol.files.loading import load, read_folder, shipped
from conferral.protocol.permissions import Permission
from conferral.web.protocol.keeping import DOCUMENTS, SCREENS, SETTINGS, groups_of, titles_of
from conferral.web.record.words import WORDS
from tests import make
from tests.web.looking import look, read

EDITIONS = sorted(shipped())


@pytest.fixture
def world():
    return make.world()


@pytest.fixture
def edition(world):
    return world.panel.adopted_on(make.TODAY).protocol


@pytest.mark.parametrize("who", ["coordinator", "member", "observer", "steering", "governance"])
def test_everyone_on_the_panel_reads_it(world, who):
    assert "The protocol, and how it is kept" in read(world, who, "protocol")


def test_an_agency_without_an_agreement_still_reads_it(world):
    make.without_agreement(world, "housing")
    assert look(world, "housing", "protocol").status_code == 200
    assert look(world, "housing", "cases").status_code == 403


def test_somebody_of_another_partnership_does_not(world):
    world.users["stranger"] = make.world("westmarsh").users["coordinator"]
    assert look(world, "stranger", "protocol").status_code == 404


def test_every_clause_can_be_linked_to(world, edition):
    page = look(world, "member", "protocol").content.decode()
    for clause in edition.clauses:
        assert page.count(f'id="c{clause.id}"') == 1
        assert clause.title.replace("'", "&#39;") in page


PAGES = ("protocol", "protocol-open", "protocol-check", "protocol-examples", "protocol-roles")


def test_every_link_between_the_pages_of_the_area_leads_somewhere(world):
    shown = {
        reverse(name, args=("eastmarsh", "wesp")): look(world, "member", name).content.decode()
        for name in PAGES
    }
    ids = {at: set(re.findall(r'id="([^"]+)"', page)) for at, page in shown.items()}
    for at, page in shown.items():
        for target, anchor in re.findall(r'href="([^"#]*)#([^"]+)"', page):
            if not target or target in ids:
                assert anchor in ids[target or at], f"{at} {target}#{anchor}"


def test_what_is_not_built_says_so_and_is_counted(world, edition):
    page = look(world, "member", "protocol").content.decode()
    assert page[page.index('id="s1"') :].count("Not built yet") == awaited(edition)
    waiting = awaited(edition)
    assert f"{waiting} of them {'is' if waiting == 1 else 'are'} not built yet" in read(
        world, "member", "protocol"
    )


@pytest.mark.parametrize("kept", ["rule", "form", "screen", "document", "narrative", "awaited"])
def test_clauses_can_be_narrowed_by_what_keeps_them(world, edition, kept):
    page = look(world, "member", "protocol", kept=kept).content.decode()
    shown = set(re.findall(r'<div id="c([^"]+)"', page))
    assert shown == {
        clause.id
        for clause in edition.clauses
        if (clause.awaited if kept == "awaited" else clause.kept_by == kept and not clause.awaited)
    }


def test_clauses_with_something_open_are_those_that_a_query_or_default_names(world, edition):
    page = look(world, "member", "protocol", kept="open").content.decode()
    named = {number for each in (*edition.queries, *edition.defaults) for number in each.clauses}
    assert set(re.findall(r'<div id="c([^"]+)"', page)) == named


def test_a_word_that_narrows_nothing_shows_all(world, edition):
    page = look(world, "member", "protocol", kept="nonsense").content.decode()
    assert page.count('<div id="c') == len(edition.clauses)


def test_every_query_and_default_says_what_happens_until_it_is_settled(world, edition):
    said = read(world, "member", "protocol-open")
    left = (*edition.queries, *edition.defaults)
    assert len(edition.queries) > 5
    assert said.count("Until you decide:") == len([one for one in left if one.meanwhile])
    for each in left:
        assert each.title in said and each.note in said


def test_the_check_tells_each_finding_once_with_what_to_do(world, edition):
    page = look(world, "member", "protocol-check").content.decode()
    said = read(world, "member", "protocol-check")
    for finding in check(edition):
        assert page.count(f'id="f-{finding.id}"') == 1
        assert finding.message in said and finding.remedy in said


def test_the_examples_are_worked_out_and_hold(world, edition):
    said = read(world, "member", "protocol-examples")
    assert said.count("As written") == len(edition.examples)
    assert "Comes out differently" not in said
    assert f"All {len(edition.examples)} examples come out as written." in said


def test_an_example_is_told_in_a_panel_members_words(world):
    said = read(world, "member", "protocol-examples")
    assert "The referral arrives Thursday 19 November 2026 at 5.01pm" in said
    assert "It is late Yes" in said
    assert "Not known: The police have not answered yet." in said
    assert "Signed by Coordinator; Chair" in said
    assert "Duties are due: Tell children’s social care Friday 25 December 2026" in said


def test_each_role_and_each_permission_has_its_place(world, edition):
    said = read(world, "member", "protocol-roles")
    for permission in Permission:
        assert permission.phrase in said
    page = look(world, "member", "protocol-roles").content.decode()
    table = page[page.index("Who may…") :]
    granted = sum(len(role.permissions) for role in edition.roles)
    assert table[: table.index("</table>")].count("<span>Yes</span>") == granted
    assert page.count("<li>draft a referral</li>") == len(
        edition.roles_that_may(Permission.REFERRAL_DRAFT)
    )


def test_the_stages_of_referral_case_and_meeting_are_told(world):
    said = read(world, "member", "protocol-stages")
    assert "With the coordinator Returned for more, Accepted, Declined, Withdrawn" in said
    assert "Closed Open" in said
    assert "Held Minutes issued" in said


def test_everything_the_edition_sets_is_there_with_where_it_comes_from(world, edition):
    said = read(world, "member", "protocol-values")
    for deadline in edition.deadlines:
        assert deadline.title in said
    assert "Referrals close Three working days before the meeting, by 5pm" in said
    assert said.count("Ours, to confirm") > 10
    assert said.count("A query, to answer") > 5
    assert "None" not in said.split()


def test_an_edition_that_is_not_there_is_not_found(world):
    other = make.world("westmarsh").panel.editions.get()
    for uid in ("A" * 22, other.uid):
        assert look(world, "member", "protocol", edition=uid).status_code == 404


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_whatever_keeps_a_clause_is_named_in_words(edition_id):
    edition = load(read_folder(shipped()[edition_id]))
    known = {
        **titles_of(edition), "url": SCREENS, "document": DOCUMENTS, "setting": SETTINGS,
        "operation": WORDS, "reading": WORDS,
    }  # fmt: skip
    keepers = [each for clause in edition.clauses for each in clause.by]
    nameless = [each for each in keepers if each.partition(":")[2] not in known[each.split(":")[0]]]
    assert nameless == []


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_every_section_has_a_title(edition_id):
    edition = load(read_folder(shipped()[edition_id]))
    titles = [group.section.title for group in groups_of(edition, lambda name: "")]
    assert len(titles) > 5
    assert not [title for title in titles if title.startswith("Section")]
