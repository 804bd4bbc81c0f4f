"""A paper as plain JSON for its template: days in words, moments in local time, text made safe."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from conferral.documents.wording import clock, day, moment, printable, short_day

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"


@dataclass(frozen=True, slots=True)
class Content:
    """What a template receives, and what had to be cut to make it."""

    paper: Json
    cuts: tuple[str, ...]


@dataclass(slots=True)
class _Writer:
    zone: ZoneInfo
    cuts: list[str] = field(default_factory=list)

    def write(self, value: object) -> Json:
        match value:
            case None | bool() | int():
                return value
            case Enum(label=str(label), value=str(identifier)):
                return {"id": identifier, "label": label}
            case str():
                return printable(value, cut=self.cuts.append)
            case datetime() | date():
                return _when(value)
            case tuple() | list():
                return [self.write(one) for one in value]
            case dict():
                return {str(key): self.write(one) for key, one in value.items()}
        return self._fields(value)

    def _fields(self, value: object) -> Json:
        if not is_dataclass(value) or isinstance(value, type):
            raise TypeError(f"A paper cannot carry {type(value).__name__}.")
        here = self._local(value)
        written = {one.name: self.write(getattr(here, one.name)) for one in fields(here)}
        lines = here.lines() if hasattr(here, "lines") else {}
        return {**written, **{name: self.write(line) for name, line in lines.items()}}

    def _local(self, value: Any) -> Any:
        moments = {
            one.name: when.astimezone(self.zone)
            for one in fields(value)
            if isinstance(when := getattr(value, one.name), datetime)
        }
        return replace(value, **moments) if moments else value


def content_of(paper: object, *, zone: str) -> Content:
    """The paper's fields and sentences, nested as its dataclasses are."""
    writer = _Writer(ZoneInfo(zone))
    written = writer.write(paper)
    return Content(written, tuple(dict.fromkeys(writer.cuts)))


def plainly(text: str) -> str:
    """One line of text made safe, for the title of a paper."""
    return " ".join(printable(text, cut=_ignore).split())


def _ignore(_sentence: str) -> None:
    """A cut in a title was told already by the field that the title repeats."""


def _when(when: date) -> Json:
    written: dict[str, Json] = {"day": day(when), "short": short_day(when)}
    if isinstance(when, datetime):
        written |= {"moment": moment(when), "clock": clock(when)}
    return written
