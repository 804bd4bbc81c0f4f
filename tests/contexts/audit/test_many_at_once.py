"""Many write to the record at once, and it stays one chain."""

from threading import Barrier, Thread

from django.db import connections, transaction

from conferral.audit.queries import verify
from conferral.audit.record import Outcome, record
from tests import make

WRITERS, EACH = 4, 6


def in_threads(work, how_many):
    """Run the same work in several threads at once, each with its own connection."""
    ready, failures = Barrier(how_many), []

    def run():
        try:
            ready.wait()
            work()
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(how_many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_entries_that_are_written_at_once_do_not_fork_the_chain(transactional_db):
    world = make.world()
    actor = world.actor("coordinator")

    def write():
        for _ in range(EACH):
            with transaction.atomic():
                record(
                    "test.done", world.panel, by=actor, at=make.NOW, outcome=Outcome.DONE, detail={}
                )

    in_threads(write, WRITERS)
    verdict = verify(world.partnership.pk)
    assert (verdict.whole, verdict.entries) == (True, WRITERS * EACH)
