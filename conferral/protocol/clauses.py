"""The clauses of a protocol, in our own words, each with its keeper."""

from typing import Final, Literal, Self

from pydantic import Field, model_validator

from conferral.protocol.guessing import nearest
from conferral.protocol.marks import Mark, MarkKind
from conferral.protocol.part import Part, Text

CLAUSE_ID: Final = r"^[A-Za-z]?[0-9]+(\.[0-9]+)*[a-z]?$"
SECTION_ID: Final = r"^[A-Za-z]?[0-9]+$"
KeptBy = Literal["rule", "form", "screen", "document", "narrative"]

RESOLVED_HERE: Final = (
    "deadline",
    "question",
    "form",
    "page",
    "role",
    "duty",
    "criterion",
    "eligibility",
    "exclusion",
    "prerequisite",
    "repeat",
    "tool",
    "stance",
    "ground",
    "setting",
    "level",
    "link",
    "register",
    "periodic",
    "rung",
    "record",
    "item",
    "practice",
)
RESOLVED_BY_TESTS: Final = ("url", "operation", "reading", "document", "notice")
KEEPERS: Final = (*RESOLVED_HERE, *RESOLVED_BY_TESTS)


class Clause(Part):
    """`by` names what keeps it as `kind:name`; `awaited` says that nothing does yet.

    `wording` names drafting faults that only its words show; a `mark` says more about one.
    """

    id: str = Field(pattern=CLAUSE_ID)
    title: Text
    summary: Text
    kept_by: KeptBy
    by: tuple[str, ...] = ()
    awaited: bool = False
    why: str = ""
    wording: tuple[MarkKind, ...] = ()
    marks: tuple[Mark, ...] = Field(default=(), alias="mark")

    @model_validator(mode="after")
    def has_a_keeper(self) -> Self:
        if self.kept_by == "narrative":
            if not self.why:
                raise ValueError("is narrative, so it needs a why: nothing keeps it but people")
        elif not self.by and not self.awaited:
            raise ValueError("names nothing that keeps it; say by what, or that it is awaited")
        if unknown := [name for name in self.by if name.partition(":")[0] not in KEEPERS]:
            raise ValueError(f"is kept by {unknown[0]!r}; {how_to_name(unknown[0])}")
        return self

    @property
    def every_mark(self) -> tuple[Mark, ...]:
        return (*(Mark(kind=kind) for kind in self.wording), *self.marks)

    @property
    def section(self) -> str:
        """The number before the first point: `8` for `8.4`."""
        return self.id.partition(".")[0]


def how_to_name(written: str) -> str:
    """How a keeper is written, with a guess at what was meant."""
    kind, _, name = written.partition(":")
    if name and (close := nearest(kind, RESOLVED_HERE)):
        return f"did you mean '{close}:{name}'?"
    return (
        "write a kind, a colon and a name, like 'setting:cadence' or 'role:chair'. The kinds are "
        f"{', '.join(RESOLVED_HERE)}"
    )


class Section(Part):
    """A section of the document, by the number before the first point, and what it is about."""

    id: str = Field(pattern=SECTION_ID)
    title: Text


class ClauseFile(Part):
    sections: tuple[Section, ...] = Field(default=(), alias="section")
    clauses: tuple[Clause, ...] = Field(alias="clause", min_length=1)
