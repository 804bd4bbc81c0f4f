"""What people do with a panel as a whole: read its record, and adopt what it works by."""

from conferral.partnerships.operations.adoption import (
    CannotBeUsed,
    adopt,
    answer_query,
    confirm_default,
    propose,
    sign,
    withdraw_proposal,
)
from conferral.partnerships.operations.record import check_record, open_record

__all__ = [
    "CannotBeUsed",
    "adopt",
    "answer_query",
    "check_record",
    "confirm_default",
    "open_record",
    "propose",
    "sign",
    "withdraw_proposal",
]
