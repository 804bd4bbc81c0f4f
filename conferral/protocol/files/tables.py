"""Reading the text of one protocol file into tables, or saying where it is no TOML."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from conferral.protocol.files.complaints import Complaint, plain
from conferral.protocol.files.folder import LARGEST_FILE

DEEPEST: Final = 100
MOST_POINTS: Final = 250
MOST_LINES: Final = 20_000
PLACE: Final = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")
DECLARED: Final = re.compile(r"Cannot declare (?P<key>\(.*\)) twice")
VALUE_IN_CURLY: Final = re.compile(r"[=\[,]\s*[“”„‘’]")
UNSEEN: Final = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    r"|\\u(?:200[bBeEfF]|202[a-eA-E]|206[6-9]|00[01][0-9a-fA-F]|007[fF])"
)
"""Letters that nobody sees and that turn the order of others, plain or as an escape."""
TOO_DEEP: Final = f"tables and lists stand inside one another more than {DEEPEST} deep."


class NotTables(Exception):
    """A text that cannot be read as TOML, with the complaint that its author gets."""

    def __init__(self, name: str, said: str, line: int | None = None) -> None:
        super().__init__(said)
        self.complaint = Complaint(name, line, "", plain(said))


def tables_in(name: str, text: str) -> dict[str, Any]:
    """What a file holds. Raises NotTables where it is too large, too deep or no TOML."""
    insist_on_a_size(name, text)
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(name, text, str(error)) from None
    except RecursionError:
        raise NotTables(name, TOO_DEEP, line_of_depth(text)) from None
    except ValueError:
        raise NotTables(name, "a number in it is too long.", line_of_long_number(text)) from None
    if is_too_deep(written):
        raise NotTables(name, TOO_DEEP, line_of_depth(text))
    return written


def insist_on_a_size(name: str, text: str) -> None:
    """Refuse what is too large to read, or reads otherwise than it looks."""
    if len(text) > LARGEST_FILE:
        raise NotTables(name, f"this file is larger than {LARGEST_FILE // 1_000_000} MB.")
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise NotTables(name, f"this file has more than {MOST_LINES:,} lines.")
    for number, line in enumerate(lines, start=1):
        if line.count(".") > MOST_POINTS:
            said = f"there are more than {MOST_POINTS} points in this line; break it up."
            raise NotTables(name, said, number)
        if UNSEEN.search(line):
            said = "a letter in this line cannot be seen and can mislead its reader; take it out."
            raise NotTables(name, said, number)


def not_toml(name: str, text: str, complained: str) -> NotTables:
    """The parser's own complaint, with its line."""
    said, _, place = complained.partition(" (at ")
    found = PLACE.match(place)
    if found:
        line = int(found["line"])
        said = f"this is not TOML. {said}, at column {found['column']}."
        return NotTables(name, in_other_words(said, text.split("\n")[line - 1]), line)
    return NotTables(name, f"this is not TOML. {said}, at the end of the file.", lines_in(text))


def in_other_words(said: str, line: str) -> str:
    """What to do, where the line shows what went wrong."""
    if again := DECLARED.search(said):
        head = ".".join(re.findall(r"'([^']*)'", again["key"]))
        return (
            f"this is not TOML. [{head}] is there twice: put both together, or write [[{head}]] "
            "each time where there may be several."
        )
    if VALUE_IN_CURLY.search(line):
        return f'{said} The quotation marks around a value must be straight: ".'
    return said


def lines_in(text: str) -> int:
    return len(text.splitlines())


def is_too_deep(written: Mapping[str, Any]) -> bool:
    """Measured without recursion, which a deep file would exhaust."""
    level: list[Any] = [written]
    for _ in range(DEEPEST):
        level = [item for holder in level for item in items_of(holder)]
        if not level:
            return False
    return True


def items_of(written: Any) -> list[Any]:
    """The lists and tables right inside a list or a table."""
    inside = list(written.values()) if isinstance(written, dict) else written
    return [item for item in inside if isinstance(item, dict | list)]


def line_of_depth(text: str) -> int | None:
    """The first line where brackets stand too deep; strings are not looked at closely."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        for letter in line:
            depth += (letter in "[{") - (letter in "]}")
            if depth > DEEPEST:
                return number
    return None


def line_of_long_number(text: str) -> int | None:
    found = re.search(r"[0-9_]{4000}", text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def frozen(written: Any) -> Any:
    """TOML's lists as tuples, so that what is read cannot be changed."""
    if isinstance(written, dict):
        return {key: frozen(value) for key, value in written.items()}
    return tuple(frozen(item) for item in written) if isinstance(written, list) else written
