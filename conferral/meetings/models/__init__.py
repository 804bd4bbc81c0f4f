"""The tables of meetings, a module for each noun."""

from conferral.meetings.models.agenda import AgendaItem, CaseSeen
from conferral.meetings.models.meeting import Meeting
from conferral.meetings.models.minutes import Dissent, ItemRecord, Minutes
from conferral.meetings.models.papers import Circulation, Copy
from conferral.meetings.models.room import Attendance, ConfidentialitySignature

__all__ = [
    "AgendaItem",
    "Attendance",
    "CaseSeen",
    "Circulation",
    "ConfidentialitySignature",
    "Copy",
    "Dissent",
    "ItemRecord",
    "Meeting",
    "Minutes",
]
