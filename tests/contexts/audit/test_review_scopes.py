"""A chain is checked even where somebody took its head away."""

from conferral.audit.models import Head
from conferral.audit.queries import scopes, verify
from tests import make


def test_a_chain_without_its_head_is_still_checked_and_found_broken(world):
    make.draft(world)
    assert scopes() == (world.partnership.pk,)
    assert verify(world.partnership.pk).whole
    Head.objects.all().delete()
    assert scopes() == (world.partnership.pk,)
    assert not verify(world.partnership.pk).whole
