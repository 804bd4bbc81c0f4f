"""On which line of a protocol file something is written; looked up only where there is a mistake.

The file is known to be TOML by the time it comes here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

NAMES: Final = ("id", "code", "value", "name", "record", "role")
STEP: Final = re.compile(r"(?P<key>[^',]+?)(?: '(?P<name>[^']*)'| (?P<number>[0-9]+))?(?:, |$)")
NAMED: Final = re.compile(r"(?P<key>\w+) '(?P<name>[^']*)'")
QUOTED: Final = re.compile(r"'([^']+)'|\"([^\"]+)\"")
KEYS: Final = ("bare_key", "quoted_key", "dotted_key")

Step = int | str


@dataclass(slots=True)
class Spot:
    """A table, a key or an item of a list: its line, and what stands inside it."""

    line: int
    keys: dict[str, "Spot"] = field(default_factory=dict)
    items: list["Spot"] = field(default_factory=list)
    value: Node | None = None
    last_of: dict[str, "Spot"] | None = None

    def inside(self) -> "Spot":
        """Itself, with a list or table that is written on the spot laid out one level."""
        value, self.value = self.value, None
        if value is None or value.type not in ("array", "inline_table"):
            self.value = value
            return self
        for node in value.named_children:
            if node.type == "pair":
                self.take(node)
            elif node.type != "comment":
                self.items.append(Spot(line_of(node), value=node))
        return self

    def take(self, pair: Node) -> None:
        """Note one `key = value`, or `some.key = value`."""
        *through, last = names_in(pair.named_children[0])
        table = self
        for name in through:
            table = table.keys.setdefault(name, Spot(line_of(pair)))
        table.keys[last] = Spot(line_of(pair), value=pair.named_children[1])

    def step(self, step: Step) -> "Spot | None":
        here = self.inside()
        if isinstance(step, str):
            return here.keys.get(step)
        return here.items[step] if step < len(here.items) else None

    @property
    def text(self) -> str:
        """What is written here, without its quotes; nothing for a list or a table."""
        if self.value is None or self.value.type in ("array", "inline_table"):
            return ""
        return str(self.value.text or b"", "utf-8").strip("\"'")

    @property
    def names(self) -> list[str]:
        """What an author may call this table by."""
        keys = self.inside().keys
        return [keys[key].text for key in NAMES if key in keys]

    def every(self) -> Iterator[tuple[str, "Spot"]]:
        """All that is inside, each with its key, as far down as it goes."""
        here = self.inside()
        for key, spot in [*here.keys.items(), *(("", item) for item in here.items)]:
            yield key, spot
            yield from spot.every()


def line_of(node: Node) -> int:
    return node.start_point.row + 1


def names_in(key: Node) -> list[str]:
    """`a."b.c"` is `a` and `b.c`."""
    if key.type != "dotted_key":
        return [str(key.text or b"", "utf-8").strip("\"'")]
    return [name for part in key.named_children for name in names_in(part)]


def laid_out(text: str) -> Spot:
    """The whole file, its tables in their places."""
    whole = Spot(1)
    parsed = Parser(Language(tree_sitter_toml.language())).parse(text.encode())
    for node in parsed.root_node.named_children:
        if node.type == "pair":
            whole.take(node)
        elif node.type in ("table", "table_array_element"):
            table = table_for(whole, node)
            for pair in node.named_children[1:]:
                if pair.type == "pair":
                    table.take(pair)
    return whole


def table_for(whole: Spot, node: Node) -> Spot:
    """Where the pairs under a `[head]` or a `[[head]]` belong."""
    head = next(child for child in node.named_children if child.type in KEYS)
    *through, last = names_in(head)
    here = whole
    for name in through:
        here = here.keys.setdefault(name, Spot(line_of(node)))
        here = here.items[-1] if here.items else here
    table = here.keys.setdefault(last, Spot(line_of(node)))
    if node.type == "table":
        return table
    table.items.append(Spot(line_of(node)))
    return table.items[-1]


@dataclass(slots=True)
class Places:
    """Looks up lines in one file."""

    whole: Spot

    @classmethod
    def of(cls, text: str) -> "Places":
        return cls(laid_out(text))

    def line_at(self, path: Sequence[Step]) -> int | None:
        """The line at the end of a path, or as near to it as there is something written."""
        here = self.whole
        for step in path:
            here = here.step(step) or here
        return None if here is self.whole else here.line

    def called(self, where: str) -> Spot:
        """The place that words name: `deadline 'papers', exception`."""
        here = self.whole
        for step in STEP.finditer(where):
            found = here.step(step["key"])
            if found is None:
                break
            here = found
            if step["name"] is not None:
                here = named_in(found, step["name"]) or found
            elif step["number"] is not None:
                here = found.step(int(step["number"]) - 1) or found
        return here

    def line_about(self, where: str, said: str) -> int | None:
        """The line that a complaint means; none where nothing written tells."""
        here = self.called(where)
        is_whole = here is self.whole
        if is_whole and (line := self.line_of_a_table_in(said)):
            return line
        for quoted in QUOTED.finditer(said):
            word = quoted[1] or quoted[2]
            for key, spot in here.every():
                if word in (key, spot.text):
                    return spot.line
        return None if is_whole else here.line

    def line_of_a_table_in(self, complaint: str) -> int | None:
        """`the role 'chair' is there twice` means the last one of that name."""
        for table in NAMED.finditer(complaint):
            listed = self.whole.step(table["key"])
            found = named_in(listed, table["name"]) if listed else None
            if found:
                return found.line
        return None


def named_in(listed: Spot, name: str) -> Spot | None:
    """The last item of that name."""
    if listed.last_of is None:
        items = listed.inside().items
        listed.last_of = {called: item for item in items for called in item.names}
    return listed.last_of.get(name)
