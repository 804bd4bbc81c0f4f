"""The `conferral` command: does what was asked, and says in a sentence what went wrong."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from conferral.cli import (
    agency,
    audit,
    demo,
    init,
    member,
    migrate,
    protocol,
    serve,
    worker,
)
from conferral.cli.problems import in_one_sentence

COMMANDS = (demo, init, serve, worker, migrate, agency, member, audit, protocol)
BAD_INPUT = 2
OURS_ALONE = 0o077


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 well, 1 not well, 2 it could not be done.

    What it writes is for the account that runs it alone.
    """
    os.umask(OURS_ALONE)
    asked = parser().parse_args(arguments)
    return perform(asked)


def perform(asked: Namespace) -> int:
    """Run the command that was asked for; whatever we know how to say, say in one sentence."""
    try:
        code: int = asked.run(asked)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = in_one_sentence(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return BAD_INPUT
    return code


def parser() -> ArgumentParser:
    """The commands and their options."""
    whole = ArgumentParser(
        prog="conferral",
        description="Multi-agency safeguarding panels, under the partnership’s own protocol.",
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return whole


if __name__ == "__main__":
    sys.exit(main())
