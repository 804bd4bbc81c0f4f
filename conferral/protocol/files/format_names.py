"""The names that an author does not invent: what each stands for, as pages of the reference."""

from collections.abc import Iterable, Iterator
from typing import Final

from conferral.protocol.checking.meanings import MEANINGS
from conferral.protocol.clauses import RESOLVED_BY_TESTS, RESOLVED_HERE
from conferral.protocol.edition import Protocol
from conferral.protocol.files.descriptions import keys_of, models_in
from conferral.protocol.forms.questions import FILLS
from conferral.protocol.panels.planning import EXTRAS
from conferral.protocol.permissions import Permission
from conferral.protocol.practices import Practice
from conferral.protocol.rules.consent import NOT_PUBLIC, PUBLIC, AgencyKind
from conferral.protocol.wording import listing

BEFORE: Final = """## Names

You choose most names yourself. These are the ones that the software knows already.
"""
KEEPERS: Final = {
    "deadline": "a `[[deadline]]`, by its id",
    "question": "a question of any form, by its id",
    "form": "a whole form, by its id",
    "page": "a page of a form, by its id",
    "role": "a `[[role]]`, by its id",
    "duty": "a `[[duty]]`, by its id",
    "criterion": "a `[[criterion]]`, by its id",
    "eligibility": "an `[[eligibility]]`, by its id",
    "exclusion": "an `[[exclusion]]`, by its id",
    "prerequisite": "a `[[prerequisite]]`, by its id",
    "repeat": "the table `[repeat]`, by its id",
    "tool": "a `[[tool]]`, by its id",
    "stance": "a `[[consent.stance]]`, by its id",
    "ground": "a `[[ground]]`, by its code",
    "level": "a `[[level]]`, by its id",
    "link": "a `[[link]]`, by its id",
    "register": "a `[[register]]`, by its id",
    "periodic": "a `[[periodic]]`, by its id",
    "rung": "a `[[dispute.rung]]`, by its id",
    "record": "a `[[retention.class]]`, by its record",
    "item": "a `[[meeting.item]]`, by its id",
    "practice": "something that the software does for every panel; the list is below",
}
OF_FILLS: Final = (
    "`fills` holds a record, a point and a place. An answer without it stays on the form. With a "
    "`[consent]` one question of the referral form fills `sharing.route`: yes, or the option "
    "`consent`, leads to the form that `form` names; no, or the option `without`, to the form that "
    "`without_form` names. On those forms `sharing.agreed` is whether she agreed, and "
    "`sharing.withheld` what she wants kept back. `background.fact` and `background.opinion` stand "
    "in the papers, as what is known and what somebody thinks."
)
DEADLINES: Final = {
    "referral": "when referrals close; a later one is late",
    "agenda": "when the agenda is due",
    "papers": "when papers are due",
    "actions": "when the action log is due",
    "minutes": "when the minutes are due",
}


def sections() -> Iterator[str]:
    """Each list of names under its own heading."""
    settings = [key for key, field in keys_of(Protocol) if is_one_table(field.annotation)]
    yield BEFORE
    yield from table("What keeps a clause", "`by` holds these: a kind, a colon and a name.", (
        ("setting", f"one table of `protocol.toml`, by its name: {quoted(settings)}"),
        *((kind, KEEPERS[kind]) for kind in RESOLVED_HERE if kind != "setting"),
    ))  # fmt: skip
    yield (
        f"Names that begin with {quoted(RESOLVED_BY_TESTS)} are parts of the software. Editions "
        "that come with it use them; in one of your own nothing looks whether they are there.\n"
    )
    yield from table("Practices", "What `practice:` may name in `by`. The software…", (
        (str(practice.value), practice.phrase) for practice in Practice
    ))  # fmt: skip
    yield from table("Marks", "What `wording` says of a clause: that it…", (
        (kind, f"{meaning.says}. {meaning.remedy}") for kind, meaning in MEANINGS.items()
    ))  # fmt: skip
    yield from table("Permissions", "What `may` lets a role do.", (
        (str(permission.value), permission.phrase) for permission in Permission
    ))  # fmt: skip
    yield from table("Deadlines", "Choose any id. The software itself looks for these.", (
        DEADLINES.items()
    ))  # fmt: skip
    yield from table("What an answer fills", OF_FILLS, (
        (record, quoted(f"{record}.{place}" for place in places))
        for record, places in FILLS.items()
    ))  # fmt: skip
    yield "### Kinds of agency\n"
    yield f"A quorum and the agencies of an example name {quoted(k.value for k in AgencyKind)}.\n"
    yield (
        f"`for_controllers` of a ground names the same, or `every`, `{PUBLIC}`, `{NOT_PUBLIC}`.\n"
    )
    yield "### What a plan says\n"
    yield (
        "`asks` of a plan names what you choose, such as `action`, `owner` and `by_when`. Three "
        f"more come from its other keys: {quoted(EXTRAS)}. An example names them all.\n"
    )


def is_one_table(annotation: object) -> bool:
    return any(models_in(annotation)) and "tuple[" not in str(annotation)


def quoted(names: Iterable[str]) -> str:
    return listing([f"`{name}`" for name in names])


def table(title: str, before: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"### {title}\n"
    yield f"{before}\n"
    yield "| name | what it stands for |"
    yield "|---|---|"
    yield from (f"| `{name}` | {words} |" for name, words in rows)
    yield ""
