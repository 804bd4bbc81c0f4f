"""`conferral protocol schema`: the JSON Schema by which an editor helps to write the files."""

import json
from argparse import Namespace
from typing import Any

from conferral.cli.protocol.editions import sentence_case, show


def add_to(within: Any) -> None:
    """Describe the command. It always answers as JSON."""
    from conferral.protocol.files.schema import FILES

    says = "print the JSON Schema of a protocol file, for editors"
    added = within.add_parser("schema", help=says, description=sentence_case(says))
    added.add_argument(
        "file", nargs="?", choices=list(FILES), default="protocol", help="which file (protocol)"
    )
    added.add_argument("--json", action="store_true", help="no difference: it is JSON always")
    added.set_defaults(run=run)


def run(asked: Namespace) -> int:
    from conferral.protocol.files.schema import schema

    show(json.dumps(schema(asked.file), ensure_ascii=False, indent=2))
    return 0
