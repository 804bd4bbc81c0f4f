"""Running a worked example: whether the protocol still gives what was signed."""

from collections.abc import Callable, Iterator
from typing import Final

from conferral.protocol.edition import Edition
from conferral.protocol.examples.adoption import signatures
from conferral.protocol.examples.days import days
from conferral.protocol.examples.judging import (
    completeness,
    consent,
    duties,
    grounds,
    threshold,
)
from conferral.protocol.examples.panels import panel
from conferral.protocol.situations.situation import Example

Check = Callable[[Edition, Example], Iterator[str]]


def run(edition: Edition, example: Example) -> list[str]:
    """What differs from what the example expects, each a sentence; nothing when it holds."""
    return [difference for check in CHECKS for difference in check(edition, example)]


def failures(edition: Edition) -> dict[str, list[str]]:
    """The differences of each example that does not hold; such an edition cannot be adopted."""
    tried = {example.name: run(edition, example) for example in edition.examples}
    return {name: differences for name, differences in tried.items() if differences}


CHECKS: Final[tuple[Check, ...]] = (
    threshold,
    consent,
    duties,
    days,
    completeness,
    grounds,
    panel,
    signatures,
)
