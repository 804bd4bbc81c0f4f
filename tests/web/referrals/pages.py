"""Opening and posting the pages of a referral."""

import re
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.urls import reverse

from conferral.referrals.models import Referral
from conferral.web.referrals.fields import typed
from conferral.web.referrals.page_form import asked_on
from tests import make
from tests.web.sign_in import sign_in


def address(world: make.World, name: str, *positions: str) -> str:
    """Where a page of the panel is."""
    return reverse(name, args=(world.partnership.slug, world.panel.slug, *positions))


def opened(client: Client, world: make.World, who: str, name: str, /, *positions: str) -> Any:
    """A page as somebody sees it."""
    sign_in(client, world.users[who])
    return client.get(address(world, name, *positions))


def posted(
    client: Client,
    world: make.World,
    who: str,
    name: str,
    /,
    *positions: str,
    **typed_in: Any,
) -> Any:
    """What a page answers to what somebody sends it."""
    sign_in(client, world.users[who])
    return client.post(address(world, name, *positions), typed_in)


def as_typed(
    referral: Referral, page: str, answers: Mapping[str, Any], form: str = "referral"
) -> dict[str, Any]:
    """Answers as they stand in the boxes of a page."""
    boxes: dict[str, Any] = {}
    for one in asked_on(referral, referral.protocol.form(form), page):
        if one.id in answers:
            boxes |= typed(one, answers[one.id])
    return boxes


def mark_in(answer: Any) -> str:
    """The mark that a page carries of what it was opened with."""
    found = re.search(r'name="as_opened" value="([0-9a-f]+)"', answer.content.decode())
    assert found
    return found[1]
