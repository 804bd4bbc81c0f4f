"""`conferral member add`: give somebody an account, a seat and a password shown once."""

import secrets
from argparse import Namespace
from typing import Any

from conferral.cli import start
from conferral.cli.ask import Named
from conferral.cli.panels import agency_of, insist_on_roles, panel_of
from conferral.cli.problems import Problem

SEATS = ("lead", "secondary", "staff", "guest", "other")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another
GROUPS, GROUP = 5, 5


def add_to(commands: Any) -> None:
    """Describe the command."""
    member = commands.add_parser("member", help="give somebody an account and a seat")
    within = member.add_subparsers(metavar="WHAT", required=True)
    add = within.add_parser("add", help="give somebody an account and a seat")
    add.add_argument("--panel", required=True, metavar="PARTNERSHIP/PANEL")
    add.add_argument("--agency", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--email", required=True)
    add.add_argument("--role", required=True, action="append", dest="roles")
    add.add_argument("--seat", required=True, choices=SEATS)
    add.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Make the account where there is none, and the seat; the first sign-in sets up an app."""
    start.with_database()
    from django.db import transaction
    from django.utils import timezone

    from conferral.access.localtime import local_day
    from conferral.accounts.models import User
    from conferral.partnerships import founding
    from conferral.partnerships.models import Membership

    panel = panel_of(asked.panel)
    agency = agency_of(panel, asked.agency)
    insist_on_roles(panel, asked.roles)
    user = User.objects.filter(email=asked.email.lower()).first()
    if user and Membership.objects.filter(panel=panel, user=user, agency=agency).exists():
        raise Problem(f"{user.name} has a seat for {agency.name} already.")
    now, password = timezone.now(), "" if user else one_time_password()
    with transaction.atomic():
        user = user or User.objects.create_user(asked.email, asked.name, password)
        founding.seat(
            panel, user, agency=agency, roles=asked.roles, place=asked.seat,
            from_on=local_day(now), now=now,
        )  # fmt: skip
    print(f"{user.name} sits on {panel.name} for {agency.name}.")
    if password:
        print_password(Named(user.name, user.email), password)
    return 0


def one_time_password() -> str:
    """A password to be said over the telephone: 125 bits, in letters that are not confused."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))


def print_password(who: Named, password: str) -> None:
    """Show a password once. It is kept nowhere, and the first sign-in asks for an app as well."""
    print(f"{who.name} signs in as {who.email} with {password}")
    print("  Tell her the password by telephone; it is not shown again. Her first sign-in sets up")
    print("  an authenticator app; after that she can choose a password of her own.")
