"""The year shows every meeting and deadline, and each date answers why it is that day."""

from datetime import date

import pytest

from conferral.meetings import operations as meetings
from conferral.meetings.models import Meeting
from conferral.partnerships.models import Closure
from tests import make
from tests.marks import clause
from tests.web.looking import look, read, send, words


@clause("wesp/1", "8.6")
@clause("thpp/1", "8.6")
def test_twelve_rows_show_the_meetings_and_the_same_stands_in_a_list():
    world = make.world()
    make.meeting(world)
    answer = look(world, "police", "year")
    drawn = answer.content.decode().partition('<svg class="c-pic c-pic--year')[2]
    picture = drawn.partition("</svg>")[0]
    assert picture.count('class="meet"') == 5
    assert picture.count('class="ref"') == 5 and picture.count('class="pap"') == 5
    assert picture.count('class="due"') >= 5, "the agenda, and what is due after the meeting"
    assert picture.count('class="grid"') == 12
    assert "style=" not in picture
    page = words(answer)
    assert "April 2026 to March 2027" in page
    assert "Thursday 19 November, 5pm" in page and "Thursday 19 November, 2pm" in page


def test_a_narrow_screen_shows_twelve_months_that_say_the_same_in_words():
    world = make.world()
    make.meeting(world)
    page = look(world, "police", "year").content.decode()
    months = page.partition('<ol class="c-months">')[2].partition("</ol>")[0]
    assert months.count("c-month__day ") == 365
    assert months.count("is-meeting") == 5
    november = months.partition('aria-label="November 2026: ')[2].partition('"')[0]
    assert november.startswith("Meeting on 24. Referrals close on 19. Papers go out on 19.")
    assert "The agenda goes out on 20." in november
    assert 'aria-label="August 2026: August is the free month' in months


def test_easter_2027_is_named_in_the_reason_for_the_march_deadlines():
    world = make.world()
    make.meeting(world)
    page = read(world, "police", "year")
    assert "Tuesday 23 March, 5pm" in page
    assert "Friday 26 March (Good Friday) and Monday 29 March (Easter Monday) are bank" in page
    assert "not counted, a bank holiday (Good Friday)" in page


def test_new_year_2027_is_named_when_the_january_meeting_is_early():
    world = make.world()
    make.meeting(world)
    january = Meeting.objects.get(held_on=date(2027, 1, 26))
    plain = read(world, "police", "year")
    assert "New Year" not in plain
    meetings.move_meeting(
        january, actor=world.actor("coordinator"), now=make.NOW, to=date(2027, 1, 5),
        why="The members agreed an early meeting.",
    )  # fmt: skip
    page = read(world, "police", "year")
    assert "Friday 1 January is a bank holiday (New Year's Day), so it is not counted." in page
    assert "The members agreed an early meeting." in page
    assert "moved from 26 January" in page


def test_a_closure_of_ours_moves_a_deadline_and_is_named():
    world = make.world()
    make.meeting(world)
    assert "Wednesday 18 November, 5pm" not in read(world, "police", "year")
    Closure.objects.create(
        partnership=world.partnership, panel=world.panel, day=date(2026, 11, 20), why="Flood drill"
    )
    page = read(world, "police", "year")
    assert "Wednesday 18 November, 5pm" in page
    assert "a closure (Flood drill), so it is not counted" in page


def test_the_free_month_and_the_open_query_are_explained():
    world = make.world()
    page = read(world, "coordinator", "year")
    assert "No meeting: August is the free month." in page
    assert "Referrals close on the day the papers go out" in page
    assert "Until you decide: Papers go by 2pm" in page


def test_a_cancelled_meeting_keeps_its_line_and_loses_its_deadlines():
    world = make.world()
    on = make.meeting(world)
    on.cancelled_at, on.cancelled_by = make.NOW, world.users["coordinator"]
    on.save()
    page = read(world, "police", "year")
    assert "Cancelled" in page and "Thursday 19 November, 5pm" not in page


def test_the_steering_group_reads_the_dates_and_an_observer_does_not():
    world = make.world()
    make.meeting(world)
    assert "Tuesday 24 November 2026" in read(world, "steering", "year")
    assert look(world, "observer", "year").status_code == 403


def test_the_year_before_and_after_can_be_read():
    world = make.world()
    make.meeting(world)
    page = read(world, "police", "year", **{"from": "2027"})
    assert "April 2027 to March 2028" in page and "Tuesday 27 April 2027" in page
    assert "April 2026 to March 2027" in read(world, "police", "year", **{"from": "nonsense"})


@clause("wesp/1", "8.6")
@clause("thpp/1", "8.6")
def test_the_coordinator_plans_the_next_year_and_its_deadlines_follow():
    world = make.world()
    assert "Plan the next year" in read(world, "coordinator", "year")
    answer = send(world, "coordinator", "year-plan", start="16 11 2026", months="12")
    assert answer.status_code == 303
    assert Meeting.objects.filter(panel=world.panel).count() == 11
    page = read(world, "coordinator", "year")
    assert "Plan the next year" not in page and "Move" in page


def test_only_whoever_plans_meetings_is_offered_to_and_may():
    world = make.world()
    assert "Plan the next year" not in read(world, "chair", "year")
    answer = send(world, "chair", "year-plan", start="16 11 2026", months="12")
    assert answer.status_code == 403
    assert not Meeting.objects.filter(panel=world.panel).exists()


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"start": "soon", "months": "12"}, "Write the day as a day, a month and a year"),
        ({"start": "1 1 2020", "months": "12"}, "Choose a day from today on"),
        ({"start": "16 11 2026", "months": "99"}, "Plan no more than 24 months at once"),
        ({"start": "16 11 2026", "months": "many"}, "Write the number of months in figures"),
    ],
)
def test_a_plan_that_cannot_be_made_keeps_what_was_typed(typed: dict[str, str], said: str):
    world = make.world()
    answer = send(world, "coordinator", "year-plan", **typed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{typed["start"]}"' in answer.content.decode()


def test_years_that_nobody_plans_yet_are_refused_in_a_sentence():
    world = make.world()
    answer = send(world, "coordinator", "year-plan", start="1 6 2150", months="12")
    assert answer.status_code == 422
    assert "Choose a day within the next five years" in words(answer)
    assert not Meeting.objects.filter(panel=world.panel).exists()
