"""What a clerk would see at once: days turned round, one person doing both, records gone early."""

import pytest

from tests.protocol.checking import deadline, findings

CHAIR = (
    '[[role]]\nid = "chair"\ntitle = "Chair"\nclause = "1"\nmay = ["room.enter", "room.chair"]\n'
)
CLERK = (
    '[[role]]\nid = "clerk"\ntitle = "Clerk"\nclause = "1"\nmay = ["room.enter", "room.minute"]\n'
)
REVIEW = '[review]\nclause = "2"\nevery_months = 12\n'
KEPT = '[retention]\nclause = "1"\n[[retention.class]]\nrecord = "case"\nbegins = "closed"\n'
AGAIN = (
    '[repeat]\nid = "again"\ntitle = "Again"\nclause = "1"\nwindow_months = 18\nkey = ["adult"]\n'
    'counts_from = "heard"\nwhen = { fact = "heard_before", is = true }\n'
)
DUTY = (
    '[[duty]]\nid = "tell"\ntitle = "Tell"\nwho = "You"\nwording = "Tell."\nclause = "2"\n'
    "when = {{ age_at_least = 18 }}\nfirst = {}\ndue = {{ {} }}\n"
)


@pytest.mark.parametrize(
    "name, anchor, within, found",
    [
        ("referral", "after", "working_days = 3", "deadline.after-meeting.referral"),
        ("agenda", "after", "days = 1", "deadline.after-meeting.agenda"),
        ("papers", "after", "working_days = 1", "deadline.after-meeting.papers"),
        ("papers", "after", "same_day = true", ""),
        ("papers", "before", "working_days = 3", ""),
        ("minutes", "before", "working_days = 1", "deadline.before-meeting.minutes"),
        ("actions", "before", "working_days = 1", "deadline.before-meeting.actions"),
        ("actions", "after", "working_days = 1", ""),
        ("feedback", "after", "working_days = 1", ""),
    ],
)
def test_a_deadline_on_the_wrong_side_of_its_meeting_is_a_fault(
    name: str, anchor: str, within: str, found: str
) -> None:
    all_found = findings(deadline(name, within, anchor=f'{anchor} = "meeting"'))
    assert [each for each in all_found if "-meeting." in each] == ([found] if found else [])


def test_the_wrong_side_is_said_in_a_sentence() -> None:
    late = findings(deadline("papers", "working_days = 1", anchor='after = "meeting"'))
    assert late["deadline.after-meeting.papers"].message == (
        "“The papers” is due after the meeting, and it is for the meeting."
    )


@pytest.mark.parametrize(
    "roles, found",
    [
        (CHAIR + CLERK, True),
        (CHAIR + CLERK + 'never_with = ["chair"]\n', False),
        (CHAIR, False),
        (CLERK, False),
        (CHAIR.replace('"room.chair"', '"room.chair", "room.minute"'), False),
    ],
)
def test_one_person_may_chair_and_take_minutes_only_when_it_is_confirmed(
    roles: str, found: bool
) -> None:
    assert ("role.chairs-and-minutes" in findings(roles)) is found


@pytest.mark.parametrize(
    "written, found",
    [
        (KEPT + "months = 6\n" + REVIEW, "retention.short"),
        (KEPT + "months = 12\n" + REVIEW, ""),
        (KEPT + "months = 12\n" + REVIEW + AGAIN, "retention.forgets"),
        (KEPT + "years = 2\n" + REVIEW + AGAIN, ""),
        (KEPT + "months = 6\n", ""),
        (KEPT + "hold = true\n" + REVIEW + AGAIN, ""),
        ('[retention]\nclause = "1"\n' + REVIEW, ""),
        (REVIEW, ""),
    ],
)
def test_cases_that_are_gone_before_anybody_looks_back_are_noticed(
    written: str, found: str
) -> None:
    about = [each for each in findings(written) if each in ("retention.short", "retention.forgets")]
    assert about == ([found] if found else [])


@pytest.mark.parametrize(
    "first, due, found",
    [
        ("true", "working_days = 2", True),
        ("true", "at_once = true", False),
        ("false", "working_days = 2", False),
    ],
)
def test_what_stands_first_does_not_wait(first: str, due: str, found: bool) -> None:
    assert ("duty.first-and-waits.tell" in findings(DUTY.format(first, due))) is found
