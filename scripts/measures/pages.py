"""How long pages take on the demonstration's data, beside a bare Django page with a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from django.test import Client, override_settings

from conferral.cli import start

ROUNDS = 25
BARE = [
    "scripts.measures.bare.its_own_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
Visit = Callable[[], object]


def main() -> None:
    """Fill a database with the demonstration, sign the coordinator in, and visit in turns."""
    start.with_settings()
    start.migrate()
    from django.db import connection
    from django.utils import timezone

    from conferral.demo.filling import fill
    from scripts.measures.measure import beside, interleaved, say

    fill(timezone.now())
    engine = "SQLite through SQLCipher" if connection.vendor == "sqlite" else "PostgreSQL"
    told = (
        f"{engine}, the demonstration, coordinator, audit and decryption included; "
        "floor: a bare Django page with a table of 50 rows from the same database"
    )
    with visits() as each:
        say(beside("floor", interleaved(each, ROUNDS), told))


@contextmanager
def visits() -> Iterator[Mapping[str, Visit]]:
    """A visit to each page, and to the floor through Django's usual middleware and no more."""
    from django.db.models import Count
    from django.urls import reverse

    from conferral.cases.models import Case
    from conferral.meetings.models import Meeting
    from conferral.partnerships.models import Panel
    from tests.web.sign_in import sign_in

    panel = Panel.objects.select_related("partnership").earliest("pk")
    seats = panel.memberships.select_related("user").order_by("pk")
    who = next(seat.user for seat in seats if "coordinator" in seat.roles)
    case = Case.objects.annotate(heard=Count("agenda_items")).order_by("-heard", "pk")[0]
    meeting = Meeting.objects.annotate(cases=Count("items")).order_by("-cases", "pk")[0]
    slugs = (panel.partnership.slug, panel.slug)
    client = Client(SERVER_NAME="localhost")
    sign_in(client, who)
    bare = Client(SERVER_NAME="localhost")
    bare.cookies = client.cookies
    with override_settings(MIDDLEWARE=BARE):
        seen(bare, "/")
    pages = {
        "page_today": reverse("today", args=slugs),
        "page_case": reverse("case", args=(*slugs, case.uid)),
        "page_meeting": reverse("meeting", args=(*slugs, meeting.uid)),
    }
    yield {"floor": partial(seen, bare, "/")} | {
        name: partial(seen, client, address) for name, address in pages.items()
    }


def seen(client: Client, address: str) -> None:
    """Get a page, and stop the measuring if it is not one."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}, so it cannot be measured.")


if __name__ == "__main__":
    main()
