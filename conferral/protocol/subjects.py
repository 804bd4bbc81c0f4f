"""Whom or what a panel may hear about, and what must not be told to whom."""

from typing import Final, Literal, Self, get_args

from pydantic import Field, model_validator

from conferral.protocol.decision import Decision, no, yes
from conferral.protocol.part import Id, Part, Sourced, Text
from conferral.protocol.wording import listing

SubjectKind = Literal["adult", "pair", "perpetrator", "premises", "trend", "nobody"]
SUBJECT_KINDS: Final[tuple[str, ...]] = get_args(SubjectKind)
HEARD: Final[dict[str, str]] = {
    "adult": "one adult",
    "pair": "a pair, one of whom harms the other",
    "perpetrator": "somebody who causes harm",
    "premises": "a place",
    "trend": "a pattern across cases",
    "nobody": "something in which nobody is named",
}
WITHOUT_A_NAME: Final = ("premises", "trend", "nobody")


class Disclosure(Sourced):
    """What is known about one of them is never told to the other."""

    about: Id
    never_to: Id
    says: Text

    @model_validator(mode="after")
    def keeps_apart_two(self) -> Self:
        if self.about == self.never_to:
            raise ValueError(f"keeps {self.about!r} from {self.never_to!r}: name two")
        return self


class Subject(Sourced):
    """What kinds of subject are heard, several at once or not, and whether one may be unnamed."""

    kinds: tuple[SubjectKind, ...] = Field(min_length=1)
    several: bool = False
    unnamed: bool = False
    disclosures: tuple[Disclosure, ...] = Field(default=(), alias="disclosure")

    def may_hear(self, kind: str, *, people: int = 1, named: bool = True) -> Decision:
        """Whether the panel hears about such a subject."""
        clause = self.principal_clause
        if kind not in self.kinds:
            heard = listing([HEARD[each] for each in self.kinds])
            return no(f"This panel hears about {heard}.", clause=clause)
        if people > 1 and not self.several and kind != "pair":
            return no("This panel hears about one at a time.", clause=clause)
        if not named and not self.unnamed and kind not in WITHOUT_A_NAME:
            return no("This panel does not hear about somebody without a name.", clause=clause)
        return yes(f"This panel hears about {HEARD[kind]}.", clause=clause)

    def may_tell(self, about: str, to: str) -> Decision:
        """Whether what is known about one may be told to the other."""
        for each in self.disclosures:
            if (each.about, each.never_to) == (about, to):
                return no(each.says, clause=each.principal_clause or self.principal_clause)
        return yes("Nothing in the protocol keeps this from them.")


class Told(Part):
    """What is known about one, and to whom it would be told."""

    about: Id
    to: Id
