"""Two people press at the same moment: one thing happens, once."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from conferral.access.actor import Denied
from conferral.audit.queries import verify
from conferral.partnerships import operations as partnerships
from conferral.partnerships.models import EditionProposal
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run each work in a thread of its own; how many came through, and what the others heard."""
    ready, came, refused, broken = Barrier(len(works)), [], [], []

    def run(work):
        try:
            ready.wait()
            came.append(work())
        except Denied as denied:
            refused.append(denied.decision.reason)
        except Exception as failure:
            broken.append(failure)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not broken, broken
    return came, refused


def test_a_double_click_on_the_second_signature_adopts_once():
    world = make.world()
    proposal = make.settled(world)
    partnerships.sign(proposal, actor=world.actor("coordinator"), now=make.NOW)

    def adopt():
        row = EditionProposal.objects.get(pk=proposal.pk)
        return partnerships.adopt(row, actor=world.actor("chair"), now=make.NOW)

    came, refused = at_once(adopt, adopt)
    assert len(came) == 1 and len(refused) == 1
    assert "is adopted" in refused[0]
    assert world.panel.editions.count() == 2
    assert verify(world.partnership.pk).whole


def test_two_first_signatures_at_once_are_one_and_nobody_adopts_unawares():
    world = make.world()
    proposal = make.settled(world)

    def signing(who):
        def sign():
            row = EditionProposal.objects.get(pk=proposal.pk)
            return partnerships.sign(row, actor=world.actor(who), now=make.NOW)

        return sign

    came, refused = at_once(signing("coordinator"), signing("chair"))
    assert len(came) == 1 and "Look again" in refused[0]
    assert world.panel.editions.count() == 1


def test_two_proposals_at_once_are_one():
    world = make.world()

    def propose(who):
        return lambda: make.proposed(world, who=who)

    came, refused = at_once(propose("coordinator"), propose("chair"))
    assert len(came) == 1 and "proposed already" in refused[0]
    assert EditionProposal.objects.count() == 1
