"""What a worked example may say of judging a referral, beyond the answers of its form."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from conferral.protocol.part import Part

TruthWord = Literal["met", "not met", "cannot tell"]


class JudgingGiven(Part):
    """What the software knows. An age here stands in the place of one that answers give."""

    age: int | None = Field(default=None, ge=0)
    heard_before: bool | None = None
    months_since_heard: int | None = Field(default=None, ge=0)
    months_since_incident: int | None = Field(default=None, ge=0)
    months_since_closed: int | None = Field(default=None, ge=0)


class JudgingExpect(Part):
    """What the protocol makes of it. Only what is written here is compared.

    `redirects` are the exclusions that are met; `repeat` is whether it was heard before, and
    `skipped` what is then passed over.
    """

    redirects: tuple[str, ...] | None = None
    exclusions: Mapping[str, TruthWord] = Field(default_factory=dict)
    prerequisites: Mapping[str, TruthWord] = Field(default_factory=dict)
    tools: Mapping[str, TruthWord] = Field(default_factory=dict)
    repeat: TruthWord | None = None
    skipped: tuple[str, ...] | None = None
    consent: Literal["not_needed", "seek", "required"] | None = None
    consent_sure: bool | None = None
