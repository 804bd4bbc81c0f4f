"""The smallest edition that loads, and ways to write one feature or one mistake into it."""

from conferral.protocol.days.calendar import Nation, WorkingCalendar
from conferral.protocol.edition import Edition
from conferral.protocol.files.loading import ProtocolError, load

PROTOCOL = """
format = 1
id = "tiny/1"
title = "A tiny panel"
abbreviation = "TINY"
kind = "standing_panel"
document = "A page"

[panel]
clause = "1"
scope = "Adults."
convenor = { words = "the convenor" }
audience = { rule = "all_members" }

[meeting]
order = { children_first = true, capacity_first = false }
timing = { minutes_per_case = 10 }
attendance = { subject_attends = false }
guests = { one_case_only = true, agreed_by = "coordinator" }
hard_copies = { of = ["agenda"] }

[meeting.confidentiality]
version = "1"
title = "Statement"
lead = "I agree:"
points = ["It is confidential."]

[[role]]
id = "coordinator"
title = "Coordinator"
may = ["referral.read", "referral.accept", "protocol.read"]
"""

CLAUSES = """
[[clause]]
id = "1"
title = "The panel"
summary = "There is a panel."
kept_by = "narrative"
why = "It only says that there is one."

[[clause]]
id = "2"
title = "The rule"
summary = "There is a rule."
kept_by = "rule"
by = ["role:coordinator"]
"""

FORM = """
id = "referral"
title = "Refer"

[[section]]
id = "her"
title = "Her"

[[page]]
id = "who"
section = "her"
title = "Who"

[[page]]
id = "why"
section = "her"
title = "Why"

[[question]]
page = "who"
id = "name"
kind = "text"
ask = "What is her name?"
required = true
unknowns = ["not_known", "declined"]

[[question]]
page = "who"
id = "born"
kind = "date"
ask = "When was she born?"
fills = "person.date_of_birth"

[[question]]
page = "why"
id = "local"
kind = "yes_no"
ask = "Is she local?"
required = true
unknowns = ["not_known"]
fills = "sharing.route"

[[question]]
page = "why"
id = "where"
kind = "choice"
ask = "Where?"
options = [{ value = "street", label = "On the street" }, { value = "indoors", label = "Indoors" }]

[[question]]
page = "why"
id = "reasons"
kind = "choices"
ask = "Which reasons?"
options = [{ value = "fear", label = "Fear" }, { value = "harm", label = "Harm" }]

[[question]]
page = "why"
id = "calls"
kind = "number"
ask = "How many calls?"

[[question]]
page = "why"
id = "story"
kind = "long_text"
ask = "What happened?"
words_at_least = 3
when = { answer = "local", is = true }
required = true

[[question]]
page = "why"
id = "rise"
kind = "judged"
ask = "Is that a rise?"
evidence = "story"

[[question]]
page = "why"
id = "rf_violence"
kind = "flag"
ask = "Violence"
required = true

[[question]]
page = "why"
id = "rf_weapon"
kind = "flag"
ask = "A weapon"
critical = true

[[question]]
page = "why"
id = "rf_housing"
kind = "flag"
ask = "No home"
"""

ENGLAND = WorkingCalendar(Nation.ENGLAND)


def files(
    protocol: str = "", clauses: str = "", form: str = "", *, change: tuple[str, str] = ("", "")
) -> dict[str, str]:
    """The tiny edition's files with text added to each, and one text changed for another."""
    texts = {
        "protocol.toml": PROTOCOL + protocol,
        "clauses.toml": CLAUSES + clauses,
        "forms/referral.toml": FORM + form,
    }
    old, new = change
    if old:
        assert any(old in text for text in texts.values()), f"{old!r} is nowhere in the edition"
    return {name: text.replace(old, new, 1) if old else text for name, text in texts.items()}


def edition(protocol: str = "", clauses: str = "", form: str = "") -> Edition:
    return load(files(protocol, clauses, form))


def line_of(written: dict[str, str], name: str, text: str) -> int:
    """The line of a file that holds the text first."""
    before, found, _ = written[name].partition(text)
    assert found, f"{text!r} is not in {name}"
    return before.count("\n") + 1


def problems(written: dict[str, str]) -> list[str]:
    """The sentences that its author gets; the edition must not load."""
    try:
        load(written)
    except ProtocolError as error:
        return error.problems
    raise AssertionError("the edition loaded")
