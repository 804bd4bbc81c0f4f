"""What a part of an edition says, value by value and in words, so that two can be compared."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from enum import Enum
from typing import Any, Final

from conferral.protocol.days.cadence import FreeMonths
from conferral.protocol.days.deadlines import HAPPENED, Deadline, Waiver
from conferral.protocol.days.durations import Within
from conferral.protocol.days.intervals import Every
from conferral.protocol.forms.questions import Option, Question
from conferral.protocol.part import Part, Sourced
from conferral.protocol.permissions import Permission
from conferral.protocol.rules.conditions_in_words import SAYS, YES_OR_NO, Asked, in_words
from conferral.protocol.wording import clock, counted, day_year, listing

MONTHS: Final = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))
Facet = str | tuple[str, ...]
Facets = Mapping[str, Facet]

NAMES: Final = frozenset({"id", "code", "names", "former_names", "page", "section"})
NOT_SAID: Final = NAMES | {"format", "clause", "source", "note", "meanwhile", "finds"}
WHEN_OF_DEADLINE: Final = frozenset(
    {"before", "after", "before_deadline", "after_deadline", "within", "by", "nation"}
)
LABELS: Final[Mapping[str, str]] = {
    "count_per_year": "the number of meetings a year",
    "minimum_per_year": "the fewest meetings a year",
    "nth": "the week of the month",
    "months": "the number of months",
    "when": "the condition",
    "may": "may",
    "ask": "the question",
    "see": "the readers of the answer",
    "fills": "the record that the answer fills",
    "due": "the time for it",
    "binds": "the agencies that it binds",
    "law": "the law",
    "says": "the explanation",
    "words": "the words",
    "of": "the printed papers",
    "every": "the interval",
    "at": "the hour",
    "who": "the one to do it",
    "wording": "the task",
    "for_controllers": "the agencies that may use it",
    "required": "the duty to answer",
    "unknowns": "the reasons for not answering",
    "since": "the day from which weeks are counted",
    "to": "the place it goes to",
    "tell": "the one who is told",
    "at_least": "the least that counts",
    "below": "the consequence of fewer",
    "home_area": "the need for an agency of her area",
    "use": "the weight of the score",
    "score": "the question for the score",
    "blocks_closure": "the case stays open until it is done",
    "first": "the place before all else",
    "critical": "the flag alone is grave enough",
    "min_grounds": "the number of grounds",
    "form": "the form for her agreement",
    "without_form": "the form without her agreement",
    "words_at_least": "the fewest words",
}
FIXED: Final[Mapping[str, str]] = {"same_day": "the same day", "at_once": "at once"}


def facets(part: Part, asked: Asked) -> Facets:
    """Each value of the part in words, by its label. What nests as a table is not among them."""
    found: dict[str, Facet] = {}
    apart: frozenset[str] = NOT_SAID
    if isinstance(part, Deadline):
        found[""], apart = when_due(part), NOT_SAID | WHEN_OF_DEADLINE
    if isinstance(part, FreeMonths):
        found["the months"], apart = (
            tuple(MONTHS[n - 1] for n in part.months),
            NOT_SAID | {"months"},
        )
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name not in apart and not is_heading(part, name) and not is_table(value):
            found[LABELS.get(name) or label(field.alias or name)] = said(value, asked)
    return found


def standing(part: Part, clauses: Collection[str]) -> Facets:
    """Which of those clauses a part cites, what is asked about it, and where and how it stands."""
    found: dict[str, Facet] = {
        "the clauses": tuple(sorted(set(getattr(part, "clause", ())) & set(clauses)))
    }
    if isinstance(part, Sourced):
        heading = part.title if is_heading(part, "title") else ""
        asked = (("the title", heading), ("the open question", part.note))
        until = ("what holds until it is answered", part.meanwhile)
        found |= {name: plain(words) for name, words in (*asked, until)}
    if isinstance(part, Question):
        found["the page"] = plain(part.page)
        found["the codes of the answers"] = tuple(option.value for option in part.options)
    return found


def label(key: str) -> str:
    return f"the {key.replace('_', ' ')}"


def is_heading(part: Part, name: str) -> bool:
    """A title that stands over a table for its readers, and is no value of the protocol."""
    return name == "title" and not type(part).model_fields["title"].is_required()


def is_table(value: Any) -> bool:
    """Whether a value is compared by itself: a table with clauses, or a list of such."""
    if isinstance(value, tuple):
        return bool(value) and isinstance(value[0], Part) and bool(name_of(value[0]))
    return isinstance(value, Sourced) or holds_tables(value)


def holds_tables(value: Any) -> bool:
    return isinstance(value, Part) and any(
        isinstance(inner, Sourced)
        for inner in (getattr(value, n) for n in type(value).model_fields)
    )


def name_of(part: Part) -> str:
    """What tells the part from others of its list, or nothing; an option is told by its label."""
    for key in ("id", "code", "record", "role"):
        if name := getattr(part, key, ""):
            return str(name)
    return ""


def said(value: Any, asked: Asked) -> Facet:
    if isinstance(value, tuple):
        words = [one(each, asked) for each in value]
        in_no_order = any(isinstance(each, Permission) for each in value)
        return tuple(sorted(words) if in_no_order else words)
    return one(value, asked)


def one(value: Any, asked: Asked) -> str:
    """A single value in words; nothing for what is not set."""
    if isinstance(value, Part) and type(value) in SAYS:
        return in_words(value, asked)
    for kind, in_its_words in IN_WORDS:
        if isinstance(value, kind):
            return in_its_words(value)
    if isinstance(value, Part):
        names = [name for name in type(value).model_fields if name not in NOT_SAID]
        inner = [flat(said(getattr(value, name), asked)) for name in names]
        return ", ".join(word for word in inner if word)
    return ""


def flat(facet: Facet) -> str:
    return listing(facet) if isinstance(facet, tuple) else facet


def plain(text: str) -> str:
    """Words of the file in quotes, a word of the format without its underscores."""
    if not text:
        return ""
    return f"“{text}”" if " " in text or text != text.lower() else text.replace("_", " ")


def how_long(within: Within) -> str:
    if within.end_of:
        return f"by the end of the {within.end_of}"
    return FIXED.get(within.kind) or within.in_words


def interval(every: Every) -> str:
    """`every three months`, `every week`."""
    (unit,) = every.model_fields_set
    count = int(getattr(every, unit))
    return f"every {unit[:-1]}" if count == 1 else f"every {counted(count, unit[:-1])}"


def when_due(deadline: Deadline) -> str:
    """`three working days before the meeting, by 5pm`."""
    by = f", by {clock(deadline.by)}" if deadline.by else ""
    nation = f", in working days of {deadline.nation.label}" if deadline.nation else ""
    return f"{counted_from(deadline)}{by}{nation}"


def counted_from(deadline: Deadline) -> str:
    """From what it counts: another deadline, a meeting, or something that happened."""
    within, happened = deadline.within, HAPPENED.get(deadline.anchor or "", "")
    what = happened or (f"“{deadline.counts_from}”" if deadline.counts_from else "the meeting")
    match within.kind:
        case "week_before":
            return f"in the week before {what}"
        case "same_day":
            return f"on the day {'when' if happened else 'of'} {what}"
        case "at_once":
            return f"at once {'when' if happened else 'after'} {what}"
        case "end_of" if within.end_of == "meeting":
            return "by the end of the meeting"
        case _:
            return f"{how_long(within)} {'before' if deadline.backwards else 'after'} {what}"


def exception(waiver: Waiver) -> str:
    return f"{waiver.reason}, agreed by {listing([plain(role) for role in waiver.approved_by])}"


IN_WORDS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (bool, lambda value: YES_OR_NO[value]),
    (Permission, lambda value: value.phrase),
    (Enum, lambda value: plain(str(value.value))),
    (str, plain),
    (int, str),
    (time, clock),
    (date, day_year),
    (Within, how_long),
    (Every, interval),
    (Waiver, exception),
    (Option, lambda value: f"“{value.label}”"),
)
