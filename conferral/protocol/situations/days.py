"""What a worked example may say of days: when something happened, and what is due by when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from conferral.protocol.days.calendar import Nation
from conferral.protocol.days.durations import Clock
from conferral.protocol.part import Part

Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]


class TimeGiven(Part):
    """Days that are not written are the day of the example.

    A deadline about a meeting counts from `meeting_on`, and any other from `happened_at`. Without
    a nation, days are counted in the edition's own.
    """

    nation: Literal["ENG", "WLS", "SCT", "NIR"] | None = None
    meeting_on: date | None = None
    happened_at: datetime | None = None
    received_at: datetime | None = None
    plan_from: date | None = None
    plan_months: int = Field(default=12, gt=0, le=60)
    year: int | None = None

    @property
    def of_nation(self) -> Nation | None:
        return Nation(self.nation) if self.nation else None


class TimeExpect(Part):
    """What the protocol makes of it. Only what is written here is compared.

    `due_why`, `year_says` and `refused` are words that the protocol's own sentence holds.
    """

    due: Mapping[str, date] = Field(default_factory=dict)
    due_time: Mapping[str, Clock] = Field(default_factory=dict)
    due_why: Mapping[str, str] = Field(default_factory=dict)
    about_meeting: tuple[str, ...] | None = None
    late: bool | None = None
    meetings: tuple[date, ...] | None = None
    meetings_count: int | None = None
    free: tuple[Month, ...] | None = None
    published_until: date | None = None
    year_says: str = ""
    refused: str = ""
