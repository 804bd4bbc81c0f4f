"""Write the reference pages that are drawn from the code, and the schemas of JSON answers.

Run as `.venv/bin/python scripts/reference.py`; a test checks that the pages are fresh.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference"
SCHEMAS = PAGES.parent / "schemas"
SOFTWARE = PAGES.parent.parent / "conferral" / "protocol" / "software.toml"
MADE = "<!-- Made by scripts/reference.py; change the code, not this page. -->\n"


def operations_page() -> str:
    """Every operation and reading: what it does, what it needs, what it records."""
    from conferral.access.operation import OPERATIONS

    lines = [
        MADE,
        "# What people do, and what is recorded\n",
        "Each row is one operation, or a reading (marked *reads*), with the permission it needs.",
        "A refusal is recorded under the same event.\n",
        "| event | what it is | needs |",
        "|---|---|---|",
    ]
    for event, operation in sorted(OPERATIONS.items()):
        what = (operation.perform.__doc__ or "").strip().splitlines()[0]
        reads = "" if operation.writes else " *reads*"
        lines.append(f"| `{event}`{reads} | {what} | `{operation.permission}` |")
    return "\n".join(lines) + "\n"


def lifecycles_page() -> str:
    """Every table of moves, as a diagram."""
    from conferral.cases.lifecycle import LIFECYCLE as CASE
    from conferral.meetings.lifecycle import LIFECYCLE as MEETING
    from conferral.referrals.lifecycle import LIFECYCLE as REFERRAL

    blocks = [MADE, "# Lifecycles\n", "The only moves that there are.\n"]
    for lifecycle in (REFERRAL, CASE, MEETING):
        blocks.append(f"## {lifecycle.noun.title()}\n")
        blocks.append(f"```mermaid\n{lifecycle.diagram()}\n```\n")
    return "\n".join(blocks)


def roles_page() -> str:
    """Who may do what, for each shipped edition."""
    from conferral.protocol.files.loading import load, read_folder, shipped
    from conferral.protocol.permissions import Permission

    blocks = [MADE, "# Roles and permissions\n"]
    for edition_id, folder in sorted(shipped().items()):
        edition = load(read_folder(folder))
        heads = [role.title for role in edition.roles]
        blocks.append(f"## {edition.title}, `{edition_id}`\n")
        blocks.append(f"| may | {' | '.join(heads)} |")
        blocks.append(f"|---|{'---|' * len(heads)}")
        for permission in Permission:
            marks = ["yes" if permission in role.may else "" for role in edition.roles]
            blocks.append(f"| {permission.phrase} | {' | '.join(marks)} |")
        blocks.append("")
    return "\n".join(blocks)


def format_page() -> str:
    """Every table and key of a protocol file, with what the editions for authors write there."""
    from conferral.protocol.files.format_in_words import page
    from conferral.protocol.files.loading import SHIPPED, shipped
    from conferral.protocol.files.starting import KINDS, WHERE

    invented = sorted(file.parent for file in SHIPPED.glob("samples/*/*/protocol.toml"))
    made = page([*(WHERE / kind for kind in KINDS), *invented, *shipped().values()])
    return f"{MADE}\n{made}"


def software_file() -> str:
    """The parts of the software that a clause may name as its keeper, for the engine to know."""
    from django.urls import URLPattern, URLResolver

    from conferral.access.operation import OPERATIONS
    from conferral.web.areas import urlpatterns
    from conferral.web.protocol.keeping import DOCUMENTS

    pages: set[str] = set()
    waiting: list[URLPattern | URLResolver] = [*urlpatterns]
    while waiting:
        each = waiting.pop()
        if isinstance(each, URLResolver):
            waiting += each.url_patterns
        elif each.name:
            pages.add(each.name)
    lists = {
        "url": pages,
        "operation": {name for name, each in OPERATIONS.items() if each.writes},
        "reading": {name for name, each in OPERATIONS.items() if not each.writes},
        "document": set(DOCUMENTS),
    }
    written = [
        f"{kind} = [\n" + "".join(f'  "{name}",\n' for name in sorted(names)) + "]\n"
        for kind, names in lists.items()
    ]
    return "# Made by scripts/reference.py; change the code, not this file.\n\n" + "\n".join(
        written
    )


def schema_pages() -> Iterator[tuple[Path, str]]:
    """The schema of what each protocol command answers, and of each protocol file."""
    from conferral.cli.protocol.described import schemas
    from conferral.protocol.files.schema import FILES, schema

    files = [(f"{file}-file.json", schema(file)) for file in FILES]
    for name, made in (*schemas(), *files):
        yield SCHEMAS / name, json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def commands_page() -> str:
    """The protocol commands, and what each answers."""
    from conferral.cli.protocol.described import page

    return f"{MADE}\n{page()}"


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with what it should say."""
    yield PAGES / "operations.md", operations_page()
    yield PAGES / "lifecycles.md", lifecycles_page()
    yield PAGES / "roles.md", roles_page()
    yield PAGES / "protocol-format.md", format_page()
    yield PAGES / "protocol-cli.md", commands_page()
    yield SOFTWARE, software_file()
    yield from schema_pages()


def main() -> int:
    """Load the settings, and write what has changed."""
    sys.path.insert(0, str(PAGES.parent.parent))
    import django

    django.setup()
    load_every_operation()
    for page, text in pages():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    return 0


def load_every_operation() -> None:
    """Import each module that declares operations, so that all are known."""
    import importlib

    import conferral

    root = Path(conferral.__file__).parent
    for file in sorted({*root.glob("*/operations.py"), *root.glob("*/operations/*.py")}):
        importlib.import_module(".".join(file.relative_to(root.parent).with_suffix("").parts))


if __name__ == "__main__":
    sys.exit(main())
