"""Notices: each person is told once, no two workers mail the same, and the mail says nothing."""

from datetime import timedelta
from threading import Lock

import pytest
from django.db import transaction

from conferral.access.actor import Denied
from conferral.accounts.models import User
from conferral.notices import outbox
from conferral.notices.models import Notice
from conferral.referrals import operations as referrals
from conferral.worker.mail import drain, message_to
from tests import make
from tests.contexts.audit.test_many_at_once import in_threads

NOW = make.NOW
DUE = NOW + outbox.HOLD
MINUTE = timedelta(minutes=1)


def tell(world, *who, at=NOW, subject="s", event="referral.submitted"):
    users = [world.users[name].pk for name in who]
    outbox.tell(users, event, subject=subject, partnership_id=world.partnership.pk, at=at)


@pytest.mark.parametrize(
    ("again", "count"),
    [
        ({}, 1), ({"subject": "t"}, 2), ({"event": "referral.returned"}, 2),
        ({"at": NOW + MINUTE}, 2),
    ],
)  # fmt: skip
def test_a_person_is_told_once(world, again, count):
    tell(world, "chair", "chair")
    tell(world, "chair", **again)
    assert Notice.objects.count() == count


def test_everyone_is_told_for_themselves(world):
    tell(world, "chair", "member")
    assert set(Notice.objects.values_list("recipient", flat=True)) == {
        world.users["chair"].pk, world.users["member"].pk,
    }  # fmt: skip


@pytest.mark.parametrize(("at", "due"), [(DUE, True), (DUE - timedelta(seconds=1), False)])
def test_mail_waits_a_little(world, at, due):
    tell(world, "chair")
    assert bool(outbox.claim(at)) == due


@pytest.mark.parametrize(
    ("after", "free"), [(timedelta(0), False), (outbox.LEASE, False), (outbox.LEASE + MINUTE, True)]
)
def test_what_one_worker_took_is_free_again_when_its_lease_has_run_out(world, after, free):
    tell(world, "chair")
    assert len(outbox.claim(DUE)) == 1
    assert bool(outbox.claim(DUE + after)) == free


@pytest.mark.parametrize("mailed", [True, False])
def test_what_was_mailed_is_not_mailed_again(world, mailed):
    tell(world, "chair")
    (notice,) = outbox.claim(DUE)
    if mailed:
        outbox.mark_mailed(notice, DUE)
    assert bool(outbox.claim(DUE + timedelta(days=1))) != mailed


@pytest.mark.parametrize(
    ("attempts", "wait"), [(0, 1), (1, 10), (2, 60), (3, 360), (4, 360), (40, 360)]
)
def test_each_failure_waits_longer(world, attempts, wait):
    tell(world, "chair")
    Notice.objects.update(attempts=attempts)
    (notice,) = outbox.claim(DUE)
    outbox.mark_failed(notice, DUE, "x" * 500)
    failed = Notice.objects.get()
    assert (failed.attempts, len(failed.last_error)) == (attempts + 1, 120)
    assert outbox.claim(DUE + wait * MINUTE - timedelta(seconds=1)) == []
    assert outbox.claim(DUE + wait * MINUTE) == [failed]


@pytest.mark.parametrize("active", [True, False])
def test_whoever_has_left_is_not_mailed(world, active):
    tell(world, "chair")
    User.objects.filter(pk=world.users["chair"].pk).update(is_active=active)
    assert bool(outbox.claim(DUE)) == active


def test_a_round_takes_no_more_than_it_can_send(world):
    tell(world, "chair", "member", "police")
    assert len(outbox.claim(DUE, most=2)) == 2
    assert len(outbox.claim(DUE, most=2)) == 1


def test_two_workers_never_take_the_same(transactional_db):
    world = make.world()
    for number in range(12):
        tell(world, "chair", subject=str(number))
    taken, lock = [], Lock()

    def work():
        for _ in range(4):
            mine = [notice.pk for notice in outbox.claim(DUE, most=2)]
            with lock:
                taken.extend(mine)

    in_threads(work, 3)
    assert len(taken) == len(set(taken))
    left = [notice.pk for notice in outbox.claim(DUE)]
    assert sorted(taken + left) == sorted(Notice.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("refused", [True, False])
def test_nobody_is_told_of_what_was_refused(world, refused):
    referral = make.submitted(world)
    by = {"actor": world.actor("coordinator"), "now": NOW}
    if refused:
        with pytest.raises(Denied):
            referrals.decline(referral, **by, reasons="")
    else:
        referrals.decline(referral, **by, reasons="One agency can.")
    assert Notice.objects.filter(event="referral.declined").exists() != refused


def test_a_notice_goes_back_with_what_it_told_of(world):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell_and_fail(world)
    assert not Notice.objects.exists()


def tell_and_fail(world):
    tell(world, "chair")
    raise RuntimeError


def test_a_notice_and_its_mail_hold_nothing_of_any_case(world, mailoutbox):
    item = make.minuted(world)
    drain(make.moment_of(item.meeting) + timedelta(hours=1))
    assert mailoutbox
    mails = {(mail.subject, mail.body) for mail in mailoutbox}
    assert mails == {(message_to("x").subject, message_to("x").body)}
    ((subject, body),) = mails
    assert body.startswith("STRICTLY CONFIDENTIAL")
    told = subject + body + str(list(Notice.objects.values()))
    for canary in ("Juniper", "Vale", item.case.reference, "WESP", "Change the lock", "http"):
        assert canary not in told


def test_somebody_with_many_notices_gets_one_mail(world, mailoutbox):
    for number in range(5):
        tell(world, "chair", subject=str(number))
    assert drain(DUE).mailed == 1
    assert [mail.to for mail in mailoutbox] == [[world.users["chair"].email]]
    assert not Notice.objects.filter(mailed_at=None).exists()


@pytest.mark.parametrize("works", [True, False])
def test_mail_that_cannot_be_sent_waits(world, monkeypatch, works):
    tell(world, "chair")
    if not works:
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse_to_send)
    drained = drain(DUE)
    assert (drained.mailed, drained.failed) == ((1, 0) if works else (0, 1))
    notice = Notice.objects.get()
    assert bool(notice.mailed_at) == works
    assert notice.last_error == ("" if works else "OSError")


def refuse_to_send(self, *_said, **_more):
    raise OSError("no such host: mail.example")


def test_what_was_seen_is_seen_by_that_person_alone(world):
    tell(world, "chair", "member")
    outbox.mark_seen(world.users["chair"].pk, partnership_id=world.partnership.pk, at=DUE)
    assert Notice.objects.get(recipient=world.users["chair"]).seen_at == DUE
    assert Notice.objects.get(recipient=world.users["member"]).seen_at is None
