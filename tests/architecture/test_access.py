"""Every page × principal, by GET and by POST, against an oracle that knows nothing of the code."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from conferral.audit.models import Entry
from conferral.cases import operations as cases
from conferral.cases.models import Duty
from conferral.meetings.models import Copy
from conferral.partnerships.models import AgreementSignature
from conferral.web import clock
from tests import make
from tests.web.sign_in import sign_in

INSIDE = (
    "member", "housing", "police", "deputy", "chair", "coordinator", "minute_taker", "observer",
    "steering", "governance",
)  # fmt: skip
OUTSIDE = ("anonymous", "suspended", "stranger", "ended", "elsewhere")
EVERYONE = set(INSIDE)
AGENCIES = {"member", "housing", "police", "deputy"}
PANEL = AGENCIES | {"chair", "coordinator", "minute_taker"}
MEETING = PANEL | {"observer"}
CASE = PANEL - {"police"}
"""The police lead member has declared a conflict of interest; her deputy has none."""
MINE, CONVENES, SIGNED = {"member"}, {"coordinator"}, {"member", "housing", "chair", "coordinator"}
KEEPS_RECORD = {"coordinator", "governance"}
WRITES = {"coordinator", "minute_taker"}
ADOPTS = {"coordinator", "chair", "steering"}

GETS: dict[str, set[str]] = {
    "today": EVERYONE,
    "year": EVERYONE - {"observer"},
    "actions": PANEL,
    "action": CASE,
    "referrals": EVERYONE,
    "duty": MINE,
    "referral": MINE,
    "referral-check": MINE,
    "referral-page": MINE,
    "referral-return": set(),
    "referral-decline": set(),
    "meetings": EVERYONE,
    "meeting": MEETING,
    "meeting-move": CONVENES,
    "meeting-apologies": MEETING,
    "agenda-pdf": MEETING,
    "attendance-pdf": MEETING,
    "case-list": CONVENES,
    "meeting-circulate": CONVENES,
    "meeting-sign": MEETING,
    "papers": SIGNED,
    "papers-pdf": SIGNED,
    "copy-pdf": CONVENES,
    "room": MEETING,
    "item-minute": WRITES,
    "minutes": {"chair", "coordinator"},
    "minutes-pdf": {"chair", "coordinator"},
    "action-log-pdf": set(),
    "agency-actions-pdf": set(),
    "cases": PANEL,
    "item-take-off": CONVENES,
    "case-new": CONVENES,
    "case": CASE,
    "case-safe-contact": CONVENES,
    "case-conflict": CASE,
    "case-close": CONVENES,
    "case-record": CONVENES,
    "record": KEEPS_RECORD,
    "protocol": EVERYONE,
    "protocol-open": EVERYONE,
    "protocol-check": EVERYONE,
    "protocol-examples": EVERYONE,
    "protocol-roles": EVERYONE,
    "protocol-stages": EVERYONE,
    "protocol-values": EVERYONE,
    "protocol-year": EVERYONE,
    "protocol-changes": EVERYONE,
    "protocol-editions": EVERYONE,
    "protocol-propose": ADOPTS,
    "proposal": EVERYONE,
    "proposal-settle": ADOPTS,
}
"""Who gets a page, while a case is being heard and before its minutes are issued."""
POSTS_ONLY = {
    "demo-clock", "year-plan", "referral-new", "referral-submit", "referral-withdraw",
    "referral-accept", "referral-approve-late", "meeting-open", "meeting-close", "agenda-send",
    "room-enter", "room-leave", "item-begin", "item-end", "item-dissent",
    "item-action", "minutes-issue", "record-check",
    "proposal-sign", "proposal-adopt", "proposal-withdraw",
}  # fmt: skip
POSTS: dict[str, set[str]] = {
    "year-plan": CONVENES, "referral-new": PANEL - {"chair", "minute_taker"},
    "referral-submit": MINE, "referral-withdraw": MINE, "referral-accept": set(),
    "referral-approve-late": set(), "referral-return": set(), "referral-decline": set(),
    "referral-page": MINE, "duty": MINE, "meeting-move": CONVENES, "meeting-open": {"chair"},
    "meeting-close": {"chair"}, "agenda-send": CONVENES, "meeting-circulate": CONVENES,
    "case-list": CONVENES, "item-take-off": CONVENES, "item-begin": {"chair"},
    "item-end": {"chair"}, "item-minute": WRITES, "item-dissent": WRITES,
    "item-action": WRITES | {"chair"}, "minutes-issue": CONVENES, "case-new": CONVENES,
    "case-safe-contact": CONVENES, "case-close": CONVENES, "case-conflict": CASE,
    "action": PANEL, "record-check": KEEPS_RECORD, "meeting-sign": MEETING, "room-enter": MEETING,
    "room-leave": MEETING, "meeting-apologies": MEETING,
    "protocol-propose": ADOPTS, "proposal-settle": ADOPTS, "proposal-sign": ADOPTS,
    "proposal-adopt": ADOPTS, "proposal-withdraw": ADOPTS,
}  # fmt: skip
"""Who may get anything done by a post; for everyone else the record shows nothing done."""
OPEN_TO_ALL = ("today", "proposal", "referrals", "meetings")
CANARIES = ("Juniper", "Juno", "07700 900123", make.WORDS.strip()[:30])


def panel_pages() -> Iterator[URLPattern]:
    waiting = list(get_resolver().url_patterns)
    while waiting:
        found = waiting.pop()
        waiting += getattr(found, "url_patterns", [])
        if "partnership_slug" not in str(getattr(found, "pattern", "")) and getattr(
            getattr(found, "callback", None), "is_panel_page", False
        ):
            yield found


PAGES = {page.name: page for page in panel_pages()}


class Scene:
    """A case in the room, a draft with a duty, and a browser for everyone."""

    def __init__(self) -> None:
        self.world = make.world()
        self.item = make.in_session(self.world)
        action = make.agreed(self.world, self.item)
        draft = make.written(self.world, child_concern=True, children=True)
        duty = Duty.objects.get(case=None, rule="child_concern")
        copy = Copy.objects.get(membership=self.world.seats["member"])
        cases.declare_conflict(
            self.item.case, actor=self.world.actor("police"), now=make.NOW, why="Her sister."
        )
        self.uids = {
            "referral": draft.uid, "duty": duty.uid, "item": self.item.uid, "copy": copy.uid,
            "case": self.item.case.uid, "action": action.uid,
            "proposal": make.proposed(self.world).uid,
        }  # fmt: skip

    def address(self, name: str) -> str:
        rest: list[Any] = [self.world.partnership.slug, self.world.panel.slug]
        if "<str:uid>" in str(PAGES[name].pattern):
            noun = "action" if name == "action" else name.partition("-")[0]
            rest.append(self.uids.get(noun, self.item.meeting.uid))
        if name == "referral-page":
            rest += ["referral", "who"]
        return reverse(name, args=rest)

    def browser(self, who: str) -> Client:
        client = Client()
        if who in self.world.users:
            sign_in(client, self.world.users[who])
        return client


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    made = Scene()
    monkeypatch.setattr(clock, "now", lambda: make.moment_of(made.item.meeting))
    return made


def test_every_page_of_a_panel_is_in_the_oracle():
    assert set(PAGES) == set(GETS) | POSTS_ONLY


@pytest.mark.safety
@pytest.mark.parametrize("who", INSIDE)
def test_each_seat_gets_the_pages_that_the_oracle_gives_it(scene: Scene, who: str):
    client = scene.browser(who)
    for name in sorted(GETS):
        page = client.get(scene.address(name))
        assert (page.status_code == 200) == (who in GETS[name]), f"{name}: {page.status_code}"
        assert page.status_code in (200, 303, 403, 404), f"{name}: {page.status_code}"


@pytest.mark.safety
@pytest.mark.parametrize("who", INSIDE)
def test_a_post_by_somebody_who_may_not_gets_nothing_done(scene: Scene, who: str):
    client, done = scene.browser(who), Entry.Outcome.DONE
    actor = scene.world.users[who].uid
    for name in sorted(set(PAGES) - {"demo-clock"}):
        if who in POSTS.get(name, set()):
            continue
        before = Entry.objects.filter(actor=actor, outcome=done).count()
        page = client.post(scene.address(name), {})
        assert page.status_code in (303, 403, 404, 405, 422), f"{name}: {page.status_code}"
        assert Entry.objects.filter(actor=actor, outcome=done).count() == before, name


def someone_outside(scene: Scene, who: str) -> Client:
    """A browser of somebody who is not, or no longer, in this panel."""
    world = scene.world
    if who == "elsewhere":
        other = make.world("westmarsh")
        client = Client()
        sign_in(client, other.users["coordinator"])
        return client
    if who == "stranger":
        make.seated(
            world, who, agency="Nowhere", kind="other", roles=["lead_member"], seat="lead"
        ).delete()
    if who in ("ended", "suspended"):
        world.users[who] = world.users["housing"]
    client = scene.browser(who)
    if who == "ended":
        seat = world.seats["housing"]
        seat.until_on = seat.from_on
        seat.save()
    if who == "suspended":
        world.users[who].is_active = False
        world.users[who].save()
    return client


@pytest.mark.safety
@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_the_panel_learns_that_anything_is_there(scene: Scene, who: str):
    client = someone_outside(scene, who)
    for name in sorted(PAGES):
        for page in (client.get(scene.address(name)), client.post(scene.address(name), {})):
            if who in ("anonymous", "suspended"):
                assert page.status_code == 302 and page.url.startswith("/sign-in/"), name
            else:
                assert page.status_code == 404, f"{name}: {page.status_code}"


@pytest.mark.safety
def test_an_agency_whose_agreement_lapsed_sees_nothing_but_the_protocol(scene: Scene):
    client = scene.browser("housing")
    assert client.get(scene.address("case")).status_code == 200
    AgreementSignature.objects.filter(agency__name="Eastmarsh Housing").update(lapses_on=make.TODAY)
    for name in sorted(GETS):
        page = client.get(scene.address(name))
        said = page.content.decode(errors="ignore")
        open_to_all = name.startswith("protocol") or name in OPEN_TO_ALL
        assert open_to_all or page.status_code != 200, name
        assert not [word for word in CANARIES if word in said], name


@pytest.mark.safety
def test_what_is_hidden_answers_exactly_as_what_is_not_there(scene: Scene):
    client = scene.browser("police")
    hidden = client.get(scene.address("case"))
    scene.uids["case"] = "A" * 22
    absent = client.get(scene.address("case"))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content
    assert dict(hidden.headers) == dict(absent.headers)
    assert scene.browser("deputy").get(scene.address("cases")).status_code == 200


@pytest.mark.safety
@pytest.mark.parametrize("name", sorted(GETS))
def test_a_conflict_of_interest_leaves_no_trace_on_any_page(scene: Scene, name: str):
    page = scene.browser("police").get(scene.address(name), follow=True)
    said = page.content.decode(errors="ignore")
    assert scene.item.case.reference not in said
    assert not [word for word in CANARIES if word in said]
