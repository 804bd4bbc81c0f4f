"""No form of a meeting or its room fails on what somebody sends it, nor acts for another panel."""

import pytest
import time_machine

from conferral.actions.models import Action
from conferral.meetings.models import Dissent
from tests import make
from tests.architecture.test_access import Scene

pytestmark = pytest.mark.safety
FORMS = (
    "item-minute", "item-dissent", "item-action", "room-enter", "meeting-apologies",
    "meeting-circulate", "meeting-move", "action", "case-list", "meeting-sign",
)  # fmt: skip
FIELDS = (
    "version", "decision", "capacity", "risk_level", "discussion", "agency", "reason", "text",
    "answers", "owner", "due", "once", "late_reason", "agrees", "information_sent", "to", "why",
    "outcome", "done_on", "note", "meeting", "minutes", "child_involved",
)  # fmt: skip
SENT = ("a\0b", "9" * 400, "31 12 9999", "\u202e<b>{{7*7}}", ["one", "another"])


@pytest.fixture
def scene():
    made = Scene()
    with time_machine.travel(make.moment_of(made.item.meeting)):
        yield made


@pytest.mark.parametrize("sent", SENT)
def test_whatever_is_sent_is_answered_in_words(scene, sent):
    browser = scene.browser("coordinator")
    for name in FORMS:
        answer = browser.post(scene.address(name), dict.fromkeys(FIELDS, sent))
        assert answer.status_code in (200, 303, 403, 409, 422), name


def test_nobody_of_another_partnership_can_be_named_in_the_room(scene):
    browser, other = scene.browser("coordinator"), make.world("westmarsh").seats["member"]
    count = Action.objects.count()
    said = {
        "owner": other.uid, "agency": other.agency.uid, "text": "Call her", "answers": "Her door",
        "due": "1 12 2026", "once": "form", "reason": "Too soon",
    }  # fmt: skip
    for name in ("item-action", "item-dissent"):
        assert browser.post(scene.address(name), said).status_code == 422
    assert Action.objects.count() == count and not Dissent.objects.exists()
