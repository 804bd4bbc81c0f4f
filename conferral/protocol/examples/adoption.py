"""What a worked example may say of the signatures under a new edition."""

from collections.abc import Iterator

from conferral.protocol.edition import Edition
from conferral.protocol.permissions import Permission
from conferral.protocol.situations.situation import Example

TWO = 2


def signatures(edition: Edition, example: Example) -> Iterator[str]:
    """Whether an edition that two people sign, each in a role, is adopted."""
    expected = example.expect.signatures_suffice
    if expected is None:
        return
    found = suffice(edition, example.given.signed_by)
    if expected != found:
        yield (
            f"Signatures: the example expects that they {said(expected)}, and by the protocol they "
            f"{said(found)}."
        )


def suffice(edition: Edition, signed_by: tuple[str, ...]) -> bool:
    able = {role.id: role.title for role in edition.roles_that_may(Permission.PROTOCOL_ADOPT)}
    two = len(signed_by) == TWO and set(signed_by) <= set(able)
    return two and bool(edition.adoption.suffices([{role} for role in signed_by], able))


def said(enough: bool) -> str:
    return "suffice" if enough else "do not suffice"
