"""Drafting marks: what an author noticed in the wording of a clause and no value can show."""

from typing import Literal

from pydantic import Field

from conferral.protocol.part import Clauses, Part

MarkKind = Literal[
    "vague_amount",
    "names_other_panel",
    "outdated_law",
    "two_names",
    "borrowed_definition",
    "missing_document",
    "slip",
    "gendered",
    "unclear_which",
    "unclear_who",
    "unclear_nesting",
    "no_decider",
    "no_day",
    "no_time",
    "overstated_duty",
    "conflicting_age",
    "scope_clash",
    "two_rules",
]


class Mark(Part):
    """One mark on a clause: its kind, what it is about, and the other clauses it concerns."""

    kind: MarkKind
    about: str = ""
    with_: Clauses = Field(default=(), alias="with")
