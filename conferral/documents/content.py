"""A paper as plain JSON for its template: days in words, moments in local time, text made safe."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from conferral.documents.wording import clock, day, moment, printable, short_day

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"
Paper = TypeVar("Paper")


def in_local_time(paper: Paper, zone: ZoneInfo) -> Paper:
    """The same paper with every moment told in the zone's time."""
    local: Any = paper
    match paper:
        case datetime():
            local = paper.astimezone(zone)
        case tuple():
            local = tuple(in_local_time(one, zone) for one in paper)
        case _ if is_dataclass(paper) and not isinstance(paper, type):
            here = {
                one.name: in_local_time(getattr(paper, one.name), zone) for one in fields(paper)
            }
            local = replace(paper, **here)
    return local  # type: ignore[no-any-return]


@dataclass(slots=True)
class Writer:
    """Writes values as JSON and keeps the sentences of what it had to cut."""

    cuts: list[str] = field(default_factory=list)

    def write(self, value: object) -> Json:
        """A dataclass becomes its fields and, where it has some, its sentences (`lines`)."""
        match value:
            case Enum():
                return {"id": str(value.value), "label": str(getattr(value, "label", value.name))}
            case None | bool() | int():
                return value
            case str():
                return printable(value, cut=self._keep)
            case date():
                return _when(value)
            case tuple() | list():
                return [self.write(one) for one in value]
            case dict():
                return {str(key): self.write(one) for key, one in value.items()}
        return self._fields(value)

    def line(self, text: str) -> str:
        """Text for a place that holds one line."""
        return " ".join(printable(text, cut=self._keep).split())

    def _fields(self, value: object) -> Json:
        if not is_dataclass(value) or isinstance(value, type):
            raise TypeError(f"A paper cannot carry a {type(value).__name__}.")
        written = {one.name: self.write(getattr(value, one.name)) for one in fields(value)}
        lines: dict[str, str] = value.lines() if hasattr(value, "lines") else {}
        return {**written, **{name: self.write(line) for name, line in lines.items()}}

    def _keep(self, sentence: str) -> None:
        if sentence not in self.cuts:
            self.cuts.append(sentence)


def _when(when: date) -> Json:
    written: dict[str, Json] = {"day": day(when), "short": short_day(when)}
    if isinstance(when, datetime):
        written |= {"moment": moment(when), "clock": clock(when)}
    return written
