"""What each drafting mark says of any clause that carries it, and what to do about it."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from conferral.protocol.checking.findings import Level
from conferral.protocol.marks import MarkKind


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mark says of any clause: how grave it is, the sentence, and what to do."""

    level: Level
    says: str
    remedy: str


MEANINGS: Final = MappingProxyType[MarkKind, Meaning](
    {
        "vague_amount": Meaning(
            "query",
            "names an amount without a figure",
            "Give a figure, or say that a person judges it and on what evidence.",
        ),
        "names_other_panel": Meaning(
            "fault",
            "names another panel",
            "Put this panel’s name there, or say why the other one is meant.",
        ),
        "outdated_law": Meaning(
            "fault",
            "rests on law or guidance that has since been replaced",
            "Name the law of today, and keep the old words only as history.",
        ),
        "two_names": Meaning(
            "query",
            "has a second name for what seems to be one document",
            "Say whether they are one document, and use one name.",
        ),
        "borrowed_definition": Meaning(
            "query",
            "takes its definition from another subject",
            "Define it for this panel’s own people, or confirm that the borrowed words are meant.",
        ),
        "missing_document": Meaning(
            "fault",
            "points to a document that does not come with the protocol",
            "Attach the document, or say where it is kept and in which version.",
        ),
        "slip": Meaning(
            "query",
            "holds what seems to be a slip of the pen",
            "Confirm what was meant, and correct it at the next review.",
        ),
        "gendered": Meaning(
            "query",
            "speaks of one sex or gender where another clause speaks of anyone",
            "Say who may be heard, in the same words in both places.",
        ),
        "unclear_which": Meaning(
            "query",
            "does not say which one is meant",
            "Say which one, so that nobody has to guess.",
        ),
        "unclear_who": Meaning(
            "query",
            "does not say whether anyone else may",
            "Say who may, who may not, and what those who may not can do instead.",
        ),
        "unclear_nesting": Meaning(
            "query",
            "leaves open how its conditions fit together",
            "Read the whole condition aloud at the steering group, and confirm it or correct it.",
        ),
        "no_decider": Meaning(
            "query",
            "allows something and does not say who decides it",
            "Name the role that decides, and who decides when she is the one who asks.",
        ),
        "no_day": Meaning(
            "query",
            "names a time without a day",
            "Name the day, or how many working days before.",
        ),
        "no_time": Meaning(
            "query",
            "asks for something and does not say how fast",
            "Say by when it has to be done.",
        ),
        "overstated_duty": Meaning(
            "fault",
            "puts on everyone a duty that binds only some",
            "Say whom the duty binds, and what the others do instead.",
        ),
        "conflicting_age": Meaning(
            "query",
            "draws the line at another age than the protocol does elsewhere",
            "Say in both places whether somebody of exactly that age is meant.",
        ),
        "scope_clash": Meaning(
            "query",
            "does not describe the same people as another clause",
            "Say which clause decides who is heard, and bring the other into line.",
        ),
        "two_rules": Meaning(
            "query",
            "gives a rule that another clause gives otherwise",
            "Say which of the two holds, or which holds first.",
        ),
    }
)
