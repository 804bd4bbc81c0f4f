"""Who leads, and how agencies settle what they do not agree on."""

from datetime import date

import pytest

from conferral.protocol.panels.leading import LeadAgency
from tests.protocol.tiny import ENGLAND, edition, files, problems

DISPUTE = """
[dispute]
clause = "1"
triggers = [{ id = "capacity", title = "Capacity" }, { id = "remit", title = "Remit" }]

[[dispute.rung]]
id = "managers"
title = "Line managers"
who = "The two line managers"
within = { working_days = 2 }

[[dispute.rung]]
id = "directors"
title = "Directors"
clause = "2"
who = "The two directors"
within = { days = 7 }

[[dispute.rung]]
id = "partnership"
title = "The partnership"
who = "The partnership’s board"
source = "query"
note = "How long does the board take?"
meanwhile = "Until its next meeting."

[[dispute.rung]]
id = "ombudsman"
title = "The ombudsman"
who = "The ombudsman"
within = { days = 1 }
"""


def test_each_rung_runs_from_where_the_one_below_ran_out() -> None:
    found = edition(DISPUTE).ladder(date(2026, 12, 23), ENGLAND)
    assert [(each.rung.id, each.due and each.due.day) for each in found] == [
        ("managers", date(2026, 12, 29)),
        ("directors", date(2027, 1, 5)),
        ("partnership", None),
        ("ombudsman", None),
    ]
    assert [each.due.clause for each in found if each.due] == ["1", "2"]


@pytest.mark.parametrize(("about", "may"), [("remit", True), ("parking", False)])
def test_what_may_be_disputed_is_a_closed_list(about: str, may: bool) -> None:
    found = edition(DISPUTE).may_dispute(about)
    assert (bool(found), found.clause) == (may, "1")
    assert may or found.reason == "What may be disputed here: Capacity or Remit."


def test_without_a_list_anything_may_be_disputed_and_without_a_table_nobody_is_refused() -> None:
    assert edition('[dispute]\nclause = "1"').may_dispute("parking")
    assert edition().may_dispute("parking").reason == "The protocol does not say."
    assert edition().ladder(date(2026, 12, 23), ENGLAND) == ()


@pytest.mark.parametrize(
    ("old", "new", "ending"),
    [
        ("within = { days = 7 }", "", 'source = "query" and a note that asks how long.'),
        ('id = "directors"', 'id = "managers"', "the rung 'managers' is there twice."),
        ('id = "remit"', 'id = "capacity"', "the trigger 'capacity' is there twice."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_ladder_is_told(old: str, new: str, ending: str) -> None:
    assert any(each.endswith(ending) for each in problems(files(DISPUTE, change=(old, new))))


WANTED = (
    "The lead passes to an agency because it knows most or it can meet what is needed or at risk."
)
LEAD = """
[lead_agency]
clause = "1"
words = "Whoever asks for the meeting leads until it is settled."
starts_as = "initiator"
decided_by = ["knowledge", "need"]
transferable = true
"""


def leading(old: str = "", new: str = "") -> LeadAgency:
    found = edition(LEAD.replace(old, new)).lead_agency
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("starts_as", "name"), [("initiator", "Police"), ("referrer", "Housing"), ("none", "")]
)
def test_who_leads_at_first(starts_as: str, name: str) -> None:
    rule = leading('"initiator"', f'"{starts_as}"')
    assert rule.at_first({"initiator": "Police", "referrer": "Housing"}) == name


@pytest.mark.parametrize(
    ("old", "new", "because", "reason"),
    [
        ("", "", "knowledge", "The lead may pass to that agency."),
        ("", "", "engagement", WANTED),
        ("= true", "= false", "knowledge", "The lead does not pass to another agency."),
        ('decided_by = ["knowledge", "need"]', "", "whim", "The lead may pass to that agency."),
    ],
)  # fmt: skip
def test_when_the_lead_passes_on(old: str, new: str, because: str, reason: str) -> None:
    found = leading(old, new).may_pass_on(because)
    assert (found.reason, found.clause) == (reason, "1")
    assert bool(found) == reason.startswith("The lead may")
