"""Worked examples of the panel itself: each holds, and one that does not says what differs."""

from datetime import date
from typing import Any

import pytest

from conferral.protocol.edition import Edition
from conferral.protocol.examples.dotted import NoSuchValue, value_at
from conferral.protocol.examples.running import run
from conferral.protocol.files.loading import load
from conferral.protocol.situations.situation import Example
from tests.protocol.tiny import edition, files, problems

PANEL = """
[[role]]
id = "chair"
title = "Chair"
may = ["room.enter", "room.chair", "protocol.read"]
never_with = ["minute_taker"]

[[role]]
id = "minute_taker"
title = "Minute-taker"
may = ["room.enter", "room.minute", "protocol.read"]

[subject]
kinds = ["adult", "pair"]
disclosure = [{ about = "victim", never_to = "perpetrator", says = "Never." }]

[quorum]
words = "Two."
at_least = 2
when_not_met = "advises"
below = "advises"

[decision]
method = "majority"
dissent_recorded = true

[lead_agency]
words = "Whoever asks."
starts_as = "initiator"

[emergency]
asked_by = ["chair"]
called_by = "chair"
may_be_remote = true
words = "When it cannot wait."
waives = ["papers"]

[retention]
class = [{ record = "minutes", years = 2, begins = "the meeting", controller = "each_agency" }]

[equality]
every = "year"
characteristics = ["age"]
audience = [{ role = "chair", threshold = 8 }]

[research]
systems = ["Records"]
absent_must_send = true
never_because = [{ id = "not_involved", title = "not involved" }]

[plan]
asks = ["owner"]
versions = true

[visit]
plan_first = true

[withdrawal]
notice_months = 2
in_writing = true

[[level]]
id = "one"
title = "One"
chair = "chair"
every = { weeks = 1 }
moves = [{ to = "two", when = { answer = "calls", at_least = 5 }, says = "Graver." }]

[[level]]
id = "two"
title = "Two"

[[link]]
id = "children"
title = "Children"
to = "The children’s panel"
when = { answer = "local", is = true }
says = "Tell them."

[dispute]
triggers = [{ id = "remit", title = "Remit" }]

[[dispute.rung]]
id = "managers"
title = "Managers"
who = "Managers"
within = { days = 1 }

[[dispute.rung]]
id = "board"
title = "Board"
who = "The board"
source = "query"
note = "How long?"

[[periodic]]
id = "audit"
title = "Audit"
who = "chair"
every = { months = 6 }

[[deadline]]
id = "papers"
title = "Papers"
before = "meeting"
within = { working_days = 3 }
by = "14:00"
"""
ON = date(2026, 11, 24)
NHS, POLICE = {"kind": "nhs"}, {"kind": "police"}
ANN = {"name": "Ann", "roles": ("chair",)}
NO_COUNT = {"calls": {"unknown": "not_known"}}
CASES = ({"name": "A"}, {"name": "B", "child": True})
LINE = ("settings", {"meeting.timing.minutes_per_case": 10, "deadline.papers.by": "14:00"})

HOLDS: list[tuple[dict[str, Any], str, Any, Any]] = [
    ({"role": "chair"}, "may", ("room.chair",), ("room.minute",)),
    ({"role": "chair"}, "may_not", ("room.minute",), ("room.chair",)),
    ({"together": ("chair", "minute_taker")}, "may_hold", False, True),
    ({"does": ("room.chair", "room.minute")}, "one_person_may", False, True),
    ({"role": "chair", "candidates": (ANN,)}, "holder", "Ann", "Bea"),
    ({"present": (NHS,)}, "quorum", False, True),
    ({"present": (NHS,)}, "may_be_held", True, False),
    ({"present": (NHS,)}, "may_decide", False, True),
    ({"present": (NHS, POLICE), "level": "one"}, "quorum", True, False),
    ({"votes": {"for": 2, "against": 1}}, "agreed", True, False),
    ({"votes": {"for": 2, "against": 1}}, "records_dissent", True, False),
    ({"level": "one", "answers": {"calls": 5}}, "moves_to", ("two",), ()),
    ({"level": "one", "answers": NO_COUNT}, "moves_in_doubt", ("two",), ()),
    ({"level": "one"}, "heard_again_by", date(2026, 12, 1), ON),
    ({"level": "one", "heard_on": ON}, "heard_again_by", date(2026, 12, 1), ON),
    ({"level": "one"}, "chaired_by", "chair", "minute_taker"),
    ({"answers": {"local": True}}, "links", ("children",), ()),
    ({"subject": "pair"}, "heard", True, False),
    ({"tell": {"about": "victim", "to": "perpetrator"}}, "may_tell", False, True),
    ({}, "may_tell", False, True),
    ({"parties": {"initiator": "Police"}}, "lead", "Police", ""),
    ({"lead_because": "need"}, "lead_may_pass", False, True),
    ({}, "waived", ("papers",), ("agenda",)),
    ({"dispute_about": "remit"}, "may_dispute", True, False),
    ({}, "ladder", {"managers": date(2026, 11, 25), "board": "not set"}, {"managers": ON}),
    ({"record": "minutes", "began": ON}, "destroy_on", date(2028, 11, 24), "never"),
    ({"record": "papers"}, "destroy_on", "never", ON),
    ({"record": "minutes"}, "controller", "each_agency", "panel"),
    ({"audience": "chair", "count": 3}, "shown", "fewer than 8", "3"),
    ({"plan": ("owner",)}, "plan_lacks", (), ("owner",)),
    ({"changes": 2}, "versions_kept", 3, 1),
    ({"decline_because": "not_involved"}, "may_decline", False, True),
    ({"searched": ("Records",)}, "unsearched", (), ("Records",)),
    ({"found": 0}, "answered", True, False),
    ({"information_sent": False}, "may_stay_away", False, True),
    ({"planned": True}, "may_visit", True, False),
    ({"cases": CASES}, "agenda", ("B", "A"), ("A", "B")),
    ({"until": date(2027, 6, 1)}, "periodic", {"audit": (date(2027, 5, 24),)}, {"audit": ()}),
    ({"notice_on": date(2026, 1, 31)}, "leaves_on", date(2026, 3, 31), ON),
    ({}, *LINE, {"meeting.timing.minutes_per_case": 15}),
]  # fmt: skip


def tried(rules: Edition, given: dict[str, Any], **expect: Any) -> list[str]:
    written = {"title": "T", "on": ON, "given": given, "expect": expect}
    return run(rules, Example.model_validate(written))


@pytest.mark.parametrize(("given", "name", "gives", "other"), HOLDS)
def test_an_example_holds_or_says_what_differs(
    given: dict[str, Any], name: str, gives: Any, other: Any
) -> None:
    rules = edition(PANEL)
    assert tried(rules, given, **{name: gives}) == []
    (differs,) = tried(rules, given, **{name: other})
    assert ": the example expects " in differs


@pytest.mark.parametrize(
    "name", ["agreed", "lead", "controller", "plan_lacks", "answered", "may_visit", "quorum"]
)
def test_an_example_of_a_table_that_is_not_there_says_so(name: str) -> None:
    expected = {"lead": "Police", "controller": "panel", "plan_lacks": ()}.get(name, True)
    (said,) = tried(edition(), {}, **{name: expected})
    assert "the example expects an answer, and the protocol has no [" in said


def test_a_rung_or_round_that_is_not_there_gives_nothing() -> None:
    (said,) = tried(edition(), {}, ladder={"managers": ON})
    assert (
        said == "Rung 'managers': the example expects 2026-11-24, and the protocol gives nothing."
    )


def test_a_setting_that_is_not_there_gives_the_reason() -> None:
    (said,) = tried(edition(), {}, settings={"meeting.ordr": True})
    assert said.endswith("gives there is no value 'meeting.ordr'; the way ends at 'ordr'.")


def test_a_list_is_compared_as_it_is_written() -> None:
    """TOML's lists, beside the edition's own."""
    path = "meeting.attendance.heard_through"
    found = list(edition().meeting.attendance.heard_through)
    assert tried(edition(), {}, settings={path: found}) == []
    (said,) = tried(edition(), {}, settings={path: ["a pigeon"]})
    assert said.startswith(f"Setting '{path}': the example expects a pigeon")


def test_every_kind_of_expectation_is_tried() -> None:
    from conferral.protocol.situations.panels import PanelExpect

    assert {name for _given, name, _gives, _other in HOLDS} == set(PanelExpect.model_fields)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("panel.audience.rule", "all_members"),
        ("meeting.order.children_first", True),
        ("role.chair.held", "assigned"),
        ("role.chair.may", ("room.enter", "room.chair", "protocol.read")),
        ("retention.years", "not set"),
        ("deadline.papers.within.working_days", 3),
        ("deadlines.papers.by", "14:00"),
        ("periodic.audit.every.months", 6),
        ("retention.class.minutes.controller", "each_agency"),
        ("equality.audience.chair.threshold", 8),
        ("dispute.triggers.remit.title", "Remit"),
        ("equality.characteristics", ("age",)),
    ],
)
def test_a_value_is_found_by_its_dotted_name(path: str, value: Any) -> None:
    assert value_at(edition(PANEL), path) == value


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("panel.order", "there is no value 'panel.order'; the way ends at 'order'"),
        ("role.king.held", "there is no value 'role.king.held'; the way ends at 'king'"),
        ("meeting.timing.minutes_per_case.x", "the way ends at 'x'"),
        ("equality.characteristics.age", "the way ends at 'age'"),
        ("meeting.order", "'meeting.order' is a table: name one of its values"),
        ("role", "'role' is a table: name one of its values"),
    ],
)
def test_a_dotted_name_that_leads_nowhere_says_where_it_ends(path: str, said: str) -> None:
    with pytest.raises(NoSuchValue, match=said.replace("(", r"\(")):
        value_at(edition(PANEL), path)


@pytest.mark.parametrize(
    ("given", "expect", "said"),
    [
        ('role = "king"', "", "its role 'king' is not a role of this protocol."),
        ("", 'may = ["room.chair"]', "its role '' is not a role of this protocol."),
        ("", 'holder = "Ann"', "its role '' is not a role of this protocol."),
        ('level = "nine"', "", "its level 'nine' is not a level of this protocol."),
        ("", 'moves_to = ["two"]', "its level '' is not a level of this protocol."),
        ("", 'chaired_by = "chair"', "its level '' is not a level of this protocol."),
        (
            'does = ["room.chair"]',
            "one_person_may = true",
            "it asks what one person may do, so given needs does, with two permissions.",
        ),
        ('present = [{ kind = "bakers" }]', "", "'bakers' is not a kind of agency."),
        ("", "ladder = { boss = 2026-11-24 }", "it expects the rung 'boss', which is not there."),
        (
            "",
            'settings = { "meeting.ordr" = true }',
            "there is no value 'meeting.ordr'; the way ends at 'ordr'.",
        ),
        ("began = 9999-01-01", "", "its began is in the year 9999; write one from 1900 to 2200."),
        ("since = 1026-01-01", "", "its since is in the year 1026; write one from 1900 to 2200."),
        (
            "until = 2126-01-01",
            "",
            "it looks over more than 30 years: bring since and until together.",
        ),
        ("", 'may = ["room.tidy"]', "'room.tidy' is not a permission that this software knows."),
    ],
)
def test_an_example_that_names_what_is_not_there_is_refused(
    given: str, expect: str, said: str
) -> None:
    example = f'title = "T"\non = 2026-11-24\n[given]\n{given}\n[expect]\n{expect}'
    found = problems(files(PANEL) | {"examples/one.toml": example})
    assert any(each.startswith("examples/one.toml") and said in each for each in found)


def test_an_example_of_what_is_there_loads_and_holds() -> None:
    example = (
        'title = "T"\non = 2026-11-24\n[given]\nrole = "chair"\nlevel = "one"\n'
        'present = [{ kind = "nhs" }, { kind = "police" }]\n[expect]\nmay = ["room.chair"]\n'
        "quorum = true\nladder = { managers = 2026-11-25 }\n"
        'settings = { "meeting.order.children_first" = true }'
    )
    rules = load(files(PANEL) | {"examples/one.toml": example})
    assert run(rules, rules.examples[0]) == []


def test_what_a_panel_sets_keeps_a_clause() -> None:
    by = "level:one link:children periodic:audit rung:board record:minutes item:dates register:it"
    more = (
        '[[meeting.item]]\nid = "dates"\ntitle = "Dates"\nposition = "last"\n'
        '[[register]]\nid = "it"\ntitle = "It"\nkept_by = "chair"\n'
    )
    clause = (
        '[[clause]]\nid = "3"\ntitle = "T"\nsummary = "S."\nkept_by = "rule"\n'
        f"by = {by.split()}".replace("'", '"')
    )
    assert edition(PANEL + more, clause).clause("3").by
    missing = problems(files(PANEL + more, clause.replace("level:one", "level:nine")))
    assert any("clause '3': there is no level nine. " in each for each in missing)
