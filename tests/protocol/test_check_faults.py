"""Every fault of drafting that the check must see: there in a tiny edition, gone when mended."""

from typing import Any, NamedTuple

import pytest

from tests.protocol.checking import (
    APPROVER,
    CLAUSE,
    DEFAULT,
    EVERY_MONTH,
    NO_AGENDA,
    QUERY,
    criterion,
    deadline,
    eligibility,
    findings,
    mark,
)

FLAGS = "{ flags_present_at_least = 2 }"
WRITTEN = '{ answer = "story", given = true }'
DAY = 'day = { nth = "last", weekday = "tuesday", at = "09:30" }\n'
ELEVEN = f"{EVERY_MONTH}{DAY}".replace("count_per_year = 12", "count_per_year = 11")
NO_MONTHS = "months = []"
NO_AUGUST = 'months = [8], clause = "2"'
DUTY = (
    '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\nclause = "2"\n'
    'law = "Modern Slavery Act 2015, section 52"\nwhen = { answer = "local", is = true }\n'
    "due = { at_once = true }\n"
)


class Fault(NamedTuple):
    """One fault: what is written with it and without it, and what the check says."""

    number: int
    id: str
    level: str
    clauses: tuple[str, ...]
    faulty: dict[str, Any]
    mended: dict[str, Any]


def protocol(faulty: str, mended: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    return {"protocol": faulty}, {"protocol": mended}


def clauses(faulty: str, mended: str = CLAUSE) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"clauses": faulty}, {"clauses": mended}


FAULTS = [
    Fault(
        1,
        "deadline.no-slack",
        "fault",
        ("1",),
        *protocol(
            deadline("referral", "working_days = 3") + deadline("papers", "working_days = 3"),
            deadline("referral", "working_days = 4") + deadline("papers", "working_days = 3"),
        ),
    ),
    Fault(
        2,
        "deadline.agenda-before-close",
        "fault",
        ("1",),
        *protocol(
            deadline("referral", "working_days = 3") + deadline("agenda", "week_before = true"),
            deadline("referral", "working_days = 7") + deadline("agenda", "week_before = true"),
        ),
    ),
    Fault(
        3,
        "cadence.free-month",
        "query",
        ("1", "2"),
        *protocol(
            ELEVEN.replace(NO_MONTHS, f'{NO_AUGUST}, source = "default", note = "August?"'),
            ELEVEN.replace(NO_MONTHS, NO_AUGUST),
        ),
    ),
    Fault(
        4,
        "wording.conflicting-age.3",
        "query",
        ("3", "1"),
        *clauses(mark("conflicting_age", 'with = ["1"]')),
    ),
    Fault(
        5,
        "criteria.flags-and-judgement",
        "query",
        ("1", "2"),
        *protocol(
            eligibility(FLAGS) + criterion(WRITTEN),
            eligibility(f"{{ any = [{FLAGS}, {WRITTEN}] }}") + criterion(WRITTEN),
        ),
    ),
    Fault(6, "wording.unclear-nesting.3", "query", ("3",), *clauses(mark("unclear_nesting"))),
    Fault(
        7,
        "judged.no-figure.rise",
        "query",
        ("2",),
        *protocol(
            criterion('{ judged = "rise", evidence = "story" }'),
            criterion('{ answer = "calls", at_least = 4 }'),
        ),
    ),
    Fault(
        8,
        "wording.scope-clash.3",
        "query",
        ("3", "2"),
        *clauses(mark("scope_clash", 'with = ["2"]')),
    ),
    Fault(
        9,
        "wording.names-other-panel.3",
        "fault",
        ("3",),
        *clauses(
            mark("names_other_panel", 'about = "OLD"'), mark("names_other_panel", 'about = "TINY"')
        ),
    ),
    Fault(
        10,
        "deadline.no-time-to-approve",
        "fault",
        ("1",),
        *protocol(
            APPROVER + deadline("minutes", "same_day = true", anchor='after = "meeting"'),
            APPROVER + deadline("minutes", "working_days = 5", anchor='after = "meeting"'),
        ),
    ),
    Fault(
        11,
        "chair.undefined",
        "fault",
        ("1",),
        *protocol(
            f'[chair]\nclause = "1"\nwords = "Somebody."\n{QUERY}',
            '[chair]\nclause = "1"\nwords = "The council’s head of safety."\n',
        ),
    ),
    Fault(
        11,
        "quorum.undefined",
        "fault",
        (),
        *protocol("", '[quorum]\nclause = "1"\nwords = "Police."\nbelow = "It advises."\n'),
    ),
    Fault(
        12,
        "wording.unclear-who.3",
        "query",
        ("3",),
        *clauses(f'{CLAUSE}wording = ["unclear_who"]\n'),
    ),
    Fault(
        13,
        "hard-copies.leak",
        "query",
        (),
        {},
        {
            "change": (
                '{ of = ["agenda"] }',
                '{ of = ["agenda"], control = "Numbered and handed back." }',
            )
        },
    ),
    Fault(14, "wording.outdated-law.3", "fault", ("3",), *clauses(mark("outdated_law"))),
    Fault(
        15,
        "complaints.of-people",
        "query",
        ("1",),
        *protocol(
            f'[complaints]\nclause = "1"\nbetween_agencies = "A."\nof_people = "B."\n{DEFAULT}',
            '[complaints]\nclause = "1"\nbetween_agencies = "A."\nof_people = "B."\n',
        ),
    ),
    Fault(16, "wording.no-decider.3", "query", ("3",), *clauses(mark("no_decider"))),
    Fault(
        17,
        "emergency.who-and-when",
        "query",
        ("2", "1"),
        *protocol(
            '[emergency]\nclause = "2"\nasked_by = ["coordinator"]\ncalled_by = "coordinator"\n'
            'may_be_remote = true\nwords = "Soon."\n'
            + deadline("emergency", "working_days = 1", QUERY, 'after = "asked"'),
            '[emergency]\nclause = "2"\nasked_by = ["coordinator"]\ncalled_by = "coordinator"\n'
            'may_be_remote = true\nwords = "Soon."\n'
            + deadline("emergency", "working_days = 1", "", 'after = "asked"'),
        ),
    ),
    Fault(
        18, "wording.two-names.3", "query", ("3", "1"), *clauses(mark("two_names", 'with = "1"'))
    ),
    Fault(
        19,
        "withdrawal.unclear-notice",
        "query",
        ("2",),
        *protocol(
            '[withdrawal]\nclause = "2"\nnotice_months = 2\nin_writing = true\n',
            '[withdrawal]\nclause = "2"\nnotice_months = 2\nin_writing = true\n'
            + deadline("withdrawal", "calendar_months = 2", "", 'after = "notice"'),
        ),
    ),
    Fault(20, "wording.overstated-duty.3", "fault", ("3",), *clauses(mark("overstated_duty"))),
    Fault(
        20,
        "duty.overstated.tell",
        "fault",
        ("2",),
        *protocol(DUTY, f'{DUTY}binds = "public_authorities"\n'),
    ),
    Fault(
        21, "wording.two-rules.3", "query", ("3", "2"), *clauses(mark("two_rules", 'with = "2"'))
    ),
    Fault(
        22, "wording.borrowed-definition.3", "query", ("3",), *clauses(mark("borrowed_definition"))
    ),
    Fault(23, "wording.missing-document.3", "fault", ("3",), *clauses(mark("missing_document"))),
    Fault(
        24,
        "retention.absent",
        "fault",
        ("1",),
        *protocol(f'[retention]\nclause = "1"\n{QUERY}', '[retention]\nclause = "1"\nyears = 6\n'),
    ),
    Fault(25, "wording.gendered.3", "query", ("3",), *clauses(mark("gendered"))),
    Fault(26, "wording.slip.3", "query", ("3",), *clauses(mark("slip"))),
    Fault(
        27,
        "sharing.no-agreement",
        "fault",
        (),
        *protocol("", '[membership]\nclause = "1"\nseats = ["lead"]\nagreement = true\n'),
    ),
    Fault(
        27,
        "sharing.no-statement",
        "query",
        (),
        {},
        {"change": ("[meeting.confidentiality]\n", '[meeting.confidentiality]\nclause = "1"\n')},
    ),
    Fault(
        28,
        "hard-copies.unclear",
        "query",
        ("1",),
        {
            "change": (
                '{ of = ["agenda"] }',
                '{ of = ["minutes"], clause = "1", source = "query", note = "Whose?" }',
            )
        },
        {"change": ('{ of = ["agenda"] }', '{ of = ["minutes"], clause = "1" }')},
    ),
    Fault(
        29,
        "deadline.no-day.agenda",
        "query",
        ("1",),
        *protocol(
            deadline("agenda", "week_before = true", QUERY),
            deadline("agenda", "week_before = true"),
        ),
    ),
]
NAMES = [f"{fault.number}-{fault.id}" for fault in FAULTS]


def test_all_twenty_nine_are_here() -> None:
    assert {fault.number for fault in FAULTS} == set(range(1, 30))


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_the_fault_is_found_with_its_clauses_and_what_to_do(fault: Fault) -> None:
    found = findings(**fault.faulty)
    assert fault.id in found, sorted(found)
    finding = found[fault.id]
    assert (finding.level, finding.clauses) == (fault.level, fault.clauses)
    assert finding.clause == (fault.clauses or ("",))[0]
    assert finding.message.endswith(".") and finding.remedy.endswith((".", "?"))
    assert finding.message[0].isupper() or finding.message[0] == "“"


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_it_is_gone_once_it_is_mended(fault: Fault) -> None:
    assert fault.id not in findings(**fault.mended)


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_an_unsettled_value_that_asks_about_it_is_not_listed_again(fault: Fault) -> None:
    asked = [name for name in findings(**fault.faulty) if name.startswith(("query.", "default."))]
    assert asked == []


def test_complaints_emergencies_and_membership_that_are_missing_altogether_are_faults() -> None:
    found = findings()
    for name in ("complaints.of-people", "emergency.who-and-when", "sharing.no-agreement"):
        assert (found[name].level, found[name].clauses) == ("fault", ())
    assert "hard-copies.leak" not in findings(change=NO_AGENDA)


def test_a_planning_meeting_needs_no_calendar_and_calls_no_emergencies() -> None:
    found = findings(change=('kind = "standing_panel"', 'kind = "planning_meeting"'))
    absent = {"emergency.who-and-when", "cadence.absent", "deadline.no-referral"}
    assert not absent & set(found)
    assert absent <= set(findings())


def test_a_former_name_in_our_own_texts_is_a_leftover_unless_it_is_a_name_today() -> None:
    old = ('scope = "Adults."', 'scope = "Adults of the OLD panel."\nformer_names = ["OLD"]')
    found = findings(change=old)["names.leftover.panel"]
    assert found.clauses == ("1",)
    assert found.message == "Panel still says “OLD”, a name the panel had before."
    today = (old[0], f'{old[1]}\nnames = ["OLD"]')
    assert "names.leftover.panel" not in findings(change=today)
    parts = ('scope = "Adults."', 'scope = "Adults."\nformer_names = ["third"]')
    found = findings(clauses=CLAUSE, change=parts)["names.leftover.clause.3"]
    assert found.clauses == ("3",)


def test_a_question_about_the_old_name_may_say_it() -> None:
    asked = (
        '[[query]]\nid = "name"\ntitle = "OLD"\nnote = "Is OLD this panel?"\nmeanwhile = "Yes."\n'
        '[[wording_change]]\nid = "name"\nsays = "It was OLD."\n'
    )
    found = findings(asked, change=('scope = "Adults."', 'scope = "A."\nformer_names = ["OLD"]'))
    assert not [name for name in found if name.startswith("names.leftover")]
