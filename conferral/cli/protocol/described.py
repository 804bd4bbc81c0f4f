"""The protocol commands in words, and the schema of what each answers, for the reference pages."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from conferral.cli.protocol import add_to, shapes

ANSWERS: Final[dict[str, type[shapes.Shape]]] = {
    "check": shapes.Checked,
    "examples": shapes.Examples,
    "dates": shapes.Dates,
    "dates-year": shapes.Year,
    "decide": shapes.Decision,
    "diff": shapes.Differences,
    "new": shapes.Started,
    "problems": shapes.Problems,
}
INTRODUCTION: Final = """# Writing a protocol on the command line

These commands read an edition’s folder and need no database. Each answers in words, or as JSON with
`--json`. A folder may also be the id of an edition that ships, such as `wesp/1`.

The exit code is 0 where all is well; 1 where the files cannot be used, where an example does not
hold, or where a date cannot be counted; 2 where the command itself is not understood. When files
cannot be used, each problem is a sentence with the file and the line, on the error stream; under
`--json` it is an entry of [problems](../schemas/protocol-problems.json).
"""
ANSWER_FILE: Final = """The file of answers has question ids as keys:

```toml
date_of_birth = 1997-04-02
in_borough = true
where_selling = "on_street"
rf_own_fear = "present"                          # or "not_present", "not_known"
rf_control = { state = "present", source = "The police" }
language = { unknown = "declined" }              # or not_known, not_asked_unsafe, not_applicable

[facts]                                          # what no form asks; may be left out
home_area = "Eastmarsh"
months_since_heard = 14
```
"""


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON Schema of each answer, by the name of its file."""
    for name, shape in ANSWERS.items():
        made = shape.model_json_schema()
        yield f"protocol-{name}.json", {"$schema": GenerateJsonSchema.schema_dialect, **made}


def page() -> str:
    """Every command: how it is asked, what it does, and what it answers."""
    lines = [INTRODUCTION]
    for name, parser in parsers().items():
        lines += [f"## {name}\n", f"{parser.description}\n", *options(parser)]
        if name == "decide":
            lines.append(ANSWER_FILE)
        lines += list(answers(name))
    return "\n".join(lines)


def parsers() -> dict[str, ArgumentParser]:
    whole = ArgumentParser(prog="conferral")
    commands = whole.add_subparsers()
    add_to(commands)
    within: Any = commands.choices["protocol"]._subparsers
    choices: dict[str, ArgumentParser] = dict(within._group_actions[0].choices or {})
    return choices


def options(parser: ArgumentParser) -> Iterator[str]:
    yield "| what is written | what it means |"
    yield "|---|---|"
    for action in parser._actions:
        if action.dest == "help":
            continue
        written = " ".join(
            part for part in (*action.option_strings, str(action.metavar or "")) if part
        )
        if action.choices and not action.metavar:
            written = f"{written} {'|'.join(map(str, action.choices))}".strip()
        says = (action.help or "") % {"default": action.default}
        yield f"| `{written.replace('|', chr(92) + '|')}` | {says} |"
    yield ""


def answers(command: str) -> Iterator[str]:
    """The keys of its JSON."""
    for name, shape in ANSWERS.items():
        if name.partition("-")[0] == command:
            yield f"{' '.join((shape.__doc__ or '').split())}\n"
            keys = ", ".join(f"`{key}`" for key in shape.model_fields)
            yield f"Keys: {keys}. [Its schema](../schemas/protocol-{name}.json).\n"
