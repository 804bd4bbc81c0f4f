"""How to reach her, and what is asked for statistics, come out nowhere but where they are asked."""

import pytest
import time_machine

from conferral.meetings.models import Copy
from tests import make
from tests.architecture.test_access import GETS, Scene
from tests.contexts.columns import everything_stored
from tests.contexts.documents.reading import text

pytestmark = pytest.mark.safety
OTHERS = (
    "housing", "police", "chair", "coordinator", "minute_taker", "observer", "steering",
    "governance",
)  # fmt: skip
KEPT_APART = ("safe_contact", "statistics")
TYPED = ("phone", "text", "long_text")


def canaries_of(form):
    """Every private question with an answer that is nowhere else, and its canary."""
    apart = [each for each in form.questions if each.see in KEPT_APART]
    canaries = {
        each.id: f"0770098{number:04}" if each.kind == "phone" else f"canary-{number}-{each.id}"
        for number, each in enumerate(apart)
    }
    answers = {
        each.id: {"value": canaries[each.id]}
        if each.kind in TYPED
        else {"unknown": each.unknowns[0], "why": canaries[each.id]}
        for each in apart
    }
    return answers, tuple(canaries.values())


class Heard(Scene):
    """A case that was heard, with its minutes issued, and the addresses of its pages."""

    def __init__(self):
        self.world = make.world()
        self.item = make.minuted(self.world)
        case = self.item.case
        self.uids = {
            "referral": case.referrals.get().uid, "duty": "none", "item": self.item.uid,
            "copy": Copy.objects.get(membership=self.world.seats["member"]).uid,
            "case": case.uid, "action": case.actions.get().uid,
        }  # fmt: skip


@pytest.fixture
def heard(monkeypatch):
    answered, found = make.complete_answers, []

    def with_canaries(edition, **changed):
        private, canaries = canaries_of(edition.form("referral"))
        found.extend(canaries)
        return answered(edition, **changed) | private

    monkeypatch.setattr(make, "complete_answers", with_canaries)
    made = Heard()
    made.canaries = tuple(found)
    with time_machine.travel(make.moment_of(made.item.meeting)):
        yield made


def read(answer):
    """Everything that an answer carries, a PDF's words among it."""
    said = repr(answer.items())
    if answer.get("Content-Type") == "application/pdf":
        return said + text(answer.content) + repr(answer.content)
    return said + answer.content.decode()


def test_no_page_and_no_paper_shows_another_agency_what_is_kept_apart(heard, caplog, capsys):
    shown = 0
    assert len(heard.canaries) >= 10
    for who in OTHERS:
        browser = heard.browser(who)
        browser.post(heard.address("meeting-sign"), {"agrees": "on"})
        for name in GETS:
            answer = browser.get(heard.address(name), follow=True)
            shown += answer.status_code == 200
            said = read(answer)
            assert not [one for one in heard.canaries if one in said], (who, name)
    assert shown > 100
    logged = caplog.text + "".join(capsys.readouterr())
    assert not [one for one in heard.canaries if one in logged]


def test_nothing_stored_can_be_read_without_the_key(heard):
    stored = "".join(
        bytes(one).decode("latin-1") if isinstance(one, bytes | memoryview) else str(one)
        for one in everything_stored()
    )
    private = (*heard.canaries, "Juniper", "Juno", "Change the lock", make.WORDS[:30])
    assert not [one for one in private if one in stored]
