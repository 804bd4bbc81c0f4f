"""Every page of a panel, for each role of every edition: it opens, or says why not, and is true."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse

from conferral.meetings import operations as meetings
from conferral.partnerships import operations as partnerships
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import read_folder
from conferral.protocol.permissions import Permission
from tests import any_edition as any_
from tests.any_edition import EDITIONS, who_may
from tests.make import NOW, TODAY
from tests.web.sign_in import sign_in

SLUGS = ("partnership_slug", "panel_slug")
OPENS = (200, 302, 303, 403, 404)
ONLY_POSTED = 405
ABBREVIATIONS = {any_.edition_at(place).abbreviation for place in EDITIONS}
FOR_ONE = {"today", "meeting", "case", "actions", "referrals"}
"""What somebody opens whose role may do no more and no less than one that opens everything."""
TELLS_OF_OTHERS = {"protocol-changes", "protocol-propose", "protocol-editions", "proposal"}
"""Pages that compare editions, or offer another."""
EMPTY_CHIP = re.compile(r'c-clause"[^>]*>\s*</a>|href="[^"]*#c"')
CHIP = re.compile(r'<a class="govuk-link c-clause" href="[^"]*#c([^"]+)">([^<]*)</a>')


def pages() -> set[str]:
    """The names of all addresses that lie in a panel."""
    found = get_resolver().reverse_dict
    return {
        name for name in found if isinstance(name, str) and set(SLUGS) <= set(found[name][0][0][1])
    }


def wants(name: str) -> int:
    """How many names of things an address takes besides the two slugs."""
    return len(get_resolver().reverse_dict[name][0][0][1]) - len(SLUGS)


class Walked:
    """A panel in which something of every kind is there, and the addresses that name it."""

    def __init__(self, place: str) -> None:
        self.made = made = any_.founded(place)
        self.only_posted: set[str] = set()
        self.draft = any_.drafted(made)
        self.sent = any_.submitted(made)
        accepted = any_.accepted(made)
        item = any_.listed(made, accepted, any_.planned(made), NOW)
        meetings.send_agenda(item.meeting, actor=self.who(Permission.MEETING_PLAN), now=NOW)
        sender = who_may(made, Permission.PAPERS_CIRCULATE)
        if sender:
            meetings.circulate(item.meeting, actor=made.actor(sender), now=NOW)
        self.item, self.case = item, accepted.case
        self.duty = made.panel.cases.first().duties.first() or self.raised()
        self.action = None
        sent_out = item.meeting.circulations.first()
        reader = made.seats.get(who_may(made, Permission.PAPERS_READ))
        self.copy = sent_out.copies.get(membership=reader) if sent_out else None
        self.proposal = partnerships.propose(
            made.panel, actor=self.who(Permission.PROTOCOL_ADOPT), now=NOW,
            files=dict(read_folder(any_.FOLDERS[place])), in_force_from=TODAY + timedelta(days=60),
        )  # fmt: skip

    def who(self, permission: Permission):
        return self.made.actor(who_may(self.made, permission))

    def raised(self):
        return self.sent.person.duties.first() or self.draft.person.duties.first()

    def hear(self) -> datetime:
        """The listed case is heard; a day later its minutes are there, and an action is open."""
        self.action = any_.heard(self.made, self.item)
        return any_.begins(self.item.meeting) + timedelta(days=1)

    def addresses(self, name: str) -> Iterator[tuple[str, ...]]:
        """What may stand in a page's address: everything of the panel that it could be about."""
        if wants(name) == 0:
            yield ()
        elif name == "referral-page":
            for form in self.sent.protocol.forms:
                yield from ((self.draft.uid, form.id, page.id) for page in form.pages)
        else:
            yield from ((each.uid,) for each in self.things(name) if each)

    def things(self, name: str):
        if name.startswith("referral"):
            return self.draft, self.sent
        if name.startswith(("proposal", "protocol")):
            return (self.proposal,)
        if name.startswith("item"):
            return (self.item,)
        if name.startswith("case"):
            return (self.case,)
        kinds = {"action": self.action, "duty": self.duty, "copy-pdf": self.copy}
        return (kinds.get(name, self.item.meeting),)


def opened(
    walked: Walked, who: str, at: datetime, only: set[str] | None = None
) -> Iterator[tuple[str, str, object]]:
    """Each page as somebody opens it, with its name and address."""
    client = Client()
    made = walked.made
    with time_machine.travel(at, tick=False):
        sign_in(client, made.users[who])
        for name in (only or pages()) - walked.only_posted:
            for rest in walked.addresses(name):
                there = reverse(name, args=(made.partnership.slug, made.panel.slug, *rest))
                answer = client.get(there)
                yield name, there, answer
                if answer.status_code == ONLY_POSTED:
                    walked.only_posted.add(name)
                if answer.status_code in (ONLY_POSTED, 404) and name == "referral-page":
                    break  # whoever may not see one page of a referral may not see the next


def untrue(edition: Edition, name: str, body: str) -> Iterator[str]:
    """What a page must not say, whatever the edition."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", body.partition("<body")[2]))
    if found := re.search(r".{0,30}\bNone\b(?! of ).{0,20}", text):
        yield f"says “{found[0]}”"
    if EMPTY_CHIP.search(body):
        yield "shows an empty clause"
    for number, label in CHIP.findall(body):
        if number not in edition.clause_by_id or label != f"{edition.abbreviation} {number}":
            yield f"links {label!r} to the clause {number!r}"
    own = edition.model_dump_json()
    for other in ABBREVIATIONS - {edition.abbreviation}:
        if name not in TELLS_OF_OTHERS and other not in own and re.search(rf"\b{other}\b", text):
            yield f"names {other}, another edition"


def wrong_with(walked: Walked, who: str, at: datetime, only: set[str] | None = None) -> list[str]:
    """Every page that fails somebody, or tells an untruth."""
    edition, wrong = walked.made.panel.adopted_on(TODAY).protocol, []
    for name, there, answer in opened(walked, who, at, only):
        if answer.status_code not in (*OPENS, ONLY_POSTED):
            wrong.append(f"{who}, {name}: {answer.status_code} at {there}")
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            said = untrue(edition, name, answer.content.decode())
            wrong += [f"{who}, {name}: it {each} at {there}" for each in said]
    return wrong


@pytest.fixture(params=EDITIONS)
def walked(request: pytest.FixtureRequest) -> Walked:
    return Walked(request.param)


def test_every_page_opens_before_a_meeting(walked: Walked):
    refers = who_may(walked.made, Permission.REFERRAL_DRAFT, Permission.REFERRAL_ACCEPT)
    people = {refers, who_may(walked.made, Permission.REFERRAL_ACCEPT)}
    said = [said for who in sorted(people) for said in wrong_with(walked, who, NOW)]
    assert not said, "\n".join(said)


def test_every_page_opens_for_every_role_after_a_meeting(walked: Walked):
    at = walked.hear()
    said, seen = [], set()
    for who in walked.made.users:
        may = walked.made.actor(who).permissions
        said += wrong_with(walked, who, at, FOR_ONE if may in seen else None)
        seen.add(may)
    assert not said, "\n".join(said)
