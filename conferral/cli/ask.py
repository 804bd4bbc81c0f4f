"""Ask for what was not given as an option; where nobody can answer, say which option is missing."""

import re
import sys
from argparse import Namespace
from dataclasses import dataclass

from conferral.cli.problems import Problem


@dataclass(frozen=True, slots=True)
class Named:
    """A person with an email address."""

    name: str
    email: str


def answer(asked: Namespace, option: str, question: str, suggestion: str = "") -> str:
    """The option's value, else what is typed in answer to the question."""
    given = getattr(asked, option.replace("-", "_"))
    if given:
        return str(given)
    if not sys.stdin.isatty():
        raise Problem(f"Say --{option} as well ({question[0].lower()}{question[1:]}).")
    hint = f" [{suggestion}]" if suggestion else ""
    typed = input(f"{question}{hint}: ").strip() or suggestion
    return typed or answer(asked, option, question, suggestion)


def person(text: str) -> Named:
    """Read `Name <email>`."""
    found = re.fullmatch(r"\s*(?P<name>[^<>]+?)\s*<(?P<email>[^<>@\s]+@[^<>@\s]+)>\s*", text)
    if not found:
        raise Problem(f"Write a person as “Name <email>”; “{text}” is not written so.")
    return Named(found["name"], found["email"].lower())


def slug_of(text: str) -> str:
    """A name as it stands in an address: “Eastmarsh Partnership” is eastmarsh-partnership."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
