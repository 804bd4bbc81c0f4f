"""Editions made from a shipped one by rule: every clause renumbered, or every deadline left out."""

import re
import tomllib

CLAUSES = "clauses.toml"
TABLE = re.compile(r"(?m)^(?=\[)")


def renumbered(files: dict[str, str], by: int = 100) -> dict[str, str]:
    """The same edition with every section moved on: 8.3 is 108.3, in all of its files."""
    written = tomllib.loads(files[CLAUSES])
    clauses = {clause["id"] for clause in written["clause"]}
    sections = {section["id"] for section in written.get("section", [])}
    return {
        name: _moved(text, clauses | sections if name == CLAUSES else clauses, by)
        for name, text in files.items()
    }


def _moved(text: str, ids: set[str], by: int) -> str:
    return re.sub(
        r'"([0-9]+(?:\.[0-9]+)*)"',
        lambda quoted: f'"{moved(quoted[1], by)}"' if quoted[1] in ids else quoted[0],
        text,
    )


def moved(clause: str, by: int = 100) -> str:
    """What a clause is called once its section has moved on; nothing stays nothing."""
    section, point, rest = clause.partition(".")
    return f"{int(section) + by}{point}{rest}" if clause else ""


def without_dates(files: dict[str, str]) -> dict[str, str]:
    """The same edition with neither a cadence nor a deadline: a panel that is called per case."""
    kept = {name: text for name, text in files.items() if not name.startswith("examples/")}
    tables = TABLE.split(kept["protocol.toml"])
    protocol = "".join(
        table for table in tables if not table.startswith(("[[deadline]]", "[cadence"))
    ).replace('kind = "standing_panel"', 'kind = "planning_meeting"')
    kept["protocol.toml"] = re.sub(r"(?ms)^(waives|deadline) = (\[.*?\]|\".*?\")\n", "", protocol)
    kept[CLAUSES] = re.sub(
        r'"(deadline:[a-z_-]+|setting:cadence)"', '"form:referral"', kept[CLAUSES]
    )
    return kept
