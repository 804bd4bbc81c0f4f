"""Tiny editions with one fault, and what the check says of them."""

from conferral.protocol.checking.check import Finding, check
from conferral.protocol.files.loading import load
from tests.protocol.tiny import files

CLAUSE = """
[[clause]]
id = "3"
title = "The third"
summary = "There is a third."
kept_by = "rule"
by = ["role:coordinator"]
"""
QUERY = 'source = "query"\nnote = "Is it so?"\nmeanwhile = "It is not."\n'
DEFAULT = 'source = "default"\nnote = "Is it so?"\nmeanwhile = "It is."\n'
EVERY_MONTH = (
    '[cadence]\nclause = "1"\ncount_per_year = 12\nfree = { months = [] }\n'
    'collision = { move = "later" }\nhorizon = { months = 12 }\n'
)
APPROVER = '[[role]]\nid = "chair"\ntitle = "Chair"\nclause = "1"\nmay = ["minutes.approve"]\n'
NO_AGENDA = ('hard_copies = { of = ["agenda"] }', "hard_copies = { of = [] }")


def deadline(name: str, within: str, more: str = "", anchor: str = 'before = "meeting"') -> str:
    return (
        f'[[deadline]]\nid = "{name}"\ntitle = "The {name}"\nclause = "1"\n{anchor}\n'
        f"within = {{ {within} }}\n{more}\n"
    )


def mark(kind: str, more: str = "") -> str:
    return f'{CLAUSE}\n[[clause.mark]]\nkind = "{kind}"\n{more}\n'


def eligibility(when: str, more: str = "") -> str:
    return f'[[eligibility]]\nid = "risk"\ntitle = "At risk"\nclause = "1"\nwhen = {when}\n{more}\n'


def criterion(when: str, more: str = "") -> str:
    return f'[[criterion]]\nid = "one"\ntitle = "One"\nclause = "2"\nwhen = {when}\n{more}\n'


def findings(
    protocol: str = "",
    clauses: str = "",
    form: str = "",
    *,
    change: tuple[str, str] = ("", ""),
    around: int = 2026,
) -> dict[str, Finding]:
    """What the check finds in the tiny edition with these texts added, by id."""
    found = check(load(files(protocol, clauses, form, change=change)), around=around)
    by_id = {finding.id: finding for finding in found}
    assert len(by_id) == len(found), "two findings have one id"
    return by_id
