"""What each protocol command answers under --json; the schemas in docs/schemas are made of it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """Nothing is there that its schema does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(Shape):
    """One thing to put right."""

    file: str = Field(description="the file within the folder; empty where it is about no file")
    line: int | None = Field(description="the line in that file, where one line is wrong")
    sentence: str = Field(description="what is wrong, and with which table")


class Problems(Shape):
    """What any of the commands answers, with exit code 1, when the files cannot be used."""

    problems: list[Place]


class Counts(Shape):
    """How the clauses are kept."""

    total: int
    rule: int
    form: int
    screen: int
    document: int
    narrative: int
    awaited: int = Field(description="those that nothing keeps yet, whichever way they will be")


class Found(Shape):
    """One thing that the drafters should look at."""

    id: str = Field(description="stays the same while the edition keeps its ids")
    level: Literal["fault", "query", "default"]
    clauses: list[str]
    message: str
    remedy: str = Field(description="what to do about it")


class Kept(Shape):
    """One clause, and what keeps it."""

    id: str
    title: str
    kept_by: Literal["rule", "form", "screen", "document", "narrative"]
    by: list[str] = Field(description="the rules, questions, pages, documents … that keep it")
    awaited: bool


class Checked(Shape):
    """`conferral protocol check`: what to look at, the gravest first, and every clause."""

    edition: str
    clauses: Counts
    findings: list[Found]
    kept: list[Kept]


class Tried(Shape):
    """One worked example."""

    name: str
    title: str
    passed: bool
    why: list[str] = Field(description="what differs, each a sentence; empty when it holds")


class Examples(Shape):
    """`conferral protocol examples`: each example, and whether it holds; 1 where one does not."""

    edition: str
    passed: int
    failed: int
    examples: list[Tried]


class Dates(Shape):
    """`conferral protocol dates --meeting`: when each thing about one meeting is due, and why."""

    meeting: str = Field(description="its day, as YYYY-MM-DD")
    due: dict[str, str] = Field(description="deadline ids, each with its day as YYYY-MM-DD")
    why: dict[str, str] = Field(description="deadline ids, each with a sentence")
    note: str = Field(default="", description="there where nobody works on the meeting day itself")


class DatesInYear(Dates):
    """A meeting of the year, and what is due about it."""

    held: str = Field(description="why it is on that day")
    moved_from: str = Field(default="", description="the day that the rule gave, where it moved")


class FreeMonth(Shape):
    """A month without a meeting."""

    month: str = Field(description="as YYYY-MM")
    why: str


class Year(Shape):
    """`conferral protocol dates --year`: the meetings of a year, each with what is due."""

    year: int
    nation: Literal["england", "wales", "scotland", "northern-ireland"]
    meetings: list[DatesInYear]
    free: list[FreeMonth]
    note: str


class Ruling(Shape):
    """One condition, or one reason to be heard."""

    id: str
    title: str
    result: Literal["met", "not_met", "cannot_tell"]
    clauses: list[str]
    why: str
    redirect: str = Field(description="where she is better helped, where the rule says so")


class Stance(Shape):
    """What the protocol asks about her consent."""

    stance: Literal["not_needed", "seek", "required"]
    says: str
    clause: str
    sure: bool = Field(description="no, where it is the strictest of several that may apply")
    reasons: list[str]


class Decision(Shape):
    """`conferral protocol decide`: whether a referral is for this panel, and what follows."""

    eligible: Literal["yes", "no", "cannot_tell"]
    reason: str
    clause: str
    criteria: list[Ruling]
    missing: list[str] = Field(description="ids of the questions that still need an answer")
    duties: list[str] = Field(description="ids of the duties that the answers raise")
    redirects: list[Ruling] = Field(description="who is not for this panel, and where to go")
    prerequisites: list[Ruling] = Field(description="what is needed before acceptance")
    tools: list[Ruling] = Field(description="the scored tools, each with what it came to")
    repeat: Ruling | None = Field(description="the rule for somebody who was heard before")
    skipped: list[str] = Field(description="what that rule sets aside")
    consent: Stance | None


class Changed(Shape):
    """One difference between two editions."""

    kind: str
    id: str
    clauses_before: list[str]
    clauses_after: list[str]
    before: str
    after: str
    sentence: str


class Differences(Shape):
    """`conferral protocol diff`: what changed from one edition to the other."""

    before: str = Field(description="the id of the first edition")
    after: str = Field(description="the id of the second edition")
    differences: list[Changed]


class Started(Shape):
    """`conferral protocol new`: where the new edition lies."""

    edition: str
    folder: str
    files: list[str]
