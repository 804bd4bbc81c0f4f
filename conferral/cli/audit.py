"""`conferral audit verify`: say whether the record is whole, or exactly where it breaks."""

import re
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from conferral.cli import start
from conferral.cli.problems import Problem

if TYPE_CHECKING:
    from conferral.audit.queries import Anchor, Verdict

INSTALLATION = 0


def add_to(commands: Any) -> None:
    """Describe the command."""
    audit = commands.add_parser("audit", help="the record of who did and read what")
    within = audit.add_subparsers(metavar="WHAT", required=True)
    verify = within.add_parser("verify", help="say whether the record is whole")
    verify.add_argument("--partnership", metavar="SLUG", help="only this partnership’s record")
    verify.add_argument(
        "--anchor", metavar="N:SEAL", help="an entry’s number and seal, as printed on minutes"
    )
    verify.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Walk each chain; 1 where one is broken."""
    start.with_database()
    from conferral.audit import queries

    expect = anchor(asked.anchor) if asked.anchor else None
    scopes = chosen(asked.partnership)
    if expect and len(scopes) != 1:
        raise Problem("Say whose record the anchor is from: add --partnership.")
    names = names_of_partnerships()
    verdicts = [queries.verify(scope, expect=expect) for scope in scopes]
    for verdict in verdicts:
        print(in_words(verdict, names.get(verdict.scope, "This installation")))
    if not verdicts:
        print("Nothing is on the record yet.")
    return 0 if all(verdict.whole for verdict in verdicts) else 1


def anchor(text: str) -> "Anchor":
    """Read an anchor as it is printed on minutes."""
    from conferral.audit.queries import Anchor

    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", text.strip())
    if not found:
        raise Problem(
            "An anchor is an entry’s number and its seal of 64 letters, such as 812:9f3c…."
        )
    return Anchor(int(found[1]), found[2])


def chosen(slug: str | None) -> tuple[int, ...]:
    """The chains to walk: one partnership's, or every one."""
    from conferral.audit import queries
    from conferral.partnerships.models import Partnership

    if not slug:
        return queries.scopes()
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        known = ", ".join(Partnership.objects.order_by("slug").values_list("slug", flat=True))
        raise Problem(f"There is no partnership “{slug}”. Known are: {known or 'none yet'}.")
    return (partnership.pk,)


def names_of_partnerships() -> dict[int, str]:
    """What each chain's partnership is called."""
    from conferral.partnerships.models import Partnership

    return dict(Partnership.objects.values_list("pk", "name"))


def in_words(verdict: "Verdict", name: str) -> str:
    """One line on one chain."""
    from conferral.audit import queries

    if verdict.whole:
        head = queries.anchor(verdict.scope)
        return (
            f"{name}: the record is whole, {verdict.entries} entries. Anchor {head.seq}:{head.mac}"
        )
    return f"{name}: the record breaks at entry {verdict.broken_at}. {verdict.why}"
