"""The protocol, open to everyone on the panel: each clause, what keeps it, what is not settled."""

import re

import pytest
from django.urls import reverse

from conferral.protocol.check import awaited
from conferral.protocol.loading import load, read_folder, shipped
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


def test_every_link_within_the_page_leads_somewhere(world):
    page = look(world, "member", "protocol").content.decode()
    ids = set(re.findall(r'id="([^"]+)"', page))
    here = reverse("protocol", args=("eastmarsh", "wesp"))
    links = set(re.findall(rf'href="(?:{here})?#([^"]+)"', page))
    assert links - ids == set()


def test_what_is_not_built_says_so_and_is_counted(world, edition):
    page = look(world, "member", "protocol").content.decode()
    clauses = page[page.index('id="s1"') : page.index('id="examples"')]
    assert clauses.count("Not built yet") == awaited(edition)
    assert f"{awaited(edition)} of them are not built yet" in read(world, "member", "protocol")


def test_every_query_says_what_happens_until_it_is_answered(world, edition):
    said = read(world, "member", "protocol")
    assert len(edition.queries) > 5
    assert said.count("Until you decide:") == len([one for one in edition.queries if one.meanwhile])
    for query in edition.queries:
        assert query.title in said


def test_every_default_stands_with_its_question(world, edition):
    said = read(world, "member", "protocol")
    for each in edition.defaults:
        assert each.note in said


def test_the_examples_are_worked_out_and_hold(world, edition):
    said = read(world, "member", "protocol")
    assert said.count("As written") == len(edition.examples)
    assert "Comes out differently" not in said


def test_each_role_and_each_permission_has_its_place(world, edition):
    said = read(world, "member", "protocol")
    for permission in Permission:
        assert permission.phrase in said
    page = look(world, "member", "protocol").content.decode()
    table = page[page.index("Who may…") :]
    granted = sum(len(role.permissions) for role in edition.roles)
    assert table[: table.index("</table>")].count("<span>Yes</span>") == granted


def test_the_stages_of_referral_case_and_meeting_are_told(world):
    said = read(world, "member", "protocol")
    assert "With the coordinator Returned for more, Accepted, Declined, Withdrawn" in said
    assert "Closed Open" in said
    assert "Held Minutes issued" in said


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
