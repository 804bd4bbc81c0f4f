"""Who must be there for a meeting to decide, and what happens when they are not."""

from collections.abc import Collection, Iterator
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Part, Sourced, Text
from conferral.protocol.wording import listing, number, sentence

WhenNotMet = Literal["advises", "adjourns", "chair_decides", "not_held"]
CONSEQUENCES: Final[dict[WhenNotMet, str]] = {
    "advises": "The meeting may advise and cannot decide.",
    "adjourns": "The meeting adjourns to another day.",
    "chair_decides": "The chair decides whether to go on.",
    "not_held": "The meeting is not held.",
}


def a_fraction(written: str) -> str:
    """`1/2`: a whole number over a larger or equal one."""
    over, _, under = written.partition("/")
    if not (over.isdecimal() and under.isdecimal() and 0 < int(over) <= int(under)):
        raise ValueError(f'{written!r} is not a part of the members; write it like "1/2"')
    return written


Fraction = Annotated[str, AfterValidator(a_fraction)]


class AgencyThere(Part):
    """An agency in the room: its kind, and its area where areas matter."""

    kind: Id
    area: str = ""


class Quorum(Sourced):
    """Who must be there. Everything that is set must be so at once.

    `agencies` are kinds that are all needed; of each group of `any_of` one kind is; `fraction` is
    a part of the member agencies, rounded up; `home_area` asks, for each case, for an agency of
    the area where the person lives. `below` says in words what happens otherwise, and
    `when_not_met` which of the four that is; without it, the software stops nothing.
    """

    words: Text
    agencies: tuple[Id, ...] = ()
    any_of: tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...] = ()
    at_least: int | None = Field(default=None, gt=0)
    fraction: Fraction | None = None
    home_area: bool = False
    when_not_met: WhenNotMet | None = None
    below: Text

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of agency that it names."""
        return (*self.agencies, *(kind for group in self.any_of for kind in group))

    def needed_of(self, members: int) -> int:
        """How many agencies must be there, of so many members."""
        over, _, under = (self.fraction or "0/1").partition("/")
        return max(self.at_least or 0, -(-members * int(over) // int(under)))

    def met(
        self,
        present: Collection[AgencyThere],
        members: int,
        home_area: str = "",
        area_called: str = "",
    ) -> Decision:
        """Whether enough agencies are there. Not knowing where she lives refuses nobody.

        `area_called` is the home area as people read it, where the edition has words for it.
        """
        lacking = list(self.lacking(present, members, home_area, area_called))
        if lacking:
            said = f"{sentence(f'missing: {listing(lacking)}')} {self.consequence}"
            return no(said, clause=self.principal_clause)
        if self.home_area and not home_area:
            said = "Enough are there, as far as is known: it is not known where she lives."
            return yes(said, clause=self.principal_clause)
        return yes("Enough are there.", clause=self.principal_clause)

    def lacking(
        self,
        present: Collection[AgencyThere],
        members: int,
        home_area: str,
        area_called: str = "",
    ) -> Iterator[str]:
        here = {agency.kind for agency in present}
        yield from (in_words(kind) for kind in self.agencies if kind not in here)
        for group in self.any_of:
            if not here & set(group):
                yield listing([in_words(kind) for kind in group], "or")
        if (needed := self.needed_of(members)) > len(present):
            yield f"{agencies(needed)} in all, where {agencies(len(present))} can be counted"
        if self.home_area and home_area and home_area not in {each.area for each in present}:
            yield f"an agency of {area_called or home_area}, where she lives"

    @property
    def consequence(self) -> str:
        """What happens when too few are there, as a sentence."""
        return CONSEQUENCES[self.when_not_met] if self.when_not_met else sentence(self.below)

    def may_be_held(self, met: Decision) -> Decision:
        """Whether a meeting goes on at all."""
        if not met and self.when_not_met in ("adjourns", "not_held"):
            return met
        return yes(met.reason, clause=met.clause)

    def may_decide(self, met: Decision) -> Decision:
        """Whether what such a meeting agrees is a decision. With `chair_decides` a person says."""
        if not met and self.when_not_met in ("adjourns", "not_held", "advises"):
            return met
        return yes(met.reason, clause=met.clause)


def in_words(kind: str) -> str:
    return kind.replace("_", " ")


def agencies(count: int) -> str:
    return f"{number(count)} {'agency' if count == 1 else 'agencies'}"
