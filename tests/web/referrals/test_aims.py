"""Which meeting hears a referral."""

from datetime import date, time

import pytest

from conferral.access.localtime import at_local
from conferral.web.referrals.aims import aim_of
from tests import make


@pytest.mark.parametrize(
    ("at", "hears", "missed"),
    [
        (at_local(date(2026, 11, 19), time(17, 0)), "2026-11-24", "None"),
        (at_local(date(2026, 11, 19), time(17, 1)), "2026-12-29", "2026-11-24"),
        (at_local(date(2026, 12, 23), time(9, 0)), "2027-01-26", "2026-12-29"),
    ],
)
def test_a_referral_is_heard_at_the_first_meeting_still_open_to_it(at, hears, missed):
    world = make.world()
    make.meeting(world)
    aim = aim_of(make.draft(world), panel=world.panel, actor=world.actor("member"), now=at)
    assert aim.meeting and str(aim.meeting.held_on) == hears
    assert str(aim.missed and aim.missed.held_on) == missed


def test_a_repeat_that_its_protocol_hears_whenever_it_comes_misses_no_meeting():
    world = make.world()
    key = 'key = ["adult"]\n'
    files = make.rewritten(make.files_of(), (key, f'{key}bypasses = ["deadline"]\n'))
    make.adopt_files(world, files, date(2025, 6, 1))
    make.meeting(world)
    late = at_local(date(2026, 11, 23), time(9, 0))
    again = make.submitted(
        world, now=late, re_referral=True, escalated_since="He found out where she lives."
    )
    aim = aim_of(again, panel=world.panel, actor=world.actor("member"), now=late)
    assert aim.meeting and str(aim.meeting.held_on) == "2026-11-24"
    assert aim.missed is None
