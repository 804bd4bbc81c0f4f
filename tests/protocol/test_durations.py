"""Durations of every kind, deadlines that count from other deadlines, and an author's mistakes."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from conferral.protocol.days.calendar import Nation, WorkingCalendar
from conferral.protocol.days.deadlines import Deadline, Due
from tests.protocol.tiny import ENGLAND, edition, files, problems

LONDON = ZoneInfo("Europe/London")
TUESDAY = date(2026, 11, 24)


def due(anchor: date = TUESDAY, calendar: WorkingCalendar = ENGLAND, **written: object) -> Due:
    fields = {"id": "one", "title": "One", "clause": "8.4"} | written
    return Deadline.model_validate(fields).due(anchor, calendar)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[misc, arg-type]


def test_neither_end_of_clear_days_is_counted() -> None:
    before = due(before="meeting", within={"clear_days": 2})
    after = due(after="heard", within={"clear_days": 2})
    assert (before.day, after.day) == (date(2026, 11, 21), date(2026, 11, 27))
    assert before.why == (
        "Two clear days before the meeting on Tuesday 24 November, neither of the two days counted."
    )
    assert [(step.day.day, step.counted, step.why) for step in before.steps] == [
        (23, True, "clear day 1"),
        (22, True, "clear day 2"),
        (21, False, "the day that it is due"),
    ]


def test_hours_run_from_the_minute_at_which_it_happened() -> None:
    found = due(at(2026, 11, 24, 9, 30, 45), after="noticed", within={"hours": 72})
    assert (found.day, found.time) == (date(2026, 11, 27), time(9, 30))
    assert found.why == "72 hours after 9.30am on Tuesday 24 November, when it was noticed."
    assert not found.has_passed(at(2026, 11, 27, 9, 30, 59))
    assert found.has_passed(at(2026, 11, 27, 9, 31))


def test_hours_of_a_day_without_a_time_run_from_its_first_minute() -> None:
    found = due(after="noticed", within={"hours": 30})
    assert (found.day, found.time) == (date(2026, 11, 25), time(6))
    assert found.why == "30 hours after the start of Tuesday 24 November, when it was noticed."
    before = due(before="meeting", within={"hours": 48})
    assert (before.day, before.time) == (date(2026, 11, 22), time(0))
    assert before.why == (
        "48 hours before the start of Tuesday 24 November, the day of the meeting."
    )


@pytest.mark.parametrize(
    "start, ends", [(at(2026, 10, 24, 12, 0), time(11)), (at(2027, 3, 27, 12, 0), time(13))]
)
def test_hours_pass_alike_when_the_clocks_change_and_it_is_said(
    start: datetime, ends: time
) -> None:
    found = due(start, after="noticed", within={"hours": 24})
    assert found.time == ends
    assert "The clocks change between Saturday" in found.why


@pytest.mark.parametrize(
    "anchor, period, day, why",
    [
        (
            TUESDAY,
            "week",
            date(2026, 11, 27),
            (
                "By the end of the week, which is Sunday 29 November: the case was heard on "
                "Tuesday 24 November. Its last working day is Friday 27 November."
            ),
        ),
        (
            TUESDAY,
            "month",
            date(2026, 11, 30),
            (
                "By the end of the month, which is Monday 30 November: the case was heard on "
                "Tuesday 24 November."
            ),
        ),
        (
            TUESDAY,
            "quarter",
            date(2026, 12, 31),
            (
                "By the end of the quarter, which is Thursday 31 December: the case was heard on "
                "Tuesday 24 November."
            ),
        ),
        (
            date(2026, 11, 28),
            "week",
            date(2026, 11, 29),
            (
                "By the end of the week, which is Sunday 29 November: the case was heard on "
                "Saturday 28 November. No working day is left in it."
            ),
        ),
        (
            TUESDAY,
            "day",
            TUESDAY,
            "By the end of the day: the case was heard on Tuesday 24 November.",
        ),
        (
            date(2026, 12, 22),
            "week",
            date(2026, 12, 24),
            (
                "By the end of the week, which is Sunday 27 December: the case was heard on "
                "Tuesday 22 December. Its last working day is Thursday 24 December. "
                "Friday 25 December is a bank holiday (Christmas Day), so it is not counted."
            ),
        ),
    ],
)
def test_the_end_of_a_period_is_its_last_working_day(
    anchor: date, period: str, day: date, why: str
) -> None:
    found = due(anchor, after="heard", within={"end_of": period})
    assert (found.day, found.why) == (day, why)


def test_the_end_of_the_meeting_is_on_its_day_at_an_hour_if_one_is_set() -> None:
    found = due(after="meeting", within={"end_of": "meeting"}, by="12:30")
    assert (found.day, found.time) == (TUESDAY, time(12, 30))
    assert found.why == "At the end of the meeting on Tuesday 24 November."
    assert found.ends == datetime(2026, 11, 24, 12, 30)  # noqa: DTZ001  (the local clock)


def test_the_end_of_the_day_and_of_a_week_of_a_meeting_name_the_meeting() -> None:
    found = due(after="meeting", within={"end_of": "day"})
    assert found.why == "By the end of the day: the meeting is held on Tuesday 24 November."


@pytest.mark.parametrize(
    "anchor, words",
    [
        ("declined", "the referral was declined"),
        ("heard", "the case was heard"),
        ("agreed", "it was agreed"),
        ("issued", "the minutes were issued"),
        ("disputed", "the dispute was raised"),
        ("closed", "the case was closed"),
    ],
)
def test_everything_that_may_happen_is_said_in_words(anchor: str, words: str) -> None:
    found = due(after=anchor, within={"days": 3})
    assert (found.day, found.why) == (
        date(2026, 11, 27),
        f"Three days after Tuesday 24 November, when {words}.",
    )
    assert due(before=anchor, within={"days": 3}).day == date(2026, 11, 21)


def test_days_are_counted_from_the_local_day_of_a_moment() -> None:
    found = due(at(2026, 11, 24, 23, 50), after="submitted", within={"working_days": 1}, by="17:00")
    assert (found.day, found.time) == (date(2026, 11, 25), time(17))
    assert found.ends == at(2026, 11, 25, 17, 0)


CHAIN = """
[[deadline]]
id = "referral"
title = "Referrals close"
clause = "2"
before = "meeting"
within = { working_days = 3 }
by = "17:00"

[[deadline]]
id = "papers"
title = "Papers go out"
clause = "2"
after_deadline = "referral"
within = { working_days = 1 }

[[deadline]]
id = "check"
title = "Papers are checked"
before_deadline = "papers"
within = { hours = 4 }

[[deadline]]
id = "late"
title = "Late papers go out"
after_deadline = "referral"
within = { hours = 24 }

[[deadline]]
id = "reply"
title = "Late papers are answered"
after_deadline = "late"
within = { hours = 2 }

[[deadline]]
id = "same"
title = "The chair hears of it"
after_deadline = "papers"
within = { same_day = true }

[[deadline]]
id = "week"
title = "The list is tidied"
after_deadline = "papers"
within = { end_of = "week" }

[[deadline]]
id = "breach"
title = "Tell"
after = "noticed"
within = { at_once = true }

[[deadline]]
id = "soon"
title = "Tell the rest"
after_deadline = "breach"
within = { at_once = true }
"""


def in_chain(name: str, anchor: date = TUESDAY) -> Due:
    return edition(CHAIN).due(name, anchor, ENGLAND)


def test_a_deadline_counts_from_another_and_says_the_whole_chain() -> None:
    papers = in_chain("papers")
    assert papers.day == date(2026, 11, 20)
    assert papers.why == (
        "One working day after “Referrals close” on Thursday 19 November. "
        "“Referrals close” is due three working days before the meeting on Tuesday 24 November."
    )
    assert (papers.clause, papers.time) == ("2", None)


def test_hours_count_from_the_hour_of_the_other_deadline_or_its_first_minute() -> None:
    late, reply, check = in_chain("late"), in_chain("reply"), in_chain("check")
    assert (late.day, late.time) == (date(2026, 11, 20), time(17))
    assert late.why.startswith(
        "24 hours after “Referrals close”, due at 5pm on Thursday 19 November. “Referrals close” "
    )
    assert (reply.day, reply.time) == (date(2026, 11, 20), time(19))
    assert reply.why.count("“") == 4
    assert (check.day, check.time) == (date(2026, 11, 19), time(20))
    assert check.why.startswith(
        "Four hours before the start of Friday 20 November, when “Papers go out” is due."
    )


def test_the_same_day_the_end_of_a_week_and_at_once_may_follow_another_deadline() -> None:
    assert in_chain("same").why.startswith(
        "The same day: “Papers go out” is due on Friday 20 November. “Papers go out” is due one "
    )
    assert in_chain("week").day == date(2026, 11, 20)
    assert in_chain("soon").why == (
        "At once: “Tell” is due on Tuesday 24 November. "
        "“Tell” is due at once: it was noticed on Tuesday 24 November."
    )


def test_an_edition_knows_what_each_deadline_counts_from_in_the_end() -> None:
    tiny = edition(CHAIN)
    assert (tiny.anchor_of("reply"), tiny.anchor_of("soon")) == ("meeting", "noticed")
    assert tiny.deadline("reply").anchor is None
    assert [each.id for each in tiny.deadlines_about("noticed")] == ["breach", "soon"]


def test_a_deadline_that_counts_from_another_is_not_counted_without_its_edition() -> None:
    papers = edition(CHAIN).deadline("papers")
    with pytest.raises(ValueError, match="'papers' counts from 'referral': ask the edition"):
        papers.due(TUESDAY, ENGLAND)


def test_a_deadline_may_be_counted_in_another_nation_than_the_panel_is_in() -> None:
    tiny = edition(
        '[[deadline]]\nid = "home"\ntitle = "Tell the home area"\nafter = "heard"\n'
        'within = { working_days = 1 }\nnation = "SCT"\n'
        '[[deadline]]\nid = "here"\ntitle = "Tell"\nafter = "heard"\n'
        "within = { working_days = 1 }\n"
        '[[calendar.closure]]\nday = 2026-11-27\nname = "Eve"\nnations = ["ENG"]\n'
    )
    friday = date(2026, 11, 27)
    panel = WorkingCalendar(
        Nation.ENGLAND, closures={friday: "Eve", date(2026, 12, 1): "The office moves"}
    )
    assert tiny.due("here", friday, panel).day == date(2026, 11, 30)
    assert tiny.due("home", friday, panel).day == date(2026, 12, 2)
    assert tiny.due("home", date(2026, 11, 26), panel).day == friday


def test_an_edition_may_say_whose_bank_holidays_count() -> None:
    tiny = edition('[calendar]\nnation = "SCT"\n')
    assert tiny.calendar_of().nation is Nation.SCOTLAND
    assert tiny.calendar_for("ENG").nation is Nation.SCOTLAND
    assert tiny.calendar_of("wales").nation is Nation.WALES
    assert edition().calendar_for("NIR").nation is Nation.NORTHERN_IRELAND
    assert edition().calendar_of().nation is Nation.ENGLAND


BEFORE = '[[deadline]]\nid = "papers"\ntitle = "Papers"\nbefore = "meeting"\n'
AFTER = '[[deadline]]\nid = "papers"\ntitle = "Papers"\nafter = "meeting"\n'
MISTAKES = [
    (
        BEFORE + "within = 2026-11-24",
        "within: a date is no duration; write how long, like { working_days = 3 }.",
    ),
    (
        BEFORE + "within = 3",
        "within: 3 is no duration; write how long, like { working_days = 3 }.",
    ),
    (
        BEFORE + 'within = "three days"',
        "within: 'three days' is no duration; write how long, like { working_days = 3 }.",
    ),
    (
        BEFORE + "within = { days = 2026-11-24 }",
        "within: days takes a number, and a date is written; say how long.",
    ),
    (
        BEFORE + "within = { hours = 2, week_before = true }",
        "within: needs exactly one of working_days, days, clear_days, hours, calendar_months,",
    ),
    (BEFORE + "within = {}", "within: needs exactly one of working_days,"),
    (BEFORE + "within = { days = 0 }", "days"),
    (BEFORE + "within = { days = 999999999 }", "days"),
    (AFTER + "within = { week_before = true }", "week_before only goes with before."),
    (BEFORE + "within = { at_once = true }", "at_once only goes with after."),
    (BEFORE + 'within = { end_of = "week" }', "end_of only goes with after."),
    (AFTER + 'within = { end_of = "decade" }', "end_of = 'decade' is not one of 'meeting', 'day',"),
    (
        AFTER.replace("meeting", "heard") + 'within = { end_of = "meeting" }',
        'the end of the meeting only goes with after = "meeting".',
    ),
    (
        AFTER + 'within = { hours = 4 }\nby = "17:00"',
        "hours settles the time of day, so it takes no by.",
    ),
    (
        AFTER + 'within = { at_once = true }\nby = "17:00"',
        "at_once settles the time of day, so it takes no by.",
    ),
    (
        BEFORE + 'after_deadline = "papers"\nwithin = { days = 1 }',
        "needs exactly one of before, after, before_deadline, after_deadline.",
    ),
    (BEFORE + 'within = { days = 1 }\nnation = "FRA"', "nation = 'FRA' is not one of 'ENG',"),
    (
        '[[deadline]]\nid = "papers"\ntitle = "P"\nafter_deadline = "lunch"\nwithin = { days = 1 }',
        "it counts from 'lunch', and there is no such deadline.",
    ),
    ('[calendar]\nnation = "FRA"', "calendar: nation = 'FRA' is not one of 'ENG',"),
]


@pytest.mark.parametrize("written, sentence", MISTAKES)
def test_a_mistake_about_time_gets_its_sentence(written: str, sentence: str) -> None:
    found = problems(files(protocol=written))
    assert len(found) == 1
    assert sentence in found[0]


def after_another(name: str, other: str) -> str:
    return (
        f'[[deadline]]\nid = "{name}"\ntitle = "{name}"\nafter_deadline = "{other}"\n'
        "within = { days = 1 }\n"
    )


def test_a_circle_of_deadlines_is_named_once() -> None:
    circle = after_another("a", "b") + after_another("b", "c") + after_another("c", "b")
    found = problems(files(protocol=circle))
    assert len(found) == 1
    assert found[0].endswith(
        "deadline 'b': deadlines count from each other in a circle: "
        "'b' counts from 'c' and 'c' counts from 'b'."
    )


def test_a_deadline_that_counts_from_itself_is_a_circle_too() -> None:
    found = problems(files(protocol=after_another("a", "a")))
    assert found[0].endswith("in a circle: 'a' counts from 'a'.")


def links(count: int) -> str:
    first = '[[deadline]]\nid = "d0"\ntitle = "d0"\nafter = "heard"\nwithin = { days = 1 }\n'
    return first + "".join(after_another(f"d{n}", f"d{n - 1}") for n in range(1, count + 1))


def test_a_chain_has_twelve_links_at_the_most() -> None:
    assert edition(links(12)).due("d12", TUESDAY, ENGLAND).day == date(2026, 12, 7)
    found = problems(files(protocol=links(13)))
    assert len(found) == 1
    assert found[0].endswith("'d13': it counts from another deadline more than 12 times over.")
