"""The answer to "may this happen?", with the reason and the clause that settles it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """True when it may happen; `reason` is a sentence for the person who asked."""

    allowed: bool
    reason: str = ""
    clause: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def yes(reason: str = "", *, clause: str = "") -> Decision:
    return Decision(True, reason, clause)


def no(reason: str, *, clause: str = "") -> Decision:
    return Decision(False, reason, clause)
