"""`conferral protocol`: what an author does with an edition, without any database."""

from typing import Any

from conferral.cli.protocol import (
    checking,
    comparing,
    dating,
    deciding,
    schemas,
    starting,
    trying,
)
from conferral.cli.protocol.editions import edition_of

__all__ = ["add_to", "edition_of"]

PARTS = (checking, trying, dating, deciding, comparing, starting, schemas)


def add_to(commands: Any) -> None:
    """Describe the commands."""
    protocol = commands.add_parser("protocol", help="write, check and compare editions")
    within = protocol.add_subparsers(title="what to do", metavar="WHAT", required=True)
    for part in PARTS:
        part.add_to(within)
