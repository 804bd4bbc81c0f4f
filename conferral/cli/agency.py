"""`conferral agency`: bring an agency into a partnership, and note that it has signed."""

from argparse import Namespace
from datetime import date
from typing import Any

from conferral.cli import start
from conferral.cli.panels import partnership_of
from conferral.cli.problems import Problem

KINDS = (
    "police", "housing", "adult_social_care", "childrens_social_care", "nhs", "drug_and_alcohol",
    "probation", "council", "charity", "other",
)  # fmt: skip


def add_to(commands: Any) -> None:
    """Describe the commands."""
    agency = commands.add_parser("agency", help="bring an agency in, or note its signature")
    within = agency.add_subparsers(metavar="WHAT", required=True)
    add = within.add_parser("add", help="bring an agency into a partnership")
    add.add_argument("--kind", required=True, choices=KINDS)
    add.add_argument("--public-authority", action="store_true")
    add.add_argument("--first-responder", action="store_true")
    add.set_defaults(run=run_add)
    sign = within.add_parser("sign", help="note that it signed the information sharing agreement")
    sign.add_argument("--signatory", required=True, help="who signed for it")
    sign.add_argument("--signatory-role", required=True, help="as what")
    sign.add_argument("--on", required=True, metavar="YYYY-MM-DD", help="the day of signing")
    sign.set_defaults(run=run_sign)
    for command in (add, sign):
        command.add_argument("--partnership", required=True, metavar="SLUG")
        command.add_argument("--name", required=True)


def run_add(asked: Namespace) -> int:
    """Bring it in. It sees nothing until its signature is noted."""
    start.with_database()
    from django.utils import timezone

    from conferral.partnerships import founding
    from conferral.partnerships.models import Agency

    partnership = partnership_of(asked.partnership)
    if Agency.objects.filter(partnership=partnership, name=asked.name).exists():
        raise Problem(f"{asked.name} is in this partnership already.")
    founding.admit(
        partnership, name=asked.name, kind=asked.kind, now=timezone.now(),
        public_authority=asked.public_authority, first_responder=asked.first_responder,
    )  # fmt: skip
    print(f"{asked.name} is in. It sees nothing until `conferral agency sign` notes its signature.")
    return 0


def run_sign(asked: Namespace) -> int:
    """Note a signature."""
    start.with_database()
    from django.utils import timezone

    from conferral.partnerships import founding
    from conferral.partnerships.models import Agency

    partnership = partnership_of(asked.partnership)
    agency = Agency.objects.filter(partnership=partnership, name=asked.name).first()
    if agency is None:
        raise Problem(
            f"There is no agency “{asked.name}” here. `conferral agency add` brings it in."
        )
    founding.sign_for(
        agency, signatory=asked.signatory, signatory_role=asked.signatory_role,
        signed_on=day(asked.on), now=timezone.now(),
    )  # fmt: skip
    print(f"{asked.name} has signed. Its members see what their roles let them see.")
    return 0


def day(text: str) -> date:
    """A day as it is typed here."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(f"Write a day as 2026-11-30; “{text}” is not one.") from None
