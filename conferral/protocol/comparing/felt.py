"""Who feels the differences between two editions: drafts, open cases, planned meetings, people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from conferral.protocol.comparing.diff_sentences import Difference
from conferral.protocol.wording import counted, number

Who = Literal["referral", "case", "meeting", "people", "records"]
OF_REFERRALS: Final = frozenset(
    {"eligibility", "criterion", "exclusion", "prerequisite", "consent", "ground", "form"}
)
OF_MEETINGS: Final = frozenset({"cadence", "meeting"})
OF_CASES: Final = frozenset({"repeat", "duty"})
CLOSES: Final = "deadline.referral"


@dataclass(frozen=True, slots=True)
class Felt:
    """What somebody or something notices when the later edition comes into force, and why."""

    who: Who
    sentence: str
    because: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"who": self.who, "sentence": self.sentence, "because": list(self.because)}


def felt_by(differences: Iterable[Difference]) -> tuple[Felt, ...]:
    """What changes for referrals, cases, meetings, people and records, in that order.

    A referral keeps the edition in force when it was made, and a new referral takes the one in
    force then. A meeting keeps its own. What people may do follows the edition in force today.
    """
    found = tuple(differences)
    return (
        *of_deadlines(found),
        *of_referrals(found),
        *of_cases(found),
        *of_meetings(found),
        *of_people(found),
        *of_records(found),
    )


def of_deadlines(found: tuple[Difference, ...]) -> Iterator[Felt]:
    for each in found:
        if each.id == CLOSES and each.before and each.after:
            said = (
                f"For a meeting planned under the old edition referrals close {each.before}; for "
                f"one planned under the new edition {each.after}."
            )
            yield Felt("referral", said, (each.id,))
        elif each.kind == "deadline":
            now = f"has {each.after}" if each.after else "is not asked for it"
            was = f"keeps {each.before}" if each.before else "is not asked for it"
            said = f"“{title_of(each)}”: what began under the old edition {was}; what begins under "
            yield Felt("meeting", f"{said}the new one {now}.", (each.id,))


def title_of(each: Difference) -> str:
    """The title that its sentence begins with, or its id where it has none."""
    return each.sentence.partition("”")[0].lstrip("“") if each.sentence[0] == "“" else each.id


def of_referrals(found: tuple[Difference, ...]) -> Iterator[Felt]:
    because = ids(found, OF_REFERRALS)
    if because:
        said = (
            "A draft and a referral already sent keep the questions and rules of the old edition, "
            f"whatever changes in the new one in {counted(len(because), 'place')}; somebody who is "
            "referred again is asked and judged by the new edition."
        )
        yield Felt("referral", said, because)


def of_cases(found: tuple[Difference, ...]) -> Iterator[Felt]:
    because = ids(found, OF_CASES)
    if because:
        said = (
            "An open case keeps the duties and the rule on hearing again of its referral’s "
            "edition; a new referral of the same person takes the new ones."
        )
        yield Felt("case", said, because)


def of_meetings(found: tuple[Difference, ...]) -> Iterator[Felt]:
    because = ids(found, OF_MEETINGS)
    if because:
        said = (
            "A meeting already planned keeps its day and the rules of the old edition; meetings "
            "planned from the first day of the new one follow it."
        )
        yield Felt("meeting", said, because)


def of_people(found: tuple[Difference, ...]) -> Iterator[Felt]:
    because = ids(found, frozenset({"role"}))
    if because:
        roles = "one role" if len(because) == 1 else f"{number(len(because))} roles"
        said = (
            f"What people in {roles} may do changes on the first day of the new edition, on old "
            "cases as well as new."
        )
        yield Felt("people", said, because)


def of_records(found: tuple[Difference, ...]) -> Iterator[Felt]:
    for each in found:
        if each.kind == "setting" and each.id.startswith("retention"):
            said = "How long records are kept changes for every record, old and new, from then on."
            yield Felt("records", said, (each.id,))
            return


def ids(found: tuple[Difference, ...], kinds: frozenset[str]) -> tuple[str, ...]:
    return tuple(each.id for each in found if each.kind in kinds)
