"""From a draft to issued minutes, through operations alone."""

from conferral.actions.models import Action
from conferral.audit.queries import verify
from tests import make


def test_a_referral_goes_all_the_way_and_the_record_is_whole():
    world = make.world()
    item = make.minuted(world)
    assert item.meeting.minutes.anchor_seq > 20
    assert Action.objects.get(item=item).is_open
    assert verify(world.partnership.pk).whole
