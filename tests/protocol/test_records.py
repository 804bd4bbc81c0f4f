"""What comes round, how long records are kept, and which small numbers are shown to whom."""

from datetime import date

import pytest

from conferral.protocol.edition import Edition
from tests.protocol.tiny import edition, files, problems

ROUNDS = """
[review]
clause = "1"
every_months = 12

[equality]
clause = "2"
every = "quarter"
characteristics = ["age"]

[governance]
group = "coordinator"
times_a_year = 2
reports_to = "the board"

[[register]]
id = "contacts"
title = "Contacts are checked"
clause = "1"
kept_by = "coordinator"
review_months = 5

[[register]]
id = "locks"
title = "Locks"
kept_by = "coordinator"

[[periodic]]
id = "audit"
title = "Cases are audited"
clause = "2"
who = "coordinator"
every = { days = 100 }
"""


def test_everything_that_comes_round_is_found_in_order() -> None:
    found = edition(ROUNDS).periodic_due(date(2026, 1, 31), date(2027, 1, 31))
    assert [(each.id, each.day.isoformat()) for each in found] == [
        ("equality", "2026-04-30"),
        ("audit", "2026-05-11"),
        ("contacts", "2026-06-30"),
        ("equality", "2026-07-31"),
        ("governance", "2026-07-31"),
        ("audit", "2026-08-19"),
        ("equality", "2026-10-31"),
        ("audit", "2026-11-27"),
        ("contacts", "2026-11-30"),
        ("equality", "2027-01-31"),
        ("governance", "2027-01-31"),
        ("review", "2027-01-31"),
    ]
    assert {each.id: (each.who, each.clause) for each in found} == {
        "equality": ("", "2"),
        "audit": ("coordinator", "2"),
        "contacts": ("coordinator", "1"),
        "governance": ("coordinator", ""),
        "review": ("", "1"),
    }


def test_a_protocol_without_rounds_has_none() -> None:
    assert edition().periodic_due(date(2026, 1, 1), date(2036, 1, 1)) == ()


RETENTION = """
[retention]
years = 7
begins = "the case closes"

[[retention.class]]
record = "minutes"
months = 18
begins = "the meeting"

[[retention.class]]
record = "notes"
years = 6
begins = "the case closes"
controller = "each_agency"

[[retention.class]]
record = "evidence"
hold = true
begins = "it is found"
"""


@pytest.mark.parametrize(
    ("record", "began", "day"),
    [
        ("minutes", date(2026, 1, 10), date(2027, 7, 10)),
        ("notes", date(2024, 2, 29), date(2030, 3, 1)),
        ("papers", date(2026, 1, 10), date(2033, 1, 10)),
        ("evidence", date(2026, 1, 10), None),
    ],
)
def test_a_record_is_kept_for_its_whole_period(record: str, began: date, day: date | None) -> None:
    assert edition(RETENTION).destroy_from(record, began) == day


def test_nothing_is_destroyed_while_nothing_says_so() -> None:
    assert edition().destroy_from("minutes", date(2026, 1, 10)) is None
    silent = RETENTION.replace("years = 7\n", "")
    assert edition(silent).destroy_from("papers", date(2026, 1, 10)) is None


def test_each_record_has_somebody_who_answers_for_it() -> None:
    rule = edition(RETENTION).retention
    assert rule is not None
    assert [rule.controller_of(name) for name in ("notes", "minutes", "papers")] == [
        "each_agency",
        "panel",
        "panel",
    ]


@pytest.mark.parametrize(
    ("old", "new", "ending"),
    [
        ("years = 7", "years = 700", "years input should be less than or equal to 150."),
        ("months = 18", "", "needs years or months, or hold = true."),
        ("months = 18", "months = 18\nyears = 1", "give the whole period in one of them."),
        ('record = "notes"', 'record = "minutes"', "the record class 'minutes' is there twice."),
    ],
)
def test_a_mistake_in_the_retention_is_told(old: str, new: str, ending: str) -> None:
    assert any(each.endswith(ending) for each in problems(files(RETENTION, change=(old, new))))


EQUALITY = """
[equality]
every = "year"
characteristics = ["age"]

[[equality.audience]]
role = "coordinator"

[[equality.audience]]
role = "board"
threshold = 8
round_to = 5

[[equality.audience]]
role = "public"
threshold = 3
round_to = 10

[[role]]
id = "board"
title = "Board"
may = ["year.read"]

[[role]]
id = "public"
title = "Public"
may = ["year.read"]
"""


@pytest.mark.parametrize(
    ("role", "count", "shown"),
    [
        ("coordinator", 3, "3"),
        ("board", 0, "0"),
        ("board", 1, "fewer than 8"),
        ("board", 7, "fewer than 8"),
        ("board", 8, "10"),
        ("board", 12, "10"),
        ("board", 13, "15"),
        ("public", 4, "fewer than 10"),
        ("public", 15, "20"),
        ("nobody", 100, ""),
    ],
)
def test_small_numbers_are_shown_to_those_who_may_see_them(
    role: str, count: int, shown: str
) -> None:
    assert edition(EQUALITY).shown_to(role, count) == shown


def test_without_a_report_nobody_sees_a_count() -> None:
    assert edition().shown_to("coordinator", 3) == ""


def test_an_audience_is_a_role_and_named_once() -> None:
    twice = problems(files(EQUALITY, change=('role = "public"', 'role = "board"')))
    assert any(each.endswith("the audience 'board' is there twice.") for each in twice)
    unknown = problems(files(EQUALITY, change=('role = "public"', 'role = "press"')))
    assert any(
        each.endswith("equality, audience: 'press' is not a role of this protocol.")
        for each in unknown
    )


@pytest.mark.parametrize("table", ["register", "periodic"])
def test_a_round_is_for_a_role_that_is_there(table: str) -> None:
    who = 'kept_by = "king"' if table == "register" else 'who = "king"\nevery = { months = 1 }'
    (found,) = problems(files(f'[[{table}]]\nid = "a"\ntitle = "A"\n{who}'))
    assert found.endswith(f"{table} 'a': 'king' is not a role of this protocol.")


WITHDRAWAL = "[withdrawal]\nnotice_months = 2\nin_writing = true\n"
NOTICE = (
    '[[deadline]]\nid = "withdrawal"\ntitle = "A member leaves"\nafter = "notice"\n'
    "within = {{ {} }}\n"
)


def leaving(text: str) -> Edition:
    return edition(text)


def test_a_member_leaves_when_the_notice_has_run_out() -> None:
    assert leaving(WITHDRAWAL).leaves_on(date(2026, 12, 31)) == date(2027, 2, 28)
    assert leaving("").leaves_on(date(2026, 12, 31)) is None


def test_the_notice_and_its_deadline_agree() -> None:
    assert leaving(WITHDRAWAL + NOTICE.format("calendar_months = 2")).withdrawal
    assert leaving(NOTICE.format("calendar_months = 2")).withdrawal is None
    for within, said in (
        ("calendar_months = 3", "3 calendar months"),
        ("days = 60", "no calendar months"),
    ):
        (found,) = problems(files(WITHDRAWAL + NOTICE.format(within)))
        assert found.endswith(f"withdrawal: notice_months is 2, and its deadline says {said}.")
