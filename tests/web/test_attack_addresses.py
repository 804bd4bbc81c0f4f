"""No address that anybody makes up is a fault of ours: what is not there is not found."""

from urllib.parse import quote

import pytest
import time_machine
from django.test import Client

from tests import make
from tests.architecture.test_access import PAGES, POSTS_ONLY
from tests.web.sign_in import sign_in

pytestmark = pytest.mark.safety
UIDS = ("a\0b", "..", "é" * 40 + "9" * 2000, "'--{{7*7}}\u202e")
VALUES = ("\0", "9" * 3000, "-1", "//evil.example'%00", "٣")
ASKED = ("about", "person", "before", "page", "from", "stage", "whose", "show", "meeting", "next")


def at(world, route, uid):
    """An address with a made-up name in every place of its route."""
    parts = [quote(uid, safe="") if part.startswith("<") else part for part in route.split("/")]
    return f"/{world.partnership.slug}/{world.panel.slug}/" + "/".join(parts)


def test_a_name_that_nothing_has_is_not_found():
    with time_machine.travel(make.NOW):
        world, browser = make.world(), Client()
        sign_in(browser, world.users["coordinator"])
        for name, page in PAGES.items():
            route = str(page.pattern).replace(".pdf", "/pdf").replace("<slug:", "<str:")
            if "<" not in route:
                continue
            for uid in UIDS:
                address = at(world, route, uid).replace("/pdf", ".pdf")
                ask = browser.post if name in POSTS_ONLY else browser.get
                assert ask(address).status_code == 404, (name, uid)


@pytest.mark.parametrize("value", VALUES)
def test_nothing_asked_for_in_an_address_is_a_fault(value):
    with time_machine.travel(make.NOW):
        world, browser = make.world(), Client()
        sign_in(browser, world.users["coordinator"])
        make.meeting(world)
        for page in ("", "record/", "cases/", "actions/", "year/"):
            address = f"/{world.partnership.slug}/{world.panel.slug}/{page}"
            answers = [browser.get(address, dict.fromkeys(ASKED, value))]
            if page == "record/":
                answers += [browser.get(address, {name: value}) for name in ASKED[:3]]
            assert {answer.status_code for answer in answers} <= {200, 404}, page


def test_what_is_missing_among_the_static_files_is_a_page_and_is_not_stored(client):
    for address in ("/static/nothing.css", "/static/..%2f..%2fconferral.key", "/static/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


def test_a_demonstration_does_not_look_for_somebody_who_cannot_be(client, settings):
    settings.DEMO = True
    assert client.post("/sign-in/demonstration/", {"person": "a\0b"}).status_code == 404
